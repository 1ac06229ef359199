"""Meetings (möten) around a person: called with a purpose, prepared, held or missed, written down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.among import few
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWith, remembered
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, Outcome, PlaceKind
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import MeetingType
from brygga.rules.dates import MONTHS
from brygga.rules.meetings import held_at_another_time
from brygga.rules.words import in_sentence


class MeetingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those who see the coordination, once the call is sent; the unit that plans it, before that.

        The person sees meetings they are invited to. A unit that has been called but is not engaged yet sees that
        meeting, through its request's disclosure.
        """
        called = ~Q(state=MeetingState.DRAFT)
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids, person_invited=True) & called
        mine = called | Q(called_by_id__in=actor.reads)
        return open_doors(actor, "coordination_id") & mine | _called(actor) & called


def _called(actor: Actor) -> Q:
    """Meetings that the actor's unit is called to by a request that lives, where the coordination is open to it.

    An old seat is no way back in: a unit whose part has ended is let in anew or called anew.
    """
    called = remembered(("called", actor.reads), lambda: few(_calls(actor)))
    return Q(pk__among=called) if called is not None else Q(pk__in=_calls(actor))


def _calls(actor: Actor) -> models.QuerySet[Any]:
    disclosed = Disclosure.objects.unrestricted(because="whether the unit that is called may know whom it is about")
    told = disclosed.in_force(clock.today()).filter(
        stream_id=OuterRef("meeting__coordination_id"), to_unit_id=OuterRef("unit_id")
    )
    lives = Q(request__state__in=[*WAITING, RequestState.ACCEPTED])
    seats = Attendee._base_manager.filter(lives, unit_id__in=actor.reads, withdrawn_at=None)
    return seats.filter(Exists(told)).values_list("meeting_id", flat=True)


class Meeting(GuardedModel):
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="meetings")
    kind = models.CharField("mötestyp", max_length=40)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="meetings")
    state = models.CharField("läge", max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT)
    called_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    called_by_label = models.CharField("kallat av", max_length=300)
    called_at = models.DateTimeField("kallelsen skickad", null=True)
    purpose = models.TextField("syfte", blank=True)
    covers = models.TextField("vem eller vad mötet omfattar", blank=True)
    other = models.TextField("övrigt", blank=True)
    person_invited = models.BooleanField("personen är med", default=True)
    starts_at = models.DateTimeField("börjar", null=True)
    ends_at = models.DateTimeField("slutar", null=True)
    place_kind = models.CharField("mötesform", max_length=10, choices=PlaceKind.choices, default=PlaceKind.ROOM)
    place = models.CharField("plats, telefonnummer eller länk", max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    without_pre_meeting = models.CharField("varför inget förmöte behövs", max_length=500, blank=True)
    missed_at = models.DateTimeField("blev inte av", null=True)
    stopped_why = models.CharField("varför det inte blev av", max_length=500, blank=True)
    rebooked_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="rebooked_to")
    held_at = models.DateTimeField("hölls", null=True)
    minutes = models.TextField("minnesanteckningar", blank=True)
    minutes_by = models.CharField("skrivna av", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    outcome = models.CharField("utfall", max_length=20, choices=Outcome.choices, blank=True)
    outcome_at = models.DateTimeField("utfallet skrivet", null=True)
    outcome_note = models.TextField("vad som bestämdes", blank=True)
    follow_up_on = models.DateField("följs upp", null=True)
    evaluation_asked_at = models.DateTimeField("utvärdering erbjuden", null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "möte"
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="Mötet måste sluta efter att det börjat.",
            )
        ]
        indexes = [
            models.Index(fields=["coordination", "starts_at"], name="meeting_coordination"),
            models.Index(fields=["state", "starts_at"], name="meeting_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at}"

    @property
    def meeting_type(self) -> MeetingType:
        """As the routine had it when the call was sent; as it is today for what is only planned."""
        at = self.called_at or self.held_at or clock.now()
        return routine(self.coordination.place).meeting_type(self.kind, clock.day_of(at))

    @property
    def term(self) -> str:
        return self.meeting_type.term

    @property
    def kind_term(self) -> str:
        """The same inside a sentence: "möte för upprättande av SIP", but "GFI-möte"."""
        return in_sentence(self.term)

    @property
    def outcome_words(self) -> str:
        return OUTCOME_WORDS[Outcome(self.outcome)]

    @property
    def took_place_at(self) -> datetime | None:
        """When it was held; for one that has not been, when it is to be."""
        if self.state != MeetingState.HELD or not held_at_another_time(self.starts_at, self.ends_at, self.held_at):
            return self.starts_at
        return self.held_at

    @property
    def moved(self) -> bool:
        """Held at once, in place of the time in the call."""
        return self.took_place_at != self.starts_at

    @property
    def when(self) -> str:
        """The day and the time, as said in a sentence."""
        return _said(self.took_place_at)

    @property
    def planned_when(self) -> str:
        return _said(self.starts_at)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id if self.state != MeetingState.DRAFT else None


def _said(at: datetime | None) -> str:
    if at is None:
        return "utan tid"
    local = at.astimezone(clock.SWEDEN)
    return f"{local.day} {MONTHS[local.month - 1]} kl. {local:%H.%M}"


#: What each outcome means to those who were called, without a word about the person.
OUTCOME_WORDS = {
    Outcome.LED_ON: "mötet ledde till hjälp vidare till en annan verksamhet",
    Outcome.JOINT_MAPPING: "mötet ledde till en sammanhållen kartläggning",
    Outcome.SIP_MADE: "SIP gjordes på mötet. Inget särskilt möte för att upprätta SIP behövs",
    Outcome.NEW_MEETING: "ett nytt möte behövs",
    Outcome.NOTHING: "mötet ledde inte till något mer nu",
}


class AttendeeQuerySet(SeenWith):
    def called(self) -> AttendeeQuerySet:
        """Without those whose call has been taken back."""
        return self.filter(withdrawn_at=None)  # type: ignore[no-any-return]


class Attendee(GuardedModel):
    """Someone called: a unit through its responsible person, the person themself, or somebody outside Brygga."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    is_person = models.BooleanField("personen själv", default=False)
    name = models.CharField("namn", max_length=200, blank=True)
    role = models.CharField("roll", max_length=200, blank=True)
    required = models.BooleanField("måste vara med", default=True)
    answer = models.CharField("svar", max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField("svarade", null=True)
    answer_note = models.CharField("meddelande", max_length=500, blank=True)
    mandate = models.CharField("mandat", max_length=10, choices=Mandate.choices, blank=True)
    preparation = models.TextField("förberedelse och förslag på insatser", blank=True)
    attendance = models.CharField("närvaro", max_length=10, choices=Attendance.choices, blank=True)
    stayed_away_at = models.DateTimeField("uteblev", null=True)
    withdrawn_at = models.DateTimeField("kallelsen återtagen", null=True)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="attendees")
    absence_followed_up_at = models.DateTimeField("frånvaron uppföljd", null=True)
    absence_followed_up_by = models.CharField("uppföljd av", max_length=300, blank=True)
    absence_note = models.CharField("uppföljning av frånvaron", max_length=500, blank=True)

    hangs_on = "meeting"
    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagare i möte"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "unit"],
                condition=Q(unit__isnull=False, withdrawn_at=None),
                name="unit_called_once",
                violation_error_message="Enheten är redan kallad.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(is_person=True, withdrawn_at=None),
                name="person_called_once",
                violation_error_message="Personen är redan kallad.",
            ),
            models.CheckConstraint(
                name="absence_followed_up_by_someone",
                condition=Q(absence_followed_up_at=None, absence_followed_up_by="")
                | Q(absence_followed_up_at__isnull=False) & ~Q(absence_followed_up_by=""),
                violation_error_message="En uppföljning av frånvaro har både tid och namn.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "withdrawn_at"], name="attendee_unit")]

    def __str__(self) -> str:
        return self.name or str(self.unit_id)

    @property
    def stream_id(self) -> Any:
        return self.meeting.stream_id

    @property
    def who(self) -> str:
        """What the party is called: the unit, the name, or the person themself without their name."""
        if self.is_person:
            return "Personen"
        return self.unit.name if self.unit else self.name

    @property
    def party(self) -> str:
        """The same where it is kept for ever: nobody outside Brygga is named."""
        return self.who if self.is_person or self.unit else "En inbjuden"

    @property
    def answer_words(self) -> str:
        return str(Answer(self.answer).label).lower()

    @property
    def what(self) -> str:
        return f"{self.meeting.kind_term} {self.meeting.when}"


class CirclePlaceQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "coordination_id")


class CirclePlace(GuardedModel):
    """A place in the meeting circle (mötescirkeln): who the person wants there, and who answers for what."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="circle")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField("namn", max_length=200)
    role = models.CharField("roll", max_length=200, blank=True)
    answers_for = models.CharField("ansvarar för", max_length=500, blank=True)
    reach = models.CharField("nås på", max_length=200, blank=True)
    mandate = models.CharField("mandat att besluta", max_length=10, choices=Mandate.choices, blank=True)
    wanted = models.BooleanField("personen vill ha med", default=True)
    position = models.PositiveIntegerField(default=0)

    objects = CirclePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "plats i mötescirkeln"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class PreMeetingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that had the talk, and the person. To tell the others what shall not be raised would be to raise it;
        what the person wants them to know is told by `queries.wishes`.
        """
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        return Q(unit_id__in=actor.reads) & open_doors(actor, "coordination_id")


class PreMeeting(GuardedModel):
    """The talk with the person before the meeting (förmöte): what matters to them, and what they do not want raised."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="pre_meetings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_on = models.DateField("förmötet hölls", null=True)
    matters_to_me = models.TextField("det här är viktigt för mig", blank=True)
    not_raised = models.TextField("det här vill jag inte ta upp", blank=True)
    needs_for_meeting = models.TextField("så blir mötet bra för mig", blank=True)
    officials_first = models.BooleanField("de professionella behöver träffas först", default=False)
    written_by = models.CharField("skrivet av", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PreMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "förmöte"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination", "unit"],
                name="one_pre_meeting_per_unit",
                violation_error_message="Enheten har redan ett förmöte i samordningen.",
            )
        ]

    def __str__(self) -> str:
        return str(self.coordination_id)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id
