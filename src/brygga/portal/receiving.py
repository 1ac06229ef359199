"""Granted interventions in the person's words: what one gets, how it stands, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brygga.core.actor import Actor
from brygga.core.paging import Page, by_key
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import of_person
from brygga.interventions.states import FOR_THE_PERSON, GrantedState
from brygga.rules.dates import written

TONES = {GrantedState.ONGOING: "good", GrantedState.INTERRUPTED: "warning"}


@dataclass(frozen=True, slots=True)
class Received:
    words: str
    state: str
    tone: str
    period: str
    unit: str
    organisation: str
    phone: str
    since: date
    decided_by: str
    decided_on: date
    is_frozen: bool


def received(actor: Actor, after: str) -> Page:
    """What the person knows of, newest first."""
    page = by_key(of_person(actor), after)
    return Page([_received(row) for row in page.rows], page.after)


def going_on_now(actor: Actor) -> list[Received]:
    """For the first page: a few, and the rest on a page of their own."""
    return [_received(row) for row in of_person(actor).alive().order_by("-pk")[:3]]


def _received(row: GrantedIntervention) -> Received:
    state, unit = GrantedState(row.state), row.responsible_unit
    return Received(
        words=row.words,
        state=FOR_THE_PERSON[state],
        tone=TONES.get(state, "neutral"),
        period=_period(row),
        unit=unit.name,
        organisation=unit.organisation.name,
        phone=unit.phone,
        since=row.responsible_since,
        decided_by=row.unit.name,
        decided_on=row.decided_on,
        is_frozen=row.is_frozen,
    )


def _period(row: GrantedIntervention) -> str:
    if row.ended_on:
        return f"Den slutade {written(row.ended_on)}."
    until = f" och gäller till och med {written(row.ends_on)}" if row.ends_on else ""
    began = f"Den började {written(row.begun_on)}" if row.begun_on else f"Den börjar {written(row.starts_on)}"
    return f"{began}{until}."
