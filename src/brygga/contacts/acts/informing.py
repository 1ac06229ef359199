"""VAR-02: telling other units what one does for the person, when that is enough; leading on when it no longer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.may import may_share_identity
from brygga.consents.models import COORDINATION
from brygga.contacts import may
from brygga.contacts.acts.telling import Law, open_to
from brygga.contacts.models import InformedUnit, RoleInformation
from brygga.coordinations.acts import let_in, open_coordination, set_role
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.people.models import Case, Person
from brygga.requests.states import WAITING, RequestState
from brygga.routines.contacts import InformationKind
from brygga.routines.loading import routine
from brygga.rules.clocks import due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a unit says about itself, already clean."""

    role: str
    interventions: str = ""
    reach: str
    until: date | None = None


@act("contacts.tell_role", may=may.may_log, told_as="{by} berättade vad enheten gör", in_feed=False)
def tell_role(
    person: Person, *, by: Actor, at: datetime, told: Role, to_units: Iterable[Unit], law: Law | None = None
) -> RoleInformation:
    """No coordination is opened: the units told may read this, and nothing else."""
    unit, others = Unit.objects.get(pk=by.unit_id), list(to_units)
    rule = may.information_kind(unit.organisation.place, day_of(at))
    if rule is None:
        raise NotAllowed("Rutinen har inget ord för det här. Skriv upp en kontakt i stället.")
    insist(may.is_with_another(unit, others))
    insist(may.says_what_it_does(told.role, told.reach, told.until, day_of(at)))
    information = create(
        RoleInformation,
        place=unit.organisation.place,
        kind=rule.key,
        person=person,
        unit=unit,
        role=told.role.strip(),
        interventions=told.interventions.strip(),
        reach=told.reach.strip(),
        until=told.until,
        told_by=by.label,
        told_at=at,
    )
    for other in others:
        _tell(information, other, rule, by, at, law)
    return information


def _tell(
    information: RoleInformation, other: Unit, rule: InformationKind, by: Actor, at: datetime, law: Law | None
) -> None:
    person, unit = information.person, information.unit
    if law is None:
        insist(may.may_tell(person, unit, other, COORDINATION, day_of(at)))
    consent = None if law else may.telling(person, unit, other, COORDINATION, day_of(at))
    opened = open_to(person, information.pk, unit, other, by=by, consent=consent, law=law, until=information.until)
    due = due_at(routine(information.place).deadline(rule.acknowledge, day_of(at)), at) if rule.acknowledge else None
    create(
        InformedUnit,
        information=information,
        unit=other,
        to_power=rule.to_power.value,
        disclosure=opened,
        acknowledge_by=due,
    )


@act("contacts.acknowledge_role", may=may.may_acknowledge, told_as="{unit} har tagit emot", in_feed=False)
def acknowledge_role(informed: InformedUnit, *, by: Actor, at: datetime, their_role: str = "") -> InformedUnit:
    """The sender sees that it has come, and what this unit does itself."""
    return _answered(informed, RequestState.ACKNOWLEDGED, by, at, their_role=their_role.strip())


@act("contacts.misdirected_role", may=may.may_say_misdirected, told_as="{unit} svarade att det kom fel", in_feed=False)
def misdirected_role(informed: InformedUnit, *, by: Actor, at: datetime, reason: str) -> InformedUnit:
    return _answered(informed, RequestState.MISDIRECTED, by, at, reason=reason.strip())


def _answered(informed: InformedUnit, state: RequestState, by: Actor, at: datetime, **more: Any) -> InformedUnit:
    return change(informed, state=state, answered_at=at, answered_by=by.label, **more)


@act("contacts.end_role", may=may.may_end, told_as="{by} avslutade", in_feed=False)
def end_role(information: RoleInformation, *, by: Actor, at: datetime, why: str) -> RoleInformation:
    """The units told see that it no longer holds."""
    return change(information, ended_at=at, ended_why=why.strip())


@act("contacts.close_role", may=may.may_close, told_as="Det som var öppet stängdes", in_feed=False)
def close_role(informed: InformedUnit, *, by: Actor, at: datetime, why: str) -> InformedUnit:
    """What it rested on has gone; nobody took it back."""
    return change(informed, state=RequestState.WITHDRAWN, reason=why[:300])


def close_when_door_closes(stream_id: UUID, unit_id: UUID, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: nobody waits any longer for a receipt."""
    rows = InformedUnit._base_manager.filter(information_id=stream_id, unit_id=unit_id, state__in=WAITING)
    for waiting in rows:
        close_role(waiting, by=by, at=at, why=why)


@act("contacts.lead_on", may=may.may_lead_on, told_as="{by} ledde vidare till en samordning", in_feed=False)
def lead_on(information: RoleInformation, *, by: Actor, at: datetime, why: str) -> RoleInformation:
    """They need to work together after all. What was told is carried over, and nothing is written again."""
    case = may.own_case(by, information)
    assert case is not None
    coordination = open_coordination(case, by=by, why=why.strip(), reasons=[], standing="ongoing")
    _carry_over(information, coordination, case, by)
    return change(information, led_to=coordination, ended_at=at, ended_why="Ledde vidare till en samordning")


def _carry_over(information: RoleInformation, coordination: Coordination, case: Case, by: Actor) -> None:
    """Each unit that the person's yes lets take part comes along, with what it said that it does."""
    own = Engagement._base_manager.get(coordination=coordination, unit_id=case.unit_id)
    set_role(own, by=by, role=information.role)
    for informed in information.told.unrestricted(because="who has been told comes along"):
        both = [information.unit, informed.unit]
        misled = informed.state in (RequestState.MISDIRECTED, RequestState.WITHDRAWN)
        if not misled and may_share_identity(information.person, both, coordination.opened_on, purpose=COORDINATION):
            standing = "ongoing" if informed.their_role else "known"
            let_in(coordination, by=by, unit=informed.unit, role=informed.their_role, standing=standing)
