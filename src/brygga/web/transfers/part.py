"""Överföring vid viss ålder, as a part of the coordination's section Ansvar."""

from __future__ import annotations

from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.rules.dates import written
from brygga.transfers.queries import case_to_watch, in_coordination, rules_in, stage_of
from brygga.transfers.states import TransferState
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way
from brygga.web.transfers.views import TONES


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Left out where the routine has no such rule, and where there is nothing to watch or to show."""
    if not rules_in(coordination):
        return None
    rows, case = in_coordination(actor, coordination), case_to_watch(actor, coordination)
    if not rows and case is None:
        return None
    ways = (Way("Inför en överföring", way_to("transfer-case", case.pk)),) if case else ()
    empty = "Ingen överföring är aviserad."
    return Part("transfer", "Överföring vid viss ålder", tuple(map(_row, rows)), ways, empty=empty, icon="swap")


def _row(row: Any) -> Row:
    stage = stage_of(row)
    stopped = row.state == TransferState.STOPPED
    status = str(TransferState.STOPPED.label) if stopped else stage.word
    facts = (
        ("Går över", written(row.switch_on)),
        ("Handläggare", " och ".join(filter(None, [row.giver, row.taker])) or "Ingen är utsedd"),
    )
    title = f"{row.from_unit.name} till {row.to_unit.name}"
    return Row(title, way_to("transfer", row.pk), status, "neutral" if stopped else TONES[stage], facts=facts)
