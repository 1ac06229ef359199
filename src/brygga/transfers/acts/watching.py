"""What the unit notes before the age: that the person stays for a reason, or that nothing more will be needed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.transfers import may
from brygga.transfers.models import AgeWatch


@act("transfers.note_circumstance", may=may.may_note, told_as="{by} noterade", in_feed=False)
def note_circumstance(case: Case, *, by: Actor, at: datetime, circumstance: str, since: date) -> AgeWatch:
    """Placed in family care, say: then another age holds."""
    rules = routine(case.unit.organisation.place).transfer_rules_on(day_of(at))
    if circumstance not in {rule.circumstance for rule in rules if rule.circumstance}:
        raise NotAllowed("Välj något som står i rutinen.")
    if since > day_of(at):
        raise NotAllowed("Dagen har inte kommit än. Skriv när det började.")
    return _noted(case, by, at, circumstance=circumstance, since=since)


@act("transfers.end_circumstance", may=may.may_note, told_as="{by} noterade", in_feed=False)
def end_circumstance(case: Case, *, by: Actor, at: datetime) -> AgeWatch:
    """It no longer holds, so the plain rule does: if that birthday has gone, the transfer is late at once."""
    return _noted(case, by, at, circumstance="", since=None)


@act("transfers.say_not_needed", may=may.may_note, told_as="{by} bedömde", in_feed=False)
def say_not_needed(case: Case, *, by: Actor, at: datetime, why: str) -> AgeWatch:
    """Nobody is transferred who needs no more support; somebody has said why."""
    if not why.strip():
        raise NotAllowed("Skriv vad bedömningen bygger på.")
    return _noted(case, by, at, no_need=True, why=why.strip())


@act("transfers.say_needed", may=may.may_note, told_as="{by} ändrade sin bedömning", in_feed=False)
def say_needed(case: Case, *, by: Actor, at: datetime) -> AgeWatch:
    return _noted(case, by, at, no_need=False, why="")


def _noted(case: Case, by: Actor, at: datetime, **facts: Any) -> AgeWatch:
    facts |= {"noted_by": by.label, "noted_at": at}
    watch = may.noted(case)
    return change(watch, **facts) if watch else create(AgeWatch, case=case, **facts)
