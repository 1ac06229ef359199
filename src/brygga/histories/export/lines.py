"""The rows that are exported: persons by running number, and no unit or organisation that few persons are at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from brygga.histories.among import Among
from brygga.histories.engine import Engine, Rows, ask, text
from brygga.histories.files import HistoryFault
from brygga.histories.questions import Histories
from brygga.rules.critical import Kind
from brygga.rules.small_numbers import SMALL_NUMBERS, SmallNumbers

OTHER_UNITS = "Andra enheter"
OTHER_ORGANISATIONS = "Andra organisationer"


@dataclass(frozen=True, slots=True)
class Line:
    person: int
    """In this export only."""
    kind: Kind
    unit: str
    organisation: str
    begins: date
    ends: date | None
    """None: it goes on, as far as is known."""
    lasts: bool
    """Whether it is of a kind that goes on for days."""
    compulsory: bool
    broken_off: bool


@dataclass(slots=True)
class PersonsAt:
    """How many persons each place has."""

    among: Among
    found: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def asked(self, connection: Engine) -> Rows:
        return ask(connection, text("persons_at"), self.among.values).fetchall()

    def add(self, answer: Rows) -> None:
        for organisation, unit, at_unit, persons in answer:
            self.found[(organisation, unit) if at_unit else (organisation,)] += persons


def lines(histories: Histories, among: Among, rule: SmallNumbers = SMALL_NUMBERS) -> Iterator[Line]:
    """Each row of the time, person by person in the order they happened; at least as many persons as the rule says."""
    places = PersonsAt(among)
    histories.ask_all(among, [places])
    number = histories.persons(among)
    if rule.is_small(number):
        raise HistoryFault(f"Färre än {rule.fewest} personer är för få att exportera.")
    few = {place for place, persons in places.found.items() if rule.is_small(persons)}
    for person, kind, unit, organisation, *rest in histories.lines(among):
        yield Line(person, Kind(kind), *_place(organisation, unit, few), *rest)


def _place(organisation: str, unit: str, few: Collection[tuple[str, ...]]) -> tuple[str, str]:
    if (organisation,) in few:
        return OTHER_UNITS, OTHER_ORGANISATIONS
    return OTHER_UNITS if (organisation, unit) in few else unit, organisation
