"""The coordination goes along with the responsibility, and the unit that handed over reads for a while yet."""

from __future__ import annotations

from datetime import date, datetime

from brygga.consents.acts import disclose, limit_disclosure
from brygga.consents.models import Disclosure
from brygga.consents.queries import covering
from brygga.coordinations.acts import pass_on
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.handovers.models import Handover
from brygga.handovers.queries import passes_on
from brygga.requests.may import purposes_of


def pass_coordination_on(handover: Handover, *, by: Actor, at: datetime) -> None:
    """Where it can: within the organisation, to a unit that may know what the others have told each other."""
    if passes_on(handover):
        pass_on(handover.coordination, by=SYSTEM, at=at, unit=handover.to_unit, coordinator=handover.request.appointed)


def keep_reading(handover: Handover, *, by: Actor, until: date) -> None:
    """Every door that stands is set to close that day; the opener, which needed none, gets one on the consent."""
    handover.coordination.refresh_from_db(fields=["unit"])
    sender = handover.from_unit
    doors = Disclosure.objects.unrestricted(because="the one who handed over reads for the time that the routine says")
    standing = list(doors.in_force(clock.today()).filter(stream_id=handover.coordination_id, to_unit=sender))
    for door in standing:
        limit_disclosure(door, by=SYSTEM, valid_until=until)
    if standing or handover.coordination.unit_id == sender.pk:
        return
    units = [handover.to_unit.pk, sender.pk]
    consent = covering(handover.coordination.person, units, clock.today())
    purpose = next((one for one in purposes_of(handover.request) if consent and one in consent.purposes), "")
    if consent and purpose:
        disclose(
            handover.coordination.person,
            by=by,
            stream_id=handover.coordination_id,
            from_unit=handover.to_unit,
            to_unit=sender,
            purpose=purpose,
            consent=consent,
            valid_until=until,
        )
