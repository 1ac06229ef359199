"""A profile: what the columns of a party's extract are, and how its words and days are to be read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from dataclasses import fields as fields_of
from enum import StrEnum
from typing import Any, Self

from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.values import DATES, KNOWN_KINDS
from brygga.rules.critical import Kind


class Field(StrEnum):
    """What a column may hold."""

    PERSON = "person"
    KEY = "key"
    BEGINS = "begins"
    ENDS = "ends"
    KIND = "kind"
    UNIT = "unit"
    ORGANISATION = "organisation"
    BROKEN_OFF = "broken_off"
    COMPULSORY = "compulsory"
    WORDS = "words"
    NOTE = "note"

    @property
    def term(self) -> str:
        return FIELDS[self]


FIELDS = {
    Field.PERSON: "Person",
    Field.KEY: "Radens nummer",
    Field.BEGINS: "Börjar",
    Field.ENDS: "Slutar",
    Field.KIND: "Slag av vård eller insats",
    Field.UNIT: "Enhet",
    Field.ORGANISATION: "Organisation",
    Field.BROKEN_OFF: "Avbröts",
    Field.COMPULSORY: "Tvång",
    Field.WORDS: "Vad det var",
    Field.NOTE: "Anteckning",
}
#: What every row must have, from a column or said once for the whole file.
NEEDED = (Field.BEGINS, Field.KIND, Field.UNIT, Field.ORGANISATION)
#: What may be said once for the whole file.
CONSTANTS = (Field.PERSON, Field.KIND, Field.UNIT, Field.ORGANISATION)
#: No reading, but that such rows are passed over.
LEAVE_OUT = ""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850")
DELIMITERS = ("", ";", ",", "\t", "|")
MOST_VALUES = 500

YES = ("ja", "j", "yes", "y", "1", "true", "sant", "x", "lpt", "lrv", "lvm", "lvu", "lob")
NO = ("nej", "n", "no", "0", "false", "falskt", "-", "sol", "hsl", "frivillig", "frivilligt")
LEFT = ("avviker", "avvek", "avvikit", "återfall", "avbröt", "avbruten", "avbrutet", "avbruts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field and heading."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field and what it is in every row, for what has no column. A person: whom the whole file is about."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The file's word in small letters, and the kind it is; `LEAVE_OUT` passes such rows over."""
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    left: tuple[str, ...] = LEFT
    """Words in the note that say that it was broken off."""
    dates: tuple[str, ...] = tuple(DATES)
    """Which ways of writing a day are tried, in that order."""
    encoding: str = ""
    """Empty: found out."""
    delimiter: str = ""
    decimal: str = ","
    sheet: str = ""
    """The name of the sheet in a workbook; empty: the first."""

    def __post_init__(self) -> None:
        for told in filter(None, (check(self) for check in CHECKS)):
            raise Refused(told)

    def of(self, value: str) -> str | None:
        """Which kind a word is; `LEAVE_OUT` when such rows are passed over; None when nobody has said."""
        return self.kinds.get(value, KNOWN_KINDS.get(value))

    @property
    def missing(self) -> list[Field]:
        """What a row needs and this does not say where to find."""
        return [one for one in NEEDED if not self.columns.get(one) and not self.constants.get(one)]

    @property
    def digest(self) -> str:
        said = self.to_dict()
        said.pop("name")
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        return {
            name: {str(one): str(of) for one, of in value.items() if of or name == "kinds"}
            if isinstance(value, Mapping)
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Self:
        known = {one.name: one.type for one in fields_of(cls)}
        unknown = [name for name in told if name not in known]
        if unknown:
            raise Refused(f"Profilen har något som inte finns: {', '.join(unknown[:5])[:200]}.")
        return cls(**{name: _as(name, value) for name, value in told.items()})

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls.from_dict(_read(json.loads, text, "JSON"))

    def to_toml(self) -> str:
        said = self.to_dict()
        tables = {name: said.pop(name) for name in ("columns", "constants", "kinds")}
        lines = [f"{name} = {_toml(value)}" for name, value in said.items()]
        for name, of in tables.items():
            lines += ["", f"[{name}]", *(f"{_toml(one)} = {_toml(value)}" for one, value in of.items())]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str) -> Self:
        return cls.from_dict(_read(tomllib.loads, text, "TOML"))


def _read(reads: Callable[[str], Any], text: str, form: str) -> Mapping[str, Any]:
    try:
        told = reads(text)
    except (ValueError, RecursionError) as fault:
        raise Refused(f"Profilen är inte skriven i {form}: {fault}") from fault
    if not isinstance(told, Mapping):
        raise Refused(f"Profilen är inte skriven i {form} på rätt sätt.")
    return told


def _as(name: str, value: Any) -> Any:
    """As the profile keeps it; whatever else is refused."""
    of = getattr(_EMPTY, name)
    if isinstance(of, tuple) and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(of, Mapping) and isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        return {str(one): words for one, words in value.items()}
    if isinstance(of, str) and isinstance(value, str):
        return value
    raise Refused(f"”{name}” i profilen är inte skrivet på rätt sätt.")


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _fields(profile: Profile) -> str:
    known = set(Field)
    wrong = [one for one in profile.columns if one not in known]
    wrong += [one for one in profile.constants if one not in CONSTANTS]
    return f"Profilen pekar ut något som inte finns: {', '.join(wrong[:5])[:200]}." if wrong else ""


def _kinds(profile: Profile) -> str:
    wrong = [of for of in profile.kinds.values() if of != LEAVE_OUT and of not in set(Kind)]
    if len(profile.kinds) > MOST_VALUES:
        return f"Profilen har fler än {MOST_VALUES} slag."
    return f"Slaget ”{wrong[0][:40]}” finns inte. Välj bland: {', '.join(Kind)}." if wrong else ""


def _written(profile: Profile) -> str:
    if profile.encoding and profile.encoding not in ENCODINGS:
        return f"Teckenkodningen ”{profile.encoding[:40]}” känner vi inte. Välj bland: {', '.join(ENCODINGS)}."
    if profile.delimiter not in DELIMITERS:
        return "Kolumnerna skiljs åt av semikolon, komma, tabb eller lodstreck."
    if profile.decimal not in {",", "."}:
        return "Decimaltecknet är komma eller punkt."
    wrong = [one for one in profile.dates if one not in DATES]
    return f"Så skrivs inga datum: {wrong[0][:40]}. Välj bland: {', '.join(DATES)}." if wrong else ""


CHECKS = (_fields, _kinds, _written)
_EMPTY = Profile()
