"""What those who receive do: see what was told, begin to plan, name the contact, and call."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.coordinations.may import own_part
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change
from brygga.discharges import may
from brygga.discharges.models import Discharge, DischargeReceiver


@act("discharges.see", may=may.may_see, told_as="{unit} har sett det", in_feed=False)
def see(receiver: DischargeReceiver, *, by: Actor, at: datetime) -> DischargeReceiver:
    """The ward sees that it has come."""
    return change(receiver, seen_at=at, received_by=by.label)


@act("discharges.begin_planning", may=may.may_plan, told_as="{unit} har börjat planera", in_feed=False)
def begin_planning(receiver: DischargeReceiver, *, by: Actor, at: datetime) -> DischargeReceiver:
    """2 kap. 6 §."""
    return change(receiver, planning_since=day_of(at), seen_at=at, received_by=by.label)


@act(
    "discharges.name_contact",
    may=may.may_name_contact,
    told_as="{contact_unit} har utsett en fast vårdkontakt",
    affects_planning=True,
)
def name_contact(discharge: Discharge, *, by: Actor, contact: str) -> Discharge:
    """2 kap. 5 §."""
    if not contact.strip():
        raise NotAllowed("Skriv vem som är fast vårdkontakt.")
    return change(discharge, contact=contact.strip(), contact_unit=_unit(by, discharge))


def _unit(by: Actor, discharge: Discharge) -> Unit:
    part = own_part(by, discharge.coordination)
    return part.unit if part else discharge.ward


@act("discharges.note_call", may=may.may_note_call, told_as="Kallelsen till den samordnade planeringen är skickad")
def note_call(discharge: Discharge, *, by: Actor, at: datetime, called_on: date) -> Discharge:
    """4 kap. 3 §, sent in another way than here."""
    if not day_of(discharge.admitted_at) <= called_on <= day_of(at):
        raise NotAllowed("Kallelsen skickas efter inskrivningen, och inte i framtiden.")
    return change(discharge, called_on=called_on)
