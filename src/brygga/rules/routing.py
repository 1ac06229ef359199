"""Where a new case goes: the place's own rules, applied to age, needs and who has known the person before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRule(Rule):
    """One rule. What it does not mention, it does not ask about."""

    key: str
    term: str
    """The rule in one sentence, quoted to whoever follows it."""
    unit_kinds: tuple[str, ...]
    need: str = ""
    need_term: str = ""
    youngest: int = 0
    below: int = 0
    """Only for those who have not had this birthday; 0 is no limit."""
    known_at: tuple[str, ...] = ()
    """Only for those whom such a unit has known before."""
    alone: bool = False
    """Goes before all others."""
    otherwise: bool = False
    """Only when no other rule fits."""

    def fits(self, age: int, needs: frozenset[str], known_at: frozenset[str]) -> bool:
        old_enough = age >= self.youngest and (not self.below or age < self.below)
        needed = not self.need or self.need in needs
        known = not self.known_at or bool(known_at & set(self.known_at))
        return old_enough and needed and known


def route(
    rules: Iterable[RoutingRule],
    *,
    age: int,
    needs: frozenset[str] = frozenset(),
    known_at: frozenset[str] = frozenset(),
) -> tuple[RoutingRule, ...]:
    """The rules that say where; several mean that the units work in parallel. None: the place says nothing."""
    fitting = [rule for rule in rules if rule.fits(age, needs, known_at)]
    if first := next((rule for rule in fitting if rule.alone), None):
        return (first,)
    own = tuple(rule for rule in fitting if not rule.otherwise)
    return own or tuple(fitting)


def units_of(suggested: Iterable[RoutingRule]) -> tuple[str, ...]:
    """The kinds of unit, each once, in the order of the rules."""
    return tuple(dict.fromkeys(kind for rule in suggested for kind in rule.unit_kinds))
