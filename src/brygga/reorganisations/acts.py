"""Deciding that a unit goes into another, is split or closes; calling it off; doing it: all in one act, or nothing."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from brygga.agencies.acts import dissolve_unit
from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.acts import step_back, wait_for_yes
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.reorganisations import may
from brygga.reorganisations.kinds import PARTS
from brygga.reorganisations.models import GoesElsewhere, Moved, Reorganisation
from brygga.reorganisations.moving import Change
from brygga.reorganisations.queries import Line, left_behind, lines, obstacles
from brygga.reorganisations.sharing import branches, elsewhere
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


@act("reorganisations.split", may=may.may_split, told_as="{by} beslutade vilka som går vart i en omorganisation")
def split(row: Reorganisation, *, by: Actor, shares: list[tuple[Assignment, Unit]]) -> Reorganisation:
    """Those who go to another unit than the rest; nobody: the unit is not split. What was said before is replaced."""
    others = [(assignment, into) for assignment, into in shares if into.pk != row.into_id]
    for assignment, into in others:
        insist(may.is_of(row.unit, assignment))
        insist(may.may_go_into(row.unit, into))
        insist(may.gains_nothing(by, row.unit, into))
    GoesElsewhere._base_manager.filter(reorganisation=row).delete()
    for assignment, into in others:
        create(GoesElsewhere, reorganisation=row, assignment=assignment, into=into)
    return change(row, others=sorted({into.name for _, into in others}))


@act("reorganisations.call_off", may=may.may_call_off, told_as="{by} återkallade en omorganisation")
def call_off(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    return change(row, state=ReorganisationState.CALLED_OFF, called_off_at=at, called_off_by=by.label)


@act("reorganisations.carry_out", may=may.may_carry_out, told_as="{by} genomförde en omorganisation")
def carry_out_reorganisation(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """What it moves is counted anew, with both units held: what was shown before may have changed since."""
    unit = _held(row)
    found = [(into, lines(unit, into, belongs)) for into, belongs in branches(row)]
    for receiver in (into for into, _ in found if into is not None):
        insist(may.may_go_into(unit, receiver))
    said = [one for into, there in found for one in obstacles(unit, into, there, day_of(at))]
    if said:
        raise NotAllowed(" ".join(dict.fromkeys(said)))
    for into, there in found:
        if into is not None:
            _let_go_along(row, there, Change(unit, into, at, split=len(found) > 1))
            _tell_those_who_wait(there)
    first, *others = [into for into, _ in found]
    dissolve_unit(unit, by=SYSTEM, at=at, into=first, also=[one for one in others if one])
    return change(row, state=ReorganisationState.DONE, done_at=at, stopped_on=None, stopped_why="")


@act("reorganisations.note_stop", may=may.may_note_stop, told_as="En omorganisation kunde inte genomföras")
def note_stop(row: Reorganisation, *, by: Actor, at: datetime, why: str) -> Reorganisation:
    return change(row, stopped_on=day_of(at), stopped_why=why)


@act("reorganisations.finish", may=may.may_finish, told_as="Det som väntade följde med")
def finish(row: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """When a person has said yes to the new unit, or something came at the moment when it was done."""
    for into, there in groupby(left_behind(row), key=itemgetter(0)):
        _let_go_along(row, [line for _, line in there], Change(row.unit, into, at, split=bool(row.others)))
    return row


def _held(row: Reorganisation) -> Unit:
    """All at once and always in the same order, so that two who reorganise wait for each other."""
    keys = {row.unit_id, row.into_id, *(one.into_id for one in elsewhere(row))} - {None}
    rows = Unit.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("organisation")
    held = {unit.pk: unit for unit in rows.order_by("pk")}
    row.into = held[row.into_id] if row.into_id else None
    return held[row.unit_id]


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
                to_unit=this.to_unit,
                moved_at=this.at,
            )
    for part in _of(found, PARTS.key).goes:
        step_back(part, this.to_unit, this.at)


def _of(found: list[Line], key: str) -> Line:
    return next(line for line in found if line.kind.key == key)


def _tell_those_who_wait(found: list[Line]) -> None:
    for part in _of(found, PARTS.key).waits:
        wait_for_yes(part.coordination, by=SYSTEM)
