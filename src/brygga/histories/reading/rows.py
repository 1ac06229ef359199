"""From cells to what happened, or to what is wrong with the row."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TextIO

from brygga.histories.reading import values
from brygga.histories.reading.opening import open_table
from brygga.histories.reading.profiles import FIELDS, LEAVE_OUT, Field, Profile
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.reports import Fault, Report
from brygga.histories.reading.tables import Cells, Table
from brygga.rules.critical import Happening, Kind

LONGEST = {
    Field.UNIT: 200,
    Field.ORGANISATION: 200,
    Field.PERSON: 100,
    Field.KEY: 100,
    Field.WORDS: 500,
    Field.NOTE: 5000,
}
SHOWN = 60
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Read:
    line: int
    identity: str
    """As it stands in the file; empty when it says of nobody who it is."""
    happening: Happening


class _Faulty(Exception):
    def __init__(self, field: Field, why: str, value: str = "") -> None:
        self.fault = Fault(0, str(field), why, "" if field is Field.PERSON else value[:SHOWN])


class _LeftOut(Exception):
    """Of a kind that is passed over."""


def readings(
    path: Path, profile: Profile, report: Report, *, known_units: Collection[str] | None = None, after: int = 0
) -> Iterator[Read]:
    """The good rows as they are read; `report` fills up meanwhile. `after`: the last line that was read before."""
    table, reader = opened(path, profile, known_units=known_units, report=report)
    yield from reader.read(table, after=after)


def opened(
    path: Path, profile: Profile, *, report: Report, known_units: Collection[str] | None = None
) -> tuple[Table, Reader]:
    table = open_table(path, profile, set(profile.columns.values()))
    return table, Reader(profile, table.headings, report, known_units)


def faults(path: Path, profile: Profile) -> Iterator[Fault]:
    """Every one of them, read again."""
    table, reader = opened(path, profile, report=Report())
    return (one for one in reader.each(table) if isinstance(one, Fault))


def write_faults(found: Iterable[Fault], out: TextIO) -> int:
    """As CSV that a spreadsheet opens; nothing in it is a formula."""
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(["Rad", "Kolumn", "Vad som är fel", "Det som står"])
    number = 0
    for one in found:
        number += 1
        column = FIELDS[Field(one.field)] if one.field else ""
        sheet.writerow([one.line, column, as_text(one.why), as_text(one.value)])
    return number


def as_text(cell: str) -> str:
    """What a spreadsheet would take as a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


class Reader:
    """A profile, fitted to the headings of a file."""

    def __init__(
        self, profile: Profile, headings: list[str], report: Report, known_units: Collection[str] | None
    ) -> None:
        if profile.missing:
            raise Refused(f"Välj kolumn för: {', '.join(one.term.lower() for one in profile.missing)}.")
        self.profile = profile
        self.report = report
        self.width = len(headings)
        self.at = {Field(field): _place(headings, one) for field, one in profile.columns.items() if one}
        self.constants = {Field(field): value for field, value in profile.constants.items() if value}
        self.yes, self.no = (frozenset(one.casefold() for one in of) for of in (profile.yes, profile.no))
        self.left = tuple(one.casefold() for one in profile.left if one)
        self.units = None if known_units is None else {one.casefold() for one in known_units}

    def each(self, table: Table, *, after: int = 0) -> Iterator[Read | Fault]:
        report = self.report
        for line, cells in table.rows:
            if line <= after:
                continue
            report.rows += 1
            try:
                yield self.row(line, cells)
            except _LeftOut:
                report.left_out += 1
            except _Faulty as faulty:
                yield replace(faulty.fault, line=line)

    def read(self, table: Table, *, after: int = 0) -> Iterator[Read]:
        report = self.report
        for one in self.each(table, after=after):
            if isinstance(one, Fault):
                report.add_fault(one)
                continue
            report.good += 1
            report.add_days(one.happening.begins, one.happening.ends)
            if self.units is not None and one.happening.unit.casefold() not in self.units:
                report.count(report.unknown_units, one.happening.unit)
            yield one

    def row(self, line: int, cells: Cells) -> Read:
        if len(cells) > self.width and any(cells[self.width :]):
            raise _Faulty(Field.WORDS, "Raden har fler celler än det finns rubriker.")
        kind = self._kind(cells)
        begins, ends = self._days(cells)
        identity = self._text(cells, Field.PERSON)
        if not identity and Field.PERSON in self.at:
            raise _Faulty(Field.PERSON, "Det står inte vem raden handlar om.")
        unit, organisation = self._needed(cells, Field.UNIT), self._needed(cells, Field.ORGANISATION)
        words = self._text(cells, Field.WORDS)
        broken_off, compulsory = self._broken_off(cells), self._is(cells, Field.COMPULSORY)
        told = (kind, begins, ends, broken_off, compulsory)
        happening = Happening(
            key=_digest(self._text(cells, Field.KEY), [unit, organisation, words], told),
            unit=unit,
            organisation=organisation,
            kind=kind,
            begins=begins,
            ends=ends,
            broken_off=broken_off,
            compulsory=compulsory,
            words=words,
        )
        return Read(line, identity, happening)

    def _cell(self, cells: Cells, field: Field) -> str:
        at = self.at.get(field)
        if at is None:
            return self.constants.get(field, "")
        return (cells[at].strip() if at < len(cells) else "") or self.constants.get(field, "")

    def _text(self, cells: Cells, field: Field) -> str:
        text = _unwrapped(self._cell(cells, field))
        if len(text) > LONGEST[field]:
            raise _Faulty(field, f"Texten är längre än {LONGEST[field]} tecken.", text)
        if text.startswith("=") and field is not Field.NOTE:
            raise _Faulty(field, "Det står en formel i cellen.", text)
        return text

    def _needed(self, cells: Cells, field: Field) -> str:
        text = " ".join(self._text(cells, field).split())
        if not text:
            raise _Faulty(field, f"{FIELDS[field]} saknas.")
        return text

    def _kind(self, cells: Cells) -> Kind:
        said = self._cell(cells, Field.KIND)
        kind = self.profile.of(said.casefold())
        if kind == LEAVE_OUT and kind is not None:
            raise _LeftOut
        if kind is None:
            if said:
                self.report.count(self.report.unknown_kinds, said[:SHOWN])
            why = "Vi vet inte vilket slag det är. Välj det i profilen." if said else "Slaget saknas."
            raise _Faulty(Field.KIND, why, said)
        return Kind(kind)

    def _days(self, cells: Cells) -> tuple[date, date | None]:
        formats = self.profile.dates
        text, field = self._cell(cells, Field.BEGINS), Field.BEGINS
        if not text:
            raise _Faulty(field, "Dagen då det börjar saknas.")
        try:
            begins = values.day(text[:SHOWN], formats)
            text, field = self._cell(cells, Field.ENDS), Field.ENDS
            ends = values.last_day(text[:SHOWN], formats)
        except values.NoDate as fault:
            raise _Faulty(field, str(fault), text) from None
        if begins.year > values.LAST_YEAR:
            raise _Faulty(Field.BEGINS, "Det börjar för långt fram i tiden.", text)
        if ends is not None and ends < begins:
            raise _Faulty(Field.ENDS, "Det slutar innan det börjar.", text)
        return begins, ends

    def _is(self, cells: Cells, field: Field) -> bool:
        text = self._cell(cells, field)
        said = text.casefold()
        if said in self.yes:
            return True
        if not said or said in self.no:
            return False
        raise _Faulty(field, "Det går inte att se om det är ja eller nej.", text)

    def _broken_off(self, cells: Cells) -> bool:
        note = self._text(cells, Field.NOTE).casefold()
        return self._is(cells, Field.BROKEN_OFF) or any(word in note for word in self.left)


def _place(headings: list[str], heading: str) -> int:
    if headings.count(heading) != 1:
        times = "två gånger" if heading in headings else "inte"
        raise Refused(f"Rubriken ”{heading[:40]}” står {times} i filen.")
    return headings.index(heading)


def _unwrapped(text: str) -> str:
    """How some systems keep Excel from making a number of a text: ="0123"."""
    if text.startswith('="') and text.endswith('"') and '"' not in text[2:-1]:
        return text[2:-1]
    return text


def _digest(key: str, words: list[str], of: tuple[Kind, date, date | None, bool, bool]) -> str:
    """The same content has the same key, so that the same file twice changes nothing."""
    told = "\x1f".join((key, *words, *map(str, of)))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:24]
