"""From a file to a batch of the histories: all that can be read of it at once, or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from brygga.histories.engine import Settings, engine
from brygga.histories.questions import Histories
from brygga.histories.reading.parts import PART_ROWS, Parts, gather, kept, place
from brygga.histories.reading.profiles import Field, Profile
from brygga.histories.reading.pseudonyms import normal, pseudonym
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.reports import Report
from brygga.histories.reading.rows import Read, opened
from brygga.histories.swapping import swap_in

Progress = Callable[[int, float], None]
"""How many rows have been read, and how much of the file. What it raises stops the import, which later goes on."""

SETTINGS = Settings(memory="512MB", threads=2)
#: Ten figures and what stands between them.
LONGEST_OF_TEN = 11
NOBODY = "Välj vilken kolumn som säger vem raden handlar om."


def read_into(
    histories: Histories,
    batch: str,
    path: Path,
    profile: Profile,
    *,
    key: bytes,
    known_units: Collection[str] | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
    keep: bool = False,
) -> Report:
    """The file's rows as the batch of that name, persons by pseudonym.

    Rows that cannot be read are left out and told of; so are those that other batches in `histories` hold already.
    What was in the batch before is there until all is in. With `dry_run` nothing is kept, but with `keep` its
    parts are: the import goes on from there, and so does a dry run that was stopped.
    """
    if not profile.columns.get(Field.PERSON) and not profile.constants.get(Field.PERSON):
        raise Refused(NOBODY)
    if dry_run and not keep:
        with TemporaryDirectory(prefix="brygga-import-", dir=histories.settings.spill) as folder:
            return _read_into(histories, Path(folder), batch, path, profile, key, known_units, progress, dry_run=True)
    report = _read_into(histories, histories.folder, batch, path, profile, key, known_units, progress, dry_run=dry_run)
    histories.look_again()
    return report


def discard(folder: Path, batch: str) -> None:
    """What an import that will not go on has left."""
    shutil.rmtree(place(folder, batch), ignore_errors=True)


def _read_into(
    histories: Histories, folder: Path, batch: str, path: Path, profile: Profile, key: bytes,
    known_units: Collection[str] | None, progress: Progress | None, *, dry_run: bool,
) -> Report:  # fmt: skip
    of = f"{_sha256(path)} {profile.digest} {pseudonym(key, 'brygga')}"
    with kept(folder, batch, of) as parts:
        try:
            report = _stage(parts, path, profile, key, known_units, progress, of)
            report = replace(report, dry_run=dry_run, resumed_at=report.resumed_at)
            into = None if dry_run else parts.folder / "rows"
            if into is not None and into.exists():
                shutil.rmtree(into)
            with engine(folder, SETTINGS, also=[histories.folder]) as connection:
                gather(connection, parts, into, histories.files_without(batch), report)
        except Refused:
            shutil.rmtree(parts.folder, ignore_errors=True)
            raise
        if into is not None:
            swap_in(folder, batch, parts.folder, into if report.written else None)
        if not (dry_run and folder == histories.folder):
            shutil.rmtree(parts.folder, ignore_errors=True)
    return report


def _stage(
    parts: Parts, path: Path, profile: Profile, key: bytes, known_units: Collection[str] | None,
    progress: Progress | None, of: str,
) -> Report:  # fmt: skip
    report = parts.report or Report()
    report.resumed_at = parts.line
    table, reader = opened(path, profile, report=report, known_units=known_units)
    who = _named(key, profile.constants.get(Field.PERSON, ""))
    with engine(parts.folder, SETTINGS) as connection:
        for part in _at_once(reader.read(table, after=parts.line)):
            parts.add(connection, [(who(one), one) for one in part], part[-1].line, report, of, table.so_far())
            if progress:
                progress(report.rows, table.so_far())
    return report


def _at_once(rows: Iterator[Read]) -> Iterator[list[Read]]:
    while part := list(islice(rows, PART_ROWS)):
        yield part


def _named(key: bytes, otherwise: str) -> Callable[[Read], str]:
    """Ten figures are of somebody who was born when the row begins."""

    @lru_cache(maxsize=100_000)
    def named(identity: str, on: date | None) -> str:
        return pseudonym(key, normal(identity, on=on))

    def who(one: Read) -> str:
        identity = one.identity or otherwise
        return named(identity, None if len(identity) > LONGEST_OF_TEN else one.happening.begins)

    return who


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
