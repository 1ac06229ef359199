"""Reads about requests: the queue, what one has sent, what is waited for, and the history of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.agencies.queries import gone
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, Engagement, open_doors
from brygga.coordinations.queries import units_to_ask
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import count_up_to
from brygga.core.visibility import once_a_page
from brygga.people.models import Case
from brygga.requests.clocks import SIP_REQUEST, kind_of
from brygga.requests.may import may_ask_first_sip
from brygga.requests.models import Request, RequestStep
from brygga.requests.states import ENDED, WAITING, RequestState
from brygga.routines.deadlines import Deadline, DeadlineStep
from brygga.routines.forms import Form
from brygga.routines.investigating import time_for
from brygga.routines.loading import routine
from brygga.routines.vocabulary import RequestKind
from brygga.rules.clocks import due_on
from brygga.rules.powers import Power

S = RequestState


def with_details(actor: Actor) -> Any:
    """Each with whether its receiver is still let in, and whether the actor sees the coordination: in one question."""
    disclosures = Disclosure.objects.unrestricted(because="whether a request's content is open to its receiver")
    let_in = disclosures.in_force(clock.today()).filter(
        stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("to_unit_id")
    )
    inside = open_doors(actor, "coordination_id")
    theirs = Q(disclosure=None) | Q(to_unit_id=F("coordination__unit_id"))
    rows = Request.objects.visible_to(actor).annotate(ground_stands=theirs | Exists(let_in), inside=inside)
    return rows.select_related(
        *("coordination__person", "from_unit__organisation", "to_unit__organisation"),
        *("from_assignment__staff", "appointed__staff"),
    )


def content_is_open(request: Request, actor: Actor) -> bool:
    """The sender and the person always read what was asked; the receiver while its unit is let in."""
    if actor.is_person or request.from_unit_id in actor.reads:
        return True
    stands = getattr(request, "ground_stands", None)
    return bool(with_details(actor).get(pk=request.pk).ground_stands if stands is None else stands)


def may_name(request: Request, actor: Actor) -> bool:
    """The sender knows whom it is about while the coordination is open to it; the receiver when such asks name them.

    Of a request found by `with_details`.
    """
    if request.from_unit_id in actor.reads:
        return bool(request.inside)  # type: ignore[attr-defined]
    return content_is_open(request, actor) and kind_of(request).names_person


def distribution(actor: Actor) -> Any:
    """What waits for somebody to be appointed at the units that the actor distributes for."""
    return with_details(actor).filter(_to_distribute(actor))


def _to_distribute(actor: Actor) -> Q:
    asked = Q(to_unit_id__in=actor.distributes | actor.reads, state__in=WAITING)
    return asked if Power.LEAD in actor.powers else asked & Q(to_power__in=[power.value for power in actor.powers])


def distribution_count(actor: Actor) -> int:
    """How much waits to be handed out: told in the menu of every page."""

    def waiting() -> int:
        return count_up_to(Request.objects.visible_to(actor).filter(_to_distribute(actor)))

    return int(once_a_page(("distribution", actor.assignment_id), waiting))


def to_hand_out(actor: Actor, few: int) -> tuple[list[Request], int]:
    """The first few of what waits to be handed out, and how many there are."""
    count = distribution_count(actor)
    return list(distribution(actor).order_by("pk")[:few]) if count else [], count


def left(actor: Actor) -> Any:
    """What the actor's units have said yes to, and the one who was appointed has left."""
    rows = with_details(actor).filter(to_unit_id__in=actor.distributes | actor.reads, state=S.ACCEPTED)
    return rows.filter(gone("appointed", clock.today())).order_by("pk")


def keeps_unit_open(unit: Unit) -> str:
    asked = Request.objects.unrestricted(because="a unit that has been asked answers before it closes")
    waits = asked.filter(to_unit=unit, state__in=WAITING).exists()
    return "Enheten har förfrågningar som väntar på svar. Svara på dem först." if waits else ""


def sent(actor: Actor, *, under_way: bool = True) -> Any:
    """What the actor's units have asked of others; drafts are among what is under way."""
    rows = with_details(actor).filter(from_unit_id__in=actor.reads)
    return rows.exclude(state__in=ENDED) if under_way else rows.filter(state__in=ENDED)


def waiting(actor: Actor, coordination: Coordination) -> list[Request]:
    """What is asked in a coordination and not yet ended, as far as the actor may see it."""
    rows = with_details(actor).filter(coordination=coordination).exclude(state__in=ENDED)
    return list(rows.order_by("-pk"))


def late(actor: Actor) -> Any:
    """Sent and received requests whose clock has run out."""
    return with_details(actor).filter(_over())


def _over() -> Q:
    now = clock.now()
    return Q(state=S.SENT, acknowledge_by__lt=now) | Q(state__in=WAITING, answer_by__lt=now)


def to_remind_or_finish(actor: Actor, size: int) -> list[Request]:
    """What others are late with, and one's own drafts; in one question, for the start page."""
    # What others wait for stands in the queue, with its clock.
    overdue = _over() & ~Q(to_unit_id__in=actor.reads | actor.distributes)
    draft = Q(state=S.DRAFT, from_assignment_id=actor.assignment_id, from_unit_id__in=actor.reads)
    return list(with_details(actor).filter(overdue | draft).order_by("pk")[:size])


@dataclass(frozen=True, slots=True)
class Expected:
    """What happens next with a request, by whom and by when."""

    text: str
    by: datetime | None
    late: bool


def expected(request: Request) -> Expected | None:
    now = clock.now()
    if request.from_unit_id is None and request.state in WAITING:
        return _expected(f"{request.to_unit.name} kallar till möte", request.answer_by, now)
    match RequestState(request.state):
        case S.SENT:
            return _expected(f"{request.to_unit.name} kvitterar att den har kommit fram", request.acknowledge_by, now)
        case S.ACKNOWLEDGED:
            return _expected(f"{request.to_unit.name} svarar och utser handläggare", request.answer_by, now)
        case S.ACCEPTED:
            who = request.appointed.staff.name if request.appointed else request.to_unit.name
            return Expected(f"{who} hör av sig", None, False)
        case _:
            return None


def _expected(text: str, by: datetime | None, now: datetime) -> Expected:
    return Expected(text, by, by is not None and by < now)


@dataclass(frozen=True, slots=True)
class HistoryStep:
    state: RequestState
    at: datetime
    by: str
    reason: str
    unit: str
    """The unit that had it then; a forwarded request brings its history along."""


MOST_FORWARDINGS = 10


def chain(request: Request) -> list[Request]:
    """The request and those it was forwarded from, newest first."""
    found = [request]
    while found[-1].forwarded_from_id and len(found) <= MOST_FORWARDINGS:
        before = Request.objects.unrestricted(because="a forwarded request brings its history along")
        found.append(before.select_related("to_unit").get(pk=found[-1].forwarded_from_id))
    return found


def history(request: Request) -> list[HistoryStep]:
    """Every step, oldest first."""
    requests = {one.pk: one for one in chain(request)}
    steps = RequestStep.objects.unrestricted(because="the request itself was seen").filter(request__in=list(requests))
    return [
        HistoryStep(
            RequestState(step.state), step.at, step.by_label, step.reason, requests[step.request_id].to_unit.name
        )
        for step in steps.order_by("at", "pk")
    ]


def units_to_request(coordination: Coordination, kind: RequestKind) -> list[Unit]:
    """Whom one may ask: those who do not take part yet; for what they know, those who do or lately did."""
    if not kind.asks_for_summary:
        return list(units_to_ask(coordination))
    on = clock.today()
    rule = time_for(routine(coordination.place), DeadlineStep.RECENTLY_ENDED, on)
    parts = Engagement._base_manager.filter(coordination=coordination, unit__closed_on=None)
    known = [part for part in parts.select_related("unit__organisation") if _lately(part, rule, on)]
    return sorted({part.unit for part in known}, key=lambda unit: (unit.organisation.sort, unit.sort, unit.pk))


def _lately(part: Engagement, rule: Deadline | None, on: date) -> bool:
    if part.ended_on is None:
        return True
    return rule is not None and due_on(rule, datetime.combine(part.ended_on, time(12), clock.SWEDEN)) >= on


def form_of(request: Request) -> Form:
    """The questionnaire that the receiving kind of unit wants, as it stood when it was sent."""
    on = clock.day_of(request.sent_at) if request.sent_at else None
    return routine(request.coordination.place).form(kind_of(request).form_for(request.to_unit.kind, on), on)


def coordinations_to_ask_in(actor: Actor) -> list[Coordination]:
    """The person's open coordinations, each with whether an ask for a SIP already waits there."""
    waits = Request.objects.visible_to(actor).filter(
        coordination=OuterRef("pk"), kind=SIP_REQUEST, from_unit=None, state__in=WAITING
    )
    rows = Coordination.objects.visible_to(actor).open().annotate(person_waits=Exists(waits))
    return list(rows.select_related("unit__organisation").order_by("-pk"))


def cases_to_ask_in(actor: Actor) -> list[Case]:
    """Where a person without a coordination may ask, as the place's routine says; among several they choose."""
    begun = Coordination.objects.visible_to(actor).open().filter(unit=OuterRef("unit"), person=OuterRef("person"))
    rows = Case.objects.visible_to(actor).open().annotate(is_coordinated=Exists(begun))
    rows = rows.select_related("unit__organisation")
    found = [case for case in rows.order_by("unit__sort", "pk") if may_ask_first_sip(actor, case)]
    kinds = {case.unit.kind for case in found}
    return [case for case in found if case.unit.kind in _first_rule(case).way_in(kinds)]


def _first_rule(case: Case) -> RequestKind:
    return routine(case.unit.organisation.place).request_kind(SIP_REQUEST)


def overdue(now: datetime) -> Any:
    """For the clocks: what should have expired by now."""
    rows = Request.objects.unrestricted(because="the clocks run for everybody")
    return rows.filter(state__in=WAITING, expires_at__lt=now)


def without_receipt(now: datetime) -> Any:
    rows = Request.objects.unrestricted(because="the clocks run for everybody")
    return rows.filter(state=S.SENT, acknowledge_by__lt=now)


def without_answer(now: datetime) -> Any:
    rows = Request.objects.unrestricted(because="the clocks run for everybody")
    return rows.filter(state__in=WAITING, answer_by__lt=now)
