"""The call as an ask across a border: a request to each unit that does not take part yet."""

from __future__ import annotations

from brygga.core.actor import Actor
from brygga.meetings.models import Attendee


def ask(attendee: Attendee, *, by: Actor) -> None:
    """Units that take part are asked through their seat; the others through a request."""


def take_back(attendee: Attendee, *, by: Actor, why: str) -> None:
    """The request behind the seat, if there is one, is withdrawn."""
