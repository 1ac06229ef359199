"""For each sign the question that a start page asks when it is there: what the sign may never hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from brygga.agencies.models import Staff
from brygga.agencies.queries import actor_of, choices_of
from brygga.bookings.queries import to_come
from brygga.closings import queries as closings
from brygga.coaching import queries as coaching
from brygga.consultations.queries import on_desk as consultations_on_desk
from brygga.contacts.queries import to_acknowledge
from brygga.coordinations.queries import vacant, without_coordinator
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.desks.signs import Sign, there_is
from brygga.discharges import queries as discharges
from brygga.escalations import queries as escalations
from brygga.handovers.queries import to_go_on_with, waiting_to_be_sent
from brygga.intakes.queries import on_desk as intakes_on_desk
from brygga.interventions.placements import warnings
from brygga.interventions.queries import steps_to_do
from brygga.investigations import queries as investigations
from brygga.mappings.queries import copies_to_give, my_talks
from brygga.meetings.queries import absences_to_follow_up, waiting_for_answer
from brygga.meetings.unbooked import unbooked
from brygga.people.queries import left_cases
from brygga.plans import queries as plans
from brygga.reorganisations.queries import ahead, to_ask
from brygga.requests.queries import left as left_requests
from brygga.series.queries import my_steps, to_prepare

SHOWN: dict[Sign, Callable[[Actor], Iterable[Any]]] = {
    Sign.ABSENCE: absences_to_follow_up,
    Sign.BOOKED: lambda actor: to_come(actor, clock.now()),
    Sign.CALLED: waiting_for_answer,
    Sign.CLOSING: lambda actor: [*closings.to_explore(actor), *closings.to_answer(actor)],
    Sign.COACHED: coaching.to_look_at,
    Sign.CONSULTED: lambda actor: consultations_on_desk(actor, 60),
    Sign.COPY: copies_to_give,
    Sign.DECIDED_STEP: my_steps,
    Sign.DISCHARGE_OURS: discharges.to_do,
    Sign.DISCHARGE_TOLD: lambda actor: [*discharges.to_see(actor), *discharges.to_plan(actor)],
    Sign.DOCKET: to_prepare,
    Sign.DRAFT: waiting_to_be_sent,
    Sign.ESCALATED: lambda actor: [*escalations.to_answer(actor), *escalations.open_to(actor)],
    Sign.HANDED_OVER: to_go_on_with,
    Sign.INTAKE: lambda actor: intakes_on_desk(actor, 60),
    Sign.INVESTIGATED: investigations.overdue,
    Sign.LEFT_CASE: lambda actor: left_cases(actor, clock.today()),
    Sign.LEFT_COORDINATION: lambda actor: without_coordinator(actor, clock.today()),
    Sign.LEFT_INVESTIGATION: investigations.left,
    Sign.LEFT_PLAN: plans.left,
    Sign.LEFT_REQUEST: left_requests,
    Sign.PLACED: warnings,
    Sign.PLAN_DUE: lambda actor: plans.due_follow_ups(actor).rows,
    Sign.PLAN_PROPOSED: plans.waiting_for_answer,
    Sign.PRESENCE: coaching.without_presence,
    Sign.RAISED_STEP: steps_to_do,
    Sign.REORGANISED: ahead,
    Sign.ROLE_TOLD: to_acknowledge,
    Sign.SUCCEEDED: lambda actor: to_ask(actor, 60),
    Sign.TALK: my_talks,
    Sign.UNBOOKED: lambda actor: unbooked(actor, size=60),
    Sign.UNTOLD: investigations.untold,
    Sign.VACANT: lambda actor: vacant(actor, clock.today()),
}


def everyone() -> list[Actor]:
    """All who work anywhere, in each assignment."""
    staff = Staff.objects.order_by("pk")
    return [actor_of(choice, one) for one in staff for choice in choices_of(one.pk, clock.today())]


def hidden(actors: Iterable[Actor]) -> tuple[list[tuple[str, Sign]], set[Sign]]:
    """Whose desk would lack what; and the signs that somebody had something behind."""
    lacking, met = [], set()
    for actor in actors:
        for sign, question in SHOWN.items():
            if list(question(actor)):
                met.add(sign)
                if not there_is(actor, sign):
                    lacking.append((actor.name, sign))
    return lacking, met
