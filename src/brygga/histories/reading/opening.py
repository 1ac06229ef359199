"""A file opened one row at a time, by what it is and not by what it is called."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from brygga.histories.reading import books, parquets, texts
from brygga.histories.reading.profiles import Profile
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.tables import MOST_COLUMNS, Table

OLD_BOOK = b"\xd0\xcf\x11\xe0"
"""An xls, or an xlsx with a password."""


def open_table(path: Path, profile: Profile, wanted: Collection[str] | None = None) -> Table:
    """`wanted`: the headings that are needed, where the file's form lets the rest be left unread."""
    with path.open("rb") as file:
        begins = file.read(8)
    if not begins:
        raise Refused("Filen är tom.")
    if begins.startswith(OLD_BOOK):
        raise Refused(
            "Kalkylbladet är i ett äldre format eller har lösenord. Spara det som xlsx eller csv utan lösenord."
        )
    if begins.startswith(b"PK"):
        return _checked(books.open_book(path, profile))
    if begins.startswith(b"PAR1"):
        return _checked(parquets.open_parquet(path, wanted))
    return _checked(texts.open_text(path, profile))


def _checked(table: Table) -> Table:
    if len(table.headings) > MOST_COLUMNS:
        raise Refused(f"Filen har fler än {MOST_COLUMNS} kolumner.")
    if any("\0" in one for one in table.headings):
        raise Refused("Rubrikerna innehåller tecken som inte hör hemma i text.")
    if not any(table.headings):
        raise Refused("Det finns inga rubriker i filen.")
    return table
