"""A unit opens its investigation, ends it with a decision or without, and tells the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from brygga.agencies.models import Assignment
from brygga.consents.queries import readers_of
from brygga.coordinations.may import can_be_caseworker, own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.investigations import may
from brygga.investigations.guard import warnings_before
from brygga.investigations.models import InvestigatedArea, Investigation, InvestigationContent, Resolution
from brygga.investigations.states import InvestigationState
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.investigating import areas_on, time_for
from brygga.routines.loading import routine
from brygga.rules.clocks import due_on


@act("investigations.open", may=may.may_open, told_as="{unit} har inlett en utredning")
def open_investigation(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    areas: list[str],
    begins_on: date,
    ready_on: date,
    caseworker: Assignment | None = None,
    question: str = "",
    despite: str = "",
) -> Investigation:
    """The unit's own. What another unit does already is asked about first (MAL-17)."""
    part = own_part(by, coordination)
    assert part is not None
    known = {area.key for area in areas_on(routine(coordination.place), day_of(at))}
    if not areas or not set(areas) <= known:
        raise NotAllowed("Välj vad utredningen handlar om.")
    _not_twice(coordination, by, part.unit_id, areas, begins_on, ready_on, despite)
    held = caseworker or Assignment.objects.get(pk=by.assignment_id)
    insist(can_be_caseworker(held, part.unit_id, day_of(at)))
    made = create(
        Investigation,
        coordination=coordination,
        unit_id=part.unit_id,
        caseworker=held,
        matter=widest(coordination, areas, day_of(at)),
        begins_on=begins_on,
        ready_on=ready_on,
        opened_at=at,
    )
    for area in areas:
        create(InvestigatedArea, investigation=made, area=area)
    create(InvestigationContent, investigation=made, question=question.strip(), despite=despite.strip())
    return made


def _not_twice(
    coordination: Coordination, by: Actor, unit_id: object, areas: list[str], begins: date, ready: date, despite: str
) -> None:
    if despite.strip():
        return
    if warnings_before(by, coordination, unit_id=unit_id, areas=areas, begins=begins, ready=ready):
        raise NotAllowed(may.DOUBLE)


def widest(coordination: Coordination, areas: Iterable[str], on: date) -> str:
    """Of several areas the one that most are let in to: in its circle one tells that something has happened."""
    return max(areas, key=lambda area: len(readers_of(coordination.pk, area, on)))


@act("investigations.change", may=may.may_change_period, told_as="{unit}: utredningen beräknas klar {ready_on}")
def change_investigation(
    investigation: Investigation, *, by: Actor, at: datetime, ready_on: date, caseworker: Assignment
) -> Investigation:
    insist(can_be_caseworker(caseworker, investigation.unit_id, day_of(at)))
    return change(investigation, ready_on=ready_on, caseworker=caseworker)


@act(
    "investigations.decide",
    may=may.may_decide,
    told_as="{unit} har fattat ett beslut efter sin utredning",
    affects_planning=True,
)
def decide(
    investigation: Investigation,
    *,
    by: Actor,
    at: datetime,
    ruling: str,
    words: str,
    decided_on: date,
    decided_by: str,
    delegation: str,
    conclusion: str = "",
) -> Resolution:
    """The investigation ends with it. Who may decide follows from the unit's own delegation."""
    if decided_on > day_of(at):
        raise NotAllowed("Beslutet kan inte vara fattat i framtiden. Ändra dagen.")
    change(investigation, state=InvestigationState.DECIDED, closed_on=decided_on)
    change(_content(investigation), conclusion=conclusion.strip())
    return create(
        Resolution,
        coordination_id=investigation.coordination_id,
        unit_id=investigation.unit_id,
        investigation=investigation,
        matter=investigation.matter,
        ruling=ruling,
        words=words.strip(),
        decided_on=decided_on,
        decided_by=decided_by.strip(),
        delegation=delegation.strip(),
        recorded_by_id=by.assignment_id,
        tell_by=_tell_by(investigation.coordination, decided_on),
    )


def _tell_by(coordination: Coordination, decided_on: date) -> date | None:
    rule = time_for(routine(coordination.place), DeadlineStep.TELL_DECISION, decided_on)
    return due_on(rule, datetime.combine(decided_on, time(12), clock.SWEDEN)) if rule else None


def _content(investigation: Investigation) -> InvestigationContent:
    rows = InvestigationContent.objects.unrestricted(because="the unit ends its own investigation")
    found: InvestigationContent = rows.get(investigation=investigation)
    return found


@act(
    "investigations.close",
    may=may.may_close,
    told_as="{unit} har avslutat sin utredning utan beslut",
    affects_planning=True,
)
def close_investigation(investigation: Investigation, *, by: Actor, at: datetime, conclusion: str) -> Investigation:
    change(_content(investigation), conclusion=conclusion.strip())
    return change(investigation, state=InvestigationState.CLOSED, closed_on=day_of(at))


@act("investigations.tell", may=may.may_tell, told_as="{unit} har berättat om sitt beslut för personen")
def tell_person(resolution: Resolution, *, by: Actor, at: datetime, told_on: date, told_how: str) -> Resolution:
    """STO-03: when, how and by whom. From now on the person reads it in Brygga too."""
    if not resolution.decided_on <= told_on <= day_of(at):
        raise NotAllowed("Dagen ska vara efter beslutet och inte i framtiden.")
    return change(resolution, told_on=told_on, told_how=told_how, told_by=by.label)
