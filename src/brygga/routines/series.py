"""Meetings between those who lead, that come back by themselves: who comes, when, and what always stands on them."""

from dataclasses import dataclass, field
from datetime import date, time

from brygga.rules.calendar import Weekday
from brygga.rules.clocks import Roll
from brygga.rules.series import Rhythm
from brygga.rules.sources import Rule, held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingItem(Rule):
    """What always stands on the agenda. Another room may supply what it is about (`series.items.supplied_by`)."""

    key: str
    term: str
    help: str = ""
    months: tuple[int, ...] = ()
    """Only in these months; empty: every time."""
    about_one: bool = False
    """Each time about one of the units, by turn (KAR-12)."""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKind:
    """One kind of meeting in the series, and the months it is held."""

    key: str
    term: str
    months: tuple[int, ...]
    obligatory: bool = True
    """Everybody in the series comes; otherwise only those who are called to a case."""
    items: tuple[StandingItem, ...] = field(default=(), metadata={"toml": "item"})

    def items_in(self, month: date) -> tuple[StandingItem, ...]:
        """In force that month, in the order of the file."""
        return tuple(item for item in held_on(self.items, month) if not item.months or month.month in item.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRule(Rule):
    """A series of meetings (mötesserie)."""

    key: str
    term: str
    help: str = ""
    unit_kinds: tuple[str, ...]
    functions: tuple[str, ...]
    """Those who come."""
    managers: tuple[str, ...] = ()
    """Those who read along, and follow up who stayed away."""
    across: bool = False
    """Between organisations; otherwise each organisation has its own."""
    weekday: Weekday
    week: int
    """Which of that weekday in the month; -1 is the last."""
    at: time
    minutes: int
    roll: Roll = Roll.FORWARD
    submit: str = ""
    """The clock by which cases are announced; empty: none are."""
    kinds: tuple[SeriesKind, ...] = field(metadata={"toml": "meeting"})

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(weekday=self.weekday, week=self.week, at=self.at, minutes=self.minutes, roll=self.roll)

    @property
    def takes_cases(self) -> bool:
        return bool(self.submit)

    def kind_in(self, month: int) -> SeriesKind | None:
        return next((kind for kind in self.kinds if month in kind.months), None)

    def kind(self, key: str) -> SeriesKind:
        """One that the rule no longer has keeps its key, and has nothing standing on its agenda."""
        found = (kind for kind in self.kinds if kind.key == key)
        return next(found, SeriesKind(key=key, term=self.term, months=()))

    @property
    def months(self) -> frozenset[int]:
        return frozenset(month for kind in self.kinds for month in kind.months)
