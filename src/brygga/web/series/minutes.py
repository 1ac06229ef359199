"""The minutes on paper: what the one who asks may read, and a name only to those who may know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from brygga import documents
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.traces import log_readings
from brygga.routines.vocabulary import StandingItem
from brygga.series import queries
from brygga.series.models import DecidedStep, SeriesMeeting, StandingNote
from brygga.series.queries import may_know_whom
from brygga.series.states import ItemState, MeetingState
from brygga.web.asking import Asking
from brygga.web.series.finding import readers, whom


@dataclass(frozen=True, slots=True)
class Point:
    item: StandingItem
    note: StandingNote | None
    steps: list[DecidedStep]


@dataclass(frozen=True, slots=True)
class Case:
    row: Any
    whom: str
    readers: list[str]


def as_pdf(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    held = queries.meetings(actor).filter(state=MeetingState.HELD)
    row: SeriesMeeting = get_object_or_404(held, pk=pk)
    found, hidden = queries.docket_of(actor, row)
    cases = [one for one in found if one.state != ItemState.WITHDRAWN]
    named = [one.coordination for one in cases if may_know_whom(one, actor)]
    log_readings(actor, what="Anmält ärende", read=[(one.person_id, one.pk) for one in named])
    context = {
        "row": row,
        "seats": queries.seats_of(actor, row),
        "points": _points(actor, row),
        "cases": [Case(one, _on_paper(one, actor), readers(one)) for one in cases],
        "hidden": hidden,
        "corrections": queries.corrections_of(actor, row),
        "author": row.series.organisation.name if row.series.organisation else "",
        "printed_on": clock.today(),
    }
    paper = documents.render("documents/minutes.html", context, title=f"Protokoll: {row.term}")
    name = f"protokoll-{row.day.isoformat()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _on_paper(one: Any, actor: Actor) -> str:
    """A paper goes further than a screen that closes after a while."""
    if may_know_whom(one, actor) and one.coordination.person.protection:
        return "Med namn, som inte skrivs ut"
    return whom(one, actor)


def _points(actor: Actor, row: SeriesMeeting) -> list[Point]:
    notes, steps = queries.notes_of(actor, row), queries.steps_of(actor, row)
    return [Point(item, notes.get(item.key), steps.get(item.key, [])) for item in row.items]
