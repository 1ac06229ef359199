"""What one unit asks of another: who asks, who is asked and receives, in which form and how fast."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from brygga.rules.calendar import Weekday
from brygga.rules.powers import Power
from brygga.rules.sources import Rule, pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception(Rule):
    """How one kind of unit receives a kind of request."""

    unit_kind: str
    form: str = ""
    distribution_days: tuple[Weekday, ...] = ()
    """Empty means every working day."""
    times_a_week: int = 0
    local_choice: bool = False
    """The document says how often but not which days; the place chooses them."""
    youngest: int = 0
    below: int = 0
    """Whom it receives, by age in whole years; 0 is no limit."""

    def receives(self, age: int) -> bool:
        return age >= self.youngest and (not self.below or age < self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKind(Rule):
    """An ask across a border."""

    key: str
    term: str
    help: str = ""
    form: str
    to_power: Power | None = None
    to_function: str = ""
    from_power: Power | None = None
    """Who sends it, when that is not everybody who works with cases."""
    acknowledge: str = ""
    answer: str = ""
    expire: str = ""
    names_person: bool = True
    needs_consent: bool = True
    purpose: str = ""
    """What the consent must be for. Empty: to coordinate, or to meet."""
    asks_for_summary: bool = False
    """Answered by what the unit asked writes down; it does not take part by that (Malmö handbook, MAL-09)."""
    area_set: str = ""
    """The life areas of an instrument that what is written down may stand for, area by area."""
    asked_first: tuple[str, ...] = ()
    """Kinds of unit that are this place's own way in for whoever asks for themself. Empty: the person chooses."""
    from_unit_kinds: tuple[str, ...] = ()
    to_unit_kinds: tuple[str, ...] = ()
    """Kinds of unit that ask and that are asked. Empty: any."""
    receptions: tuple[Reception, ...] = field(default=(), metadata={"toml": "reception"})

    def way_in(self, unit_kinds: Iterable[str]) -> frozenset[str]:
        """Of the kinds of unit that know the person, those to ask: the place's way in, or whichever they choose."""
        known = frozenset(unit_kinds)
        return known & frozenset(self.asked_first) or known

    def is_asked_by(self, unit_kind: str) -> bool:
        return not self.from_unit_kinds or unit_kind in self.from_unit_kinds

    def is_asked_of(self, unit_kind: str, age: int | None = None) -> bool:
        """Whether that kind of unit may be asked, about somebody of that age."""
        found = self.reception(unit_kind)
        fits = found is None or age is None or found.receives(age)
        return fits and (not self.to_unit_kinds or unit_kind in self.to_unit_kinds)

    def reception(self, unit_kind: str, on: date | None = None) -> Reception | None:
        """How that kind of unit receives it, if the routine says anything about it."""
        return pick((r for r in self.receptions if r.unit_kind == unit_kind), on)

    def distribution_days(self, unit_kind: str, on: date | None = None) -> tuple[Weekday, ...]:
        """Empty means every working day."""
        found = self.reception(unit_kind, on)
        return found.distribution_days if found else ()

    def form_for(self, unit_kind: str, on: date | None = None) -> str:
        """The form that kind of unit wants, or the ordinary one."""
        found = self.reception(unit_kind, on)
        return found.form if found and found.form else self.form
