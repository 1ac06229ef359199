"""That somebody took numbers or events out of the follow-up of many is noted, with which."""

from __future__ import annotations

from brygga.agencies.models import Organisation
from brygga.core.actor import Actor
from brygga.core.acts import act
from brygga.core.decision import YES, Decision, no
from brygga.rules.powers import Power


def may_take(actor: Actor, organisation: Organisation) -> Decision:
    mine = actor.is_staff and actor.has(Power.ANALYSE) and actor.organisation_id == organisation.pk
    return YES if mine else no("Siffrorna hämtas av dem som följer upp arbetet i organisationen.")


@act("statistics.take_numbers", may=may_take, told_as="{by} hämtade siffror ur uppföljningen")
def take_numbers(organisation: Organisation, *, by: Actor, part: str) -> None:
    """Only the note is left."""


@act("statistics.take_events", may=may_take, told_as="{by} hämtade händelser utan identitet ur uppföljningen")
def take_events(organisation: Organisation, *, by: Actor, part: str) -> None:
    """Only the note is left."""
