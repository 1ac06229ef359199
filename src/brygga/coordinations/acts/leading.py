"""Where a coordination is going, who coordinates it, and which unit holds it."""

from __future__ import annotations

from datetime import datetime

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations import may
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.overview import suggestion_for
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change


@act(
    "coordinations.choose_next_step",
    may=may.may_choose_next_step,
    told_as="{by} valde nästa steg: {chosen_step}",
    affects_planning=True,
)
def choose_next_step(coordination: Coordination, *, by: Actor, step: str, why: str = "") -> Coordination:
    """MAL-04: another step than the suggested one is a choice with a reason; the suggested one clears it."""
    if step == suggestion_for(coordination).step:
        return change(coordination, next_step="", next_step_why="")
    if not why.strip():
        raise NotAllowed(may.NO_WHY)
    return change(coordination, next_step=step, next_step_why=why.strip())


@act("coordinations.set_coordinator", may=may.may_set_coordinator, told_as="{coordinator} samordnar")
def set_coordinator(coordination: Coordination, *, by: Actor, coordinator: Assignment) -> Coordination:
    engaged = Engagement._base_manager.filter(coordination=coordination, unit_id=coordinator.unit_id, ended_on=None)
    if not engaged.exists():
        raise NotAllowed("Den som samordnar arbetar på en enhet som är med.")
    return change(coordination, coordinator=coordinator)


@act("coordinations.pass_on", may=may.may_pass_on, told_as="Samordningen hålls nu av {unit}", affects_planning=True)
def pass_on(
    coordination: Coordination, *, by: Actor, at: datetime, unit: Unit, coordinator: Assignment | None
) -> Coordination:
    """Within another act, when the responsibility has moved: the unit that takes over holds the coordination too.

    Only within the organisation whose record it is.
    """
    insist(may.can_hold(coordination, unit))
    held = coordination.coordinator
    before = held is None or held.unit_id == coordination.unit_id
    return change(coordination, unit=unit, coordinator=coordinator if before else held)
