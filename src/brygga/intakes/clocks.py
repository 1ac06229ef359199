"""The clocks of an intake, from the routine of its place."""

from __future__ import annotations

from datetime import datetime

from brygga.core.clock import day_of
from brygga.routines.intakes import Intake as Rule
from brygga.routines.loading import routine
from brygga.rules.clocks import due_at


def contact_by(place: str, rule: Rule, at: datetime) -> datetime:
    return due_at(routine(place).deadline(rule.contact, day_of(at)), at)


def managers_at(place: str, rule: Rule, late: datetime) -> datetime | None:
    """When those who lead are told, counted from the last day."""
    if not rule.managers:
        return None
    return due_at(routine(place).deadline(rule.managers, day_of(late)), late)


def erase_at(place: str, rule: Rule, ended: datetime) -> datetime | None:
    """When what somebody told is erased, if the routine says so."""
    if not rule.erase:
        return None
    return due_at(routine(place).deadline(rule.erase, day_of(ended)), ended)
