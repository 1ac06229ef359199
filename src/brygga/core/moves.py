"""A row that goes from state to state, and the history it leaves: one way to move for every room.

The row is a `Moving` with its table of `transitions`; its history is a `Step` that is called `steps` from the row and
names it in `hangs_on`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import models

from brygga.core.actor import Actor
from brygga.core.saving import change, create
from brygga.core.visibility import GuardedModel, SeenWithManager


class Moving(GuardedModel):
    """Has a `state`, a table of what may follow on each, and a history called `steps`."""

    transitions: ClassVar[Mapping[Any, frozenset[Any]]]
    state: Any

    class Meta:
        abstract = True


M = TypeVar("M", bound=Moving)


#: Names of units and people may make what happened longer than anybody reads.
WHAT = 200


class Step(GuardedModel):
    """One step in the history of a row. Added, never changed."""

    hangs_on: ClassVar[str]
    state: Any
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)
    reason = models.TextField("skäl", blank=True)

    objects = SeenWithManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.get_state_display())  # type: ignore[attr-defined]


class NamedStep(Step):
    """One that says in words of its own what happened."""

    what = models.CharField("vad som hände", max_length=WHAT)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what


def history_of(row: Moving) -> type[Step]:
    found: type[Step] = type(row).steps.rel.related_model  # type: ignore[attr-defined]
    return found


def note(row: Moving, by: Actor, at: datetime, *, what: str = "", reason: str = "") -> None:
    """A step in the history of a row that stays in its state."""
    history = history_of(row)
    words = {"what": what[:WHAT]} if what else {}
    create(history, **{history.hangs_on: row}, state=row.state, at=at, by_label=by.byline, reason=reason, **words)


def move(row: M, by: Actor, at: datetime, *, what: str = "", reason: str = "", **fields: Any) -> M:
    """The row with these fields changed, and the step in its history. A row with a `reason` keeps the last one."""
    state = fields.get("state", row.state)
    if state != row.state and state not in row.transitions[row.state]:
        raise ValueError(f"{type(row).__name__} does not go from {row.state} to {state}.")
    if reason and hasattr(row, "reason"):
        fields["reason"] = reason
    changed = change(row, **fields)
    note(changed, by, at, what=what, reason=reason)
    return changed
