"""Opening a coordination, registering it, closing it, and leaving nothing of one that led nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations import may
from brygga.coordinations.acts.taking_part import own_case
from brygga.coordinations.models import Coordination, Engagement, InboxItem, Standing
from brygga.coordinations.numbers import new_number
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act
from brygga.core.clock import day_of
from brygga.core.models import Event
from brygga.core.saving import change, create
from brygga.people.acts import erase_exploratory as erase_case
from brygga.people.acts import keep_case
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.case_kinds import SipReason


@act("coordinations.open", may=may.may_open, told_as="{by} öppnade samordningen")
def open_coordination(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    why: str,
    reasons: list[str],
    discharge: bool = False,
    exploratory: bool = False,
    standing: str = Standing.KNOWN,
) -> Coordination:
    """Opened from the unit's own case. The other units are let in by the person's consent."""
    return _open(
        case,
        by,
        at,
        standing,
        place=by.place,
        coordinator_id=by.assignment_id,
        why=why,
        reasons=reasons,
        discharge=discharge,
        exploratory=exploratory,
    )


def _open(case: Case, by: Actor, at: datetime, standing: str, **facts: Any) -> Coordination:
    coordination = create(
        Coordination,
        person_id=case.person_id,
        unit_id=case.unit_id,
        number=new_number(day_of(at)),
        opened_on=day_of(at),
        opened_by=by.byline,
        **facts,
    )
    create(
        Engagement,
        coordination=coordination,
        unit_id=case.unit_id,
        case=case,
        caseworker_id=case.caseworker_id or by.assignment_id,
        standing=standing,
        since=day_of(at),
    )
    return coordination


@act(
    "coordinations.open_when_asked",
    may=may.may_open_when_asked,
    told_as="Samordningen öppnades när personen bad om en SIP",
)
def open_when_asked(case: Case, *, by: Actor, at: datetime) -> Coordination:
    """MAL-11: the person has no coordination yet; the unit that has their case begins one."""
    if case.exploratory:
        change(case, exploratory=False)
    place = case.unit.organisation.place
    reasons = [reason.key for reason in routine(place).reasons if reason.key == SipReason.ASKED_FOR]
    return _open(case, by, at, Standing.KNOWN, place=place, why="Personen har bett om en SIP.", reasons=reasons)


@act("coordinations.close", may=may.may_close, told_as="{by} avslutade samordningen", affects_planning=True)
def close_coordination(coordination: Coordination, *, by: Actor, at: datetime, why: str) -> Coordination:
    """Last of all: whoever reads it afterwards, the person among them, sees why."""
    return change(coordination, closed_on=day_of(at), closed_why=why.strip())


@act("coordinations.reopen", may=may.may_reopen, told_as="{by} öppnade samordningen igen", affects_planning=True)
def reopen(coordination: Coordination, *, by: Actor, at: datetime) -> Coordination:
    """The history stays. Others are let in anew, on what the person says now."""
    own = Engagement._base_manager.get(coordination=coordination, unit_id=coordination.unit_id, ended_on=None)
    change(own, case=own_case(coordination, coordination.unit))
    return change(coordination, closed_on=None, closed_why="")


@act("coordinations.register", may=may.may_work, told_as="{by} registrerade samordningen")
def register(coordination: Coordination, *, by: Actor) -> Coordination:
    """MAL-06: something follows, so the open-minded contact becomes a case. Each unit registers its own."""
    own = Case._base_manager.filter(engagements__coordination=coordination, unit_id__in=by.reads, exploratory=True)
    for case in own.distinct():
        keep_case(case, by=by)
    return change(coordination, exploratory=False)


@act("coordinations.erase_exploratory", may=may.may_erase, told_as="{by} raderade")
def erase_exploratory(coordination: Coordination, *, by: Actor, at: datetime) -> Unit:
    """MAL-06: when nothing follows, nothing is left but that it happened.

    The answer is the unit, so that the audit row names nobody.
    """
    unit, stream_id = coordination.unit, coordination.pk
    loose = Case.objects.unrestricted(because="what was never registered is erased")
    cases = list(
        loose.filter(engagements__coordination=coordination, exploratory=True)
        .select_related("person", "unit")
        .distinct()
    )
    _untie(coordination)
    coordination.delete()
    Disclosure._base_manager.filter(Q(stream_id=stream_id) | Q(consent__stream_id=stream_id)).delete()
    Consent._base_manager.filter(stream_id=stream_id).delete()
    InboxItem._base_manager.filter(stream_id=stream_id).delete()
    Event._base_manager.filter(stream_id=stream_id).delete()
    for case in cases:
        erase_case(case.person, by=SYSTEM, unit=case.unit)
    return unit


def _untie(coordination: Coordination) -> None:
    """Rows that point to the coordination may point to each other, in whichever room they live."""
    for model in apps.get_models():
        if any(field.name == "coordination" for field in model._meta.fields):
            knots = {field.name: None for field in model._meta.fields if field.related_model is model}
            if knots:
                model._base_manager.filter(coordination=coordination).update(**knots)
