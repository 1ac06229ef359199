"""What pages ask about meetings: what comes, what waits for an answer, what is to be written up, who to call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import Page
from brygga.core.visibility import once_a_page
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.meetings.seats import attendees_of
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import DeadlineStep
from brygga.rules import clocks
from brygga.rules.powers import Power
from brygga.rules.sources import NoRuleInForce

#: A meeting that has begun is still among those to come for as long as somebody may be on the way to it.
UNDER_WAY = timedelta(hours=2)
#: What is near in one's calendar.
NEAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A meeting in a list: its own page says the rest."""

    meeting: Meeting
    coming: int
    called: int
    waiting: int
    """How many have not answered."""
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call that one has not answered, and until when one should."""

    seat: Attendee
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants those who meet to know. What shall not be raised is not here."""

    matters_to_me: str
    needs_for_meeting: str
    officials_first: bool

    def __bool__(self) -> bool:
        return bool(self.matters_to_me or self.needs_for_meeting or self.officials_first)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Someone to call, out of those who take part and the person's circle."""

    key: str
    name: str
    unit: Unit | None = None
    assignment: Assignment | None = None
    role: str = ""
    staff: tuple[Assignment, ...] = ()
    wanted: bool = False
    """The person has put them in the circle."""
    takes_part: bool = False


def _rows(actor: Actor) -> QuerySet[Any]:
    seen = Meeting.objects.visible_to(actor)
    return seen.select_related("coordination__person", "called_by")  # type: ignore[no-any-return]


def next_meetings(actor: Actor, coordination: Coordination) -> list[Upcoming]:
    """What is planned and called to in a coordination, the nearest first. Two queries."""
    since = clock.now() - UNDER_WAY
    to_come = Q(state=MeetingState.CALLED, starts_at__gte=since) | Q(state=MeetingState.DRAFT)
    rows = _rows(actor).filter(to_come, coordination=coordination).order_by("starts_at", "pk")
    return upcoming(actor, rows)


def upcoming(actor: Actor, rows: Iterable[Meeting]) -> list[Upcoming]:
    meetings = list(rows)
    seats: dict[UUID, list[str]] = {meeting.pk: [] for meeting in meetings}
    called = Attendee.objects.visible_to(actor).called().filter(meeting__in=list(seats))
    for meeting_id, answer in called.values_list("meeting_id", "answer"):
        seats[meeting_id].append(answer)
    return [_upcoming(meeting, seats[meeting.pk]) for meeting in meetings]


def _upcoming(meeting: Meeting, answers: list[str]) -> Upcoming:
    return Upcoming(
        meeting=meeting,
        coming=sum(answer in {Answer.YES, Answer.OTHER} for answer in answers),
        called=len(answers),
        waiting=answers.count(Answer.NONE),
        is_draft=meeting.state == MeetingState.DRAFT,
    )


def _mine(actor: Actor) -> QuerySet[Any]:
    """Seats that are one's own: named there, answering for the unit's part, or the unit's with nobody named.

    For the person, their own.
    """
    seats = Attendee.objects.visible_to(actor).called()
    if actor.is_person:
        return seats.filter(is_person=True)  # type: ignore[no-any-return]
    answers_for = Engagement._base_manager.filter(caseworker_id=actor.assignment_id, ended_on=None)
    part = Q(meeting__coordination__in=answers_for.values("coordination_id"), unit_id=actor.unit_id)
    nobody = Q(unit_id=actor.unit_id, assignment=None, name="")
    return seats.filter(Q(assignment_id=actor.assignment_id) | part | nobody)  # type: ignore[no-any-return]


def my_meetings(actor: Actor) -> QuerySet[Any]:
    """Meetings one sits at, and those one plans for one's unit."""
    own = Q(pk__in=_mine(actor).values("meeting_id"))
    drafts = Q(state=MeetingState.DRAFT, called_by_id=actor.unit_id)
    return _rows(actor).filter(own | drafts)  # type: ignore[no-any-return]


def to_come(actor: Actor) -> QuerySet[Any]:
    since = clock.now() - UNDER_WAY
    return my_meetings(actor).filter(state=MeetingState.CALLED, starts_at__gte=since)  # type: ignore[no-any-return]


def by_time(rows: QuerySet[Any], after: str, *, size: int = 30) -> Page:
    """A page of meetings in the order they come; `after` is the moment and the key of the last one shown."""
    at, _, key = after.rpartition("_")
    try:
        moment, pk = datetime.fromisoformat(at), UUID(key)
        rows = rows.filter(Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=pk)) if moment.tzinfo else rows
    except ValueError:
        pass
    found = list(rows.order_by("starts_at", "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], f"{last.starts_at.isoformat()}_{last.pk}" if last else "")


def drafts(actor: Actor) -> QuerySet[Any]:
    return my_meetings(actor).filter(state=MeetingState.DRAFT)  # type: ignore[no-any-return]


def to_write_up(actor: Actor) -> QuerySet[Any]:
    return my_meetings(actor).filter(_to_write_up())  # type: ignore[no-any-return]


def _to_write_up() -> Q:
    """Held without a word on what it led to, or gone by without a word on whether it was held."""
    gone_by = Q(state=MeetingState.CALLED, starts_at__lt=clock.now() - UNDER_WAY)
    return Q(state=MeetingState.HELD, outcome="") | gone_by


def on_desk(actor: Actor) -> list[Meeting]:
    """What is near and what is to be written up, in the order of time; asked once a page."""
    near = Q(state=MeetingState.CALLED, starts_at__gte=clock.now() - UNDER_WAY, starts_at__lt=clock.now() + NEAR)
    rows = my_meetings(actor).filter(near | _to_write_up()).order_by("starts_at", "pk")
    return list(once_a_page(("meetings on the desk", actor.assignment_id), lambda: list(rows[:60])))


def is_to_come(meeting: Meeting) -> bool:
    since = clock.now() - UNDER_WAY
    return meeting.state == MeetingState.CALLED and meeting.starts_at is not None and meeting.starts_at >= since


def unsettled(actor: Actor, coordination: Coordination) -> list[Meeting]:
    """Meetings of a coordination that nobody has finished: gone by or held without a word, or missed with no new time.

    A missed one only when it was the last: what came after it has taken its place. One query.
    """
    gone_by = Q(state__in=[MeetingState.CALLED, MeetingState.MISSED], starts_at__lt=clock.now() - UNDER_WAY)
    rows = _rows(actor).filter(gone_by | Q(state=MeetingState.HELD), coordination=coordination)
    found = list(rows.order_by("-pk")[:20])
    return [row for row in found if _is_unsettled(row, last=row is found[0])]


def _is_unsettled(row: Meeting, *, last: bool) -> bool:
    match row.state:
        case MeetingState.HELD:
            return not row.outcome
        case MeetingState.MISSED:
            return last
        case _:
            return True


def earlier(actor: Actor) -> QuerySet[Any]:
    done = Q(state__in=[MeetingState.MISSED, MeetingState.CANCELLED]) | Q(state=MeetingState.HELD) & ~Q(outcome="")
    return my_meetings(actor).filter(done)  # type: ignore[no-any-return]


def waiting_for_answer(actor: Actor) -> list[Waiting]:
    """Calls that one has not answered, the nearest meeting first. One query."""
    to_answer = Q(answer=Answer.NONE, meeting__state=MeetingState.CALLED, meeting__starts_at__gte=clock.now())
    seats = _mine(actor).filter(to_answer).select_related("meeting__coordination__person", "meeting__called_by")
    return [Waiting(seat, answer_by(seat.meeting)) for seat in seats.order_by("meeting__starts_at", "pk")[:100]]


def answer_by(meeting: Meeting) -> datetime | None:
    """The routine's last day to answer a call, but never later than the meeting itself."""
    if meeting.called_at is None or meeting.starts_at is None:
        return None
    try:
        rule = routine(meeting.coordination.place).deadline(DeadlineStep.ANSWER_CALL, clock.today())
    except NoRuleInForce:
        return meeting.starts_at
    return min(clocks.due_at(rule, meeting.called_at), meeting.starts_at)


def wishes(actor: Actor, coordination: Coordination) -> Wishes | None:
    """What the person has said beforehand, for those who see the coordination or are called to it."""
    if not _rows(actor).filter(coordination=coordination).exists() and not _sees(actor, coordination):
        return None
    talks = PreMeeting.objects.unrestricted(because="what the person wants the others to know, and nothing else")
    talk = talks.filter(coordination=coordination).order_by("-held_on", "-pk").first()
    return Wishes(talk.matters_to_me, talk.needs_for_meeting, talk.officials_first) if talk else None


def _sees(actor: Actor, coordination: Coordination) -> bool:
    return bool(Coordination.objects.visible_to(actor).filter(pk=coordination.pk).exists())


def own_talk(actor: Actor, coordination: Coordination) -> PreMeeting | None:
    talks = PreMeeting.objects.visible_to(actor).filter(coordination=coordination)
    return talks.order_by("pk").first()  # type: ignore[no-any-return]


def circle(actor: Actor, coordination: Coordination) -> list[CirclePlace]:
    places = CirclePlace.objects.visible_to(actor).filter(coordination=coordination)
    return list(places.select_related("unit").order_by("position", "pk"))


def suggestions(actor: Actor, coordination: Coordination) -> list[Suggested]:
    """Whom one may call: the units that take part, then the others in the person's circle. Four queries."""
    seen = Engagement.objects.visible_to(actor).open().filter(coordination=coordination)
    rows = seen.select_related("unit__organisation", "caseworker__staff").order_by("since", "unit__sort", "pk")
    parts = sorted(rows, key=lambda part: part.unit_id != coordination.unit_id)
    places = circle(actor, coordination)
    staff = _staff({part.unit_id for part in parts} | {place.unit_id for place in places if place.unit_id})
    wanted = {place.unit_id: place for place in places if place.unit_id}
    engaged = [_engaged(part, staff, wanted.get(part.unit_id)) for part in parts]
    taken = {part.unit_id for part in parts}
    return engaged + [_from_circle(place, staff) for place in places if place.unit_id not in taken]


def _engaged(part: Engagement, staff: dict[UUID, list[Assignment]], place: CirclePlace | None) -> Suggested:
    return Suggested(
        key=f"unit-{part.unit_id}",
        name=part.unit.name,
        unit=part.unit,
        assignment=part.caseworker,
        staff=tuple(staff.get(part.unit_id, ())),
        wanted=bool(place and place.wanted),
        takes_part=True,
    )


def _from_circle(place: CirclePlace, staff: dict[UUID, list[Assignment]]) -> Suggested:
    return Suggested(
        key=f"place-{place.pk}",
        name=place.unit.name if place.unit else place.name,
        unit=place.unit,
        role=place.role if place.unit is None else f"{place.name} {place.role}".strip(),
        staff=tuple(staff.get(place.unit_id, ())) if place.unit_id else (),
        wanted=place.wanted,
    )


def _staff(unit_ids: Iterable[UUID]) -> dict[UUID, list[Assignment]]:
    today = clock.today()
    held = Assignment.objects.filter(
        Q(until=None) | Q(until__gte=today), unit_id__in=unit_ids, since__lte=today, staff__left_on=None
    )
    found: dict[UUID, list[Assignment]] = {}
    for assignment in held.select_related("staff").order_by("staff__sort", "pk"):
        found.setdefault(assignment.unit_id, []).append(assignment)
    return found


def seats_for(actor: Actor, meeting: Meeting) -> list[Attendee]:
    """Who is called, the person first, for those who see the meeting."""
    return attendees_of(meeting) if Meeting.objects.visible_to(actor).filter(pk=meeting.pk).exists() else []


def own_seat(actor: Actor, seats: Iterable[Attendee]) -> Attendee | None:
    """The seat that the actor answers for: their own, else their unit's."""
    if actor.is_person:
        return next((seat for seat in seats if seat.is_person), None)
    mine = [seat for seat in seats if seat.unit_id in actor.reads]
    nearest = sorted(mine, key=lambda s: (s.assignment_id != actor.assignment_id, s.unit_id != actor.unit_id))
    return nearest[0] if nearest else None


def lacking_mandate(seats: Iterable[Attendee]) -> list[Attendee]:
    """Units that must come and have not said that they can decide there (KAR-01)."""
    return [seat for seat in seats if seat.unit_id and seat.required and seat.mandate != Mandate.YES]


def settling_payment(actor: Actor, coordination: Coordination) -> list[Meeting]:
    """The latest held meetings of a type where questions of payment are settled; who could decide is asked of each."""
    kinds = [kind.key for kind in routine(coordination.place).meeting_types if kind.settles_payment]
    rows = Meeting.objects.visible_to(actor).filter(coordination=coordination, state=MeetingState.HELD, kind__in=kinds)
    return list(rows.select_related("coordination").order_by("-starts_at", "-pk")[:10])


def absences_to_follow_up(actor: Actor) -> Any:
    """Parties that had to come, stayed away, and whose manager one is (KAR-01)."""
    rows = Attendee.objects.visible_to(actor).called().filter(attendance=Attendance.ABSENT, required=True)
    if not actor.has(Power.LEAD):
        return rows.none()
    rows = rows.filter(unit_id__in=actor.reads, absence_followed_up_at=None)
    return rows.select_related("unit", "meeting__coordination").order_by("pk")
