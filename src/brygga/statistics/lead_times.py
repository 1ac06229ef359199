"""Lead times, from what has happened and never from a form (KAR-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Min, OuterRef, Subquery

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.intakes.models import Intake
from brygga.meetings.models import Meeting
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.loading import routine
from brygga.rules.clocks import due_on
from brygga.rules.lead_times import LeadFigures, LeadTime, Measured, figures
from brygga.rules.sources import NoRuleInForce


@dataclass(frozen=True, slots=True)
class UnitLeadTimes:
    unit_id: UUID
    name: str
    figures: LeadFigures


def _timed(rows: Any, place: str) -> Any:
    """Each with the moment its first meeting began, and the moment the unit's first intake about the person came."""
    meetings = Meeting.objects.unrestricted(because="that a meeting was held is told as a day and no more")
    before = {kind.preceded_by for kind in routine(place).meeting_types} - {""}
    held = meetings.filter(coordination=OuterRef("pk"), held_at__isnull=False).exclude(kind__in=before).order_by()
    first = held.values("coordination").annotate(first=Min("held_at")).values("first")
    intakes = Intake.objects.unrestricted(because="the day somebody came in is told as a day and no more")
    came = intakes.filter(person_id=OuterRef("person_id"), unit_id=OuterRef("unit_id")).order_by()
    asked = came.values("person", "unit").annotate(first=Min("sent_at")).values("first")
    return rows.annotate(first_met_at=Subquery(first), came_at=Subquery(asked))


def _lead_time(row: Any) -> LeadTime:
    """Enrolled the day they came in, or the day the coordination was opened, whichever was first."""
    came = clock.day_of(row.came_at) if row.came_at else row.opened_on
    met = clock.day_of(row.first_met_at) if row.first_met_at else None
    return LeadTime(min(came, row.opened_on), met)


def lead_time_of(coordination: Coordination, actor: Actor) -> LeadTime:
    row = _timed(Coordination.objects.visible_to(actor), coordination.place).get(pk=coordination.pk)
    return _lead_time(row)


def _limit(place: str, enrolled: date) -> date | None:
    """The last day by which the place wants them to have met, if it says one."""
    try:
        rule = routine(place).deadline(DeadlineStep.FIRST_MEETING, enrolled)
    except NoRuleInForce:
        return None
    return due_on(rule, datetime.combine(enrolled, time(12), clock.SWEDEN))


def lead_times(actor: Actor, since: date, until: date) -> list[UnitLeadTimes]:
    """For each of the actor's units: the coordinations that it opened between those days. One question."""
    rows = Coordination.objects.visible_to(actor).filter(
        unit_id__in=actor.reads, opened_on__gte=since, opened_on__lte=until, exploratory=False
    )
    found: dict[UUID, list[Measured]] = {}
    for row in _timed(rows, actor.place).order_by("pk"):
        time = _lead_time(row)
        found.setdefault(row.unit_id, []).append(Measured(time, _limit(row.place, time.enrolled)))
    units = Unit.objects.filter(pk__in=actor.reads).order_by("organisation__sort", "sort", "pk")
    today = clock.today()
    return [UnitLeadTimes(unit.pk, unit.name, figures(found[unit.pk], today)) for unit in units if unit.pk in found]


def limit_words(place: str) -> str:
    """How soon the place wants them to meet, as one says it."""
    try:
        return routine(place).deadline(DeadlineStep.FIRST_MEETING, clock.today()).words
    except NoRuleInForce:
        return ""
