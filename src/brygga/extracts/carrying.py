"""Extracts of many are tried and read in a while at a time, so that no page waits for long."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

import duckdb

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed
from brygga.extracts import keeping
from brygga.extracts.acts import note_checked, note_imported, note_stopped
from brygga.extracts.batches import of_organisation, remove_if_gone
from brygga.extracts.keys import history_key
from brygga.extracts.models import Extract
from brygga.extracts.states import ExtractState
from brygga.histories import HistoryFault
from brygga.histories.reading import Busy, Report, read_into

#: A file that nobody has gone on with is deleted.
GIVEN_UP_AFTER = timedelta(days=14)
WHY = "the clocks go on with what was begun, whoever began it"
LOG = logging.getLogger(__name__)
GONE = "Filen finns inte kvar. Hämta den igen."
NOTHING = "Ingen rad lästes in. Allt fanns redan, eller inget gick att läsa."
BROKEN = "Brygga kunde inte skriva. Säg till den som driver Brygga, och provläs sedan igen."


class _Enough(Exception):
    """The time is up; it goes on from there."""


def carry_on(extract: Extract, *, by: Actor, seconds: float = 3600) -> Extract:
    """For so long. What is done is noted by an act, and so is what cannot be read."""
    dry_run = extract.state == ExtractState.CHECKING
    try:
        report = _read(extract, time.monotonic() + seconds, dry_run=dry_run)
    except (_Enough, Busy):
        return extract
    except FileNotFoundError:
        return note_stopped(extract, by=by, why=GONE)
    except HistoryFault as fault:
        return note_stopped(extract, by=by, why=str(fault))
    except (OSError, duckdb.Error) as fault:
        LOG.error("An extract could not be read in: %s", type(fault).__name__)
        return note_stopped(extract, by=by, why=BROKEN)
    if dry_run:
        return note_checked(extract, by=by, report=report)
    if not report.written:
        return note_stopped(extract, by=by, why=NOTHING)
    try:
        return note_imported(extract, by=by, report=report)
    except NotAllowed:
        remove_if_gone(extract)
        raise


def _read(extract: Extract, until: float, *, dry_run: bool) -> Report:
    def look(rows: int, part: float) -> None:
        if time.monotonic() > until:
            raise _Enough

    histories, profile, key = of_organisation(extract.organisation_id), extract.reading, history_key()
    with keeping.opened(extract.pk) as path:
        return read_into(histories, extract.batch, path, profile, key=key, progress=look, dry_run=dry_run, keep=dry_run)


def unfinished() -> list[Extract]:
    rows = Extract.objects.unrestricted(because=WHY)
    return list(rows.filter(state__in=[ExtractState.CHECKING, ExtractState.IMPORTING]).order_by("pk"))


def forgotten() -> list[Extract]:
    rows = Extract.objects.unrestricted(because=WHY).filter(started_at__lt=clock.now() - GIVEN_UP_AFTER)
    return list(rows.filter(state__in=[ExtractState.READ, ExtractState.CHECKED, ExtractState.STOPPED]).order_by("pk"))
