"""Every write to a plan: working on it, putting it forward and answering, and following it up."""

from brygga.plans.acts.following import (
    close_plan,
    follow_up_plan,
    note_outcome,
    report_interruption,
    report_progress,
    when_interrupted,
)
from brygga.plans.acts.versions import (
    drop_version,
    lapse_version,
    lapse_when_door_closes,
    lapse_when_ground_goes,
    propose_version,
    record_persons_say,
    say,
    say_as_person,
    say_for_unit,
)
from brygga.plans.acts.working import (
    add_row,
    change_row,
    move_row,
    remove_row,
    restore_row,
    set_header,
    start_at_meeting,
    start_plan,
    write_text,
)

__all__ = [
    "add_row",
    "change_row",
    "close_plan",
    "drop_version",
    "follow_up_plan",
    "lapse_version",
    "lapse_when_door_closes",
    "lapse_when_ground_goes",
    "move_row",
    "note_outcome",
    "propose_version",
    "record_persons_say",
    "remove_row",
    "report_interruption",
    "report_progress",
    "restore_row",
    "say",
    "say_as_person",
    "say_for_unit",
    "set_header",
    "start_at_meeting",
    "start_plan",
    "when_interrupted",
    "write_text",
]
