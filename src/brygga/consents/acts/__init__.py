"""Taking an answer, taking it back, and disclosing: every write about consent."""

from brygga.consents.acts.answers import give_consent, note_copy_given, record_no
from brygga.consents.acts.disclosures import (
    close_disclosure,
    disclose,
    end_disclosure,
    lapse_disclosure,
    limit_disclosure,
)
from brygga.consents.acts.doors import when_door_closes, when_ground_goes
from brygga.consents.acts.endings import end_at_closing, note_run_out, withdraw_consent, withdraw_part

__all__ = [
    "close_disclosure",
    "disclose",
    "end_at_closing",
    "end_disclosure",
    "give_consent",
    "lapse_disclosure",
    "limit_disclosure",
    "note_copy_given",
    "note_run_out",
    "record_no",
    "when_door_closes",
    "when_ground_goes",
    "withdraw_consent",
    "withdraw_part",
]
