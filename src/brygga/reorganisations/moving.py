"""How each kind goes along. Only done inside the acts of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brygga.agencies.acts import move_assignment
from brygga.agencies.models import Unit
from brygga.coordinations.acts import step_in, take_over
from brygga.core.actor import SYSTEM
from brygga.core.clock import day_of
from brygga.core.moves import Moving, NamedStep, history_of, note
from brygga.core.saving import change
from brygga.interventions.acts import move_responsibility
from brygga.meetings.models import Attendee
from brygga.people.acts import move_case
from brygga.series.models import CalledUnit


@dataclass(frozen=True, slots=True)
class Change:
    """From which unit to which, and when."""

    from_unit: Unit
    to_unit: Unit
    at: datetime
    split: bool = False

    @property
    def because(self) -> str:
        if self.split:
            return f"{self.from_unit.name} delades, och det här gick till {self.to_unit.name}"[:300]
        return f"{self.from_unit.name} gick upp i {self.to_unit.name}"[:300]


Fields = tuple[str, ...]


def by_fields(row: Any, this: Change, fields: Fields) -> None:
    """Each of the fields that names the old unit names the new one."""
    change(row, **{name: this.to_unit for name in fields if getattr(row, f"{name}_id") == this.from_unit.pk})
    if isinstance(row, Moving):
        _noted(row, this)


def _noted(row: Moving, this: Change) -> None:
    said = "what" if issubclass(history_of(row), NamedStep) else "reason"
    note(row, SYSTEM, this.at, **{said: this.because})


def nothing(row: Any, this: Change, fields: Fields) -> None:
    """It goes along with something else."""


def assignment(row: Any, this: Change, fields: Fields) -> None:
    move_assignment(row, by=SYSTEM, to_unit=this.to_unit, on=day_of(this.at))


def case(row: Any, this: Change, fields: Fields) -> None:
    move_case(row, by=SYSTEM, at=this.at, to_unit=this.to_unit)


def part(row: Any, this: Change, fields: Fields) -> None:
    step_in(row.coordination, this.from_unit, this.to_unit, this.at)


def intervention(row: Any, this: Change, fields: Fields) -> None:
    """Where the person's yes does not carry the unit yet, it takes part only to answer for what it answers for."""
    take_over(row.coordination, by=SYSTEM, at=this.at, from_unit=this.from_unit, unit=this.to_unit)
    on = day_of(this.at)
    move_responsibility(row, by=SYSTEM, at=this.at, to_unit=this.to_unit, on=on, because=this.because)


def seat(row: Any, this: Change, fields: Fields) -> None:
    """A unit sits once at each meeting."""
    there = Attendee._base_manager.filter(meeting=row.meeting_id, unit=this.to_unit, withdrawn_at=None)
    if there.exists():
        change(row, withdrawn_at=this.at)
    else:
        by_fields(row, this, fields)


def docket_call(row: Any, this: Change, fields: Fields) -> None:
    """Where both are called to the same case, one call is enough."""
    if not CalledUnit._base_manager.filter(item=row.item_id, unit=this.to_unit).exists():
        by_fields(row, this, fields)


def plan_row(row: Any, this: Change, fields: Fields) -> None:
    change(row, revision=row.revision + 1, changed_by=SYSTEM.label, changed_at=this.at)
    by_fields(row, this, fields)
