"""The call as an ask across a border.

A unit that takes part already has someone who answers for the person there: it is asked through its seat. A unit that
does not is asked by a request, with the routine's clocks, to whoever receives such at the unit (design, idea 2).
"""

from __future__ import annotations

from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor
from brygga.core.saving import change
from brygga.meetings.models import Attendee, Meeting
from brygga.requests import acts as requests
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine

#: The routine's word for being called to a meeting.
CALL = "meeting_call"
#: The unit has answered, or let it lie: its seat stays, and says so.
ANSWERED = frozenset({RequestState.DECLINED, RequestState.MISDIRECTED, RequestState.FORWARDED, RequestState.EXPIRED})


def ask(attendee: Attendee, *, by: Actor) -> None:
    unit, meeting = attendee.unit, attendee.meeting
    if unit is None or unit.pk == meeting.called_by_id or _takes_part(attendee):
        return
    draft = requests.write_request(
        meeting.coordination, by=by, kind=CALL, to_unit=unit, answers=_answers(meeting, attendee)
    )
    change(attendee, request=requests.send_request(draft, by=by))


def take_back(attendee: Attendee, *, by: Actor, why: str) -> None:
    """The request behind the seat, if it is still alive, ends with it."""
    request = attendee.request
    if request is None or request.state not in {*WAITING, RequestState.ACCEPTED}:
        return
    requests.take_back(request, by=by, why=why)


def finish(attendee: Attendee, *, by: Actor, why: str) -> None:
    """The hour of the meeting is over: what was asked for is done, or is waited for no longer."""
    request = attendee.request
    if request is not None and request.state == RequestState.ACCEPTED:
        requests.complete(request, by=by)
    else:
        take_back(attendee, by=by, why=why)


def _takes_part(attendee: Attendee) -> bool:
    parts = Engagement._base_manager.filter(coordination_id=attendee.meeting.coordination_id, ended_on=None)
    return parts.filter(unit_id=attendee.unit_id).exists()


def _answers(meeting: Meeting, attendee: Attendee) -> dict[str, str]:
    """What the routine's form for a call asks, as far as the meeting says it."""
    who = attendee.assignment.staff.name if attendee.assignment else attendee.name or attendee.role
    said = {
        "purpose": meeting.purpose or meeting.meeting_type.help or meeting.term,
        "representatives": who or "Den som ska arbeta med personen hos er",
        "covers": meeting.covers or "Personen i samordningen",
        "other": f"{meeting.term}, {meeting.when}. {meeting.other}".strip(),
    }
    place = routine(meeting.coordination.place)
    asked = {item.link_id for item in place.form(place.request_kind(CALL).form).items}
    return {key: text[:1000] for key, text in said.items() if key in asked}
