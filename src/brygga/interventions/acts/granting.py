"""A unit grants an intervention, and the one that answers for it says when it begins, is interrupted and ends."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.interventions import may
from brygga.interventions.acts.interrupting import follow_agreement
from brygga.interventions.acts.responsibility import write_move
from brygga.interventions.models import GrantedIntervention, InterventionChange
from brygga.interventions.states import GrantedState
from brygga.investigations.models import Resolution
from brygga.plans.models import Intervention
from brygga.plans.states import Order
from brygga.routines.interventions import kinds_for
from brygga.routines.loading import routine
from brygga.rules.dates import written


@act(
    "interventions.grant",
    may=may.may_grant,
    told_as="{unit} har beviljat en insats",
    affects_planning=True,
)
def grant(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    words: str,
    matter: str,
    decided_on: date,
    decided_by: str,
    delegation: str,
    starts_on: date,
    ends_on: date | None = None,
    kind: str = "",
    after: GrantedIntervention | None = None,
    resolution: Resolution | None = None,
    plan_row: Intervention | None = None,
) -> GrantedIntervention:
    """By the unit that decides; it answers until the responsibility is moved. `after`: begins when that has ended."""
    part = own_part(by, coordination)
    assert part is not None
    insist(may.may_grant_at(coordination, part.unit_id))
    _known(coordination, part.unit, day_of(at), matter, kind, decided_on)
    _fits(coordination, part.unit_id, after, resolution, plan_row)
    made = create(
        GrantedIntervention,
        coordination=coordination,
        kind=kind,
        matter=matter,
        words=words.strip(),
        unit=part.unit,
        responsible_unit=part.unit,
        responsible_since=decided_on,
        decided_on=decided_on,
        decided_by=decided_by.strip(),
        delegation=delegation.strip(),
        recorded_by_id=by.assignment_id,
        resolution=resolution,
        plan_row=plan_row,
        starts_on=starts_on,
        ends_on=ends_on,
        order=Order.AFTER if after else Order.SIMULTANEOUS,
        after=after,
    )
    write_move(made, None, part.unit, decided_on, "Enheten beslutade om insatsen.", by, at)
    _note(made, GrantedState.DECIDED, decided_on, "", by, at)
    return made


def _known(coordination: Coordination, unit: Unit, today: date, matter: str, kind: str, decided_on: date) -> None:
    rules = routine(coordination.place)
    if matter not in {one.key for one in rules.matters_on(today)}:
        raise NotAllowed("Välj vad insatsen handlar om.")
    if kind and kind not in {one.key for one in kinds_for(rules, unit.kind, today)}:
        raise NotAllowed("Enheten beslutar inte om det slaget av insats.")
    if decided_on > today:
        raise NotAllowed("Beslutet kan inte vara fattat i framtiden. Ändra dagen.")


def _fits(
    coordination: Coordination,
    unit_id: object,
    after: GrantedIntervention | None,
    resolution: Resolution | None,
    plan_row: Intervention | None,
) -> None:
    if after is not None and after.coordination_id != coordination.pk:
        raise NotAllowed("Insatsen som ska komma först finns inte i samordningen.")
    if resolution is not None and (resolution.unit_id != unit_id or resolution.coordination_id != coordination.pk):
        raise NotAllowed("Beslutet är inte enhetens eget i den här samordningen.")
    if plan_row is not None and plan_row.plan.coordination_id != coordination.pk:
        raise NotAllowed("Insatsen i planen finns inte i den här samordningen.")


@act("interventions.change", may=may.may_change, told_as="{responsible_unit} har ändrat tiden för en insats")
def change_intervention(
    intervention: GrantedIntervention,
    *,
    by: Actor,
    starts_on: date,
    ends_on: date | None = None,
    after: GrantedIntervention | None = None,
) -> GrantedIntervention:
    """Its period, and whether another comes first."""
    if after is not None and (
        after.coordination_id != intervention.coordination_id or _comes_after(after, intervention)
    ):
        raise NotAllowed("Insatserna kan inte vänta på varandra. Välj en annan ordning.")
    order = Order.AFTER if after else Order.SIMULTANEOUS
    return change(intervention, starts_on=starts_on, ends_on=ends_on, order=order, after=after)


def _comes_after(one: GrantedIntervention | None, other: GrantedIntervention) -> bool:
    """Whether `one` is, or waits for, `other`."""
    while one is not None:
        if one.pk == other.pk:
            return True
        one = one.after
    return False


@act("interventions.begin", may=may.may_begin, told_as="{responsible_unit} har påbörjat en insats")
def begin(intervention: GrantedIntervention, *, by: Actor, at: datetime, on: date) -> GrantedIntervention:
    _in_time(intervention, on, day_of(at))
    _note(intervention, GrantedState.ONGOING, on, "", by, at)
    return change(intervention, state=GrantedState.ONGOING, begun_on=on)


@act(
    "interventions.interrupt",
    may=may.may_interrupt,
    told_as="{responsible_unit}: en insats är avbruten",
    affects_planning=True,
)
def interrupt(
    intervention: GrantedIntervention, *, by: Actor, at: datetime, on: date, note: str
) -> GrantedIntervention:
    """MAL-18: the others must know at once, so that no gap opens."""
    if not note.strip():
        raise NotAllowed("Skriv vad som har hänt, så att de andra vet vad de ska göra.")
    _in_time(intervention, on, day_of(at))
    _note(intervention, GrantedState.INTERRUPTED, on, note, by, at)
    change(intervention, state=GrantedState.INTERRUPTED, interrupted_on=on)
    follow_agreement(intervention, by, at, note)
    return intervention


@act(
    "interventions.resume",
    may=may.may_resume,
    told_as="{responsible_unit}: en avbruten insats har börjat igen",
    affects_planning=True,
)
def resume(
    intervention: GrantedIntervention, *, by: Actor, at: datetime, on: date, note: str = ""
) -> GrantedIntervention:
    _in_time(intervention, on, day_of(at))
    _note(intervention, GrantedState.ONGOING, on, note, by, at)
    return change(intervention, state=GrantedState.ONGOING, interrupted_on=None)


@act(
    "interventions.end",
    may=may.may_end,
    told_as="{responsible_unit} har avslutat en insats",
    affects_planning=True,
)
def end(intervention: GrantedIntervention, *, by: Actor, at: datetime, on: date, note: str) -> GrantedIntervention:
    """Also one that never began. Why is told to those who read it."""
    if not note.strip():
        raise NotAllowed("Skriv varför insatsen avslutas.")
    _in_time(intervention, on, day_of(at))
    _note(intervention, GrantedState.ENDED, on, note, by, at)
    return change(intervention, state=GrantedState.ENDED, ended_on=on)


@act("interventions.tell", may=may.may_tell, told_as="{unit} har berättat om en insats för personen")
def tell_person(
    intervention: GrantedIntervention, *, by: Actor, at: datetime, told_on: date, told_how: str
) -> GrantedIntervention:
    """From now on the person reads it in Brygga too."""
    if not intervention.decided_on <= told_on <= day_of(at):
        raise NotAllowed("Dagen ska vara efter beslutet och inte i framtiden.")
    return change(intervention, told_on=told_on, told_how=told_how, told_by=by.label)


def _in_time(intervention: GrantedIntervention, on: date, today: date) -> None:
    """What happens comes after what has happened."""
    if on > today:
        raise NotAllowed("Dagen kan inte ligga framåt i tiden.")
    last = InterventionChange._base_manager.filter(intervention=intervention).latest("pk")
    if on < last.on:
        raise NotAllowed(f"Dagen kan inte ligga före det som hände senast, {written(last.on)}.")


def _note(intervention: GrantedIntervention, state: GrantedState, on: date, note: str, by: Actor, at: datetime) -> None:
    create(
        InterventionChange, intervention=intervention, state=state, on=on, note=note.strip(), at=at, by_label=by.label
    )
