"""Reads about lifted questions: open ones, what waits for whom, and who stands on a level."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.escalations.models import (
    Escalation,
    EscalationCover,
    EscalationLevel,
    EscalationParty,
    EscalationState,
    reach_of,
)
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import ongoing_in
from brygga.people.models import Person
from brygga.plans.models import Intervention
from brygga.plans.states import PlanState
from brygga.rules.powers import Power

MOST = 30
FEW = 5
BECAUSE = "the lifted question itself was seen"
STOPS = "what a lifted question stops, or stops by"


def with_details(actor: Actor) -> Any:
    rows = Escalation.objects.visible_to(actor)
    return rows.select_related("coordination__person", "coordination__unit", "raised_by", "responsible_unit")


def in_coordination(actor: Actor, coordination: Coordination) -> list[Escalation]:
    return list(with_details(actor).filter(coordination=coordination).order_by("-pk")[:MOST])


def parties_of(escalation: Escalation) -> list[EscalationParty]:
    rows = EscalationParty.objects.unrestricted(because=BECAUSE).filter(escalation=escalation)
    return list(rows.select_related("unit").order_by("pk"))


def levels_of(escalation: Escalation) -> list[EscalationLevel]:
    rows = EscalationLevel.objects.unrestricted(because=BECAUSE).filter(escalation=escalation)
    return list(rows.order_by("pk"))


def covered(escalation: Escalation) -> list[GrantedIntervention]:
    """What the question is about. For acts."""
    rows = EscalationCover.objects.unrestricted(because=BECAUSE).filter(escalation=escalation)
    return [row.intervention for row in rows.select_related("intervention__responsible_unit").order_by("pk")]


def shown(actor: Actor, escalation: Escalation) -> tuple[list[GrantedIntervention], int]:
    """What of it the reader may see, and how many more there are."""
    keys = EscalationCover.objects.unrestricted(because=BECAUSE).filter(escalation=escalation)
    rows = GrantedIntervention.objects.visible_to(actor).filter(pk__in=keys.values("intervention_id"))
    seen = list(rows.select_related("responsible_unit").order_by("pk"))
    return seen, keys.count() - len(seen)


def stands_for(actor: Actor, escalation: Escalation, parties: Iterable[EscalationParty]) -> frozenset[Any]:
    """The units among the parties for which the actor answers on the level: by function there or over it.

    Where nobody holds the function, whoever leads the unit does, so that no question lies unseen.
    """
    function, reach = escalation.level_rule.function, reach_of(actor)
    near = [party.unit for party in parties if party.unit_id in reach]
    if not near or actor.assignment_id is None:
        return frozenset()
    if Assignment.objects.filter(pk=actor.assignment_id, function=function).exists():
        return frozenset(unit.pk for unit in near)
    if not actor.has(Power.LEAD):
        return frozenset()
    over, held = _over(near), _held(function)
    return frozenset(unit.pk for unit in near if not over[unit.pk] & held)


def _held(function: str) -> frozenset[Any]:
    rows = Assignment.objects.filter(in_force(clock.today()), function=function, staff__left_on=None)
    return frozenset(rows.values_list("unit_id", flat=True))


def _over(units: Iterable[Unit]) -> dict[Any, set[Any]]:
    """Each unit with those above it."""
    houses = {unit.organisation_id for unit in units}
    above = dict(Unit.objects.filter(organisation_id__in=houses).values_list("pk", "parent_id"))
    found: dict[Any, set[Any]] = {}
    for unit in units:
        here: Any = unit.pk
        found[unit.pk] = set()
        while here is not None and here not in found[unit.pk]:
            found[unit.pk].add(here)
            here = above.get(here)
    return found


def may_be_parties(coordination: Coordination, unit_id: Any) -> list[Unit]:
    """Those who take part, and those whom an ask has let in: whom one can disagree with."""
    told = Disclosure.objects.unrestricted(because="which units may know whom a question is about")
    let_in = told.in_force(clock.today()).filter(stream_id=coordination.pk).values("to_unit_id")
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None).values("unit_id")
    rows = Unit.objects.filter(Q(pk__in=let_in) | Q(pk__in=parts) & Q(pk=coordination.unit_id), closed_on=None)
    return list(rows.exclude(pk=unit_id).order_by("sort", "pk"))


def at_issue(actor: Actor, coordination: Coordination, units: Iterable[Any]) -> list[GrantedIntervention]:
    """What these units answer for, as far as the actor may see it."""
    keys = ongoing_in(coordination).filter(responsible_unit_id__in=list(units)).values("pk")
    rows = GrantedIntervention.objects.visible_to(actor).filter(pk__in=keys)
    return list(rows.select_related("responsible_unit").order_by("pk"))


def to_answer(actor: Actor) -> Any:
    """Parties that have not said whether the question is rightly put, for those who lead or hand out there."""
    rows = EscalationParty.objects.visible_to(actor)
    if not actor.powers & {Power.LEAD, Power.DISTRIBUTE}:
        return rows.none()
    waiting = rows.filter(unit_id__in=actor.reads | actor.distributes, says="", escalation__state=EscalationState.OPEN)
    return waiting.select_related("escalation__coordination__person", "escalation__raised_by", "unit")


def open_to(actor: Actor) -> Any:
    """What the actor, by function, is to solve or to know of: open on any level, or solved and stopped on its day."""
    stopped = Q(state=EscalationState.RESOLVED, carried_out_on=None, responsible_from__lte=clock.today())
    rows = with_details(actor).filter(Q(state=EscalationState.OPEN) | stopped)
    leads = actor.powers & {Power.LEAD, Power.DISTRIBUTE}
    return rows if leads or not actor.reads else rows.none()


def late_to(actor: Actor) -> Any:
    """Of those, what has gone past its time."""
    return open_to(actor).filter(Q(level_due__lt=clock.now()) | Q(state=EscalationState.RESOLVED))


def late(now: datetime) -> Any:
    """Levels whose time is out, and that still have the question."""
    rows = EscalationLevel.objects.unrestricted(because="the clocks run for everybody")
    open_here = rows.filter(escalation__state=EscalationState.OPEN, escalation__level=F("level"), due__lt=now)
    return open_here.select_related("escalation__coordination")


def due(on: date) -> Any:
    """Solved, with a day that has come."""
    rows = Escalation.objects.unrestricted(because="the clocks run for everybody").to_carry_out()
    return rows.filter(responsible_from__lte=on).select_related("coordination", "responsible_unit").order_by("pk")


def of_person(actor: Actor, since: datetime) -> list[Escalation]:
    """The person's own: open, and those that were solved lately with a unit that answers."""
    lately = Q(state=EscalationState.RESOLVED, settled_at__gte=since, responsible_unit__isnull=False)
    rows = with_details(actor).filter(Q(state=EscalationState.OPEN) | lately)
    return list(rows.order_by("-pk")[:FEW])


def covering(actor: Actor, intervention: GrantedIntervention) -> list[Escalation]:
    """The open questions about it."""
    rows = with_details(actor).open().filter(covers__intervention=intervention)
    return list(rows.order_by("pk"))


def open_with(unit_id: Any) -> Any:
    """Open, with the unit as a party. For acts, whoever asks."""
    rows = Escalation.objects.unrestricted(because=STOPS).open()
    return rows.filter(pk__in=_with(unit_id)).select_related("coordination").order_by("pk")


def _with(unit_id: Any) -> Any:
    return EscalationParty._base_manager.filter(unit_id=unit_id).values("escalation_id")


def to_carry_out_by(unit_id: Any) -> Any:
    """Solved: the unit is to answer, and does not yet. For acts, whoever asks."""
    rows = Escalation.objects.unrestricted(because=STOPS).to_carry_out()
    return rows.filter(responsible_unit_id=unit_id).select_related("coordination").order_by("pk")


def part_of_the_responsible(escalation: Escalation) -> Engagement | None:
    parts = Engagement._base_manager.filter(coordination_id=escalation.coordination_id, ended_on=None)
    return parts.filter(unit_id=escalation.responsible_unit_id).select_related("coordination", "unit").first()


def plan_rows_of_others(actor: Actor, escalation: Escalation) -> list[Intervention]:
    """What an open plan says that another unit than the responsible one does, of what the question was about."""
    keys = EscalationCover.objects.unrestricted(because=BECAUSE).filter(escalation=escalation)
    rows = Intervention.objects.visible_to(actor).filter(pk__in=keys.values("intervention__plan_row_id"))
    rows = rows.filter(plan__state=PlanState.OPEN, removed_at=None, unit__isnull=False).exclude(
        unit_id=escalation.responsible_unit_id
    )
    return list(rows.select_related("unit").order_by("pk")[:MOST])


def replaced_by(escalation: Escalation) -> list[Escalation]:
    """Solved before about the same, and not carried out."""
    if escalation.responsible_unit_id is None:
        return []
    rows = Escalation.objects.unrestricted(because=STOPS).to_carry_out()
    same = EscalationCover._base_manager.filter(escalation=escalation).values("intervention_id")
    rows = rows.filter(coordination_id=escalation.coordination_id).exclude(pk=escalation.pk)
    return list(rows.filter(pk__in=EscalationCover._base_manager.filter(intervention__in=same).values("escalation_id")))


def about_person(person: Person) -> list[Escalation]:
    """What stops when the person has died, whichever unit of the organisation has the case."""
    joined = Engagement._base_manager.filter(case__person=person, ended_on=None).values("coordination_id")
    rows = Escalation.objects.unrestricted(because=STOPS)
    rows = rows.filter(Q(coordination__person=person) | Q(coordination_id__in=joined))
    return list(rows.unfinished().select_related("coordination").order_by("pk"))


def keeps_open(coordination: Coordination) -> str:
    rows = Escalation.objects.unrestricted(because=STOPS).unfinished().filter(coordination=coordination)
    return "En fråga är lyft. Lös den, eller ta tillbaka den, först." if rows.exists() else ""


def keeps_unit_open(unit: Unit) -> str:
    rows = Escalation.objects.unrestricted(because=STOPS).unfinished().filter(pk__in=_with(unit.pk))
    return "En lyft fråga gäller enheten. Lös den, eller ta tillbaka den, först." if rows.exists() else ""
