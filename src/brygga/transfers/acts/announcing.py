"""Announcing a transfer to the unit that will take over, stopping it, and letting the responsibility go over."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION
from brygga.coordinations.acts import let_in
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.interventions.acts import move_responsibility
from brygga.people.models import Case, Person
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.loading import routine
from brygga.rules.ages import birthday
from brygga.rules.transfers import counted_back
from brygga.transfers import may
from brygga.transfers.models import Transfer
from brygga.transfers.queries import coordination_for, left_behind
from brygga.transfers.states import TransferState

NO_COORDINATION = "Öppna en samordning om personen först. Där möts handläggarna under övergångstiden."


@act(
    "transfers.announce",
    may=may.may_announce,
    told_as="{from_unit} har aviserat en överföring till {to_unit}",
    affects_planning=True,
)
def announce(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    to_unit: Unit,
    needs: list[str],
    words: str,
    switch_on: date | None = None,
) -> Transfer:
    """STO-10: consent first (STO-16). The receiver takes part from now on, so that both caseworkers work together."""
    rule = may.rule_of(case)
    coordination = coordination_for(by, case)
    if coordination is None:
        raise NotAllowed(NO_COORDINATION)
    assert rule is not None
    if to_unit.kind not in rule.to_kinds or to_unit.organisation.place != coordination.place or to_unit.closed_on:
        raise NotAllowed("Välj en enhet som rutinen säger tar emot.")
    place, on = routine(coordination.place), day_of(at)
    known = {matter.key for matter in place.matters_on(on)} - {COORDINATION}
    if not needs or not set(needs) <= known:
        raise NotAllowed("Välj vad personen behöver stöd med.")
    turns = birthday(case.person.born, rule.age)  # type: ignore[arg-type]  # may_announce has asked
    _bring_along(coordination, to_unit, by, at)
    return create(
        Transfer,
        coordination=coordination,
        case=case,
        from_unit=case.unit,
        to_unit=to_unit,
        rule=rule.key,
        needs=list(dict.fromkeys(needs)),
        words=words.strip(),
        switch_on=_the_day(turns, switch_on, on),
        announce_by=counted_back(place.deadline(DeadlineStep.ANNOUNCE_TRANSFER, on), turns),
        announced_on=on,
        announced_by_id=by.assignment_id,
    )


def _the_day(turns: date, agreed: date | None, on: date) -> date:
    """The birthday; when it has gone already, the day that the units have agreed on."""
    if turns > on:
        return turns
    if agreed is None or agreed <= on:
        raise NotAllowed(
            "Födelsedagen har varit. Kom överens med den mottagande enheten om en dag framåt, och skriv den."
        )
    return agreed


def _bring_along(coordination: Coordination, unit: Unit, by: Actor, at: datetime) -> None:
    """Refused, with what to do, when the person's consent does not let the unit know."""
    parts = Engagement._base_manager.filter(coordination=coordination, unit=unit, ended_on=None)
    if not (parts.exists() and door_is_open(coordination, unit.pk)):
        let_in(coordination, by=by, at=at, unit=unit, standing=Standing.NEW)


@act(
    "transfers.stop",
    may=may.may_stop,
    told_as="Överföringen till {to_unit} blir inte av ({by})",
    affects_planning=True,
)
def stop(transfer: Transfer, *, by: Actor, at: datetime, why: str) -> Transfer:
    if not why.strip():
        raise NotAllowed("Skriv varför.")
    return _stopped(transfer, day_of(at), why.strip())


@act(
    "transfers.let_go",
    may=may.may_let_go,
    told_as="Överföringen till {to_unit} är stoppad",
    affects_planning=True,
)
def let_go(transfer: Transfer, *, by: Actor, at: datetime, why: str) -> Transfer:
    return _stopped(transfer, day_of(at), why)


def _stopped(transfer: Transfer, on: date, why: str) -> Transfer:
    return change(transfer, state=TransferState.STOPPED, stopped_on=on, stopped_why=why)


def stop_when_door_closes(stream_id: UUID, unit_id: UUID, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: the receiver can no longer read, so nothing is on its way there."""
    waiting = Transfer._base_manager.filter(coordination_id=stream_id, to_unit_id=unit_id)
    for transfer in waiting.filter(state=TransferState.ANNOUNCED):
        let_go(transfer, by=by, at=at, why=f"{why[:1].upper()}{why[1:]}"[:500])


def stop_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    for transfer in Transfer._base_manager.filter(case__person=person, state=TransferState.ANNOUNCED):
        let_go(transfer, by=by, at=at, why="Personen har avlidit.")


@act(
    "transfers.switch",
    may=may.may_switch,
    told_as="Ansvaret har gått över från {from_unit} till {to_unit}",
    affects_planning=True,
)
def switch(transfer: Transfer, *, by: Actor, at: datetime) -> Transfer:
    """On the birthday, by itself. Told to both units and to the person."""
    switched = change(transfer, state=TransferState.SWITCHED, switched_at=at)
    _carry_over(switched, by, at)
    return switched


@act("transfers.carry_over", may=may.may_carry_over, told_as="{by} flyttade det som låg kvar", in_feed=False)
def carry_over(transfer: Transfer, *, by: Actor, at: datetime) -> Transfer:
    """What stayed behind, because a question about it was lifted, goes over when the question is settled."""
    _carry_over(transfer, by, at)
    return transfer


def _carry_over(transfer: Transfer, by: Actor, at: datetime) -> None:
    """The giving unit's ongoing interventions, except those that are frozen (STO-14)."""
    because = f"Överföring vid {transfer.by_rule.age} år"
    for one in left_behind(transfer).filter(holds=0).order_by("pk"):
        move_responsibility(one, by=by, at=at, to_unit=transfer.to_unit, on=day_of(at), because=because)
