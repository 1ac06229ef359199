"""The acts of a coaching team."""

from brygga.coaching.acts.activities import (
    add_activity,
    add_for_one,
    cancel_session,
    close_activity,
    join,
    leave_activity,
    note_presence,
)
from brygga.coaching.acts.enrolling import change_coach, end, enrol, record_step
from brygga.coaching.acts.following import queue_when_asked, step_out_when_door_closes
from brygga.coaching.acts.queueing import assess, leave_queue, note_contact, offer, queue, say_yes, stand_in_queue

__all__ = [
    "add_activity",
    "add_for_one",
    "assess",
    "cancel_session",
    "change_coach",
    "close_activity",
    "end",
    "enrol",
    "join",
    "leave_activity",
    "leave_queue",
    "note_contact",
    "note_presence",
    "offer",
    "queue",
    "queue_when_asked",
    "record_step",
    "say_yes",
    "stand_in_queue",
    "step_out_when_door_closes",
]
