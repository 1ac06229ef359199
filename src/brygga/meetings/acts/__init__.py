"""Every write about meetings."""

from brygga.meetings.acts.answering import answer_call, follow_request, follow_up_absence, note_absence, prepare
from brygga.meetings.acts.holding import (
    end_with_nothing,
    hold,
    hold_now,
    miss_and_rebook,
    note_attendance,
    note_missed,
    rebook,
    record_outcome,
    when_sip_is_made,
    write_minutes,
)
from brygga.meetings.acts.planning import (
    call_meeting,
    call_off,
    cancel_meeting,
    change_meeting,
    discard_meeting,
    leave_when_door_closes,
    plan_meeting,
    uncall,
)
from brygga.meetings.acts.pre_meeting import (
    add_to_circle,
    change_circle_place,
    finish_pre_meeting,
    remove_from_circle,
    write_pre_meeting,
)

__all__ = [
    "add_to_circle",
    "answer_call",
    "call_meeting",
    "call_off",
    "cancel_meeting",
    "change_circle_place",
    "change_meeting",
    "discard_meeting",
    "end_with_nothing",
    "finish_pre_meeting",
    "follow_request",
    "follow_up_absence",
    "hold",
    "hold_now",
    "leave_when_door_closes",
    "miss_and_rebook",
    "note_absence",
    "note_attendance",
    "note_missed",
    "plan_meeting",
    "prepare",
    "rebook",
    "record_outcome",
    "remove_from_circle",
    "uncall",
    "when_sip_is_made",
    "write_minutes",
    "write_pre_meeting",
]
