"""Enrolled, with a coach; the steps on the way; and the end."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Assignment, Unit
from brygga.coaching import may
from brygga.coaching.acts.queueing import hold_team
from brygga.coaching.acts.standing import part_of, stand
from brygga.coaching.models import Enrolment, Participation, Progress
from brygga.coaching.states import State
from brygga.coordinations.acts import take_on
from brygga.coordinations.models import Standing
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.moves import move
from brygga.core.saving import create
from brygga.people.acts import open_case
from brygga.people.models import Person
from brygga.requests import acts as requests
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState

TAKE_ON_FIRST = "Registrera personen hos er först, från enhetens del i samordningen."


@act("coaching.enrol", may=may.may_enrol, told_as="{by} skrev in någon", in_feed=False)
def enrol(
    enrolment: Enrolment, *, by: Actor, at: datetime, coach: Assignment, on: date | None = None, over_why: str = ""
) -> Enrolment:
    """The person has said yes. The team has a case from now on, and the others see that it takes part."""
    hold_team(enrolment)
    was_offered = enrolment.state == State.OFFERED
    if not was_offered:
        insist(may.there_is_room(by, enrolment, over_why))
    day = day_of(at)
    first = on or day
    if first > day or first < day_of(enrolment.queued_at):
        raise NotAllowed("Välj en dag från det att personen ställdes i kö till och med i dag.")
    insist(may.can_coach(coach, enrolment.unit_id, day))
    person = _own_person(enrolment, by, coach)
    over = over_why.strip() if may.room_in(enrolment.unit_id, enrolment.rule, enrolment).is_full else ""
    row = move(
        enrolment, by, at, what=f"Skrevs in, med {coach.staff.name} som coach", reason=over,
        state=State.ENROLLED, person=person, enrolled_on=first, coach=coach,
        said_yes_at=enrolment.said_yes_at or at, over_why=over or enrolment.over_why,
    )  # fmt: skip
    _answer_yes(row, by, at, coach)
    return row


def _own_person(row: Enrolment, by: Actor, coach: Assignment) -> Person:
    """Within the organisation the person is the same row; from another they are registered first, by name."""
    if may.has_case(row):
        return row.person
    part = part_of(row)
    if part and part.case:
        return part.case.person
    if row.person.organisation_id != row.unit.organisation_id:
        raise NotAllowed(TAKE_ON_FIRST)
    if part:
        take_on(part, by=by)
    else:
        open_case(row.person, by=by, unit=row.unit, caseworker=coach)
    return row.person


def _answer_yes(row: Enrolment, by: Actor, at: datetime, coach: Assignment) -> None:
    asked = Request._base_manager.filter(pk=row.request_id, state__in=[*WAITING, RequestState.ACCEPTED]).first()
    if asked and asked.state in WAITING:
        asked = requests.appoint(asked, by=by, at=at, caseworker=coach)
    stand(row, by, Standing.ONGOING, f"Inskriven: {row.rule.term}")
    if asked:
        requests.complete(asked, by=by, at=at)


@act("coaching.change_coach", may=may.may_change_coach, told_as="{by} bytte coach", in_feed=False)
def change_coach(enrolment: Enrolment, *, by: Actor, at: datetime, coach: Assignment) -> Enrolment:
    if coach.pk == enrolment.coach_id:
        raise NotAllowed(f"{coach.staff.name} är redan coach.")
    insist(may.can_coach(coach, enrolment.unit_id, day_of(at)))
    return move(enrolment, by, at, what=f"Ny coach: {coach.staff.name}", coach=coach)


@act("coaching.record_step", may=may.may_record, told_as="{by} skrev in ett steg", in_feed=False)
def record_step(enrolment: Enrolment, *, by: Actor, at: datetime, step: str, on: date, step_note: str = "") -> Progress:
    """Added, never changed: one who has gone back a step has taken that step too."""
    today = day_of(at)
    if step not in {row.key for row in enrolment.rule.steps_on(today)}:
        raise NotAllowed("Välj ett av rutinens steg.")
    if on > today or (enrolment.enrolled_on and on < enrolment.enrolled_on):
        raise NotAllowed("Välj en dag från det att personen skrevs in till och med i dag.")
    return create(
        Progress, enrolment=enrolment, step=step, on=on, note=step_note.strip(), recorded_at=at, by_label=by.byline
    )


@act("coaching.end", may=may.may_end, told_as="{by} avslutade en inskrivning", in_feed=False)
def end(
    enrolment: Enrolment,
    *,
    by: Actor,
    at: datetime,
    ended_reason: str,
    ended_to: Unit | None = None,
    ended_note: str = "",
    on: date | None = None,
) -> Enrolment:
    """Why, and where to. What the person took part in ends the same day."""
    today = day_of(at)
    reasons = {row.key: row for row in enrolment.rule.ends_on(today)}
    own = enrolment.rule.own_way_out(today)
    if ended_reason not in reasons or (by.is_person and (own is None or own.key != ended_reason)):
        raise NotAllowed("Välj ett av rutinens skäl.")
    rule, day = reasons[ended_reason], on or today
    if rule.receiver and ended_to is None:
        raise NotAllowed("Välj vem som tar vid.")
    if day > today or (enrolment.enrolled_on and day < enrolment.enrolled_on):
        raise NotAllowed("Välj en dag från det att personen skrevs in till och med i dag.")
    row = move(
        enrolment, by, at, what=f"Avslutades: {rule.term}", reason=ended_note, state=State.ENDED, ended_on=day,
        ended_reason=ended_reason, ended_to=ended_to if rule.receiver else None, ended_note=ended_note,
    )  # fmt: skip
    Participation._base_manager.filter(enrolment=row, until=None).update(until=day)
    stand(row, by, Standing.KNOWN, f"Har varit inskriven: {row.rule.term}")
    return row
