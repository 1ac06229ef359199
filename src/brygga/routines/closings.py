"""The kinds of closing (avslut) that a place has, and what each demands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brygga.rules.closings import ClosingNeed, Reach
from brygga.rules.sources import Rule, held_on

if TYPE_CHECKING:
    from brygga.routines.vocabulary import Routine


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingKind(Rule):
    """A way of ending; `plain` is what is said to the person."""

    key: str
    term: str
    help: str
    plain: str
    reach: Reach
    needs: frozenset[ClosingNeed]
    meeting: str = ""
    """The type of meeting that the closing talk is, where the place has one."""


def closing_kinds_on(rules: Routine, on: date) -> dict[str, ClosingKind]:
    """In the place's own order; none where it says nothing."""
    return {row.key: row for row in held_on(rules.closing_kinds, on)}


def closing_kind(rules: Routine, key: str, on: date) -> ClosingKind:
    """As it was on that day; as it was first, for one that began before the place wrote it down."""
    held = closing_kinds_on(rules, on).get(key)
    return held or min((row for row in rules.closing_kinds if row.key == key), key=lambda row: row.since)


def kind_of_reach(rules: Routine, reach: Reach, on: date) -> ClosingKind | None:
    return next((row for row in closing_kinds_on(rules, on).values() if row.reach is reach), None)


#: What only makes sense where somebody goes on, or goes elsewhere.
FITS = {
    ClosingNeed.GOALS: Reach.SOME,
    ClosingNeed.OWN_CASE: Reach.SOME,
    ClosingNeed.NEW_CONTACT: Reach.TRANSITION,
    ClosingNeed.NEW_UNIT_IN_TALK: Reach.TRANSITION,
}


def unfit(kind: ClosingKind) -> list[str]:
    """A demand that the kind cannot meet would never let anybody leave."""
    wrong = sorted(need for need in kind.needs if FITS.get(need, kind.reach) is not kind.reach)
    faults = [f"”{need}” hör till avslut som når ”{FITS[need]}”." for need in wrong]
    if kind.reach is Reach.TRANSITION and ClosingNeed.NEW_CONTACT not in kind.needs:
        faults.append("En övergång behöver ”new_contact”.")
    return faults
