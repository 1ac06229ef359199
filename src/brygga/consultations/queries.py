"""Reads about consultations: what waits for an answer, what one has asked, and whom one may consult about somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.consultations.may import PURPOSE
from brygga.consultations.models import Consultation, ConsultationStep
from brygga.consultations.states import How, NextBy
from brygga.coordinations.models import Coordination, open_doors
from brygga.coordinations.queries import my_coordinations
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.requests.states import WAITING
from brygga.routines.loading import routine
from brygga.rules.powers import Power

#: How long an answer is news on the start page.
NEWS = timedelta(days=3)


def with_details(actor: Actor) -> Any:
    """Each with whether whom it is about is open to the unit asked, and to the actor: in one question."""
    disclosures = Disclosure.objects.unrestricted(because="whether a consultation is open to the unit asked")
    let_in = disclosures.in_force(clock.today()).filter(stream_id=OuterRef("pk"), to_unit_id=OuterRef("to_unit_id"))
    rows = Consultation.objects.visible_to(actor).annotate(
        ground_stands=Q(disclosure=None) | Exists(let_in), inside=open_doors(actor, "coordination_id")
    )
    return rows.select_related(
        *("from_unit__organisation", "to_unit__organisation", "coordination__person"),
        *("from_assignment__staff", "answered_by__staff", "talked_with__staff"),
    )


def content_is_open(consultation: Any, actor: Actor) -> bool:
    """The unit that asked and the person always read it; the unit asked while it may know whom it is about."""
    return actor.is_person or consultation.from_unit_id in actor.reads or bool(consultation.ground_stands)


def may_know_whom(consultation: Any, actor: Actor) -> bool:
    """Of one found by `with_details`: the unit that asked while it takes part, the unit asked while it is let in."""
    if not consultation.is_named:
        return False
    if consultation.from_unit_id in actor.reads:
        return bool(consultation.inside)
    return bool(consultation.ground_stands)


def asked(actor: Actor) -> Any:
    """What the actor's units have asked of others."""
    return with_details(actor).filter(from_unit_id__in=actor.reads)


def received(actor: Actor) -> Any:
    """What others have asked of the actor's units."""
    return with_details(actor).filter(to_unit_id__in=actor.reads | actor.distributes)


def on_desk(actor: Actor, size: int) -> list[Any]:
    """What is to be answered, read and followed up, each marked with which; in one question, for the start page."""
    desk = {"to_answer": _to_answer(actor), "to_read": _answered_lately(actor), "to_follow_up": _next_step(actor)}
    rows = with_details(actor).filter(reduce(or_, desk.values()))
    marks = {name: ExpressionWrapper(which, BooleanField()) for name, which in desk.items()}
    return list(rows.annotate(**marks).order_by("pk")[:size])


def _to_answer(actor: Actor) -> Q:
    """What waits for the function that the actor holds."""
    here = Q(to_unit_id__in=actor.reads | actor.distributes, state__in=WAITING)
    return here if Power.LEAD in actor.powers else here & Q(to_power__in=[power.value for power in actor.powers])


def _answered_lately(actor: Actor) -> Q:
    """Answers to what the actor asked themself."""
    mine = Q(from_unit_id__in=actor.reads, from_assignment_id=actor.assignment_id, how=How.WRITING)
    return mine & Q(answered_at__gte=clock.now() - NEWS) & ~Q(state__in=WAITING)


def _next_step(actor: Actor) -> Q:
    """The steps that somebody promised to take: the one who asked, or the one who answered."""
    asker = Q(from_assignment_id=actor.assignment_id, next_by__in=[NextBy.ASKER, NextBy.TOGETHER])
    answerer = Q(answered_by_id=actor.assignment_id, next_by__in=[NextBy.ASKED, NextBy.TOGETHER])
    return (asker | answerer) & Q(next_done_at=None) & ~Q(next_step="")


def to_show(actor: Actor) -> Any:
    """What the next regular meeting is to see, for those who lead one of the units."""
    if not actor.has(Power.LEAD):
        return with_details(actor).none()
    kinds = [kind.key for kind in routine(actor.place).consultation_kinds if kind.shown_at]
    return with_details(actor).filter(kind__in=kinds, shown_at=None)


def caseworker_called(unit: Unit, name: str) -> Assignment | None:
    """The one at the unit who has that name today."""
    held = Assignment.objects.filter(in_force(clock.today()), unit=unit, staff__left_on=None)
    return held.filter(staff__name__iexact=name.strip()).order_by("pk").first()


def about_person(actor: Actor, *, size: int = 30) -> list[Any]:
    """The newest that name the person who asks: that advice was sought, of whom and when."""
    rows = Consultation.objects.visible_to(actor).select_related("from_unit", "to_unit")
    return list(rows.order_by("-named_at", "-pk")[:size])


def history(consultation: Consultation) -> list[ConsultationStep]:
    """Every step, oldest first."""
    steps = ConsultationStep.objects.unrestricted(because="the consultation itself was seen")
    return list(steps.filter(consultation=consultation).order_by("at", "pk"))


def units_to_consult(place: str, unit_id: Any) -> Any:
    """Open units of the place, but the own."""
    units = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=place)
    rows = units.exclude(pk=unit_id).select_related("organisation")
    return rows.order_by("organisation__sort", "sort", "pk")


def units_that_may_know(coordination: Coordination, unit_id: Any) -> Any:
    """Those whom a consent in force lets the unit tell whom it is about, when it seeks advice."""
    return units_to_consult(coordination.place, unit_id).filter(pk__in=_covered(coordination.person_id, unit_id))


def _covered(person_id: Any, unit_id: Any) -> set[Any]:
    grants = ConsentGrant.objects.unrestricted(because="which units the person has let the asking unit consult")
    rows = grants.in_force(clock.today()).filter(consent__person_id=person_id, matter=COORDINATION)
    parties: dict[Any, set[Any]] = {}
    for consent, party, purposes in rows.values_list("consent_id", "unit_id", "consent__purposes"):
        if PURPOSE in purposes:
            parties.setdefault(consent, set()).add(party)
    return {party for units in parties.values() if unit_id in units for party in units} - {None}


def coordinations_to_name(actor: Actor, consultation: Consultation) -> list[Coordination]:
    """Those that the actor answers for, or leads, and that a consent lets both units know of."""
    grants = ConsentGrant.objects.unrestricted(because="whose consent covers both units")
    rows = grants.in_force(clock.today()).filter(matter=COORDINATION)
    theirs = rows.filter(unit_id=consultation.to_unit_id).values_list("consent_id", "consent__purposes")
    willing = {consent for consent, purposes in theirs if PURPOSE in purposes}
    ours = rows.filter(unit_id=consultation.from_unit_id).values_list("consent_id", "consent__person_id")
    about = {person for consent, person in ours if consent in willing}
    mine = my_coordinations(actor, mine=Power.LEAD not in actor.powers).order_by("-pk")
    return [row for row in mine if row.person_id in about]


def overdue(now: datetime) -> Any:
    """For the clocks: what should have expired by now."""
    rows = Consultation.objects.unrestricted(because="the clocks run for everybody")
    return rows.filter(state__in=WAITING, expires_at__lt=now)
