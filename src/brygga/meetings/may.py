"""May they? Refusals say what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.meetings import seats
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.meetings.states import DECISIONS, TRANSITIONS, Attendance, MeetingState, Outcome
from brygga.routines.vocabulary import MeetingNeed
from brygga.rules import meetings as rules
from brygga.rules.powers import Power

NOT_CALLING = "Den som samordnar kallar till möten. Be någon på enheten som har det uppdraget."
OTHERS_MEETING = "Mötet ändras av den enhet som kallar till det. Hör av dig till dem."
STATES = {
    MeetingState.DRAFT: "Kallelsen är inte skickad än.",
    MeetingState.CALLED: "Kallelsen är redan skickad.",
    MeetingState.HELD: "Mötet är redan hållet.",
    MeetingState.MISSED: "Det är noterat att mötet inte blev av. Boka en ny tid, eller håll mötet nu.",
    MeetingState.CANCELLED: "Mötet är inställt.",
}


def _in(meeting: Meeting, *states: MeetingState) -> Decision:
    return YES if meeting.state in states else no(STATES[MeetingState(meeting.state)])


def _becomes(meeting: Meeting, then: MeetingState) -> Decision:
    return YES if then in TRANSITIONS[MeetingState(meeting.state)] else no(STATES[MeetingState(meeting.state)])


def _calls(actor: Actor, coordination: Coordination) -> Decision:
    return first_no(may_work(actor, coordination), YES if actor.has(Power.COORDINATE) else no(NOT_CALLING))


def _owns(actor: Actor, meeting: Meeting) -> Decision:
    """The unit that calls, and the one who coordinates."""
    coordinates = actor.assignment_id is not None and meeting.coordination.coordinator_id == actor.assignment_id
    own = YES if coordinates or meeting.called_by_id in actor.reads else no(OTHERS_MEETING)
    return first_no(_calls(actor, meeting.coordination), own)


def _runs(actor: Actor, meeting: Meeting) -> Decision:
    """Hold, tick, write and conclude: whoever works in the coordination, at any unit that takes part."""
    hidden = meeting.state == MeetingState.DRAFT and meeting.called_by_id not in actor.reads
    return first_no(may_work(actor, meeting.coordination), no(OTHERS_MEETING) if hidden else YES)


def may_plan(actor: Actor, coordination: Coordination) -> Decision:
    return _calls(actor, coordination)


def may_change(actor: Actor, meeting: Meeting) -> Decision:
    return first_no(_owns(actor, meeting), _in(meeting, MeetingState.DRAFT, MeetingState.CALLED))


def may_discard(actor: Actor, meeting: Meeting) -> Decision:
    return first_no(_owns(actor, meeting), _in(meeting, MeetingState.DRAFT))


def may_call(actor: Actor, meeting: Meeting) -> Decision:
    decision = first_no(_owns(actor, meeting), _in(meeting, MeetingState.DRAFT))
    return first_no(decision, is_complete(meeting)) if decision else decision


def is_complete(meeting: Meeting) -> Decision:
    refusal = rules.refusal(seats.checks(meeting))
    return no(refusal) if refusal else YES


def may_cancel(actor: Actor, meeting: Meeting) -> Decision:
    return first_no(_owns(actor, meeting), _in(meeting, MeetingState.CALLED))


def may_rebook(actor: Actor, meeting: Meeting) -> Decision:
    """A missed or cancelled meeting gets one new time; one that is still to come is changed instead."""
    state = _in(meeting, MeetingState.MISSED, MeetingState.CANCELLED)
    later = Meeting.objects.unrestricted(because="whether the meeting already has a new time")
    again = later.filter(rebooked_from=meeting).exclude(state=MeetingState.CANCELLED).first()
    taken = no(f"Mötet är redan ombokat till {again.when}. Ändra tiden där.") if again else YES
    return first_no(_calls(actor, meeting.coordination), state, taken)


def may_hold(actor: Actor, meeting: Meeting) -> Decision:
    too_early = not rules.is_its_time(meeting.starts_at, clock.now())
    early = no(f"Mötet börjar {meeting.when}. Är alla redan här? Välj att hålla mötet nu.") if too_early else YES
    return first_no(_runs(actor, meeting), _in(meeting, MeetingState.CALLED), early)


def may_hold_now(actor: Actor, meeting: Meeting) -> Decision:
    """MAL-08: a meeting that is only planned, called for another time, or missed is held when they are here."""
    return first_no(_runs(actor, meeting), _becomes(meeting, MeetingState.HELD))


def may_be_held(meeting: Meeting, attendance: Mapping[UUID, str]) -> Decision:
    """Enough of the right ones are here, and each may know whom the meeting is about."""
    hindrance = rules.hindrance_to_holding(meeting.meeting_type, seats.seats_of(meeting, attendance))
    here = [
        row.unit for row in seats.attendees_of(meeting) if attendance.get(row.pk) == Attendance.PRESENT and row.unit
    ]
    untold = seats.untold(meeting.coordination, here, meeting.called_by_id)
    return first_no(no(hindrance) if hindrance else YES, no(untold) if untold else YES, _is_pre_met(meeting))


def _is_pre_met(meeting: Meeting) -> Decision:
    """A draft that is held at once has not been through the call, where this is asked of all others (STO-05)."""
    if meeting.state != MeetingState.DRAFT or not meeting.meeting_type.preceded_by:
        return YES
    lacking = next((c.lacking for c in seats.checks(meeting) if c.line is rules.Line.PRE_MEETING), "")
    return no(lacking) if lacking else YES


def may_note_missed(actor: Actor, meeting: Meeting) -> Decision:
    to_come = meeting.starts_at is not None and clock.now() < meeting.starts_at
    early = no(f"Mötet är inte förrän {meeting.when}. Ändra eller ställ in det i stället.") if to_come else YES
    return first_no(_runs(actor, meeting), _in(meeting, MeetingState.CALLED), early)


def may_note_attendance(actor: Actor, meeting: Meeting) -> Decision:
    return first_no(_runs(actor, meeting), _in(meeting, MeetingState.HELD))


def may_write_minutes(actor: Actor, meeting: Meeting) -> Decision:
    """MAL-06: about someone who is registered nowhere, nothing is written but what the invitation needs."""
    exploratory = meeting.coordination.exploratory and meeting.meeting_type.leaves_no_trace
    ask = no("Personen är inte registrerad, så inget skrivs ned. Välj först vad mötet ledde till.")
    return first_no(_runs(actor, meeting), _in(meeting, MeetingState.HELD), ask if exploratory else YES)


def may_conclude(actor: Actor, meeting: Meeting) -> Decision:
    done = (
        no(f"Det är redan skrivet vad mötet ledde till: {meeting.get_outcome_display()}.") if meeting.outcome else YES
    )
    return first_no(_runs(actor, meeting), _in(meeting, MeetingState.HELD), done)


def may_lead_to(meeting: Meeting, outcome: str, note: str, follow_up_on: date | None) -> Decision:
    """What each outcome asks for (Malmö handbook, "Genomförande av gemensamt möte")."""
    if outcome not in Outcome.values:
        return no("Välj vad mötet ledde till.")
    if outcome in DECISIONS and not meeting.meeting_type.takes_decisions:
        return no(f"På {meeting.kind_term} fattas inga beslut. Ta det på uppföljningen, och bestäm när den är.")
    if MeetingNeed.FOLLOW_UP_DATE in meeting.meeting_type.needs and not follow_up_on:
        return no("Bestäm när det följs upp innan mötet avslutas.")
    if follow_up_on and follow_up_on < clock.today():
        return no("Uppföljningen ska vara en dag som kommer.")
    if outcome == Outcome.LED_ON and not note.strip():
        return no("Skriv vart personen lotsas vidare och vem som hjälper till.")
    if outcome == Outcome.SIP_MADE and (hindrances := seats.hindrances_to_plan(meeting)):
        return no(f"En SIP kan inte göras på det här mötet. {' '.join(hindrances)}")
    return YES


def can_settle_payment(meeting: Meeting) -> Decision:
    """MAL-14: held, of the type that the routine has for it, by at least two units who all could decide."""
    if not meeting.meeting_type.settles_payment:
        return no(f"{meeting.term} är inget möte för betalningsfrågor. Kalla till ett möte där de avgörs.")
    here = [seat for seat in seats.seats_of(meeting) if seat.unit is not None and seat.present]
    lacking = [seat.name for seat in here if not seat.has_mandate]
    if lacking:
        names = ", ".join(lacking)
        return no(f"Betalningsfrågan kan inte avgöras: {names} har inte sagt att de har mandat att besluta.")
    few = no("Betalningsfrågan avgörs av minst två enheter som är på mötet.") if len(here) < 2 else YES
    return first_no(_in(meeting, MeetingState.HELD), few)


def may_end_with_nothing(actor: Actor, meeting: Meeting) -> Decision:
    ask = no("Samordningen är registrerad. Skriv utfallet i stället.")
    return first_no(may_conclude(actor, meeting), YES if meeting.coordination.exploratory else ask)


def _answers_for(actor: Actor, attendee: Attendee) -> Decision:
    """Each unit for itself, the person for themself; what others have said to the caller is noted by the caller."""
    meeting = attendee.meeting
    if actor.is_person:
        theirs = attendee.is_person and meeting.coordination.person_id in actor.speaks_for
        return YES if theirs else no("Du kan läsa kallelsen men inte svara på den.")
    if attendee.unit_id is None:
        return _owns(actor, meeting)
    own = attendee.unit_id in actor.reads and bool(actor.powers & {Power.CASES, Power.COORDINATE, Power.LEAD})
    return YES if own else no("Var och en svarar för sin egen enhet.")


def may_answer(actor: Actor, attendee: Attendee) -> Decision:
    taken_back = no("Kallelsen är återtagen.") if attendee.withdrawn_at else YES
    return first_no(_answers_for(actor, attendee), taken_back, _in(attendee.meeting, MeetingState.CALLED))


def may_follow_request(actor: Actor, attendee: Attendee) -> Decision:
    """Done when the unit answers the request, by whoever answered it."""
    taken_back = no("Kallelsen är återtagen.") if attendee.withdrawn_at or not attendee.request_id else YES
    return first_no(taken_back, _in(attendee.meeting, MeetingState.CALLED))


def may_prepare(actor: Actor, attendee: Attendee) -> Decision:
    """Before the meeting and during it: a mandate may be fetched by telephone while all are there."""
    meeting = attendee.meeting
    party = YES if attendee.unit_id else no("Mandat och förslag lämnas av enheterna.")
    taken_back = no("Kallelsen är återtagen.") if attendee.withdrawn_at else YES
    concluded = no("Det är redan skrivet vad mötet ledde till.") if meeting.outcome else YES
    state = _in(meeting, MeetingState.CALLED, MeetingState.HELD)
    return first_no(party, _answers_for(actor, attendee), taken_back, state, concluded)


def may_note_mandate(actor: Actor, attendee: Attendee) -> Decision:
    """What those who are there say at the table; whoever writes for all of them notes it."""
    meeting = attendee.meeting
    here = attendee.unit_id is not None and attendee.attendance == Attendance.PRESENT
    there = YES if here else no("Bara den som är på mötet kan säga att de har mandat.")
    return first_no(may_conclude(actor, meeting), there)


def may_note_absence(actor: Actor, attendee: Attendee) -> Decision:
    """Follows from the attendance that was just written."""
    return YES if is_missed(attendee) else no("Bara en enhet som måste vara med följs upp.")


def is_missed(attendee: Attendee) -> bool:
    return bool(attendee.unit_id and attendee.required and attendee.attendance == Attendance.ABSENT)


def may_follow_up_absence(actor: Actor, attendee: Attendee) -> Decision:
    """KAR-01: by the one who called, or by the manager whose unit stayed away."""
    done = no("Frånvaron är redan uppföljd.") if attendee.absence_followed_up_at else YES
    manager = actor.has(Power.LEAD) and attendee.unit_id in actor.reads
    who = YES if manager else _runs(actor, attendee.meeting)
    return first_no(who, may_note_absence(actor, attendee), done)


def may_uncall(actor: Actor, attendee: Attendee) -> Decision:
    """Done when a unit is left out of the call, or when the consent that covered it ends, by whoever ended it."""
    state = _in(attendee.meeting, MeetingState.DRAFT, MeetingState.CALLED)
    return first_no(no("Kallelsen är redan återtagen.") if attendee.withdrawn_at else YES, state)


def may_call_off(actor: Actor, meeting: Meeting) -> Decision:
    """Done when too few are left to call, by whoever ended the consent."""
    return _in(meeting, MeetingState.CALLED)


def may_pre_meet(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_finish_pre_meeting(actor: Actor, talk: PreMeeting) -> Decision:
    own = YES if talk.unit_id in actor.reads else no("Förmötet är en annan enhets.")
    return first_no(own, may_work(actor, talk.coordination))


def may_draw(actor: Actor, coordination: Coordination) -> Decision:
    """The circle is the person's: they draw it themself, or with those who work with them."""
    if actor.is_person:
        own = coordination.person_id in actor.speaks_for
        return YES if own else no("Du kan se mötescirkeln men inte ändra den.")
    return may_work(actor, coordination)


def may_change_place(actor: Actor, place: CirclePlace) -> Decision:
    return may_draw(actor, place.coordination)
