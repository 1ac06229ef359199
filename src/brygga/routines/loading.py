"""Read a place's folder of TOML files and check it. All faults are told at once.

The files may be cut as one likes: every `.toml` in the folder is read, and the tables say what they are.
"""

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

from brygga.routines.checks import Placed, Rows, check
from brygga.routines.faults import Fault, RoutineFaults
from brygga.routines.lines import Lines
from brygga.routines.rows import Table, Unreadable, build, hints, toml_name
from brygga.routines.vocabulary import Routine
from brygga.rules.law import LEGAL_BASES, legal_basis

FOLDER = Path(__file__).resolve().parents[3] / "routines"

ROW_FIELDS = {toml_name(f): f.name for f in fields(Routine) if "toml" in f.metadata}
ROW_KINDS: dict[str, type] = {table: get_args(hints(Routine)[name])[0] for table, name in ROW_FIELDS.items()}
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
LEGAL_BASIS_KEYS = frozenset(basis.key for basis in LEGAL_BASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The [routine] table."""

    key: str
    name: str
    document: str
    since: date
    note: str = ""
    legal_bases: tuple[str, ...]


def load(folder: Path) -> Routine:
    """The routine in the folder, or `RoutineFaults` with everything that is wrong in it."""
    faults: list[Fault] = []
    rows, heads = Rows(ROW_KINDS.values()), list[Placed]()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise RoutineFaults([Fault(folder.name, 1, "Mappen innehåller inga TOML-filer.")])
    if not all(_read(file, rows, heads, faults) for file in files):
        raise RoutineFaults(faults)
    whole = heads[0].table if heads else Table(_shown(files[0]), Lines(""), (), faults)
    if len(heads) != 1:
        whole.fault(f"Tabellen [routine] ska finnas en gång, men finns {len(heads)} gånger.")
    for head in heads:
        if head.row is not None:
            _check_head(head, folder.name)
    check(rows, whole)
    if faults:
        raise RoutineFaults(faults)
    return _routine(heads[0].row, rows)


def _routine(head: Head, rows: Rows) -> Routine:
    tables = {name: tuple(placed.row for placed in rows.of(ROW_KINDS[table])) for table, name in ROW_FIELDS.items()}
    return Routine(
        key=head.key,
        name=head.name,
        document=head.document,
        since=head.since,
        note=head.note,
        legal_bases=tuple(legal_basis(key) for key in head.legal_bases),
        **tables,
    )


def _read(file: Path, rows: Rows, heads: list[Placed], faults: list[Fault]) -> bool:
    """Whether it was TOML at all; if not, nothing can be said of how the rows hang together."""
    text = file.read_bytes().decode("utf-8", errors="replace")
    top = Table(_shown(file), Lines(text), (), faults)
    if UNREADABLE in text:
        line = text[: text.index(UNREADABLE)].count("\n") + 1
        faults.append(Fault(top.file, line, "Filen är inte sparad som UTF-8."))
        return False
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(top.file, _line_of(error, text), f"Inte giltig TOML: {error}"))
        return False
    for name, value in data.items():
        if name == "routine":
            heads.append(_read_head(value, top.inner(name)))
        elif name not in ROW_KINDS:
            known = ", ".join(["routine", *ROW_KINDS])
            top.fault(f"Okänd tabell ”{name}”. Kända är {known}.", name)
        else:
            _read_rows(ROW_KINDS[name], value, top.inner(name), rows)
    return True


def _read_head(value: object, table: Table) -> Placed:
    """A head that can't be read is still there, and says where."""
    with suppress(Unreadable):
        return Placed(build(Head, value, table), table)
    return Placed(None, table)


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The parser says the line in words, or that the file ended too soon."""
    said = re.search(r"at line (\d+)", str(error))
    return int(said.group(1)) if said else len(text.splitlines())


def _read_rows(kind: type, value: object, table: Table, rows: Rows) -> None:
    if not isinstance(value, list):
        table.fault(f"Skriv [[{table.path[-1]}]] med dubbla klamrar.")
        return
    for number, data in enumerate(value):
        here = table.inner(number)
        try:
            rows.add(kind, Placed(build(kind, data, here), here))
        except Unreadable:
            if isinstance(data, dict):
                rows.add_unread(kind, str(data.get("key") or data.get("step") or ""))


def _check_head(head: Placed, folder: str) -> None:
    """The key is the folder's name, so that a place is found by its key."""
    if head.row.key != folder:
        head.table.fault(f"”key” ska vara mappens namn, ”{folder}”.", "key")
    for key in head.row.legal_bases:
        if key not in LEGAL_BASIS_KEYS:
            head.table.fault(f"Den rättsliga grunden ”{key}” finns inte.", "legal_bases")


def _shown(file: Path) -> str:
    """The place's folder and the file: enough to find it, and nothing of the machine."""
    return f"{file.parent.name}/{file.name}"


@cache
def _loaded(key: str, folder: Path) -> Routine:
    place = folder / key
    if not place.is_dir() or place.parent != folder:
        raise KeyError(key)
    return load(place)


def routine(key: str, folder: Path | None = None) -> Routine:
    """The place with this key; read once."""
    return _loaded(key, folder or FOLDER)


def all_routines(folder: Path | None = None) -> tuple[Routine, ...]:
    """Every place, in the order of their keys. A folder without TOML files is no place."""
    root = folder or FOLDER
    return tuple(routine(key, root) for key in sorted({file.parent.name for file in root.glob("*/*.toml")}))


def forget() -> None:
    """Read the folders anew next time; for an administrator who has changed them, and for tests."""
    _loaded.cache_clear()
