"""Decisions and investigations in the person's words (STO-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brygga.core.actor import Actor
from brygga.core.paging import Page, by_key
from brygga.investigations.models import Resolution, Summary
from brygga.investigations.queries import Shown, decisions_told, going_on
from brygga.investigations.states import FOR_THE_PERSON, Ruling
from brygga.investigations.summaries import Planned, about_person


@dataclass(frozen=True, slots=True)
class Decided:
    about: str
    answer: str
    words: str
    decided_on: date
    told_on: date
    unit: str
    organisation: str
    phone: str


def decided(actor: Actor, after: str) -> Page:
    """What the person has been told of, newest first."""
    page = by_key(decisions_told(actor), after)
    return Page([_decided(row) for row in page.rows], page.after)


def latest(actor: Actor) -> list[Decided]:
    return [_decided(row) for row in decisions_told(actor).order_by("-pk")[:2]]


def _decided(row: Resolution) -> Decided:
    assert row.told_on is not None
    return Decided(
        about=row.matter_term,
        answer=FOR_THE_PERSON[Ruling(row.ruling)],
        words=row.words,
        decided_on=row.decided_on,
        told_on=row.told_on,
        unit=row.unit.name,
        organisation=row.unit.organisation.name,
        phone=row.unit.phone,
    )


@dataclass(frozen=True, slots=True)
class Deciding:
    unit: str
    areas: tuple[str, ...]
    ready_on: date
    phone: str


@dataclass(frozen=True, slots=True)
class Together:
    """How they find out about things together, so that one need not answer twice."""

    mode: str
    units: str
    areas: tuple[tuple[str, str], ...]
    informed: str


def together(actor: Actor) -> tuple[list[Together], list[Summary]]:
    plans, written = about_person(actor)
    return [_together(one) for one in plans], written


def _together(one: Planned) -> Together:
    areas = tuple((area.term, area.who) for area in one.areas)
    return Together(one.row.mode_term, " och ".join(one.parties), areas, one.row.informed)


def deciding(actor: Actor) -> list[Deciding]:
    """What is being investigated, by whom, and when they think that they are ready."""
    return [_deciding(one) for one in going_on(actor)]


def _deciding(one: Shown) -> Deciding:
    return Deciding(one.row.unit.name, one.areas, one.row.ready_on, one.row.unit.phone)
