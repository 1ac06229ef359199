"""Who answers for an intervention. These are done within other rooms' acts: a handover, a transfer, an escalation."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove


@act(
    "interventions.move_responsibility",
    may=may.may_move,
    told_as="{responsible_unit} ansvarar nu för en insats",
    affects_planning=True,
)
def move_responsibility(
    intervention: GrantedIntervention, *, by: Actor, at: datetime, to_unit: Unit, on: date, because: str
) -> GrantedIntervention:
    """From that day; never ahead of it, and never before the one that answers now took over."""
    if not because.strip():
        raise NotAllowed("Skriv varför ansvaret flyttas.")
    if not intervention.responsible_since <= on <= day_of(at):
        raise NotAllowed("Ansvaret flyttas den dag det gäller, och inte före den dag då enheten tog över det.")
    if to_unit.pk == intervention.responsible_unit_id:
        raise NotAllowed("Enheten ansvarar redan för insatsen.")
    insist(may.can_answer(intervention, to_unit))
    write_move(intervention, intervention.responsible_unit, to_unit, on, because, by, at)
    return change(intervention, responsible_unit=to_unit, responsible_since=on)


def write_move(
    intervention: GrantedIntervention,
    from_unit: Unit | None,
    to_unit: Unit,
    on: date,
    because: str,
    by: Actor,
    at: datetime,
) -> None:
    create(
        ResponsibilityMove,
        intervention=intervention,
        from_unit=from_unit,
        to_unit=to_unit,
        on=on,
        because=because.strip(),
        at=at,
        by_label=by.label,
    )


@act(
    "interventions.freeze",
    may=may.may_freeze,
    told_as="{responsible_unit} ansvarar för en insats tills en lyft fråga är löst",
)
def freeze(intervention: GrantedIntervention, *, by: Actor, at: datetime, because: str) -> GrantedIntervention:
    """STO-14. Several may hold it; it is free again when the last has let go."""
    if intervention.is_frozen:
        return change(intervention, holds=intervention.holds + 1)
    return change(intervention, holds=1, frozen_since=day_of(at), frozen_because=because.strip())


@act("interventions.thaw", may=may.may_thaw, told_as="Ansvaret för en insats kan flyttas igen")
def thaw(intervention: GrantedIntervention, *, by: Actor) -> GrantedIntervention:
    """Also when the intervention has ended meanwhile."""
    if intervention.holds > 1:
        return change(intervention, holds=intervention.holds - 1)
    return change(intervention, holds=0, frozen_since=None, frozen_because="")
