"""Taking part in a coordination: being let in, what the unit does there, and leaving it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import F

from brygga.agencies.models import Assignment, Unit
from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.may import may_share_identity
from brygga.consents.models import COORDINATION, Disclosure
from brygga.consents.queries import covering
from brygga.coordinations import may
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.people.acts import open_case, register_person
from brygga.people.models import Case
from brygga.rules.identity_numbers import IdentityNumber

LEFT_TOGETHER = "Enheten lämnade samordningen"


@act("coordinations.engage", may=may.may_engage, told_as="{unit} är med i samordningen", affects_planning=True)
def engage(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    role: str = "",
    standing: str = Standing.NEW,
    case: Case | None = None,
    caseworker: Assignment | None = None,
) -> Engagement:
    """A unit takes part. Its door must already be open: a disclosure to it in force."""
    insist(may.may_engage_unit(by, coordination, unit))
    if caseworker:
        insist(may.can_be_caseworker(caseworker, unit.pk, day_of(at)))
    return create(
        Engagement,
        coordination=coordination,
        unit=unit,
        case=case or own_case(coordination, unit),
        caseworker=caseworker,
        role=role,
        standing=standing,
        since=day_of(at),
    )


def own_case(coordination: Coordination, unit: Unit) -> Case | None:
    """The unit's open case, when the person is the same row: another unit of the same organisation."""
    cases = Case.objects.unrestricted(because="the unit's own case is tied to its part")
    return cases.open().filter(unit=unit, person_id=coordination.person_id).first()  # type: ignore[no-any-return]


@act("coordinations.let_in", may=may.may_let_in, told_as="{by} tog med {unit}")
def let_in(
    coordination: Coordination, *, by: Actor, at: datetime, unit: Unit, role: str = "", standing: str = Standing.NEW
) -> Engagement:
    """Open the door for a unit that the consent covers, and take it along."""
    if unit.closed_on:
        raise NotAllowed(f"{unit.name} är avvecklad. Välj en enhet som finns kvar.")
    if not may.door_is_open(coordination, unit.pk):
        open_door(coordination, by=by, unit=unit, on=day_of(at))
    return engage(coordination, by=by, at=at, unit=unit, role=role, standing=standing)


def open_door(coordination: Coordination, *, by: Actor, unit: Unit, on: date) -> Disclosure:
    """The disclosure of the stream to a unit, resting on the person's consent."""
    both = [coordination.unit, unit]
    insist(may_share_identity(coordination.person, both, on, purpose=COORDINATION, stream_id=coordination.pk))
    consent = covering(coordination.person, [one.pk for one in both], on)
    return disclose(
        coordination.person,
        by=by,
        stream_id=coordination.pk,
        from_unit=coordination.unit,
        to_unit=unit,
        purpose=COORDINATION,
        consent=consent,
    )


@act("coordinations.set_standing", may=may.may_change_part, told_as="{unit}: {standing_term}", affects_planning=True)
def set_standing(engagement: Engagement, *, by: Actor, standing: str) -> Engagement:
    return change(engagement, standing=standing)


@act("coordinations.set_role", may=may.may_change_part, told_as="{by} beskrev vad {unit} gör")
def set_role(engagement: Engagement, *, by: Actor, role: str) -> Engagement:
    return change(engagement, role=role)


@act("coordinations.appoint", may=may.may_appoint, told_as="{caseworker} är ansvarig handläggare på {unit}")
def appoint(engagement: Engagement, *, by: Actor, at: datetime, caseworker: Assignment) -> Engagement:
    insist(may.can_be_caseworker(caseworker, engagement.unit_id, day_of(at)))
    return change(engagement, caseworker=caseworker)


@act("coordinations.take_on", may=may.may_take_on, told_as="{unit} har öppnat ett eget ärende", affects_planning=True)
def take_on(
    engagement: Engagement,
    *,
    by: Actor,
    given_name: str = "",
    family_name: str = "",
    identity: IdentityNumber | None = None,
    born: date | None = None,
    at: datetime,
    **details: Any,
) -> Engagement:
    """The unit registers the person as its own; who answers for its part answers for the case.

    In the same organisation only the case is new.
    """
    coordination, unit, caseworker = engagement.coordination, engagement.unit, engagement.caseworker
    if caseworker and not may.can_be_caseworker(caseworker, unit.pk, day_of(at)):
        caseworker = None
    if coordination.person.organisation_id == unit.organisation_id:
        case = open_case(coordination.person, by=by, unit=unit, caseworker=caseworker)
    else:
        details |= {"given_name": given_name, "family_name": family_name, "identity": identity, "born": born}
        person = register_person(unit, by=by, caseworker=caseworker, **details)
        cases = Case.objects.unrestricted(because="the case that was just opened for the unit")
        case = cases.open().get(unit=unit, person=person)
    standing = Standing.KNOWN if engagement.standing == Standing.NEW else engagement.standing
    return change(engagement, case=case, standing=standing)


@act(
    "coordinations.leave",
    may=may.may_shut_out,
    told_as="{unit} är inte med längre",
    affects_planning=True,
)
def leave(engagement: Engagement, *, by: Actor, at: datetime, why: str) -> Engagement:
    """Part of ending together: what was opened to the unit closes. What it wrote itself stays its own."""
    ended = change(engagement, ended_on=day_of(at), ended_why=why[:500])
    disclosures = Disclosure.objects.unrestricted(because="a unit that leaves reads no further")
    for disclosure in disclosures.filter(
        stream_id=engagement.coordination_id, to_unit_id=engagement.unit_id, ended_at=None
    ):
        end_disclosure(disclosure, by=SYSTEM, at=at, because=LEFT_TOGETHER)
    return ended


@act(
    "coordinations.shut_out",
    may=may.may_shut_out,
    told_as="{unit} är inte med längre{told_why}",
    affects_planning=True,
)
def shut_out(engagement: Engagement, *, by: Actor, at: datetime, why: str) -> Engagement:
    """The ground has gone for the unit to take part; its own records are untouched."""
    return change(engagement, ended_on=day_of(at), ended_why=why)


def leave_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents, inside the act that closed the door."""
    parts = Engagement._base_manager.filter(coordination_id=stream_id, unit_id=unit_id, ended_on=None)
    for part in parts.exclude(unit_id=F("coordination__unit_id")):
        shut_out(part, by=by, at=at, why=why[:1].upper() + why[1:])
