"""What the rooms leave on one's desk: what to do, about whom, by when, and how it is done from where it is seen.

Each room with something to do has a `tasks.py` whose `tasks(actor)` asks a fixed number of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from brygga.core import clock

#: How many of a kind the start page shows; the rest stands in the room's own list.
FEW = 6


class Do(StrEnum):
    """What is asked of one, in the order of the start page."""

    CONTACT = "Ta kontakt"
    ANSWER = "Svara"
    BOOK = "Boka"
    APPOINT = "Utse någon"
    WRITE = "Skriv klart"
    TELL = "Säg till"
    FOLLOW_UP = "Följ upp"
    READ = "Läs svaret"
    REMIND = "Väntar på andra"


@dataclass(frozen=True, slots=True)
class Press:
    """An act that needs nothing but a press, and comes back to where it was seen."""

    text: str
    url: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    do: Do
    title: str
    url: str
    note: str = ""
    due: date | datetime | None = None
    status: str = ""
    tone: str = "info"
    press: Press | None = None

    @property
    def by(self) -> datetime | None:
        """The last moment; of a day, its end."""
        if self.due is None or isinstance(self.due, datetime):
            return self.due
        return datetime.combine(self.due, time.max, clock.SWEDEN)

    @property
    def is_late(self) -> bool:
        return self.by is not None and self.by < clock.now()


@dataclass(frozen=True, slots=True)
class More:
    """There are more than a few: the list that has them all."""

    do: Do
    text: str
    url: str


@dataclass(slots=True)
class Group:
    do: Do
    tasks: list[Task] = field(default_factory=list)
    more: list[More] = field(default_factory=list)


def few(rows: Iterable[Any], make: Callable[[Any], Task], more: More) -> Iterator[Task | More]:
    """The first few of what was asked for with one row too many. Asked for once."""
    rows = list(rows)
    for row in rows[:FEW]:
        yield make(row)
    if len(rows) > FEW:
        yield more


def soonest_first(tasks: list[Task]) -> list[Task]:
    """What has no last day comes after what has, in the order it was found."""
    return sorted(tasks, key=lambda task: (task.by is None, task.by or clock.now()))


def grouped(found: list[Task | More]) -> tuple[list[Task], list[Group]]:
    """What is late, whatever it is; and the rest by what to do."""
    tasks = soonest_first([one for one in found if isinstance(one, Task)])
    groups = {do: Group(do) for do in Do}
    for task in tasks:
        if not task.is_late:
            groups[task.do].tasks.append(task)
    for one in found:
        if isinstance(one, More):
            groups[one.do].more.append(one)
    return [task for task in tasks if task.is_late], [one for one in groups.values() if one.tasks or one.more]
