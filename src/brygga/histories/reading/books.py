"""XLSX. A workbook is held in memory while it is read, so what it claims to hold is counted before it is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineError, CalamineSheet, load_workbook

from brygga.histories.reading.profiles import Profile
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.tables import MOST_COLUMNS, Cells, Table

UNPACKED = 600_000_000
MOST_PARTS = 1000
MOST_CELLS = 12_000_000
AT_ONCE = 1 << 20
#: A tag is never split between what is read now and what is read next, unless it is longer than this.
KEPT = 4096

TOO_LARGE = "Kalkylbladet är för stort. Spara det som csv eller Parquet i stället."
UNREADABLE = "Kalkylbladet går inte att läsa. Spara det som xlsx eller csv igen."
ELSEWHERE = ("xl/externallinks/", "xl/connections", "xl/vbaproject", "xl/querytables/")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,9})["']""")


def open_book(path: Path, profile: Profile) -> Table:
    _look(path)
    sheet = _sheet(path, profile.sheet)
    height = max(sheet.total_height, 1)
    if sheet.total_width > MOST_COLUMNS:
        raise Refused(f"Kalkylbladet har fler än {MOST_COLUMNS} kolumner.")
    read = [0]
    rows = _rows(sheet, read)
    _, headings = next(rows, (0, []))
    return Table([one.strip() for one in headings], rows, lambda: min(read[0] / height, 1.0))


def _look(path: Path) -> None:
    """All that the workbook consists of, unpacked a little at a time: neither large, nor bent on something else."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > UNPACKED:
                raise Refused(TOO_LARGE)
            if any(one.filename.lower().startswith(ELSEWHERE) for one in parts):
                raise Refused(
                    "Kalkylbladet hämtar något ur andra filer. Klistra in värdena i ett nytt blad och spara det."
                )
            if not any(one.filename.lower() == "xl/workbook.xml" for one in parts):
                raise Refused("Filen är ingen xlsx. Packa upp den, eller spara den som xlsx eller csv.")
            for one in parts:
                with packed.open(one) as part:
                    _look_at(part, is_sheet=one.filename.lower().startswith("xl/worksheets/"))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(UNREADABLE) from fault


def _look_at(part: IO[bytes], *, is_sheet: bool) -> None:
    cells = placed = width = height = 0
    before = b""
    while read := part.read(AT_ONCE):
        if not is_sheet:
            continue
        if b"\0" in read:
            raise Refused(UNREADABLE)
        whole, before = _whole(before + read)
        if FORMULA.search(whole):
            raise Refused("Kalkylbladet innehåller formler. Klistra in värdena i ett nytt blad och spara det.")
        cells += len(CELL.findall(whole))
        for column, row in PLACE.findall(whole):
            placed, width, height = placed + 1, max(width, _column(column)), max(height, int(row))
        height = max(height, *map(int, ROW.findall(whole)), 0)
    if is_sheet and placed < cells:
        raise Refused(UNREADABLE)
    if width > MOST_COLUMNS:
        raise Refused(f"Kalkylbladet har fler än {MOST_COLUMNS} kolumner.")
    if width * height > MOST_CELLS:
        raise Refused(TOO_LARGE)


def _whole(read: bytes) -> tuple[bytes, bytes]:
    """Up to the beginning of the last tag, and what is left."""
    at = read.rfind(b"<")
    if at < 0 or len(read) - at > KEPT or len(read) < AT_ONCE:
        return read, b""
    return read[:at], read[at:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(path: Path, name: str) -> CalamineSheet:
    try:
        book = load_workbook(BytesIO(path.read_bytes()))
        if name and name not in book.sheet_names:
            raise Refused(f"Det finns inget blad som heter ”{name[:40]}”.")
        return book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
    except Refused:
        raise
    except BaseException as fault:
        if (
            isinstance(fault, CalamineError | OSError | ValueError | IndexError)
            or type(fault).__name__ == "PanicException"
        ):
            raise Refused(UNREADABLE) from fault
        raise


def _rows(sheet: CalamineSheet, read: list[int]) -> Iterator[tuple[int, Cells]]:
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=first + 1):
        read[0] = number
        cells = [_cell(one) for one in row]
        if any(cells):
            yield number, cells


def _cell(value: Any) -> str:
    match value:
        case str():
            return value.replace("\0", " ")
        case datetime():
            return (
                value.isoformat(" ", "minutes") if value.time().replace(second=0) != value.time().min else _iso(value)
            )
        case date():
            return value.isoformat()
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _iso(moment: datetime) -> str:
    return moment.date().isoformat()
