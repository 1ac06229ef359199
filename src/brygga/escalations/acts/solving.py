"""Solving a lifted question: one proposes, the others agree, and it flows back; or it falls."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change
from brygga.escalations import may
from brygga.escalations.acts.lifting import forget_agreement
from brygga.escalations.models import Escalation
from brygga.escalations.queries import (
    about_person,
    covered,
    due,
    open_with,
    parties_of,
    replaced_by,
    stands_for,
    to_carry_out_by,
)
from brygga.escalations.states import EscalationState
from brygga.interventions.acts import move_responsibility, thaw
from brygga.people.acts.dying import DIED
from brygga.people.models import Person
from brygga.rules.ladders import LadderKind

ANEW = "Frågan har lösts på nytt."


@act("escalations.propose", may=may.may_propose, told_as="{by} föreslår hur en lyft fråga löses")
def propose(
    escalation: Escalation,
    *,
    by: Actor,
    at: datetime,
    resolution: str,
    responsible_unit: Unit | None = None,
    responsible_from: date | None = None,
) -> Escalation:
    """By those who have the level. Nobody puts it on another alone: it is solved when all parties have agreed."""
    if not resolution.strip():
        raise NotAllowed("Skriv hur frågan ska lösas.")
    if escalation.ladder == LadderKind.RESPONSIBILITY:
        _can_answer(escalation, responsible_unit, responsible_from, day_of(at))
    else:
        responsible_unit = responsible_from = None
    forget_agreement(escalation)
    proposal = {"resolution": resolution.strip(), "proposed_at": at, "proposed_by": by.label}
    answers = {"responsible_unit": responsible_unit, "responsible_from": responsible_from}
    return _agreed(change(escalation, **proposal, **answers), by, at)


def _can_answer(escalation: Escalation, unit: Unit | None, first: date | None, today: date) -> None:
    if unit is None or first is None:
        raise NotAllowed("Skriv vilken enhet som ansvarar, och från vilken dag.")
    if first < today:
        raise NotAllowed("Ansvaret gäller från i dag eller en dag längre fram.")
    insist(may.can_take_over(escalation, unit))


@act("escalations.agree", may=may.may_agree, told_as="{by} går med på hur en lyft fråga löses")
def agree(escalation: Escalation, *, by: Actor, at: datetime, proposal: str) -> Escalation:
    """To the proposal that was read: one that has been changed meanwhile is read first."""
    if escalation.proposal != proposal:
        raise NotAllowed("Förslaget har ändrats under tiden. Läs det nya först.")
    if escalation.responsible_unit:
        insist(may.can_take_over(escalation, escalation.responsible_unit))
    return _agreed(escalation, by, at)


def _agreed(escalation: Escalation, by: Actor, at: datetime) -> Escalation:
    parties = parties_of(escalation)
    mine = stands_for(by, escalation, parties)
    for party in parties:
        if party.unit_id in mine and party.agreed_at is None:
            change(party, agreed_at=at, agreed_by=by.label)
    return resolve(escalation, by=by, at=at) if all(party.agreed_at for party in parties) else escalation


@act("escalations.resolve", may=may.may_resolve, told_as="En lyft fråga är löst av {level_term}", affects_planning=True)
def resolve(escalation: Escalation, *, by: Actor, at: datetime) -> Escalation:
    """All have agreed. What it covers is free again, and the responsibility goes over on its day."""
    for earlier in replaced_by(escalation):
        lapse(earlier, by=SYSTEM, at=at, why=ANEW)
    if escalation.responsible_from and escalation.responsible_from < day_of(at):
        escalation = change(escalation, responsible_from=day_of(at))
    settled = _settled(escalation, EscalationState.RESOLVED, by, at)
    settled.refresh_from_db(fields=["carried_out_on"])
    return settled


def _settled(escalation: Escalation, state: EscalationState, by: Actor, at: datetime, **facts: Any) -> Escalation:
    """Whatever waited for this question to be settled goes on: it may be another that was solved before."""
    for intervention in covered(escalation):
        if intervention.is_frozen:
            thaw(intervention, by=by)
    settled = change(escalation, state=state, settled_at=at, settled_by=by.label, **facts)
    for waiting in due(day_of(at)).filter(coordination_id=settled.coordination_id):
        if may.may_carry_out(SYSTEM, waiting):
            carry_out(waiting, by=SYSTEM, at=at)
    return settled


@act(
    "escalations.carry_out",
    may=may.may_carry_out,
    told_as="{responsible_unit} ansvarar, som det bestämdes när frågan löstes",
    affects_planning=True,
)
def carry_out(escalation: Escalation, *, by: Actor = SYSTEM, at: datetime) -> Escalation:
    unit = escalation.responsible_unit
    assert unit is not None
    for intervention in covered(escalation):
        if intervention.is_alive and intervention.responsible_unit_id != unit.pk:
            move_responsibility(intervention, by=by, to_unit=unit, on=day_of(at), because="En lyft fråga löstes.")
    return change(escalation, carried_out_on=day_of(at))


@act("escalations.withdraw", may=may.may_withdraw, told_as="En lyft fråga är återtagen", affects_planning=True)
def withdraw(escalation: Escalation, *, by: Actor, at: datetime, why: str) -> Escalation:
    """The units have agreed without it, or the person has moved or died."""
    if not why.strip():
        raise NotAllowed("Skriv varför frågan tas tillbaka.")
    nobody = {"responsible_unit": None, "responsible_from": None, "proposed_at": None, "proposed_by": ""}
    return _settled(escalation, EscalationState.WITHDRAWN, by, at, resolution=why.strip(), **nobody)


@act(
    "escalations.lapse",
    may=may.may_lapse,
    told_as="Det som bestämdes när en fråga löstes gäller inte längre",
    affects_planning=True,
)
def lapse(escalation: Escalation, *, by: Actor, at: datetime, why: str) -> Escalation:
    """Solved, with a day that did not come: who answers now goes on answering."""
    return change(escalation, state=EscalationState.LAPSED, lapsed_why=why)


def end_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: a party may no longer know whom it is about; what is left is not theirs to solve together."""
    sentence = why[:1].upper() + why[1:]
    for escalation in open_with(unit_id).filter(coordination_id=stream_id):
        withdraw(escalation, by=SYSTEM, at=at, why=sentence)
    for escalation in to_carry_out_by(unit_id).filter(coordination_id=stream_id):
        lapse(escalation, by=SYSTEM, at=at, why=sentence)


def stop_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    for escalation in about_person(person):
        if escalation.is_open:
            withdraw(escalation, by=SYSTEM, at=at, why=DIED)
        else:
            lapse(escalation, by=SYSTEM, at=at, why=DIED)
