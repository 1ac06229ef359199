"""How units map and investigate together, and how long what they found can be used: read out of a place's rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brygga.routines.deadlines import Deadline, DeadlineStep
from brygga.routines.matters import COORDINATION, Matter
from brygga.rules.double_work import Mode
from brygga.rules.sources import Rule, held_on, newest

if TYPE_CHECKING:
    from brygga.routines.vocabulary import Routine


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingMode(Rule):
    """A way of mapping or investigating together."""

    key: Mode
    term: str
    help: str
    asks_for_summary: bool = False
    """Rests on what another unit writes down when it is asked."""


def mapping_modes_on(rules: Routine, on: date) -> dict[Mode, MappingMode]:
    """The ways of mapping together that the place has that day, in its own order; none where it says nothing."""
    return {row.key: row for row in held_on(rules.mapping_modes, on)}


def areas_on(rules: Routine, on: date) -> tuple[Matter, ...]:
    """What may be mapped or investigated: each matter but the planning itself."""
    return tuple(matter for matter in rules.matters_on(on) if matter.key != COORDINATION)


def time_for(rules: Routine, step: DeadlineStep, on: date) -> Deadline | None:
    """The row in force that day, where the place has one."""
    return newest((row for row in rules.deadlines if row.step is step), on)
