"""What is late after the managers' meetings: cases without an outcome, minutes not adopted, steps not taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.series.models import DecidedStep, SeriesMeeting
from brygga.series.queries import my_steps, not_held, with_details
from brygga.series.states import ItemState, MeetingState
from brygga.series.whose import rules_for
from brygga.web.late import Row, Source
from brygga.web.links import way_to
from brygga.web.series.finding import whom


def _today() -> datetime:
    return clock.midnight(clock.today())


def _without_outcome(actor: Actor) -> Any:
    """Announced to a meeting that has been held, or should have been."""
    rows = with_details(actor).filter(state=ItemState.ANNOUNCED, meeting__starts_at__lt=_today())
    return rows.exclude(meeting__state=MeetingState.CANCELLED) if rules_for(actor) else rows.none()


def _case(row: Any, actor: Actor) -> Row:
    about = f"{whom(row, actor)} · {row.from_unit.name}"
    return Row(
        "Ärendet har inget utfall", way_to("docket-item", row.pk), about, row.meeting.title, row.meeting.starts_at
    )


def _open_minutes(actor: Actor) -> Any:
    rows = not_held(actor)
    return rows.filter(starts_at__lt=_today()) if rules_for(actor) else rows.none()


def _meeting(row: SeriesMeeting, actor: Actor) -> Row:
    title = "Protokollet är inte justerat" if row.is_held else "Mötet är varken hållet, flyttat eller inställt"
    writes = f"{row.writer_unit.name} skriver" if row.writer_unit else "Ingen skriver"
    return Row(title, way_to("series-meeting", row.pk), f"{row.term} {row.when}", writes, row.starts_at)


def _steps(actor: Actor) -> Any:
    rows = my_steps(actor)
    return rows.filter(due_on__lt=clock.today()) if rules_for(actor) else rows.none()


def _step(row: DecidedStep, actor: Actor) -> Row:
    return Row(row.what, way_to("decided-step", row.pk), f"Från {row.meeting.title}", row.unit.name, row.due_on)


SOURCES = (
    Source(
        "anmalda", "Anmälda ärenden utan utfall", "Mötet har varit, men det står inte vad ni kom fram till.",
        _without_outcome, ("meeting__starts_at",), _case,
    ),
    Source(
        "protokoll", "Möten som inte är klara", "Justera protokollet, eller öppna, flytta eller ställ in mötet.",
        _open_minutes, ("starts_at",), _meeting,
    ),
    Source(
        "motessteg", "Steg från månadsmötena", "Ni tog på er att göra det här.", _steps, ("due_on",), _step
    ),
)  # fmt: skip
