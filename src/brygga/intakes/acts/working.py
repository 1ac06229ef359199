"""The team's work with an intake until it is ended."""

from __future__ import annotations

from datetime import datetime

from brygga.agencies.models import Assignment
from brygga.agencies.queries import in_force
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.moves import move
from brygga.core.saving import create
from brygga.intakes import may
from brygga.intakes.models import ContactAttempt, Intake
from brygga.intakes.states import RequestState, Result
from brygga.routines.loading import routine
from brygga.rules.powers import Power


@act("intakes.acknowledge", may=may.may_acknowledge, told_as="{by} kvitterade ett intag", in_feed=False)
def acknowledge(intake: Intake, *, by: Actor, at: datetime) -> Intake:
    return move(intake, by, at, what="Kvitterad", state=RequestState.ACKNOWLEDGED, acknowledged_at=at)


@act("intakes.appoint", may=may.may_appoint, told_as="{by} utsåg {appointed}", in_feed=False)
def appoint(intake: Intake, *, by: Actor, at: datetime, caseworker: Assignment) -> Intake:
    """Somebody has it in hand; it may be handed over."""
    _works_here(caseworker, intake, at)
    if intake.appointed_id == caseworker.pk:
        raise NotAllowed(f"{caseworker.staff.name} har redan hand om det.")
    received = intake.acknowledged_at or at
    what = f"{caseworker.staff.name} har hand om det"
    return move(intake, by, at, what=what, state=RequestState.ACCEPTED, appointed=caseworker, acknowledged_at=received)


def _works_here(caseworker: Assignment, intake: Intake, at: datetime) -> None:
    held = Assignment.objects.filter(in_force(day_of(at)), pk=caseworker.pk, unit_id=intake.unit_id)
    works = routine(intake.place).function(caseworker.function).powers & {Power.CASES, Power.LEAD}
    if not works or not held.filter(staff__left_on=None).exists():
        raise NotAllowed("Välj någon som arbetar på enheten nu.")


@act("intakes.log_attempt", may=may.may_work, told_as="{by} försökte nå personen", in_feed=False)
def log_attempt(intake: Intake, *, by: Actor, at: datetime, how: str, result: str, note: str = "") -> ContactAttempt:
    """BOR-02: the clock stops when one has talked."""
    attempt = create(ContactAttempt, intake=intake, at=at, how=how, result=result, note=note, by_label=by.byline)
    if result == Result.REACHED and intake.contacted_at is None:
        move(intake, by, at, what="Kontaktad", contacted_at=at)
    return attempt


@act("intakes.note_meeting", may=may.may_work, told_as="{by} bestämde en tid", in_feed=False)
def note_meeting(intake: Intake, *, by: Actor, at: datetime, meeting_at: datetime, meeting_place: str) -> Intake:
    """The first meeting with the team. The person sees it by their code."""
    if meeting_at < at:
        raise NotAllowed("Tiden har redan varit. Välj en tid som kommer.")
    moved = intake.meeting_at is not None
    return move(
        intake,
        by,
        at,
        what="Ny tid för första mötet" if moved else "Tid för första mötet",
        meeting_at=meeting_at,
        meeting_place=meeting_place,
        contacted_at=intake.contacted_at or at,
    )


@act("intakes.assess", may=may.may_assess, told_as="{by} skrev vad det gäller", in_feed=False)
def assess(intake: Intake, *, by: Actor, at: datetime, needs: list[str], known_at: str = "") -> Intake:
    """STO-18: what is needed and who has known the person; from this the place's rules say where."""
    return move(intake, by, at, what="Behov bedömda", needs=needs, known_at=known_at)


@act("intakes.note_late", may=may.may_note_late, told_as="Ingen har kontaktat personen i tid", in_feed=False)
def note_late(intake: Intake, *, by: Actor = SYSTEM, at: datetime) -> Intake:
    return move(intake, by, at, what="Ingen har kontaktat personen i tid", late_told_at=at)


@act("intakes.tell_managers", may=may.may_note_late, told_as="Cheferna fick veta", in_feed=False)
def tell_managers(intake: Intake, *, by: Actor = SYSTEM, at: datetime) -> Intake:
    return move(intake, by, at, what="Cheferna ser nu att det är försenat", managers_told_at=at)
