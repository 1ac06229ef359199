"""What those who are called say: whether they come, with what mandate, and why they stayed away."""

from __future__ import annotations

from datetime import datetime

from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change
from brygga.meetings import may
from brygga.meetings.models import Attendee
from brygga.meetings.states import Answer, Mandate


@act("meetings.answer", may=may.may_answer, told_as="{who}: {answer_words} till {what} ({by})", affects_planning=True)
def answer_call(
    attendee: Attendee, *, by: Actor, at: datetime, answer: str, note: str = "", name: str = ""
) -> Attendee:
    """Yes, no with a reason, or another who comes instead."""
    if answer not in Answer.values or answer == Answer.NONE:
        raise NotAllowed("Välj om du kommer, inte kan komma, eller om en annan kommer i stället.")
    if answer == Answer.NO and not note.strip():
        raise NotAllowed("Skriv varför ni inte kan komma, och gärna en tid som passar.")
    if answer == Answer.OTHER and not name.strip():
        raise NotAllowed("Skriv vem som kommer i stället.")
    instead = {"assignment": None, "name": name.strip()} if answer == Answer.OTHER else {}
    return change(attendee, answer=answer, answered_at=at, answer_note=note.strip(), **instead)


@act("meetings.prepare", may=may.may_prepare, told_as="{who} har förberett {what} ({by})")
def prepare(attendee: Attendee, *, by: Actor, mandate: str, preparation: str = "") -> Attendee:
    """KAR-01: mandate and proposed interventions, seen by the others who are called before the meeting."""
    if mandate not in Mandate.values:
        raise NotAllowed("Välj om ni har mandat att besluta.")
    if preparation.strip() and attendee.meeting.coordination.exploratory:
        raise NotAllowed("Personen är inte registrerad någonstans, så inget skrivs om personen före mötet.")
    return change(attendee, mandate=mandate, preparation=preparation.strip())


@act(
    "meetings.note_absence",
    may=may.may_note_absence,
    told_as="{who} uteblev från {what} (noterat av {by})",
    affects_planning=True,
)
def note_absence(attendee: Attendee, *, by: Actor) -> Attendee:
    """KAR-01: if one stays away the process fails. Told to those who lead the unit (see `telling`)."""
    return attendee


@act("meetings.follow_up_absence", may=may.may_follow_up_absence, told_as="{by} följde upp frånvaron: {who}, {what}")
def follow_up_absence(attendee: Attendee, *, by: Actor, at: datetime, note: str) -> Attendee:
    """What was said with the unit's manager."""
    if not note.strip():
        raise NotAllowed("Skriv vad ni kom överens om, så att det inte händer igen.")
    return change(attendee, absence_followed_up_at=at, absence_followed_up_by=by.label, absence_note=note.strip())
