"""Every rule says where it comes from and since when it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row. A changed rule is a new row with a newer `since`, so old cases keep old rules."""

    source: str
    since: date
    until: date | None = None
    """The last day in force; only for a rule that is taken away, not for one that is replaced."""

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


class NoRuleInForce(LookupError):
    """Nothing was decided for that day."""


class Dated(Protocol):
    @property
    def since(self) -> date: ...

    def in_force(self, on: date) -> bool: ...


class Keyed(Dated, Protocol):
    @property
    def key(self) -> str: ...


R = TypeVar("R", bound=Dated)
K = TypeVar("K", bound=Keyed)


def newest(rules: Iterable[R], on: date) -> R | None:
    """The row in force that day: the newest one that had begun, unless it has been taken away."""
    begun = max((r for r in rules if r.since <= on), key=lambda r: r.since, default=None)
    return begun if begun is not None and begun.in_force(on) else None


def pick(rules: Iterable[R], on: date | None) -> R | None:
    """The row in force that day, or without a day the newest there is."""
    return max(rules, key=lambda rule: rule.since, default=None) if on is None else newest(rules, on)


def by_key(rules: Iterable[K], key: str, on: date | None = None) -> K:
    """The row with that key as it was that day, or without a day the newest."""
    found = pick((rule for rule in rules if rule.key == key), on)
    if found is None:
        raise KeyError(key)
    return found


def held_on(rules: Iterable[K], on: date) -> tuple[K, ...]:
    """Those in force that day, one row per key, in the order of the file."""
    versions: dict[str, list[K]] = {}
    for rule in rules:
        versions.setdefault(rule.key, []).append(rule)
    found = (newest(rows, on) for rows in versions.values())
    return tuple(row for row in found if row is not None)
