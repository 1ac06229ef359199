"""What the ward tells: the admission, to whom, another day, and that the person is ready, or is not any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.consents.acts import disclose
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.discharges import may
from brygga.discharges.models import Discharge, DischargeReceiver
from brygga.discharges.states import DischargeState
from brygga.people.models import Person
from brygga.routines.loading import routine
from brygga.routines.vocabulary import PartyKind

JUDGEMENT = "Lagen säger att kommunen ska få veta namn, personnummer, adress och beräknad tidpunkt för utskrivning."
TO_WHOM = "Välj den eller de enheter i kommunen som ska få veta."
BEFORE = "Utskrivningen kan inte vara före inskrivningen."


@act(
    "discharges.notify_admission",
    may=may.may_notify,
    told_as="{ward} har lämnat ett inskrivningsmeddelande",
    affects_planning=True,
)
def notify_admission(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    admitted_at: datetime,
    estimated_on: date,
    to_units: Iterable[Unit],
    judged_at: datetime | None = None,
    compulsory: bool = False,
) -> Discharge:
    """2 kap. 2–3 §§. Rests on the law, and opens the four things that it names to the units told."""
    part = own_part(by, coordination)
    assert part is not None
    assert part.case is not None
    if admitted_at > at or (judged_at and judged_at > at):
        raise NotAllowed("Tiden har inte varit än. Skriv när det hände.")
    _after_admission(estimated_on, admitted_at)
    made = create(
        Discharge,
        coordination=coordination,
        person=part.case.person,
        ward=part.unit,
        admitted_at=admitted_at,
        judged_at=judged_at,
        notified_at=at,
        told_at=at,
        estimated_on=estimated_on,
        compulsory=compulsory,
    )
    change(coordination, discharge=True)
    _tell(made, to_units, by, at)
    return made


@act("discharges.tell", may=may.may_change, told_as="{ward} har lämnat meddelandet till en enhet till")
def tell_units(discharge: Discharge, *, by: Actor, at: datetime, to_units: Iterable[Unit]) -> Discharge:
    """It was another unit that should plan, or one more."""
    _tell(discharge, to_units, by, at)
    return discharge


def _tell(discharge: Discharge, to_units: Iterable[Unit], by: Actor, at: datetime) -> None:
    place, units = discharge.coordination.place, list(to_units)
    rule = routine(place).discharge_on(day_of(at))
    if not units or not all(_may_be_told(unit, place) for unit in units):
        raise NotAllowed(TO_WHOM)
    if rule is None:
        raise NotAllowed(may.NOT_HERE)
    person = Person.objects.unrestricted(because="the person whom the ward has admitted").get(pk=discharge.person_id)
    for unit in units:
        told = disclose(
            person,
            by=by,
            at=at,
            stream_id=discharge.pk,
            from_unit=discharge.ward,
            to_unit=unit,
            purpose=rule.purpose,
            legal_basis=may.GROUND,
            legal_note=JUDGEMENT,
        )
        create(DischargeReceiver, discharge=discharge, unit=unit, disclosure=told)


def _may_be_told(unit: Unit, place: str) -> bool:
    here = unit.organisation.place == place and unit.closed_on is None
    return here and may.side_of(unit) is PartyKind.MUNICIPALITY


def _after_admission(estimated_on: date, admitted_at: datetime) -> None:
    if estimated_on < day_of(admitted_at):
        raise NotAllowed(BEFORE)


@act(
    "discharges.change_estimate",
    may=may.may_change,
    told_as="{ward} har ändrat den beräknade tidpunkten för utskrivning",
    affects_planning=True,
)
def change_estimate(discharge: Discharge, *, by: Actor, at: datetime, estimated_on: date) -> Discharge:
    """2 kap. 4 §: as soon as possible."""
    _after_admission(estimated_on, discharge.admitted_at)
    return change(discharge, estimated_on=estimated_on, told_at=at)


@act(
    "discharges.say_ready",
    may=may.may_say_ready,
    told_as="{ward} har meddelat att personen är utskrivningsklar",
    affects_planning=True,
)
def say_ready(discharge: Discharge, *, by: Actor, at: datetime) -> Discharge:
    """3 kap. 1 §. The clocks of the call and of the payment start with it."""
    return change(discharge, state=DischargeState.READY, ready_at=at, told_at=at)


@act(
    "discharges.take_back_ready",
    may=may.may_take_back_ready,
    told_as="{ward} har meddelat att personen inte är utskrivningsklar längre",
    affects_planning=True,
)
def take_back_ready(discharge: Discharge, *, by: Actor, at: datetime, estimated_on: date) -> Discharge:
    """The person became worse: no clock runs until they are ready again."""
    _after_admission(estimated_on, discharge.admitted_at)
    return change(discharge, state=DischargeState.ADMITTED, ready_at=None, estimated_on=estimated_on, told_at=at)
