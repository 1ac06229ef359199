"""The follow-up of many: the only place that opens the files for somebody, and only those that they may count.

A number never leads to a person: nothing here hands over a pseudonym.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb
from django.conf import settings

from brygga.core.actor import Actor
from brygga.histories import Histories, HistoryFault
from brygga.rules.powers import Power

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


def batches_for(actor: Actor) -> tuple[str, ...]:
    if not actor.is_staff or not actor.has(Power.ANALYSE) or actor.organisation_id is None:
        return ()
    return (f"live-{actor.organisation_id.hex}",)


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
