"""Who pays for an intervention: a suggestion by the place's own rules, never a decision (STO-19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCircumstance(Rule):
    """Something about how the person lives, or what the intervention is like, that a rule asks about."""

    key: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRule(Rule):
    """One rule. What it does not mention, it does not ask about."""

    key: str
    term: str
    """The rule in one sentence, shown with the suggestion."""
    pays: tuple[str, ...]
    """Those who pay, as the place calls them; several share the cost."""
    kinds: tuple[str, ...] = ()
    """Only for these kinds of intervention."""
    youngest: int = 0
    """Only for those who have had this birthday; 0 is no limit."""
    circumstances: tuple[str, ...] = ()
    """All of these must hold."""
    one_of: tuple[str, ...] = ()
    """And at least one of these."""

    @property
    def is_shared(self) -> bool:
        return len(self.pays) > 1

    def concerns(self, age: int, kind: str) -> bool:
        """Whether it could be this rule, when one knows how the person lives."""
        return age >= self.youngest and (not self.kinds or kind in self.kinds)

    def fits(self, age: int, kind: str, circumstances: frozenset[str]) -> bool:
        known = set(self.circumstances) <= circumstances
        some = not self.one_of or bool(circumstances & set(self.one_of))
        return self.concerns(age, kind) and known and some


def suggested(
    rules: Iterable[CostRule], *, age: int | None, kind: str, circumstances: frozenset[str] = frozenset()
) -> CostRule | None:
    """The first rule in the place's order that fits; none where the place says nothing, or the age is not known."""
    if age is None:
        return None
    return next((rule for rule in rules if rule.fits(age, kind, circumstances)), None)


def asked(rules: Iterable[CostRule], *, age: int | None, kind: str) -> tuple[str, ...]:
    """The circumstances that could make a difference, each once, in the order of the rules."""
    found = [rule for rule in rules if age is not None and rule.concerns(age, kind)]
    return tuple(dict.fromkeys(key for rule in found for key in (*rule.circumstances, *rule.one_of)))
