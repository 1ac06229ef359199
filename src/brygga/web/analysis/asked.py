"""What a page of the follow-up is asked: read from the address, and handed on to those who count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from brygga.core import clock
from brygga.histories import Among, Histories, Overview
from brygga.prices.models import UnitPrice
from brygga.routines.loading import routine
from brygga.rules.critical import CriticalRule
from brygga.rules.unit_prices import Price
from brygga.statistics.histories import as_counted
from brygga.web.analysis.forms import TimeForm, WhomForm
from brygga.web.analysis.numbers import Page

#: The two groups that are set beside each other, as they stand in the address.
GROUPS = (("a", "Grupp A"), ("b", "Grupp B"))


@dataclass(frozen=True, slots=True)
class Asked:
    among: Among
    groups: tuple[tuple[str, Among], ...]
    within: int
    length: int
    rules: Sequence[CriticalRule]
    told_prices: Sequence[UnitPrice]

    @property
    def prices(self) -> list[Price]:
        return [as_counted(row) for row in self.told_prices]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the follow-up. `takes` are the fields that only some pages have."""

    key: str
    slug: str
    label: str
    lead: str
    count: Callable[[Histories, Asked], Page]
    takes: Mapping[str, str] = field(default_factory=dict)
    groups: bool = False
    prices: bool = False

    @property
    def name(self) -> str:
        return f"analysis-{self.key}"


class Forms:
    """The forms of a page, as they were filled in through the address."""

    def __init__(self, data: QueryDict, overview: Overview, part: Part) -> None:
        given = {key: data.get(key, "") for key in data}
        self.time = TimeForm(given, takes=part.takes)
        prefixes = GROUPS if part.groups else (("", ""),)
        self.whom = [(label, WhomForm(given, overview=overview, prefix=key or None)) for key, label in prefixes]

    @property
    def all(self) -> list[TimeForm | WhomForm]:
        return [self.time, *(form for _, form in self.whom)]

    def are_valid(self) -> bool:
        return not [form for form in self.all if not form.is_valid()]

    def asked(self, place: str, prices: Sequence[UnitPrice]) -> Asked:
        said = self.time.cleaned_data
        since, until = said["fran"], said["till"]
        groups = tuple((f"{label}: {form.told}", form.among(since, until)) for label, form in self.whom)
        return Asked(
            among=groups[0][1],
            groups=groups,
            within=said.get("inom", 30),
            length=said.get("langd", 180),
            rules=routine(place).critical_on(clock.today()),
            told_prices=prices,
        )

    @property
    def told(self) -> str:
        """What was chosen, in words: stands over the numbers and in the file."""
        said = self.time.cleaned_data
        whom = "; ".join(f"{label}: {form.told}" if label else form.told for label, form in self.whom)
        return f"{_day(said['fran'])} – {_day(said['till'])}. {whom}."


def _day(day: date) -> str:
    return day.isoformat()
