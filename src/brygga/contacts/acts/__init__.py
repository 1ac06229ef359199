"""Writing up a contact, telling who does what, and what comes of it."""

from brygga.contacts.acts.informing import (
    acknowledge_role,
    close_role,
    end_role,
    lead_on,
    misdirected_role,
    tell_role,
)
from brygga.contacts.acts.logging import Held, correct_contact, log_contact, log_shared_contact
from brygga.contacts.acts.telling import Law

__all__ = [
    "Held",
    "Law",
    "acknowledge_role",
    "close_role",
    "correct_contact",
    "end_role",
    "lead_on",
    "log_contact",
    "log_shared_contact",
    "misdirected_role",
    "tell_role",
]
