"""The parts of the section Ansvar, in the order they stand on the page."""

from __future__ import annotations

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.web.closings.part import part as closings
from brygga.web.discharges.part import part as discharges
from brygga.web.escalations.part import part as escalations
from brygga.web.handovers.part import part as handovers
from brygga.web.interventions.part import part as interventions
from brygga.web.interventions.steps import part as steps
from brygga.web.responsibility.part import Maker, Part
from brygga.web.timelines.part import part as warnings
from brygga.web.transfers.part import part as transfers

PARTS: tuple[Maker, ...] = (warnings, interventions, steps, handovers, escalations, transfers, discharges, closings)


def parts(actor: Actor, coordination: Coordination) -> list[Part]:
    """What each room has to show; a room that has nothing to say here leaves it out."""
    return [part for make in PARTS if (part := make(actor, coordination))]
