"""CSV as Swedish and English programs write it, in the encodings that are met."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from brygga.histories.reading.profiles import DELIMITERS, Profile
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.tables import Cells, Table

LONGEST_LINE = 1_000_000
AT_ONCE = 1 << 20
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: How å, ä, ö and Å, Ä, Ö are written in what is not Unicode.
LETTERS = {
    "cp1252": b"\xe5\xe4\xf6\xc5\xc4\xd6",
    "mac_roman": b"\x8c\x8a\x9a\x81\x80\x85",
    "cp850": b"\x86\x84\x94\x8f\x8e\x99",
}
NUL = "Filen innehåller tecken som inte hör hemma i text. Spara den som csv igen."


def open_text(path: Path, profile: Profile) -> Table:
    encoding = profile.encoding or find_encoding(path)
    size = path.stat().st_size
    binary = path.open("rb")
    lines = _lines(TextIOWrapper(binary, encoding, newline=""), encoding)
    first = next((line for line in lines if line.strip("\r\n\t ;,|")), "")
    between = profile.delimiter or _delimiter(first)
    rows = _rows(_again(first, lines), between)
    _, headings = next(rows, (0, []))
    return Table(
        [one.strip().strip("\ufeff") for one in headings],
        ((number, cells) for number, cells in rows if any(cells)),
        lambda: 1.0 if binary.closed else binary.tell() / size,
    )


def find_encoding(path: Path) -> str:
    """Unicode if all of the file is; otherwise the one whose Swedish letters are met the most."""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    met = dict.fromkeys(LETTERS, 0)
    unicode, begins, nuls = True, b"", [0, 0]
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            begins = begins or part[:4]
            if b"\0" in part:
                nuls = [nuls[n] + part[n::2].count(0) for n in (0, 1)]
            unicode = unicode and _decodes(utf8, part)
            met = {name: count + sum(part.count(one) for one in LETTERS[name]) for name, count in met.items()}
    marked = next((name for mark, name in MARKS.items() if begins.startswith(mark)), "")
    if marked or any(nuls):
        return marked or _wide(nuls, path.stat().st_size)
    return "utf-8" if unicode else max(met, key=lambda name: met[name])


def _decodes(decoder: codecs.IncrementalDecoder, part: bytes) -> bool:
    try:
        decoder.decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _wide(nuls: list[int], size: int) -> str:
    """UTF-16 without its mark has a zero in nearly every other place."""
    even, odd = nuls
    if max(even, odd) < size * 0.3 or min(even, odd) > size * 0.05:
        raise Refused(NUL)
    return "utf-16-be" if even > odd else "utf-16-le"


def _lines(file: TextIOWrapper, encoding: str) -> Iterator[str]:
    with file:
        try:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise Refused("En rad i filen är för lång. Är det verkligen en csv-fil?")
                if "\0" in line:
                    raise Refused(NUL)
                yield line
        except UnicodeError as fault:
            raise Refused(f"Filen är inte skriven i {encoding}. Välj en annan teckenkodning.") from fault


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(lines: Iterator[str], between: str) -> Iterator[tuple[int, Cells]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=between, strict=True), start=1):
            yield number, cells
    except csv.Error as fault:
        told = f"Filen går inte att läsa efter rad {number}: ett citattecken stängs aldrig, eller en cell är för stor."
        raise Refused(told) from fault


def _delimiter(heading: str) -> str:
    return max(DELIMITERS[1:], key=heading.count)
