"""How it ends: the person goes home, what the others need goes over, or it comes to nothing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from brygga.consents.acts import limit_disclosure
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Engagement
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change
from brygga.discharges import may
from brygga.discharges.models import Discharge
from brygga.discharges.states import DischargeState
from brygga.people.acts.dying import DIED
from brygga.people.models import Person
from brygga.routines.loading import routine
from brygga.rules.clocks import due_on


@act(
    "discharges.discharge",
    may=may.may_discharge,
    told_as="{ward} har skrivit ut personen",
    affects_planning=True,
)
def discharge_person(
    discharge: Discharge, *, by: Actor, at: datetime, discharged_at: datetime, informed: bool = False
) -> Discharge:
    """3 kap. 2 §: what the others need to know goes over the same day."""
    if not discharge.admitted_at <= discharged_at <= at:
        raise NotAllowed("Utskrivningen ska vara efter inskrivningen och inte i framtiden.")
    facts = {"discharged_at": discharged_at, "informed_on": day_of(at) if informed else None}
    return _ended(discharge, DischargeState.DISCHARGED, at, **facts)


@act("discharges.inform", may=may.may_inform, told_as="{ward} har fört över informationen")
def note_information(discharge: Discharge, *, by: Actor, at: datetime) -> Discharge:
    return change(discharge, informed_on=day_of(at))


@act(
    "discharges.withdraw",
    may=may.may_change,
    told_as="{ward} har avbrutit utskrivningen",
    affects_planning=True,
)
def withdraw(discharge: Discharge, *, by: Actor, at: datetime, why: str) -> Discharge:
    """The person stays, is moved to another ward, or moves away."""
    if not why.strip():
        raise NotAllowed("Skriv varför.")
    return _ended(discharge, DischargeState.WITHDRAWN, at, withdrawn_on=day_of(at), withdrawn_why=why.strip())


@act("discharges.stop", may=may.may_stop, told_as="Utskrivningen är avbruten", affects_planning=True)
def stop(discharge: Discharge, *, by: Actor, at: datetime) -> Discharge:
    return _ended(discharge, DischargeState.WITHDRAWN, at, withdrawn_on=day_of(at), withdrawn_why=DIED)


def stop_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    """Whichever unit of those who take part has registered it."""
    joined = Engagement._base_manager.filter(coordination=OuterRef("coordination_id"), case__person=person)
    rows = Discharge.objects.unrestricted(because="what must stop when somebody has died").open()
    whose = Q(person=person) | Q(coordination__person=person) | Exists(joined)
    for discharge in rows.filter(whose).order_by("pk"):
        stop(discharge, by=by, at=at)


def _ended(discharge: Discharge, state: DischargeState, at: datetime, **facts: object) -> Discharge:
    """Those told read how it ended for as long as the routine says, and then no more."""
    ended = change(discharge, state=state, told_at=at, **facts)
    place = routine(discharge.coordination.place)
    kind = place.discharge_on(day_of(at))
    until = due_on(place.deadline(kind.keep_reading, day_of(at)), at) if kind else day_of(at)
    doors = Disclosure.objects.unrestricted(because="what the notice opened closes some time after it is over")
    for door in doors.filter(stream_id=discharge.pk, ended_at=None):
        limit_disclosure(door, by=SYSTEM, at=at, valid_until=until)
    return ended
