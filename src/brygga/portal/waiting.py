"""What waits for the person's answer, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from brygga.coaching.queries import offers_to
from brygga.core.actor import Actor
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.queries import answer_by
from brygga.meetings.states import Answer, MeetingState
from brygga.plans.models import Approval, PlanVersion
from brygga.plans.states import IN_FORCE, PlanState, VersionState
from brygga.ui.components.dates import weekday


@dataclass(frozen=True, slots=True)
class Waits:
    title: str
    words: str
    button: str
    url: str


def waits(actor: Actor, now: datetime) -> list[Waits]:
    return [*_plans(actor), *_calls(actor, now), *_offered_places(actor)]


def unanswered_versions(actor: Actor) -> list[PlanVersion]:
    """Plans put forward that the person has not answered, oldest first."""
    said = Approval.objects.visible_to(actor).filter(version=OuterRef("pk"), by_person=True)
    versions = PlanVersion.objects.visible_to(actor).filter(
        state=VersionState.PROPOSED, plan__coordination__closed_on=None
    )
    return list(versions.exclude(Exists(said)).defer("content").order_by("pk"))


def _plans(actor: Actor) -> list[Waits]:
    answers = bool(actor.speaks_for)
    return [
        Waits(
            title="Det finns ett förslag till plan",
            words="Läs förslaget. Sedan säger du ja eller nej. Planen gäller inte förrän du har sagt ja.",
            button="Läs och svara" if answers else "Läs förslaget",
            url=reverse("my-version", args=[version.pk]),
        )
        for version in unanswered_versions(actor)
    ]


def _calls(actor: Actor, now: datetime) -> list[Waits]:
    """Calls to meetings to come that the person has not answered."""
    seats = (
        Attendee.objects.visible_to(actor)
        .called()
        .filter(is_person=True, answer=Answer.NONE, meeting__state=MeetingState.CALLED, meeting__starts_at__gte=now)
    )
    rows = seats.select_related("meeting__coordination").order_by("meeting__starts_at", "pk")
    return [
        Waits(
            title="Du är inbjuden till ett möte",
            words=f"{row.meeting.term} {row.meeting.when}.{_last_day(row.meeting, now)}",
            button="Svara om du kommer" if actor.speaks_for else "Se mötet",
            url=reverse("my-meeting", args=[row.meeting_id]),
        )
        for row in rows
    ]


def _offered_places(actor: Actor) -> list[Waits]:
    """A place in a coaching team that the person has not answered."""
    return [
        Waits(
            title="Du har fått en plats",
            words=f"{row.rule.term} har en plats till dig."
            + (f" Svara senast {weekday(row.answer_by)}." if row.answer_by else ""),
            button="Läs och svara" if actor.speaks_for else "Läs om platsen",
            url=reverse("my-coaching"),
        )
        for row in offers_to(actor)
    ]


def _last_day(meeting: Meeting, now: datetime) -> str:
    due = answer_by(meeting)
    if due is None:
        return ""
    return f" Svara gärna senast {weekday(due)}." if due >= now else " Svara så snart du kan."


def next_meeting(actor: Actor, now: datetime) -> Meeting | None:
    coming = Meeting.objects.visible_to(actor).filter(state=MeetingState.CALLED, starts_at__gte=now)
    found: Meeting | None = coming.select_related("coordination").order_by("starts_at", "pk").first()
    return found


@dataclass(frozen=True, slots=True)
class Already:
    words: str
    link: str
    url: str


def already(actor: Actor, now: datetime) -> list[Already]:
    """What is there already that one would ask for with a SIP: a plan, or a meeting to make one."""
    found = []
    live = IN_FORCE | {VersionState.PROPOSED}
    if PlanVersion.objects.visible_to(actor).filter(plan__state=PlanState.OPEN, state__in=live).exists():
        found.append(
            Already("Du har redan en plan. Vill du ändra den? Be om ett möte här.", "Läs planen", reverse("my-plan"))
        )
    meeting = next_meeting(actor, now)
    if meeting and meeting.meeting_type.carries_plan:
        words = f"{meeting.term} är redan bokat: {weekday(meeting.starts_at)}."
        found.append(Already(words, "Läs om mötet", reverse("my-meeting", args=[meeting.pk])))
    return found
