"""How closely each field is kept. The table is src/brygga/classification.toml.

| class     | says                                                     | may stand in                                 |
|-----------|----------------------------------------------------------|----------------------------------------------|
| open      | keys, moments, states, and those who work                | sentences, logs, mail, calendars, file names |
| personal  | who is meant, how they are reached, what somebody typed  | pages and papers for those who see the row   |
| sensitive | how the person lives, is and thinks                      | the same                                     |
| protected | what is masked while the person has a protected identity | the same, and then only after it was opened  |
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "classification.toml"
#: Not a model: what the arguments of acts hold that are not called as any field is.
ARGUMENTS = "arguments"


class Class(StrEnum):
    """From what anyone may be told to what is masked."""

    OPEN = "open"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    PROTECTED = "protected"


STRICTNESS = list(Class)


@cache
def rows() -> Mapping[str, Mapping[Class, tuple[str, ...]]]:
    """Each model ("people.Person") and its names by class, as they stand in the table."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        f"{room}.{model}" if model else room: {Class(key): tuple(names.split()) for key, names in classes.items()}
        for room, model, classes in _tables(raw)
    }


def _tables(raw: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[tuple[str, str, Mapping[str, str]]]:
    found: list[tuple[str, str, Mapping[str, str]]] = []
    for room, below in raw.items():
        if room == ARGUMENTS:
            found.append((room, "", below))  # type: ignore[arg-type]
        else:
            found += [(room, model, classes) for model, classes in below.items()]
    return found


@cache
def _strictest() -> Mapping[str, Class]:
    found: dict[str, Class] = {}
    for classes in rows().values():
        for one, names in classes.items():
            for name in names:
                found[name] = max(found.get(name, one), one, key=STRICTNESS.index)
    return found


def class_of(model: str, name: str) -> Class | None:
    return next((one for one, names in rows().get(model, {}).items() if name in names), None)


def is_open(name: str) -> bool:
    """Whether what goes by this name is open wherever it occurs. An unknown name is not."""
    return _strictest().get(name) is Class.OPEN
