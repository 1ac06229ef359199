"""What is asked of all the histories in a folder, some buckets of persons at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from brygga.histories import files
from brygga.histories.answers import Asked, Count, Counted, Days, Found, Lived, number
from brygga.histories.engine import Engine, Settings, ask, engine, text
from brygga.histories.files import Bucket, Row
from brygga.rules.critical import CriticalRule

FETCHED = 10_000


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
        self._buckets = self._look()
        return written

    def check(self) -> None:
        """Reads every row, where the files come from something else than `write`."""
        with engine(self.folder, self.settings) as connection:
            files.check(connection, self._buckets)

    def situations(self, rules: Sequence[CriticalRule], *, on: date) -> Iterator[Found]:
        """As they are found, in no order. Memory does not grow with how many they are."""
        every = [Asked(rule, on) for rule in rules]
        for connection in self._known(on):
            for asked in every:
                answer = asked.of(connection, text("found"))
                while rows := answer.fetchmany(FETCHED):
                    for person, since, until, keys in rows:
                        yield Found(asked.rule, person, since, until, tuple(keys))

    def counts(self, rules: Sequence[CriticalRule], *, on: date) -> list[Count]:
        """How many of each rule, and of how many persons, in the order of the rules."""
        counted = Counted(rules, on)
        for connection in self._known(on):
            counted.add(connection)
        return counted.told()

    def days(self, *, on: date, since: date = date.min, compulsory: bool = False) -> list[Days]:
        """Days in each kind of care between two days, both counted; only of compulsory care if that is asked for."""
        lived = Lived(on, since, compulsory)
        for connection in self._known(on):
            lived.add(connection)
        return lived.told()

    def summary(
        self, rules: Sequence[CriticalRule], *, on: date, since: date = date.min
    ) -> tuple[list[Count], list[Days]]:
        """`counts` and `days`, for which the rows are read and put in order once."""
        counted, lived = Counted(rules, on), Lived(on, since, compulsory=False)
        for connection in self._known(on):
            counted.add(connection)
            lived.add(connection)
        return counted.told(), lived.told()

    def _look(self) -> list[Bucket]:
        with engine(self.folder, self.settings) as connection:
            return files.buckets(connection, self.folder, self.batches)

    def _known(self, on: date) -> Iterator[Engine]:
        """The engine, holding the rows of some persons at a time in the table `known`."""
        with engine(self.folder, self.settings) as connection:
            for part in _parts(self._buckets, self.settings.rows_at_once):
                ask(connection, text("known"), {"files": part, "on": number(on)})
                yield connection


def _parts(buckets: Iterable[Bucket], most: int) -> Iterator[list[str]]:
    part: list[str] = []
    rows = 0
    for bucket in buckets:
        if part and rows + bucket.rows > most:
            yield part
            part, rows = [], 0
        part, rows = [*part, *bucket.files], rows + bucket.rows
    if part:
        yield part
