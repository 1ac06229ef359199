"""Kinds of intervention that a place's units decide, and who pays: read out of the place's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brygga.rules.costs import CostRule
from brygga.rules.critical import Kind
from brygga.rules.sources import Rule, held_on, pick

if TYPE_CHECKING:
    from brygga.routines.vocabulary import Routine


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionKind(Rule):
    key: str
    term: str
    placement: bool = False
    """The person lives somewhere else meanwhile: a plan comes first, and a contact at home is booked before it ends."""
    compulsory: bool = False
    """It is given also against the person's will."""
    care: Kind = Kind.CONTACT
    """What it is in a history of care; a placement is one."""
    unit_kinds: tuple[str, ...] = ()
    """The kinds of unit that decide it; empty is any."""

    @property
    def note(self) -> str:
        words = ["En placering: en plan kommer först."] if self.placement else []
        return " ".join([*words, *(["Tvångsvård."] if self.compulsory else [])])

    @property
    def history_kind(self) -> Kind:
        return Kind.PLACEMENT if self.placement else self.care

    def is_for(self, unit_kind: str) -> bool:
        return not self.unit_kinds or unit_kind in self.unit_kinds


def kinds_for(rules: Routine, unit_kind: str, on: date) -> tuple[InterventionKind, ...]:
    """What such a unit decides that day; nothing where the place does not tell kinds apart."""
    return tuple(kind for kind in held_on(rules.intervention_kinds, on) if kind.is_for(unit_kind))


def kind_of(rules: Routine, key: str) -> InterventionKind | None:
    """Also one that the routine has dropped since."""
    return pick((row for row in rules.intervention_kinds if row.key == key), None)


def placements(rules: Routine) -> frozenset[str]:
    return frozenset(row.key for row in rules.intervention_kinds if row.placement)


def cost_rules_on(rules: Routine, on: date) -> tuple[CostRule, ...]:
    return held_on(rules.cost_rules, on)


def circumstance_terms(rules: Routine, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    terms = {row.key: row.term for row in sorted(rules.cost_circumstances, key=lambda row: row.since)}
    return tuple((key, terms[key]) for key in keys if key in terms)
