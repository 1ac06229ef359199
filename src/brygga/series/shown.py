"""What lower rooms bring to the agenda: consultations since the last meeting (STO-21), the inventory (STO-11),
and the handovers that are under way (STO-06)."""

from __future__ import annotations

from collections import Counter

from brygga.consultations.queries import to_show
from brygga.core.actor import Actor
from brygga.handovers.models import Handover
from brygga.handovers.queries import between_units, planned
from brygga.requests.states import RequestState
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.rules.transfers import spans
from brygga.series.items import Line
from brygga.series.models import SeriesMeeting
from brygga.transfers.inventory import inventory
from brygga.transfers.queries import watches

MOST = 20


def consultations_to_show(actor: Actor, meeting: SeriesMeeting) -> list[Line]:
    """Those of one's own units; each leads to its page, where it is ticked off."""
    rows = to_show(actor).order_by("pk")[:MOST]
    return [
        Line(f"{row.kind_name}: {row.from_unit.name} och {row.to_unit.name}", "", "consultation", (row.pk,))
        for row in rows
        if meeting.kind in row.rule.shown_at
    ]


def transfer_inventory(actor: Actor, meeting: SeriesMeeting) -> list[Line]:
    """Numbers and needs of the term that the meeting is in, which all who meet may read."""
    terms = routine(actor.place).transfer_terms_on(meeting.day)
    span = next(iter(spans(terms, meeting.day)), None)
    if span is None:
        return []
    found = inventory(actor, span)
    address = "transfer-inventory" if watches(actor) else ""
    announced = [
        Line(f"Till {row.unit}: {row.count}", ", ".join(f"{need} {count}" for need, count in row.told), address)
        for row in found.receivers
    ]
    return [
        *announced,
        *(Line(f"Från {row.unit}: {row.count}", "Inte aviserade än", address) for row in found.unannounced),
    ]


def planned_handovers(actor: Actor, meeting: SeriesMeeting) -> list[Line]:
    """Those of one's own units lead to their pages; of the others stands how many, and nobody is named.

    They are as they stand now, so adopted minutes have only what was written in them.
    """
    if meeting.adopted_at:
        return []
    mine = list(planned(actor).order_by("moves_on", "pk")[:MOST])
    others = Counter(between_units(actor))
    lines = [
        Line(f"Från {row.from_unit.name} till {row.to_unit.name}", _when(row), "handover", (row.pk,)) for row in mine
    ]
    return [*lines, *(Line(f"Från {one} till {other}: {number}") for (one, other), number in others.items())]


def _when(row: Handover) -> str:
    if row.moves_on:
        return f"Ansvaret går över {written(row.moves_on)}"
    return "Handläggare utsedd" if row.request.state == RequestState.ACCEPTED else "Väntar på svar"
