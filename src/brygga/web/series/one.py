"""One meeting on one screen: before it the list and the agenda, during it what is said, after it the minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.core.actor import Actor
from brygga.routines.vocabulary import StandingItem
from brygga.series import may, queries
from brygga.series.items import Line, lines_under
from brygga.series.models import DecidedStep, SeriesMeeting, StandingNote
from brygga.series.states import ItemState
from brygga.ui.drafts import save_within
from brygga.web.asking import Asking
from brygga.web.links import way_to
from brygga.web.series.finding import readers, the_meeting, whom
from brygga.web.series.forms import DecideForm, NoteForm
from brygga.web.series.lists import TONES

Functions = list[tuple[Unit, str, str]]


@dataclass(slots=True)
class Point:
    """A standing item as it is shown: its words, what other rooms bring, what was written, and the form."""

    item: StandingItem
    note: StandingNote | None
    steps: list[DecidedStep]
    lines: list[tuple[Line, str]]
    form: NoteForm | None = None
    url: str = ""


@dataclass(slots=True)
class Case:
    row: Any
    whom: str
    tone: str
    steps: list[tuple[DecidedStep, bool]]
    form: DecideForm | None = None
    url: str = ""
    readers: list[str] = field(default_factory=list)


def meeting_page(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = the_meeting(request, pk), request.actor
    people = queries.expected(row) if row.is_planned else []
    seats = [] if row.is_planned else queries.seats_of(actor, row)
    units = queries.units_of(people) if row.is_planned else list({seat.unit_id: seat.unit for seat in seats}.values())
    functions = queries.functions_at(_all_units(row, units), row.series.place) if row.is_under_way else []
    points, (cases, hidden) = _points(actor, row, functions), _cases(actor, row, functions)
    sent_to: dict[str, Any] = {one.url: one.form for one in points if one.form}
    sent_to |= {one.url: one.form for one in cases if one.form and one.row.is_named}
    save_within(request, sent_to)
    writer = row.writer_unit or queries.suggested_writer(row, units)
    context = {
        "row": row,
        "people": people,
        "seats": [(seat, bool(may.may_follow_up(actor, seat))) for seat in seats],
        "points": points,
        "cases": cases,
        "hidden": hidden,
        "writer": writer,
        "about": row.about_unit or (queries.suggested_about(row) if row.is_planned else None),
        "swaps": queries.swaps_of(actor, row),
        "corrections": queries.corrections_of(actor, row) if row.adopted_at else [],
        "may": _ways(actor, row),
        "announce_url": f"{reverse('series-announce')}?mote={row.pk}",
    }
    return render(request, "series/meeting.html", context)


def _all_units(row: SeriesMeeting, units: list[Unit]) -> list[Unit]:
    """Any unit of the series may take a step, also one that was not there."""
    return units if row.rule.kind(row.kind).obligatory else queries.units_in_series(row)


def _ways(actor: Actor, row: SeriesMeeting) -> dict[str, Any]:
    """A button stands there exactly when the act would be allowed; why not, when that is worth saying."""
    return {
        "announce": bool(row.closes_at and may.may_announce(actor, row)),
        "change": bool(may.may_change(actor, row)),
        "hold": bool(may.may_hold(actor, row)),
        "attendance": bool(may.may_note_attendance(actor, row)),
        "swap": bool(may.may_swap_writer(actor, row)),
        "adopt": may.may_adopt(actor, row) if row.is_under_way else None,
        "correct": bool(may.may_correct(actor, row)),
    }


def _points(actor: Actor, row: SeriesMeeting, functions: Functions) -> list[Point]:
    notes, steps = queries.notes_of(actor, row), queries.steps_of(actor, row)
    writes = bool(may.may_write(actor, row))
    found = []
    for item in row.items:
        note = notes.get(item.key)
        lines = [(line, way_to(line.address, *line.args)) for line in lines_under(item.key, actor, row)]
        point = Point(item, note, steps.get(item.key, []), lines)
        if writes:
            point.url = reverse("series-note", args=[row.pk, item.key])
            point.form = note_form(None, actor, row, note, functions, f"{item.key}-%s")
        found.append(point)
    return found


def note_form(
    data: Any, actor: Actor, row: SeriesMeeting, note: StandingNote | None, functions: Functions, ids: str = "id_%s"
) -> NoteForm:
    first = {"text": note.text if note else "", "seen": note.revision if note else 0}
    return NoteForm(data, actor=actor, functions=functions, decides=row.is_under_way, initial=first, auto_id=ids)


def _cases(actor: Actor, row: SeriesMeeting, functions: Functions) -> tuple[list[Case], int]:
    found, hidden = queries.docket_of(actor, row)
    return [_case(actor, one, functions) for one in found], hidden


def _case(actor: Actor, one: Any, functions: Functions) -> Case:
    steps = [(step, bool(may.may_finish_step(actor, step))) for step in one.steps.all()]
    case = Case(one, whom(one, actor), TONES[ItemState(one.state)], steps, readers=readers(one))
    if may.may_decide(actor, one):
        case.url = reverse("docket-decide", args=[one.pk])
        case.form = decide_form(None, actor, one, functions, f"{one.pk}-%s")
    return case


def decide_form(data: Any, actor: Actor, one: Any, functions: Functions, ids: str = "id_%s") -> DecideForm:
    """The next step is taken by one of those it concerns."""
    concerned = {one.from_unit_id, *may.called_units(one)}
    return DecideForm(
        data,
        actor=actor,
        functions=[row for row in functions if row[0].pk in concerned],
        named=one.is_named,
        readers=readers(one),
        initial={"outcome": one.outcome or None, "note": one.outcome_note},
        auto_id=ids,
    )
