"""Extracts as tests read them in."""

from __future__ import annotations

from typing import Any

from brygga.core.ids import new_id
from brygga.extracts import acts, keeping
from brygga.extracts.carrying import carry_on
from brygga.extracts.models import Extract
from brygga.histories.reading import guess
from tests.histories.making import HEAD, OTHER, STAY, TOLVA

GROUND = {
    "legal_basis": "care_quality",
    "legal_note": "Beslut om uppföljning 2026.",
    "purpose": "Se vilka som återkommer",
}
OF_ONE = {"legal_basis": "necessary_care", "legal_note": "Hon vårdas enligt LPT.", "purpose": "Se hela året"}
#: One row each, that say nothing of whom.
HEAD_OF_ONE, WARD = HEAD.partition(";")[2], STAY.partition(";")[2]
HOME = "2025-01-15;2025-02-20;placering;Hemmet Ljungen;Ljungen AB;nej;Avviker"


def content(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


def kept(data: bytes) -> dict[str, Any]:
    pk = new_id()
    return {"pk": pk, "sha256": keeping.keep(pk, [data]), "file_name": "utdrag.csv"}


def of_one(world: Any, *rows: str, by: Any = None, matter: str = "coordination") -> Extract:
    """Come and tried, by Sara."""
    by, rows = by or world.sara, rows or (WARD, HOME)
    profile = guess(HEAD_OF_ONE.split(";"))
    data = content(*rows, head=HEAD_OF_ONE)
    one = acts.start(world.coordination, by=by, matter=matter, profile=profile, **kept(data))
    return acts.check(one, by=by, profile=profile)


def read_in(world: Any, *rows: str, by: Any = None, matter: str = "coordination", **ground: Any) -> Extract:
    one = of_one(world, *rows, by=by, matter=matter)
    return acts.import_rows(one, by=by or world.sara, **(OF_ONE | ground))


def of_many(world: Any, *rows: str, by: Any = None) -> Extract:
    """Come and tried, by Petra who follows up."""
    by, rows = by or world.petra, rows or (STAY, STAY.replace(TOLVA, OTHER))
    profile = guess(HEAD.split(";"))
    whose = by.organisation_id
    organisation = next(one for one in (world.social, world.region) if one.pk == whose)
    one = acts.start_many(organisation, by=by, profile=profile, **kept(content(*rows)))
    return carry_on(acts.check(one, by=by, profile=profile), by=by)


def many_read_in(world: Any, *rows: str, by: Any = None) -> Extract:
    one = acts.import_rows(of_many(world, *rows, by=by), by=by or world.petra, **GROUND)
    return carry_on(one, by=by or world.petra)
