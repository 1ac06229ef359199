"""One person's way through the team: where it stands, the steps, the activities, what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coaching import may, queries
from brygga.coaching.models import Enrolment
from brygga.coaching.queries import Way
from brygga.coaching.states import PRESENCE_TONES, There
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.people.models import Person
from brygga.ui.components.charts import Taken
from brygga.web.asking import Asking
from brygga.web.coaching.cards import came_from, card
from brygga.web.links import way_to

READ_AS = "Inskrivningen i coachingteamet"


def seen(request: Asking, pk: UUID) -> Enrolment:
    found: Enrolment = get_object_or_404(queries.with_details(request.actor), pk=pk)
    return found


def enrolment_page(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = seen(request, pk), request.actor
    log_reading(actor, what=READ_AS, person_id=row.person_id, stream_id=row.coordination_id)
    way, history = queries.way_of(row), queries.presence_of(row)
    context: dict[str, Any] = {
        "row": row,
        "card": card(row),
        "came_from": came_from(row),
        "group": row.rule.priority(row.priority) if row.priority else None,
        "circumstances": _circumstances(row),
        "doings": doings(row, actor),
        "fits": may.in_target(row.rule, row.person, clock.today()),
        "ground": may.ground(row) if row.is_queued else may.YES,
        "parts": _parts(row, actor),
        "coming": queries.coming_of(row, clock.now()),
        "history": [(one, PRESENCE_TONES[There(one.presence.there)]) for one in history if one.presence],
        "sums": queries.summed(history),
        "moves": queries.moves(row),
        "person_url": _person_url(row, actor),
        **drawn(way),
    }
    return render(request, "coaching/enrolment.html", context)


def drawn(way: Way) -> dict[str, Any]:
    """What the step line is drawn from."""
    taken = [Taken(one.rule.term, one.on, one.by_label, one.note) for one in way.recorded]
    return {"way": way, "taken": taken, "last": clock.today()}


def _circumstances(row: Enrolment) -> list[str]:
    known = row.rule.circumstances_on(clock.today())
    return [known[key] for key in row.circumstances if key in known]


def _parts(row: Enrolment, actor: Actor) -> list[tuple[Any, bool]]:
    found = []
    for one in queries.parts_of(row):
        one.enrolment = row
        found.append((one, bool(may.may_leave_activity(actor, one))))
    return found


def _person_url(row: Enrolment, actor: Actor) -> str:
    known = Person.objects.visible_to(actor).filter(pk=row.person_id).exists()
    return way_to("person", row.person_id) if known else ""


@dataclass(frozen=True, slots=True)
class Doing:
    """A button that stands there exactly when the act would be allowed."""

    text: str
    url: str
    weight: str = "second"


def doings(row: Enrolment, actor: Actor) -> list[Doing]:
    def to(how: str) -> str:
        return way_to("work-enrolment", row.pk, how)

    first = "main" if row.is_queued and not row.priority else "second"
    taken = "main" if row.said_yes_at else "second"
    found = [
        (may.may_assess(actor, row), Doing("Bedöm grupp i kön", to("bedom"), first)),
        (may.may_offer(actor, row), Doing("Erbjud plats", to("erbjud"), "main")),
        (may.may_enrol(actor, row), Doing("Skriv in", to("skriv-in"), taken)),
        (may.may_note_contact(actor, row), Doing("Vi har hört av oss", to("horde-av"))),
        (may.may_leave_queue(actor, row), Doing("Ta ur kön", to("ur-kon"), "quiet")),
        (may.may_record(actor, row), Doing("Skriv in ett steg", to("steg"), "main")),
        (may.may_record(actor, row), Doing("Boka enskilt", way_to("activity-for-one", row.pk))),
        (may.may_change_coach(actor, row), Doing("Byt coach", to("coach"))),
        (may.may_end(actor, row), Doing("Avsluta", to("avsluta"), "quiet")),
    ]
    return [doing for allowed, doing in found if allowed]
