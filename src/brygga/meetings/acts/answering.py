"""What those who are called say: whether they come, with what mandate, and why they stayed away."""

from __future__ import annotations

from datetime import datetime

from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.meetings import may
from brygga.meetings.models import Attendee
from brygga.meetings.states import Answer, Mandate
from brygga.requests.models import Request
from brygga.requests.states import RequestState


@act("meetings.answer", may=may.may_answer, told_as="{party}: {answer_words} till {what} ({by})", affects_planning=True)
def answer_call(
    attendee: Attendee, *, by: Actor, at: datetime, answer: str, note: str = "", name: str = ""
) -> Attendee:
    """Yes, no (a unit says why, the person need not), or another who comes instead."""
    if answer not in Answer.values or answer == Answer.NONE:
        raise NotAllowed("Välj om du kommer, inte kan komma, eller om en annan kommer i stället.")
    if answer == Answer.NO and not note.strip() and not attendee.is_person:
        raise NotAllowed("Skriv varför ni inte kan komma, och gärna en tid som passar.")
    if answer == Answer.OTHER and not name.strip():
        raise NotAllowed("Skriv vem som kommer i stället.")
    instead = {"assignment": None, "name": name.strip()} if answer == Answer.OTHER else {}
    return change(attendee, answer=answer, answered_at=at, answer_note=note.strip(), **instead)


@act("meetings.prepare", may=may.may_prepare, told_as="{party} har förberett {what} ({by})")
def prepare(attendee: Attendee, *, by: Actor, mandate: str, preparation: str = "") -> Attendee:
    """KAR-01: mandate and proposed interventions, seen by the others who are called before the meeting."""
    if mandate not in Mandate.values:
        raise NotAllowed("Välj om ni har mandat att besluta.")
    if preparation.strip() and attendee.meeting.coordination.exploratory:
        raise NotAllowed("Personen är inte registrerad någonstans, så inget skrivs om personen före mötet.")
    return change(attendee, mandate=mandate, preparation=preparation.strip())


@act("meetings.note_mandate", may=may.may_note_mandate, told_as="{by} noterade mandat", in_feed=False)
def note_mandate(attendee: Attendee, *, by: Actor, mandate: str) -> Attendee:
    """Said at the meeting: a manager may have been asked by telephone (Malmö handbook, Folke)."""
    if mandate not in Mandate.values:
        raise NotAllowed("Välj om de har mandat att besluta.")
    return change(attendee, mandate=mandate)


@act(
    "meetings.note_absence",
    may=may.may_note_absence,
    told_as="{party} uteblev från {what} (noterat av {by})",
    affects_planning=True,
)
def note_absence(attendee: Attendee, *, by: Actor) -> Attendee:
    """KAR-01: if one stays away the process fails. Told to those who lead the unit (see `telling`)."""
    return attendee


@act("meetings.follow_up_absence", may=may.may_follow_up_absence, told_as="{by} följde upp frånvaron: {party}, {what}")
def follow_up_absence(attendee: Attendee, *, by: Actor, at: datetime, note: str) -> Attendee:
    """What was said with the unit's manager."""
    if not note.strip():
        raise NotAllowed("Skriv vad ni kom överens om, så att det inte händer igen.")
    return change(attendee, absence_followed_up_at=at, absence_followed_up_by=by.label, absence_note=note.strip())


@act("meetings.follow_request", may=may.may_follow_request, told_as="{by} svarade för {party}", in_feed=False)
def follow_request(attendee: Attendee, *, by: Actor, at: datetime) -> Attendee:
    """What the unit answered to the request behind the seat. The request's own event has told it."""
    request = attendee.request
    assert request is not None
    match RequestState(request.state):
        case RequestState.ACCEPTED:
            return change(attendee, assignment=attendee.assignment or request.appointed)
        case RequestState.FORWARDED:
            _seat_the_next(attendee, request)
            return _says_no(attendee, at, "Skickad vidare till en annan enhet.")
        case _:
            return _says_no(attendee, at, request.reason)


def _says_no(attendee: Attendee, at: datetime, why: str) -> Attendee:
    return change(attendee, answer=Answer.NO, answered_at=at, answer_note=why[:500])


def _seat_the_next(attendee: Attendee, request: Request) -> None:
    onward = request.forwarded_to.unrestricted(because="the unit that the call was passed on to gets the seat").latest(
        "pk"
    )
    seated = Attendee.objects.unrestricted(because="whether the unit is called already").called()
    if not seated.filter(meeting_id=attendee.meeting_id, unit_id=onward.to_unit_id).exists():
        create(
            Attendee,
            meeting_id=attendee.meeting_id,
            unit_id=onward.to_unit_id,
            role=attendee.role,
            required=attendee.required,
            request=onward,
        )
