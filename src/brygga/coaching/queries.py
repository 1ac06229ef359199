"""Reads about a coaching team: its room, its queue, its enrolled, its activities and what waits there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.agencies.queries import my_units
from brygga.coaching.acts.activities import on_day
from brygga.coaching.may import room_in, team_of
from brygga.coaching.models import (
    Activity,
    ActivitySession,
    Enrolment,
    EnrolmentMove,
    Participation,
    Presence,
    Progress,
)
from brygga.coaching.states import ACTIVE, IN_QUEUE, State
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import count_up_to
from brygga.core.visibility import once_a_page
from brygga.people.models import Case, Person
from brygga.routines.coaching import Coaching
from brygga.routines.loading import routine
from brygga.rules.coaching import Room, Stood, staircase
from brygga.rules.powers import Power

ONE_DAY = timedelta(days=1)


def my_teams(actor: Actor) -> list[Unit]:
    """The actor's units that are coaching teams; asked once a page, and not at all where the place has none."""
    if not actor.is_staff or not actor.reads | actor.distributes:
        return []
    kinds = {rule.unit_kind for rule in routine(actor.place).coachings_on(clock.today())}
    if not kinds:
        return []
    return [unit for unit in my_units(actor, kinds) if unit.closed_on is None]


def teams_to_fill(actor: Actor) -> list[Unit]:
    """Where the actor may add activities: their own teams, and as administrator those of the organisation."""
    own = my_teams(actor)
    if not actor.is_staff or not actor.has(Power.ADMINISTER):
        return own
    kinds = {rule.unit_kind for rule in routine(actor.place).coachings_on(clock.today())}
    rows = Unit.objects.filter(organisation_id=actor.organisation_id, kind__in=kinds, closed_on=None)
    known = {unit.pk for unit in own}
    return own + [u for u in rows.select_related("organisation").order_by("sort", "pk") if u.pk not in known]


def room(unit: Unit) -> Room:
    rule = team_of(unit)
    assert rule is not None
    return room_in(unit.pk, rule)


def with_details(actor: Actor) -> Any:
    rows = Enrolment.objects.visible_to(actor)
    return rows.select_related("person", "unit__organisation", "coach__staff", "request__from_unit", "ended_to")


def in_queue(actor: Actor, unit: Unit) -> Any:
    """In the order of the queue: what nobody has assessed stands first."""
    return with_details(actor).in_queue().filter(unit=unit)


QUEUE_ORDER = ("rank", "queued_at")


def enrolled(actor: Actor, unit: Unit) -> Any:
    """Each with the step that was recorded last."""
    last = Progress.objects.unrestricted(because="whoever sees the enrolment sees its steps")
    last = last.filter(enrolment=OuterRef("pk")).order_by("-on", "-pk").values("step")[:1]
    return with_details(actor).enrolled().filter(unit=unit).annotate(now_at=last)


def ended(actor: Actor, unit: Unit) -> Any:
    return with_details(actor).filter(unit=unit, state__in=[State.ENDED, State.LEFT])


def cases_to_queue(actor: Actor, unit: Unit) -> Any:
    """The team's own open cases about those who neither wait nor are enrolled."""
    stands = Enrolment.objects.unrestricted(because="who stands there already is not offered twice").active()
    there = stands.filter(unit=unit, person_id=OuterRef("person_id"))
    rows = Case.objects.visible_to(actor).open().filter(unit=unit).exclude(Exists(there))
    return rows.select_related("person", "unit__organisation").order_by("person__sort", "pk")


def moves(row: Enrolment) -> list[EnrolmentMove]:
    rows = EnrolmentMove.objects.unrestricted(because="the enrolment itself was seen")
    return list(rows.filter(enrolment=row).order_by("-at", "-pk"))


@dataclass(frozen=True, slots=True)
class Way:
    """The steps of one person: as recorded, and as they are drawn on the ladder."""

    recorded: tuple[Progress, ...]
    ladder: tuple[str, ...]
    stood: tuple[Stood, ...]

    @property
    def now(self) -> str:
        return self.ladder[self.stood[-1].step] if self.stood else ""


def way_of(row: Enrolment) -> Way:
    """Drawn on the ladder of today, and with the steps that it has had."""
    rows = Progress.objects.unrestricted(because="the enrolment itself was seen").filter(enrolment=row)
    recorded = list(rows.order_by("on", "pk"))
    for one in recorded:
        one.enrolment = row
    used = {one.step for one in recorded}
    steps = [step for step in row.rule.steps if step.in_force(clock.today()) or step.key in used]
    places = {step.key: number for number, step in enumerate(steps)}
    drawn = staircase([(one.on, places[one.step]) for one in recorded])
    return Way(tuple(reversed(recorded)), tuple(step.term for step in steps), drawn)


def audience(row: Enrolment) -> tuple[str, ...]:
    """Who reads what the team writes."""
    return (f"de som arbetar i {row.unit.name}", "personen själv")


# Activities


def with_seats(rows: Any) -> Any:
    """Each with how many have a seat."""
    taken = Count("participations", filter=Q(participations__until=None))
    return rows.annotate(taken=taken).select_related("unit__organisation", "organiser__organisation")


def activities(actor: Actor, *, open_: bool = True) -> Any:
    """Of the teams of the place, which are few and asked for first, so that each one's are found by key."""
    kinds = {rule.unit_kind for rule in routine(actor.place).coachings}
    teams = Unit.objects.filter(organisation__place=actor.place, kind__in=kinds)
    rows = Activity.objects.visible_to(actor).filter(unit_id__in=list(teams.values_list("pk", flat=True)))
    return with_seats(rows.open() if open_ else rows.exclude(closed_on=None))


def sessions_between(actor: Actor, unit: Unit, first: date, last: date) -> list[ActivitySession]:
    """What the team holds those days."""
    rows = ActivitySession.objects.visible_to(actor).filter(activity__unit=unit, cancelled_at=None)
    rows = rows.filter(starts_at__gte=clock.midnight(first), starts_at__lt=clock.midnight(last + ONE_DAY))
    return list(rows.select_related("activity__organiser").order_by("starts_at", "pk"))


def sessions_of(activity: Activity) -> list[ActivitySession]:
    """Each with whether somebody has noted who was there."""
    rows = ActivitySession.objects.unrestricted(because="whoever sees the activity sees when it is held")
    return list(_noted(rows).filter(activity=activity).order_by("starts_at", "pk"))


def _noted(rows: Any) -> Any:
    there = Presence.objects.unrestricted(because="that presence is noted says nothing of whose")
    return rows.annotate(is_noted=Exists(there.filter(session=OuterRef("pk"))))


def participants(actor: Actor, activity: Activity) -> list[Participation]:
    """Those whom the actor's team has there; the others are only counted."""
    rows = Participation.objects.visible_to(actor).going_on().filter(activity=activity)
    return list(rows.select_related("enrolment__person", "enrolment__unit").order_by("enrolment__person__sort", "pk"))


def hidden_participants(actor: Actor, activity: Activity) -> int:
    rows = Participation.objects.unrestricted(because="how many others there are is told, not who")
    seen = Participation.objects.visible_to(actor).going_on().filter(activity=activity).count()
    return int(rows.going_on().filter(activity=activity).count() - seen)


def may_be_added(actor: Actor, activity: Activity) -> Any:
    """The enrolled of the actor's teams who are not in it."""
    inside = Participation.objects.unrestricted(because="who has a seat is not offered another").going_on()
    rows = Enrolment.objects.visible_to(actor).enrolled().select_related("person", "unit")
    rows = rows.exclude(Exists(inside.filter(activity=activity, enrolment=OuterRef("pk"))))
    here = rows.filter(unit_id__in=actor.reads | actor.distributes)
    return here.order_by("person__sort", "pk")


@dataclass(frozen=True, slots=True)
class Seat:
    participation: Participation
    presence: Presence | None


def seats_at(session: ActivitySession, actor: Actor) -> list[Seat]:
    """Whom the actor's team expects there, each with what is noted."""
    rows = on_day(Participation.objects.visible_to(actor), session.day).filter(activity_id=session.activity_id)
    rows = rows.select_related("enrolment__person", "enrolment__unit").order_by("enrolment__person__sort", "pk")
    noted = Presence.objects.visible_to(actor).filter(session=session)
    known = {one.participation_id: one for one in noted}
    return [Seat(row, known.get(row.pk)) for row in rows]


def others_at(session: ActivitySession, actor: Actor) -> int:
    """How many of other teams are expected; never who."""
    everybody = Participation.objects.unrestricted(because="how many others there are is told, not who")
    count = on_day(everybody, session.day).filter(activity_id=session.activity_id).count()
    own = on_day(Participation.objects.visible_to(actor), session.day).filter(activity_id=session.activity_id).count()
    return int(count - own)


def parts_of(row: Enrolment) -> list[Participation]:
    """What one takes part in, and has taken part in."""
    rows = Participation.objects.unrestricted(because="the enrolment itself was seen").filter(enrolment=row)
    return list(rows.select_related("activity__organiser").order_by(F("until").desc(nulls_first=True), "-pk"))


@dataclass(frozen=True, slots=True)
class Coming:
    """A session to come, or that has been, of one person."""

    session: ActivitySession
    presence: Presence | None = None


def presence_of(row: Enrolment, *, most: int = 30) -> list[Coming]:
    """The latest first."""
    rows = Presence.objects.unrestricted(because="the enrolment itself was seen")
    rows = rows.filter(participation__enrolment=row).select_related("session__activity")
    return [Coming(one.session, one) for one in rows.order_by("-session__starts_at", "-pk")[:most]]


def coming_of(row: Enrolment, now: datetime, *, most: int = 5) -> list[ActivitySession]:
    """The sessions that one has before oneself."""
    mine = Participation.objects.unrestricted(because="the enrolment itself was seen").going_on().filter(enrolment=row)
    rows = ActivitySession.objects.unrestricted(because="the enrolment itself was seen")
    rows = rows.filter(activity__in=mine.values("activity_id"), ends_at__gt=now, cancelled_at=None)
    return list(rows.select_related("activity__organiser").order_by("starts_at", "pk")[:most])


def summed(rows: Iterable[Coming]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in rows:
        if one.presence:
            word = str(one.presence.get_there_display())
            found[word] = found.get(word, 0) + 1
    return found


# What waits


def to_look_at(actor: Actor) -> Any:
    """In the queue, and not heard of in time, or not assessed by anybody; the start page shows it."""
    if not my_teams(actor):
        return Enrolment.objects.visible_to(actor).none()
    now = clock.now()
    late = Q(look_by__lt=now) | Q(answer_by__lt=now, state=State.OFFERED)
    rows = with_details(actor).in_queue().filter(late | Q(priority="") | Q(said_yes_at__isnull=False))
    return rows.filter(unit__in=my_teams(actor)).order_by("rank", "queued_at", "pk")


def sessions_near(actor: Actor, until: datetime) -> Any:
    """The times of the actor's teams' activities that are to come, the soonest first."""
    own = [team.pk for team in my_teams(actor)]
    rows = ActivitySession.objects.visible_to(actor).filter(activity__unit_id__in=own, cancelled_at=None)
    rows = rows.filter(ends_at__gte=clock.now(), starts_at__lt=until)
    return rows.select_related("activity").order_by("starts_at", "pk")


def without_presence(actor: Actor) -> Any:
    """Held in the last two weeks, somebody was expected, and nobody has noted who was there."""
    teams = my_teams(actor)
    if not teams:
        return ActivitySession.objects.visible_to(actor).none()
    now = clock.now()
    expected = Participation.objects.unrestricted(because="that somebody is expected says nothing of whom")
    expected = expected.filter(activity_id=OuterRef("activity_id"), since__lte=OuterRef("starts_at__date"))
    rows = _noted(ActivitySession.objects.visible_to(actor)).filter(activity__unit__in=teams, is_noted=False)
    rows = rows.filter(cancelled_at=None, ends_at__lt=now, starts_at__gt=now - timedelta(days=14))
    return rows.filter(Exists(expected)).select_related("activity").order_by("starts_at", "pk")


def waiting_count(actor: Actor) -> int:
    """What stands in the queue with something to do: told in the menu."""
    if not my_teams(actor):
        return 0
    return int(once_a_page(("coaching", actor.assignment_id), lambda: count_up_to(to_look_at(actor).order_by())))


def keeps_case_open(case: Case) -> str:
    rows = Enrolment.objects.unrestricted(because="whoever is enrolled has a case with the team")
    there = rows.filter(unit_id=case.unit_id, person_id=case.person_id, state__in=ACTIVE).exists()
    return "Personen står i kö eller är inskriven. Avsluta det först." if there else ""


# The person's own


def mine(actor: Actor) -> list[Enrolment]:
    """The person's own places: those that last first, and what ended in the last year."""
    since = clock.today() - timedelta(days=365)
    rows = with_details(actor).filter(Q(state__in=ACTIVE) | Q(ended_on__gte=since))
    return list(rows.order_by(F("ended_on").desc(nulls_first=True), "-pk"))


def latest_place(actor: Actor) -> Enrolment | None:
    """Where the person stands or is enrolled now."""
    found: Enrolment | None = Enrolment.objects.visible_to(actor).active().order_by("-pk").first()
    return found


def offers_to(actor: Actor) -> list[Enrolment]:
    """Places that the person has not answered."""
    rows = Enrolment.objects.visible_to(actor).filter(state=State.OFFERED, said_yes_at=None)
    return list(rows.order_by("pk"))


def by_request(request_id: Any, actor: Actor) -> Enrolment | None:
    """The team's own row that the request stands in the queue by."""
    if not my_teams(actor):
        return None
    found: Enrolment | None = Enrolment.objects.visible_to(actor).filter(request_id=request_id).first()
    return found


def enrolment_of(person: Person, actor: Actor) -> Enrolment | None:
    """The team's own row about somebody it works with."""
    found: Enrolment | None = with_details(actor).active().filter(person=person).first()
    return found


def queue_place(row: Enrolment) -> int:
    """How many stand before, with the team; told as a number only."""
    if row.state not in IN_QUEUE:
        return 0
    rows = Enrolment.objects.unrestricted(because="how many stand before is told, not who").in_queue()
    before = Q(rank__lt=row.rank) | Q(rank=row.rank, queued_at__lt=row.queued_at)
    return int(rows.filter(before, unit_id=row.unit_id).count())


def rule_of(unit: Unit) -> Coaching:
    rule = team_of(unit)
    assert rule is not None
    return rule
