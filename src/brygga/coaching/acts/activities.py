"""Activities: adding one in a minute, who has a seat, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.coaching import may
from brygga.coaching.facts import ActivityFacts
from brygga.coaching.models import Activity, ActivitySession, Enrolment, Participation, Presence
from brygga.coaching.states import Form, There
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.rules.coaching import occasions_of

NO_TIMES = "Aktiviteten får inga tillfällen. Kontrollera dagar och klockslag."


@act("coaching.add_activity", may=may.may_add_activity, told_as="{by} lade till en aktivitet", in_feed=False)
def add_activity(unit: Unit, *, by: Actor, activity: ActivityFacts) -> Activity:
    """BOR-06: usable from the moment it is added, whoever holds it."""
    rule = may.team_of(unit)
    assert rule is not None
    slots = occasions_of(activity.table)
    if not slots:
        raise NotAllowed(NO_TIMES)
    if activity.organiser.closed_on or activity.organiser.organisation.place != unit.organisation.place:
        raise NotAllowed("Välj en enhet som finns i samarbetet.")
    if activity.form == Form.INDIVIDUAL and unit.pk not in by.reads | by.distributes:
        raise NotAllowed("Enskilda aktiviteter läggs till av teamet.")
    row = create(
        Activity,
        unit=unit,
        place=unit.organisation.place,
        team=rule.key,
        name=activity.name.strip(),
        form=activity.form,
        kind=activity.kind,
        organiser=activity.organiser,
        seats=1 if activity.form == Form.INDIVIDUAL else activity.seats,
        place_kind=activity.place_kind,
        where=activity.where,
        often=activity.often[:100],
        added_by=by.byline,
    )
    times = [ActivitySession(activity=row, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots]
    ActivitySession._base_manager.bulk_create(times)
    return row


@act("coaching.close_activity", may=may.may_close_activity, told_as="{by} avslutade en aktivitet", in_feed=False)
def close_activity(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """What has been stays; what was to come is no more."""
    day = day_of(at)
    coming = ActivitySession._base_manager.filter(activity=activity, starts_at__gt=at, cancelled_at=None)
    coming.update(cancelled_at=at, cancelled_why="Aktiviteten är avslutad")
    Participation._base_manager.filter(activity=activity, until=None).update(until=day)
    return change(activity, closed_on=day)


@act("coaching.cancel_session", may=may.may_cancel_session, told_as="{by} ställde in ett tillfälle", in_feed=False)
def cancel_session(session: ActivitySession, *, by: Actor, at: datetime, cancelled_why: str) -> ActivitySession:
    return change(session, cancelled_at=at, cancelled_why=cancelled_why.strip())


@act("coaching.join", may=may.may_join, told_as="{by} gav någon en plats", in_feed=False)
def join(activity: Activity, *, by: Actor, at: datetime, enrolments: list[Enrolment]) -> list[Participation]:
    """The activity is held meanwhile, so that two who want the last seat come one after the other."""
    day = day_of(at)
    if len(enrolments) > may.free_seats(activity):
        raise NotAllowed(_too_few(may.free_seats(activity)))
    for row in enrolments:
        current = Enrolment._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
        insist(may.may_record(by, current))
    return [
        create(Participation, activity=activity, enrolment=row, since=day, added_by=by.byline) for row in enrolments
    ]


def _too_few(free: int) -> str:
    if free <= 0:
        return may.NO_SEATS
    return f"Det finns {'en plats' if free == 1 else f'{free} platser'} kvar. Välj färre."


@act("coaching.add_for_one", may=may.may_record, told_as="{by} bokade enskilt", in_feed=False)
def add_for_one(enrolment: Enrolment, *, by: Actor, at: datetime, activity: ActivityFacts) -> Activity:
    """The person's own, with its only seat taken."""
    row = add_activity(enrolment.unit, by=by, activity=activity)
    join(row, by=by, at=at, enrolments=[enrolment])
    return row


@act("coaching.leave_activity", may=may.may_leave_activity, told_as="{by} lämnade en plats", in_feed=False)
def leave_activity(participation: Participation, *, by: Actor, at: datetime) -> Participation:
    return change(participation, until=day_of(at))


@act("coaching.note_presence", may=may.may_note_presence, told_as="{by} skrev in närvaro", in_feed=False)
def note_presence(session: ActivitySession, *, by: Actor, at: datetime, presence: Mapping[UUID, str]) -> list[Presence]:
    """The whole session at once, of those that the team has there. Noted again it says the latest."""
    own = {row.pk: row for row in expected_at(session, by)}
    if not presence or not presence.keys() <= own.keys() or not set(presence.values()) <= set(There.values):
        raise NotAllowed("Välj för var och en av deltagarna.")
    noted = {one.participation_id: one for one in Presence._base_manager.filter(session=session)}
    fresh = [
        Presence(session=session, participation=own[key], there=there, noted_at=at, by_label=by.byline)
        for key, there in presence.items()
        if key not in noted
    ]
    Presence._base_manager.bulk_create(fresh)
    others = [
        change(noted[key], there=there, noted_at=at, by_label=by.byline)
        for key, there in presence.items()
        if key in noted and noted[key].there != there
    ]
    return [*fresh, *others]


def expected_at(session: ActivitySession, actor: Actor) -> list[Participation]:
    """Those with a seat that day whom the actor's units know."""
    return list(on_day(Participation.objects.visible_to(actor), session.day).filter(activity_id=session.activity_id))


def on_day(rows: Any, day: date) -> Any:
    return rows.filter(since__lte=day).exclude(until__lt=day)
