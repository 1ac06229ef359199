"""What is asked of all the histories in a folder, some buckets of persons at a time."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any, TypeVar

from brygga.histories import files, swapping
from brygga.histories.among import Among, Persons
from brygga.histories.answers import Asked, Count, Counted, Days, Found, Gathered, Lived, number
from brygga.histories.before_after import BeforeAfter, Comparing
from brygga.histories.costs import Costing, Costs
from brygga.histories.engine import Engine, Settings, ask, engine, names, text
from brygga.histories.files import Bucket, Row
from brygga.histories.flows import Flowing, Flows
from brygga.histories.overview import Overview, Seen
from brygga.histories.returns import Returning, Returns
from brygga.histories.shares import Shares, Sharing
from brygga.rules.critical import CriticalRule
from brygga.rules.unit_prices import Price

FETCHED = 10_000
A = TypeVar("A", bound=Gathered)


class Histories:
    """All that lies in a folder, opened for questions. Raises `HistoryFault` for files that are not histories."""

    def __init__(self, folder: Path, settings: Settings | None = None, batches: Collection[str] | None = None) -> None:
        """With `batches` nothing is read of any other; one that is not there has no rows."""
        self.folder = folder.resolve(strict=True)
        self.settings = settings or Settings()
        self.batches = None if batches is None else frozenset(batches)
        self._buckets = self._look()

    @property
    def rows(self) -> int:
        return sum(bucket.rows for bucket in self._buckets)

    def write(self, batch: str, rows: Iterable[Row]) -> int:
        """All of the rows or none, instead of what a batch of that name held; says how many.

        A batch does not know what others hold: keys are unique within it, and an overlap is the importer's to find.
        """
        written = files.write(self.folder, batch, rows, self.settings)
        self.look_again()
        return written

    def remove(self, batch: str) -> None:
        swapping.remove(self.folder, batch)
        self.look_again()

    def look_again(self) -> None:
        self._buckets = self._look()

    def files_without(self, batch: str) -> dict[int, list[str]]:
        """The files of each bucket, but for those of a batch."""
        own = self.folder / batch
        return {of.number: [one for one in of.files if own not in Path(one).parents] for of in self._buckets}

    def check(self) -> None:
        """Reads every row, where the files come from something else than `write`."""
        with engine(self.folder, self.settings) as connection:
            files.check(connection, self._buckets)

    def overview(self) -> Overview:
        """How much there is, of which organisations and units, and of what time."""
        seen = Seen()
        with engine(self.folder, self.settings) as connection:
            for part in _parts(self._buckets, self.settings.rows_at_once):
                seen.add(connection, part.files)
        return seen.told()

    def situations(self, rules: Sequence[CriticalRule], *, on: date) -> Iterator[Found]:
        """As they are found, in no order. Memory does not grow with how many they are."""
        every = [Asked(rule, on) for rule in rules]
        for connection in self._known(on, keys=True):
            for asked in every:
                answer = asked.of(connection, text("found"))
                while rows := answer.fetchmany(FETCHED):
                    for person, since, until, keys in rows:
                        yield Found(asked.rule, person, since, until, tuple(keys))

    def counts(self, rules: Sequence[CriticalRule], *, on: date) -> list[Count]:
        """How many of each rule, and of how many persons, in the order of the rules."""
        counted = Counted(rules, on)
        self._gather(on, counted)
        return counted.told()

    def days(self, *, on: date, since: date = date.min, compulsory: bool = False) -> list[Days]:
        """Days in each kind of care between two days, both counted; only of compulsory care if that is asked for."""
        lived = Lived(on, since, compulsory)
        self._gather(on, lived)
        return lived.told()

    def summary(
        self, rules: Sequence[CriticalRule], *, on: date, since: date = date.min
    ) -> tuple[list[Count], list[Days]]:
        """`counts` and `days`, for which the rows are read and put in order once."""
        counted, lived = Counted(rules, on), Lived(on, since, compulsory=False)
        self._gather(on, counted, lived)
        return counted.told(), lived.told()

    def persons(self, among: Among) -> int:
        return self._answered(among, Persons()).number

    def critical(self, among: Among, rules: Sequence[CriticalRule]) -> list[Count]:
        """Of each rule what went on in the time, as it is known on its last day: how many, and of how many persons."""
        return self._answered(among, Counted(rules, among.until, among.since)).told()

    def returns(self, among: Among, *, within: int) -> Returns:
        """Who comes back to acute care within so many days."""
        return self._answered(among, Returning(among, within)).told()

    def flows(self, among: Among, *, within: int, most: int) -> Flows:
        """From which unit to which persons go within so many days, and from which to nobody; no more than `most`."""
        return self._answered(among, Flowing(among, within, most)).told()

    def shares(self, among: Among) -> Shares:
        """How much care of each kind, and how much of it is acute or compulsory."""
        return self._answered(among, Sharing(among)).told()

    def costs(self, among: Among, prices: Iterable[Price]) -> Costs:
        return self._answered(among, Costing(among, prices)).told()

    def before_after(self, days: int, among: Among, prices: Iterable[Price] = ()) -> BeforeAfter:
        """So many days before and after coordination began, of those with whom it began in the time."""
        return self._answered(among, Comparing(among, days, prices)).told()

    def ask_all(self, among: Among, answers: Iterable[Gathered]) -> None:
        """Several of these of the same persons (`Returning(among, 30)`, `Sharing(among)` …): the rows are read once.

        Each then has what was `told()`.
        """
        self._gather(among.until, *answers, among=among)

    def lines(self, among: Among) -> Iterator[tuple[Any, ...]]:
        """The rows of the time as `sql/lines.sql` has them: persons by numbers that are new each time."""
        passed = 0
        for connection in self._known(among.until):
            among.choose(connection)
            answer = ask(connection, text("lines"), {**among.values, "chance": secrets.randbits(62)})
            number = 0
            while rows := answer.fetchmany(FETCHED):
                for number, *rest in rows:
                    yield passed + number, *rest
            passed += number

    def _answered(self, among: Among, answer: A) -> A:
        self.ask_all(among, [answer])
        return answer

    def _look(self) -> list[Bucket]:
        with engine(self.folder, self.settings) as connection:
            return files.buckets(connection, self.folder, self.batches)

    def _known(self, on: date, *, keys: bool = False) -> Iterator[Engine]:
        """The engine, holding the rows of some persons at a time in the table `known`, their keys only if asked for."""
        with self._engine() as connection:
            for part in _parts(self._buckets, self.settings.rows_at_once):
                part.know(connection, on, keys=keys)
                yield connection

    def _gather(self, on: date, *every: Gathered, among: Among | None = None) -> None:
        """Asks of several parts at a time: whatever goes through rows in order is done by one thread."""
        threads = self.settings.threads
        parts = _parts(self._buckets, max(1, self.settings.rows_at_once // threads))
        with self._engine() as connection, ThreadPoolExecutor(threads) as pool:
            for answers in pool.map(partial(_asked, connection, on, every, among), parts):
                for one, answer in zip(every, answers, strict=True):
                    one.add(answer)

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        with engine(self.folder, self.settings) as connection:
            names(connection, [file for bucket in self._buckets for file in bucket.files])
            yield connection


@dataclass(frozen=True, slots=True)
class Part:
    """Files with all the rows of some persons."""

    files: list[str]
    in_order: bool

    def know(self, connection: Engine, on: date, *, keys: bool) -> None:
        order = "" if self.in_order else "ORDER BY person, begins, last_day, key"
        known = text("known").format(order=order, without="" if keys else ", key")
        ask(connection, known, {"files": self.files, "on": number(on)})


def _parts(buckets: Sequence[Bucket], most: int) -> Iterator[Part]:
    """As many as are needed for each to hold about so many rows, and as alike as can be."""
    rows = sum(bucket.rows for bucket in buckets)
    enough = rows / max(1, ceil(rows / most))
    part: list[Bucket] = []
    for bucket in buckets:
        if part and sum(one.rows for one in part) + bucket.rows / 2 > enough:
            yield _part(part)
            part = []
        part.append(bucket)
    if part:
        yield _part(part)


def _part(buckets: list[Bucket]) -> Part:
    return Part([file for one in buckets for file in one.files], all(one.in_order for one in buckets))


def _asked(connection: Engine, on: date, every: Sequence[Gathered], among: Among | None, part: Part) -> list[object]:
    """By a connection of its own, whose table `known` is no other's."""
    with connection.cursor() as own:
        part.know(own, on, keys=False)
        if among is not None:
            among.choose(own)
        return [one.asked(own) for one in every]
