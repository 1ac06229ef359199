"""Lifting a question, saying how one sees it, lifting it further."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.escalations import may
from brygga.escalations.models import Escalation, EscalationCover, EscalationLevel, EscalationParty
from brygga.escalations.queries import at_issue, may_be_parties, parties_of
from brygga.escalations.states import Says
from brygga.interventions.acts import freeze
from brygga.routines.loading import routine
from brygga.rules.clocks import due_at
from brygga.rules.ladders import Level, following

FROZEN = "Frågan om den är lyft."


@act(
    "escalations.raise",
    may=may.may_raise,
    told_as="{raised_by} har lyft en fråga till {level_term}",
    affects_planning=True,
)
def raise_question(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    ladder: str,
    statement: str,
    parties: list[Unit],
    interventions: list[Any],
) -> Escalation:
    """STO-13, STO-14: in writing, to the first level; what it is about stays where it is meanwhile."""
    own = own_part(by, coordination)
    assert own is not None
    rules = {row.key.value: row for row in routine(coordination.place).ladders_on(day_of(at))}
    if ladder not in rules:
        raise NotAllowed("Välj vad frågan gäller.")
    if not statement.strip():
        raise NotAllowed("Skriv vad ni inte kommer överens om.")
    offered = {unit.pk for unit in may_be_parties(coordination, own.unit_id)}
    if not parties or not {unit.pk for unit in parties} <= offered:
        raise NotAllowed("Välj vilka andra enheter frågan gäller, bland dem som får veta vem det är.")
    units = [own.unit, *parties]
    _known(by, coordination, units, interventions)
    first = rules[ladder].levels_on(day_of(at))[0]
    due = due_at(routine(coordination.place).deadline(first.clock, day_of(at)), at)
    made = create(
        Escalation,
        coordination=coordination,
        ladder=ladder,
        raised_by=own.unit,
        raised_by_label=by.label,
        raised_at=at,
        statement=statement.strip(),
        level=first.key,
        level_due=due,
    )
    _step(made, first, at, due, "", by)
    for unit in units:
        said = {"says": Says.AGREES, "answered_at": at, "answered_by": by.label} if unit.pk == own.unit_id else {}
        create(EscalationParty, escalation=made, unit=unit, **said)
    for intervention in interventions:
        create(EscalationCover, escalation=made, intervention=intervention)
        freeze(intervention, by=by, because=FROZEN)
    return made


def _known(by: Actor, coordination: Coordination, units: list[Unit], interventions: list[Any]) -> None:
    known = {row.pk for row in at_issue(by, coordination, [unit.pk for unit in units])}
    if not {row.pk for row in interventions} <= known:
        raise NotAllowed("Välj bland de pågående insatser som enheterna ansvarar för.")


def _step(escalation: Escalation, level: Level, at: datetime, due: datetime, because: str, by: Actor) -> None:
    create(
        EscalationLevel, escalation=escalation, level=level.key, since=at, due=due, because=because, by_label=by.label
    )


@act("escalations.answer", may=may.may_answer, told_as="{by} har svarat på hur en lyft fråga är skriven")
def answer(escalation: Escalation, *, by: Actor, at: datetime, says: str, note: str = "") -> Escalation:
    """Agreement to how the question is put; who sees it otherwise says how."""
    party = may.own_party(by, escalation)
    assert party is not None
    if says == Says.DIFFERS and not note.strip():
        raise NotAllowed("Skriv hur ni ser på frågan.")
    change(party, says=says, note=note.strip() if says == Says.DIFFERS else "", answered_at=at, answered_by=by.label)
    return escalation


@act("escalations.lift", may=may.may_lift, told_as="En fråga är lyft vidare till {level_term}", affects_planning=True)
def lift(escalation: Escalation, *, by: Actor, at: datetime, from_level: str, because: str) -> Escalation:
    """One level up, from the one that it was seen on: two who press at once lift it once."""
    if escalation.level != from_level:
        raise NotAllowed(f"Frågan är redan lyft till {escalation.level_term}.")
    if not because.strip():
        raise NotAllowed("Skriv varför frågan inte går att lösa här.")
    above = following(escalation.levels, from_level)
    assert above is not None
    due = due_at(routine(escalation.coordination.place).deadline(above.clock, day_of(at)), at)
    _step(escalation, above, at, due, because.strip(), by)
    forget_agreement(escalation)
    nothing = {"resolution": "", "responsible_unit": None, "responsible_from": None}
    return change(escalation, level=above.key, level_due=due, proposed_at=None, proposed_by="", **nothing)


def forget_agreement(escalation: Escalation) -> None:
    """What was agreed to was another proposal, or another level's."""
    for party in parties_of(escalation):
        change(party, agreed_at=None, agreed_by="")


@act("escalations.note_late", may=may.may_note_late, told_as="{level_term} har inte löst en lyft fråga i tid")
def note_late(level: EscalationLevel, *, by: Actor = SYSTEM) -> EscalationLevel:
    """Once for each level that lets its time run out."""
    return level
