"""The follow-up of many: the only place that opens the files for somebody, and only those that they may count.

A number never leads to a person: nothing here hands over a pseudonym.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import duckdb
from django.conf import settings

from brygga.core.actor import Actor
from brygga.extracts.queries import batches_for, organisations_for
from brygga.histories import Histories, HistoryFault
from brygga.prices.models import UnitPrice
from brygga.prices.queries import of_organisations
from brygga.rules.critical import Kind
from brygga.rules.unit_prices import Per, Price

R = TypeVar("R")
LOG = logging.getLogger(__name__)
#: What may come of files that somebody else is changing while they are read.
BROKEN = (HistoryFault, OSError, duckdb.Error)


class NotNow(Exception):
    """The files could not be read, twice. What is shown to people says so plainly."""

    def __init__(self) -> None:
        super().__init__(
            "Underlaget kunde inte läsas. Ofta beror det på att det uppdateras just nu. Ladda om sidan om en stund. "
            "Hjälper inte det, säg till den som driver Brygga."
        )


def ask(actor: Actor, question: Callable[[Histories], R]) -> R:
    """What the files say that the actor may count. A file that changed meanwhile is asked once more."""
    batches, folder = batches_for(actor), Path(settings.HISTORIES_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return question(Histories(folder, batches=batches))
    except BROKEN as fault:
        LOG.warning("The files of histories were asked again: %s", type(fault).__name__)
    try:
        return question(Histories(folder, batches=batches))
    except BROKEN as fault:
        raise NotNow from fault


def units_of(actor: Actor, organisation: str) -> list[str]:
    """What the units of an organisation are called in the files that the actor may count."""
    return [unit for of, unit in ask(actor, Histories.overview).units if of == organisation]


def as_counted(row: UnitPrice) -> Price:
    """A price as those who count take it, who know organisations by name."""
    return Price(
        organisation=row.organisation.name,
        unit=row.unit,
        kind=Kind(row.kind),
        per=Per(row.per),
        amount=row.ore or 0,
        since=row.since,
    )


def prices_for(actor: Actor) -> list[UnitPrice]:
    """Those of the organisations whose events the actor may count."""
    return of_organisations(organisations_for(actor))


def written_at(actor: Actor) -> datetime | None:
    """When the newest of what the actor may count was written."""
    folders = (Path(settings.HISTORIES_FOLDER) / batch for batch in batches_for(actor))
    moments = [folder.stat().st_mtime for folder in folders if folder.is_dir()]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None
