"""The numbers in columns of months or quarters, the newest last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from brygga.reflections.queries import Counts, Month, most_of
from brygga.reflections.states import ReflectionKind
from brygga.rules.critical import Situation
from brygga.rules.dates import SHORT_MONTHS
from brygga.ui.components.charts import Bar
from brygga.web.links import way_to

#: The word in the address, on the tab, the months of a column, and how many columns.
STEPS = {"kvartal": ("Per kvartal", 3, 4), "manad": ("Per månad", 1, 6)}


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    months: tuple[Month, ...]

    def of(self, numbers: Counter[Month]) -> int:
        return sum(numbers[month] for month in self.months)


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    url: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


def columns(step: str, today: date) -> tuple[Column, ...]:
    _, length, many = STEPS[step]
    last = (today.year * 12 + today.month - 1) // length
    return tuple(_column(number, length) for number in range(last - many + 1, last + 1))


def _column(number: int, length: int) -> Column:
    months = tuple((one // 12, one % 12 + 1) for one in range(number * length, (number + 1) * length))
    year, first = months[0]
    label = f"{SHORT_MONTHS[first - 1]} {year}" if length == 1 else f"Kvartal {(first + 2) // 3} {year}"
    return Column(label, months)


def first_day(shown: tuple[Column, ...]) -> date:
    return date(*shown[0].months[0], 1)


def bars(counts: Counts, shown: tuple[Column, ...]) -> list[Bar]:
    return [
        Bar(column.label, sum(map(column.of, counts.kinds.values())), note=_note(counts, column)) for column in shown
    ]


def _note(counts: Counts, column: Column) -> str:
    hard, good = (column.of(counts.kinds.get(kind, Counter())) for kind in ReflectionKind)
    return f"{hard} om något svårt · {good} om något bra" if hard + good else ""


def by_situation(counts: Counts, shown: tuple[Column, ...]) -> list[Row]:
    terms = {"": "Inget läge", **{one.value: one.term for one in Situation}}
    return [
        _row(terms[key], {"lage": key} if key else {}, numbers, shown)
        for key, numbers in most_of(counts.situations.items())
    ]


def by_tag(counts: Counts, shown: tuple[Column, ...]) -> list[Row]:
    return [_row(word, {"tagg": word}, numbers, shown) for word, numbers in counts.tags.items()]


def _row(label: str, sought: dict[str, str], numbers: Counter[Month], shown: tuple[Column, ...]) -> Row:
    url = f"{way_to('reflections')}?{urlencode(sought)}" if sought else ""
    return Row(label, url, tuple(column.of(numbers) for column in shown))
