"""Deciding that a unit goes into another or closes, calling it off, and doing it: all in one act, or nothing."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.acts import dissolve_unit
from brygga.agencies.models import Unit
from brygga.agencies.queries import went_into
from brygga.coordinations.acts import day, insist
from brygga.coordinations.acts_succeeding import step_back, wait_for_yes
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.reorganisations import may
from brygga.reorganisations.kinds import PARTS
from brygga.reorganisations.models import Moved, Reorganisation
from brygga.reorganisations.moving import Change
from brygga.reorganisations.queries import Line, left_behind, lines, obstacles
from brygga.reorganisations.states import ReorganisationState


@act("reorganisations.plan", may=may.may_plan, told_as="{by} beslutade om en omorganisation")
def plan_reorganisation(
    unit: Unit, *, by: Actor, at: datetime, into: Unit | None, on: date, why: str
) -> Reorganisation:
    """Nothing moves yet: first one sees what would. Without `into` the unit closes, when nothing is left there."""
    if into is not None:
        insist(may.may_go_into(unit, into))
        insist(may.gains_nothing(by, unit, into))
    insist(may.may_be_on(on))
    if not why.strip():
        raise NotAllowed("Skriv varför. Det står i historiken.")
    return create(Reorganisation, unit=unit, into=into, on=on, why=why.strip(), planned_at=at, planned_by=by.label)


@act("reorganisations.call_off", may=may.may_call_off, told_as="{by} återkallade en omorganisation")
def call_off(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    return change(row, state=ReorganisationState.CALLED_OFF, called_off_at=at, called_off_by=by.label)


@act("reorganisations.carry_out", may=may.may_carry_out, told_as="{by} genomförde en omorganisation")
def carry_out_reorganisation(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """What it moves is counted anew, with both units held: what was shown before may have changed since."""
    unit, into = _held(row)
    if into is not None:
        insist(may.may_go_into(unit, into))
    found = lines(unit, into)
    if said := obstacles(unit, into, found, day(at)):
        raise NotAllowed(" ".join(said))
    if into is not None:
        _let_go_along(row, found, Change(unit, into, at))
        _tell_those_who_wait(found)
    dissolve_unit(unit, by=SYSTEM, at=at, into=into)
    return change(row, state=ReorganisationState.DONE, done_at=at, stopped_on=None, stopped_why="")


@act("reorganisations.note_stop", may=may.may_note_stop, told_as="En omorganisation kunde inte genomföras")
def note_stop(row: Reorganisation, *, by: Actor, at: datetime, why: str) -> Reorganisation:
    return change(row, stopped_on=day(at), stopped_why=why)


@act("reorganisations.finish", may=may.may_finish, told_as="Det som väntade följde med")
def finish(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """When a person has said yes to the new unit, or something came at the moment when it was done."""
    there = went_into(row.unit_id)
    if there is not None:
        unit, into = there.old, there.new
        _let_go_along(row, left_behind(unit, into), Change(unit, into, at))
    return row


def _held(row: Reorganisation) -> tuple[Unit, Unit | None]:
    """Both at once and always in the same order, so that two who reorganise wait for each other."""
    rows = Unit.objects.select_for_update(of=("self",)).filter(pk__in=[pk for pk in (row.unit_id, row.into_id) if pk])
    held = {unit.pk: unit for unit in rows.select_related("organisation").order_by("pk")}
    return held[row.unit_id], held[row.into_id] if row.into_id else None


def _let_go_along(row: Reorganisation, found: list[Line], this: Change) -> None:
    for line in found:
        for one in line.goes:
            line.kind.move(one, this, line.kind.fields)
            create(
                Moved,
                reorganisation=row,
                kind=line.kind.key,
                row_id=one.pk,
                person_id=line.person_of(one),
                moved_at=this.at,
            )
    for part in _of(found, PARTS.key).goes:
        step_back(part, this.to_unit, this.at)


def _of(found: list[Line], key: str) -> Line:
    return next(line for line in found if line.kind.key == key)


def _tell_those_who_wait(found: list[Line]) -> None:
    for part in _of(found, PARTS.key).waits:
        wait_for_yes(part.coordination, by=SYSTEM)
