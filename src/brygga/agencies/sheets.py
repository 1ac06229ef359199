"""Sheets of units and staff, as an administrator keeps them in a spreadsheet: read whole or not at all."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, load_workbook

#: Field and heading, in the order of the model sheet.
HEADINGS = {
    "unit": "Enhet",
    "kind": "Slag av enhet",
    "parent": "Ligger under",
    "unit_phone": "Enhetens telefon",
    "unit_email": "Enhetens e-post",
    "name": "Namn",
    "email": "E-post",
    "hsa_id": "HSA-id",
    "function": "Funktion",
    "title": "Titel",
    "phone": "Telefon",
    "since": "Från",
    "protected": "Skyddade uppgifter",
}
MOST_ROWS = 1000
LARGEST = 1_000_000
#: A file of the largest size may unpack to this much: more is a trap.
UNPACKED = 30_000_000
SHEET_ENDINGS = (".xlsx", ".xls", ".xlsb", ".ods")


class NotASheet(Exception):
    """What is wrong with the sheet as a whole, in Swedish."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet shows it, and what stands under each heading that is filled in."""

    number: int
    words: dict[str, str]

    def get(self, field: str) -> str:
        return self.words.get(field, "")


Table = list[list[str]]


def read_file(name: str, data: bytes) -> Table:
    if len(data) > LARGEST:
        raise NotASheet("Filen är för stor. Dela upp den, högst 1 megabyte åt gången.")
    if name.lower().endswith(SHEET_ENDINGS):
        return _workbook(data)
    try:
        return read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_text(data.decode("cp1252", errors="replace"))


def read_text(text: str) -> Table:
    """Pasted from a spreadsheet (tabs), or a csv file as Swedish or English programs write it."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    heading = text.partition("\n")[0]
    between = max("\t;,", key=heading.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=between)]
    except csv.Error as fault:
        raise NotASheet("Raderna går inte att läsa. Kopiera dem från kalkylbladet igen.") from fault


def _workbook(data: bytes) -> Table:
    try:
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                    raise NotASheet("Filen är för stor när den packas upp. Klistra in raderna i stället.")
        rows = load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as fault:
        raise NotASheet(
            "Filen går inte att läsa. Spara den som xlsx, ods eller csv, eller klistra in raderna."
        ) from fault
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(value: Any) -> str:
    match value:
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case bool():
            return "ja" if value else "nej"
        case _:
            return str(value).strip()


def lines(table: Table) -> list[Line]:
    """The rows under the headings. Empty rows are passed over."""
    at = next((number for number, row in enumerate(table) if any(row)), None)
    if at is None:
        raise NotASheet("Det finns inga rader. Börja med en rad med rubriker.")
    fields = _fields(table[at])
    found = []
    for number, row in enumerate(table[at + 1 :], start=at + 2):
        words = {field: cell for field, cell in zip(fields, row, strict=False) if cell}
        if words:
            found.append(Line(number, words))
    if not found:
        raise NotASheet("Det finns inga rader under rubrikerna.")
    if len(found) > MOST_ROWS:
        raise NotASheet(f"Det är {len(found)} rader. Dela upp dem, högst {MOST_ROWS} åt gången.")
    return found


def _fields(headings: list[str]) -> list[str]:
    known = {heading.casefold(): field for field, heading in HEADINGS.items()}
    while headings and not headings[-1]:
        headings = headings[:-1]
    unknown = [heading or "(tom)" for heading in headings if heading.casefold() not in known]
    if unknown:
        words = ", ".join(f"”{heading[:40]}”" for heading in unknown[:5])
        raise NotASheet(f"Rubrikerna {words} finns inte. Använd: {', '.join(HEADINGS.values())}.")
    fields = [known[heading.casefold()] for heading in headings]
    if len(set(fields)) < len(fields):
        raise NotASheet("Samma rubrik står två gånger.")
    if "unit" not in fields:
        raise NotASheet(f"Rubriken ”{HEADINGS['unit']}” saknas.")
    return fields


def as_text(table: Iterable[Iterable[str]]) -> str:
    """The same rows to go on with in a form."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(table)
    return out.getvalue()
