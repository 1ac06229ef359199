"""A version's content: plain, numbered JSON. An old version is shown and printed from this alone, the same for ever.

Keys may be added with a default; what a key means is never changed: a new meaning is a new schema with a reader.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of the form, in its order; `kind` says which of the lists below stands in it."""

    key: str
    heading: str
    kind: str
    party: str = ""
    fields: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    id: str
    text: str
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    id: str
    text: str
    parent: str = ""
    need: str = ""
    outcome: str = ""
    outcome_words: str = ""
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionLine:
    id: str
    text: str
    part: str = ""
    goal: str = ""
    performer: str = "unit"
    unit_id: str = ""
    unit: str = ""
    organisation: str = ""
    responsible: str = ""
    performer_name: str = ""
    when: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    benefit: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    id: str
    happens: str
    step: str
    owner: str = ""
    within_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLine:
    id: str
    name: str
    reach: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    id: str
    unit: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A party that the version was put to."""

    unit_id: str
    unit: str
    organisation: str
    party: str
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeLine:
    name: str
    role: str = ""
    present: bool = False
    is_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    given_on: date
    valid_until: date
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerLine:
    """A line to sign on: for a party in the plan, for a party that the form names, or for the person."""

    label: str
    unit_id: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    schema: int = SCHEMA
    place: str
    form: str
    law: str
    kind: str
    number: str
    made_on: date
    started_on: date
    follows: int = 0
    """The number of the version that this one follows up; 0 for the first."""
    person: str
    coordinator: str = ""
    coordinator_reach: str = ""
    responsible: str = ""
    follow_up_on: date | None = None
    follow_up_by: str = ""
    copies_to: tuple[str, ...] = ()
    parts: tuple[PartLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    interventions: tuple[InterventionLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    contacts: tuple[CrisisLine, ...] = ()
    links: tuple[LinkLine, ...] = ()
    asked: tuple[AskedLine, ...] = ()
    attendees: tuple[AttendeeLine, ...] = ()
    consent: ConsentLine | None = None
    signers: tuple[SignerLine, ...] = ()


class UnknownSchema(ValueError):
    """The version was written by a newer Brygga than this."""


def as_json(content: Content) -> dict[str, Any]:
    return {field.name: _plain(getattr(content, field.name)) for field in fields(content)}


def read(stored: dict[str, Any]) -> Content:
    """The content again, whatever schema it was written in."""
    if stored["schema"] not in READERS:
        raise UnknownSchema(
            f"Planens innehåll har schema {stored['schema']}, som den här versionen av Brygga inte känner till."
        )
    return READERS[stored["schema"]](stored)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


T = TypeVar("T")


def _read_1(stored: dict[str, Any]) -> Content:
    return _build(Content, stored)


READERS = {1: _read_1}


def _build(kind: type[T], stored: dict[str, Any]) -> T:
    """Keys that this schema does not name are left; those that are not there have their default."""
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], stored[name]) for name in hints if name in stored})


def _value(hint: Any, stored: Any) -> Any:
    if stored is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(arm for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in stored)
    if hint is date:
        return date.fromisoformat(stored)
    return _build(hint, stored) if isinstance(hint, type) and is_dataclass(hint) else stored
