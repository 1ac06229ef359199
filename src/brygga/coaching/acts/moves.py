"""A row as it is after a move, and the move in its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.coaching.models import Enrolment, EnrolmentMove
from brygga.core.actor import Actor
from brygga.core.saving import change, create


def note(row: Enrolment, what: str, by: Actor, at: datetime, why: str = "") -> None:
    create(EnrolmentMove, enrolment=row, state=row.state, what=what, at=at, by_label=by.byline, why=why)


def move(row: Enrolment, what: str, by: Actor, at: datetime, *, why: str = "", **fields: Any) -> Enrolment:
    changed = change(row, **fields)
    note(changed, what, by, at, why)
    return changed
