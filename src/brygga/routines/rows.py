"""From TOML tables to the vocabulary's rows. The dataclasses are the schema; there is no other."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from brygga.routines.faults import Fault
from brygga.routines.lines import Lines, Path

T = TypeVar("T")

PLAIN_NAMES: dict[type, str] = {
    str: "en text",
    bool: "true eller false",
    int: "ett heltal",
    date: "ett datum (2026-07-01)",
    time: "ett klockslag (12:00:00)",
}

MUST_SAY_SOMETHING = frozenset({"source", "key", "term", "text", "title", "heading", "linkId", "plain", "name"})


class Table:
    """One table in one file, and the faults found in it."""

    def __init__(self, file: str, lines: Lines, path: Path, faults: list[Fault]) -> None:
        self.file, self.lines, self.path, self.faults = file, lines, path, faults

    def inner(self, *path: str | int) -> "Table":
        return Table(self.file, self.lines, (*self.path, *path), self.faults)

    def fault(self, message: str, *path: str | int) -> None:
        line = self.lines.of((*self.path, *path))
        self.faults.append(Fault(self.file, line, message))


class Unreadable(Exception):
    """The fault is already noted; the row is left out."""


def hints(cls: Any) -> Mapping[str, Any]:
    """The types of a row's fields, worked out once for each kind of row."""
    return _hints(cls)


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)


def toml_name(field: Field[Any]) -> str:
    name = field.metadata.get("toml", field.name)
    return str(name)


def build(cls: type[T], data: object, table: Table) -> T:
    """One row; every fault in it is noted before it is given up."""
    if not isinstance(data, dict):
        table.fault("Här ska en tabell stå.")
        raise Unreadable
    known = {toml_name(f): f for f in fields(cls)}  # type: ignore[arg-type]  # always a dataclass
    for name in data.keys() - known.keys():
        table.fault(f"Okänd nyckel ”{name}”. Kända är {', '.join(sorted(known))}.", name)
    values: dict[str, Any] = {}
    sound = True
    for name, field in known.items():
        if name in data:
            try:
                values[field.name] = _value(hints(cls)[field.name], data[name], table.inner(name))
            except Unreadable:
                sound = False
            else:
                if name in MUST_SAY_SOMETHING and values[field.name] == "":
                    table.fault(f"”{name}” är tom.", name)
        elif field.default is MISSING and field.default_factory is MISSING:
            table.fault(f"”{name}” saknas.")
            sound = False
    if not sound:
        raise Unreadable
    return cls(**values)


def _value(kind: Any, data: object, table: Table) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), data, table)
    if origin is tuple:
        return tuple(_several(get_args(kind)[0], data, table))
    if origin is frozenset:
        return frozenset(_several(get_args(kind)[0], data, table))
    if is_dataclass(kind):
        return build(kind, data, table)  # type: ignore[arg-type]  # a class, not an instance
    if issubclass(kind, StrEnum):
        return _word(kind, data, table)
    if type(data) is not kind:
        table.fault(f"Ska vara {PLAIN_NAMES[kind]}.")
        raise Unreadable
    return data


def _one_of(kinds: tuple[Any, ...], data: object, table: Table) -> Any:
    """`None` can't be written in TOML, so the others are tried."""
    plain = [kind for kind in kinds if kind is not types.NoneType]
    if len(plain) == 1:
        return _value(plain[0], data, table)
    for kind in plain:
        if type(data) is kind:
            return data
    table.fault(f"Ska vara {' eller '.join(PLAIN_NAMES[kind] for kind in plain)}.")
    raise Unreadable


def _several(kind: Any, data: object, table: Table) -> list[Any]:
    if not isinstance(data, list):
        table.fault("Ska vara en lista.")
        raise Unreadable
    values, sound = [], True
    for number, one in enumerate(data):
        try:
            values.append(_value(kind, one, table.inner(number)))
        except Unreadable:
            sound = False
    if not sound:
        raise Unreadable
    return values


def _word(kind: Callable[[Any], Any], data: object, table: Table) -> Any:
    try:
        return kind(data)
    except ValueError:
        allowed = ", ".join(kind)  # type: ignore[arg-type]  # an enum iterates over its members
        table.fault(f"”{data}” är okänt. Välj bland {allowed}.")
        raise Unreadable from None
