"""Extracts of many lie in the histories as batches, one for each."""

from __future__ import annotations

from uuid import UUID

from brygga.extracts import keeping
from brygga.extracts.models import Extract
from brygga.extracts.states import ExtractState
from brygga.histories import Histories, reading

#: An x and the key of the extract.
NAMED = 33


def of_organisation(organisation_id: UUID) -> Histories:
    """What the organisation has read in before: what it holds already is not taken once more."""
    rows = Extract.objects.unrestricted(because="an import knows what the organisation has imported")
    mine = rows.filter(organisation_id=organisation_id, coordination=None, state=ExtractState.DONE)
    return Histories(keeping.folder(), batches=[one.batch for one in mine])


def discard(extract: Extract) -> None:
    reading.discard(keeping.folder(), extract.batch)


def remove(extract: Extract) -> None:
    Histories(keeping.folder(), batches=[extract.batch]).remove(extract.batch)


def remove_if_gone(extract: Extract) -> None:
    """What was written while somebody threw it away."""
    rows = Extract.objects.unrestricted(because="rows of an extract that is gone are not kept")
    if not rows.filter(pk=extract.pk).exclude(state=ExtractState.WITHDRAWN).exists():
        remove(extract)


def remove_forgotten() -> None:
    """Rows of extracts that are taken away, that stayed because the process was killed right then."""
    rows = Extract.objects.unrestricted(because="rows of an extract that is gone are not kept")
    ours = {one.batch for one in rows.filter(coordination=None).exclude(state=ExtractState.WITHDRAWN)}
    for gone in {place.name for place in keeping.folder().glob("x*") if len(place.name) == NAMED} - ours:
        Histories(keeping.folder(), batches=()).remove(gone)


def so_far(extract: Extract) -> tuple[int, float]:
    return reading.so_far(keeping.folder(), extract.batch)
