"""What is agreed, what waits for an answer, and what is to be followed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Assignment
from brygga.agencies.queries import gone, in_force
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.plans import content as contents
from brygga.plans import difference as differences
from brygga.plans.answers import Answers, answered
from brygga.plans.facts import ROW_KINDS
from brygga.plans.models import Approval, Goal, Intervention, Plan, PlanRow, PlanVersion, Progress
from brygga.plans.states import IN_FORCE, STOPPED, GoalOutcome, InterventionState, PlanState, VersionState
from brygga.plans.working import BECAUSE, Working, checklist
from brygga.rules.dates import written

__all__ = [
    "Agreed",
    "agreed",
    "checklist",
    "difference",
    "due_follow_ups",
    "ended_plans",
    "held_and_waiting",
    "open_plan",
    "progress_of",
    "row_seen",
    "untouched",
    "version_before",
    "versions_of",
    "waiting_for_answer",
    "workers",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedGoal:
    text: str
    is_step: bool
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedIntervention:
    """What someone has promised, and how it goes today."""

    id: UUID
    text: str
    who: str
    when: str
    benefit: str
    state: str
    state_words: str

    @property
    def stopped(self) -> bool:
        return self.state in STOPPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A version that has been put forward and is not answered by all."""

    version_id: UUID
    number: int
    since: datetime
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The plan in short: what holds, and what waits."""

    plan_id: UUID
    version_id: UUID | None
    number: int
    partly: bool
    adopted_at: datetime | None
    follow_up_on: date | None
    rest_on: date | None
    coordinator: str
    goals: tuple[AgreedGoal, ...]
    interventions: tuple[AgreedIntervention, ...]
    waiting: Waiting | None

    @property
    def holds(self) -> bool:
        return self.version_id is not None


def agreed(actor: Actor, coordination: Coordination) -> Agreed | None:
    """The open plan of a coordination in short, or None when there is none. The same questions for any length."""
    plan = open_plan(actor, coordination)
    if plan is None:
        return None
    held, asked = held_and_waiting(actor, plan)
    content = contents.read(held.content) if held else None
    return Agreed(
        plan_id=plan.pk,
        version_id=held.pk if held else None,
        number=held.number if held else 0,
        partly=held is not None and held.state == VersionState.PARTLY,
        adopted_at=held.adopted_at if held else None,
        follow_up_on=plan.follow_up_on,
        rest_on=held.rest_on if held else None,
        coordinator=content.coordinator if content else "",
        goals=_goals(content) if content else (),
        interventions=_interventions(content) if content else (),
        waiting=_waiting(asked) if asked else None,
    )


def held_and_waiting(actor: Actor, plan: Plan) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The version that holds now, and the one that waits for answers."""
    live = PlanVersion.objects.visible_to(actor).filter(plan=plan, state__in=IN_FORCE | {VersionState.PROPOSED})
    versions = list(live.order_by("-number"))
    held = next((version for version in versions if version.state in IN_FORCE), None)
    return held, next((version for version in versions if version.state == VersionState.PROPOSED), None)


def _goals(content: contents.Content) -> tuple[AgreedGoal, ...]:
    there = Goal.objects.unrestricted(because=BECAUSE).filter(pk__in=[goal.id for goal in content.goals])
    outcomes = {str(pk): outcome for pk, outcome in there.values_list("pk", "outcome")}
    return tuple(
        AgreedGoal(text=goal.text, is_step=bool(goal.parent), outcome=_outcome(outcomes.get(goal.id, goal.outcome)))
        for goal in content.goals
    )


def _outcome(outcome: str) -> str:
    return str(GoalOutcome(outcome).label) if outcome else ""


def _interventions(content: contents.Content) -> tuple[AgreedIntervention, ...]:
    states = states_now(line.id for line in content.interventions)
    return tuple(
        AgreedIntervention(
            id=UUID(line.id),
            text=line.text,
            who=differences.who(line),
            when=line.when or (f"från {written(line.starts_on)}" if line.starts_on else ""),
            benefit=line.benefit,
            state=states[line.id].value,
            state_words=str(states[line.id].label),
        )
        for line in content.interventions
    )


def states_now(ids: Iterable[str]) -> dict[str, InterventionState]:
    """How interventions go today, whichever version promised them."""
    wanted = list(ids)
    rows = Intervention.objects.unrestricted(because="how an agreed intervention goes is part of the plan").filter(
        pk__in=wanted
    )
    found = {str(pk): InterventionState(state) for pk, state in rows.values_list("pk", "state")}
    return {key: found.get(key, InterventionState.PLANNED) for key in wanted}


def _waiting(version: PlanVersion) -> Waiting:
    return Waiting(version_id=version.pk, number=version.number, since=version.proposed_at, answers=answered(version))


def open_plan(actor: Actor, coordination: Coordination) -> Plan | None:
    found: Plan | None = Plan.objects.visible_to(actor).open().filter(coordination=coordination).first()
    return found


def ended_plans(actor: Actor, coordination: Coordination) -> list[Plan]:
    """Plans that have been closed, the latest first. They are read for ever."""
    ended = Plan.objects.visible_to(actor).filter(coordination=coordination, state=PlanState.CLOSED)
    return list(ended.order_by("-closed_on", "-pk"))


def difference(before: PlanVersion, after: PlanVersion) -> tuple[differences.Change, ...]:
    return differences.difference(contents.read(before.content), contents.read(after.content))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A plan with a date: when, why, about whom."""

    plan_id: UUID
    coordination_id: UUID
    person: str
    number: str
    due_on: date
    why: str
    taken_up_by: str

    @property
    def note(self) -> str:
        return f"{self.why}. Tas upp av {self.taken_up_by}." if self.taken_up_by else f"{self.why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    rows: tuple[DueRow, ...]
    after: str


def due_follow_ups(actor: Actor, after: str = "", *, size: int = 30) -> DuePage:
    """Every open plan with a date, late ones first; `after` is the key of the last row shown."""
    plans = Plan.objects.visible_to(actor).filter(
        state=PlanState.OPEN, due_on__isnull=False, coordination__closed_on=None
    )
    if beyond := _key(after):
        plans = plans.filter(Q(due_on__gt=beyond[0]) | Q(due_on=beyond[0], pk__gt=beyond[1]))
    found = list(plans.select_related("coordination__person").order_by("due_on", "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return DuePage(rows=tuple(_due(plan) for plan in found[:size]), after=f"{last.due_on}_{last.pk}" if last else "")


def _key(after: str) -> tuple[date, UUID] | None:
    day, _, key = after.partition("_")
    try:
        return (date.fromisoformat(day), UUID(key)) if after else None
    except ValueError:
        return None


def _due(plan: Plan) -> DueRow:
    assert plan.due_on is not None
    rest = plan.follow_up_on is None or plan.due_on < plan.follow_up_on
    return DueRow(
        plan_id=plan.pk,
        coordination_id=plan.coordination_id,
        person=plan.coordination.person.name,
        number=plan.coordination.number,
        due_on=plan.due_on,
        why="Resten av planen tas upp" if rest else "Planen följs upp",
        taken_up_by=plan.follow_up_by,
    )


def waiting_for_answer(actor: Actor, *, size: int = 30) -> list[PlanVersion]:
    """Versions that wait for an answer, oldest first: those that the actor's units have not answered."""
    answered_by_us = Approval.objects.unrestricted(because=BECAUSE).filter(
        version=OuterRef("pk"), unit_id__in=actor.reads
    )
    versions = PlanVersion.objects.visible_to(actor).filter(
        state=VersionState.PROPOSED, plan__coordination__closed_on=None
    )
    versions = versions.exclude(Exists(answered_by_us)).select_related("plan__coordination__person")
    return list(versions.order_by("proposed_at", "pk")[:size])


def untouched(actor: Actor, *, size: int = 30) -> list[Plan]:
    """Plans that were begun and never adopted, oldest first: what nobody remembers to finish (field study)."""
    live = PlanVersion.objects.unrestricted(because=BECAUSE).filter(
        plan=OuterRef("pk"), state__in=IN_FORCE | {VersionState.PROPOSED}
    )
    plans = Plan.objects.visible_to(actor).open().filter(coordination__closed_on=None).exclude(Exists(live))
    return list(plans.select_related("coordination__person").order_by("started_on", "pk")[:size])


def left(actor: Actor) -> Any:
    """Open plans of coordinations that the actor's units opened, and that nobody holds together any more."""
    plans = Plan.objects.visible_to(actor).open().filter(coordination__closed_on=None)
    mine = plans.filter(gone("coordinator", clock.today()), coordinator__unit_id__in=actor.reads)
    return mine.select_related("coordination__person", "coordinator__unit").order_by("pk")


def workers(now: Working) -> list[Assignment]:
    """Those who can answer for an intervention: everyone at the parties' units today."""
    held = Assignment.objects.filter(
        in_force(clock.today()), unit_id__in=[p.unit_id for p in now.parties], staff__left_on=None
    )
    return list(held.select_related("staff", "unit").order_by("unit__sort", "staff__sort", "pk"))


def row_seen(actor: Actor, kind: str, pk: UUID) -> PlanRow | None:
    """A row of the working state, removed or not, if the actor sees the plan."""
    model = ROW_KINDS[kind]
    found: PlanRow | None = model.objects.visible_to(actor).filter(pk=pk).select_related("plan__coordination").first()
    return found


def versions_of(actor: Actor, plan: Plan) -> list[PlanVersion]:
    """Newest first, without their content."""
    return list(PlanVersion.objects.visible_to(actor).filter(plan=plan).defer("content").order_by("-number"))


def version_before(actor: Actor, version: PlanVersion) -> PlanVersion | None:
    """The version that held when this one was put forward, else the one just before it."""
    earlier = PlanVersion.objects.visible_to(actor).filter(plan_id=version.plan_id, number__lt=version.number)
    held = earlier.filter(number=version.content.get("follows") or 0).first()
    found: PlanVersion | None = held or earlier.order_by("-number").first()
    return found


def progress_of(actor: Actor, intervention: Intervention, *, size: int = 20) -> list[Progress]:
    """What has been told of an intervention, newest first."""
    told = Progress.objects.visible_to(actor).filter(intervention=intervention)
    return list(told.order_by("-reported_at", "-pk")[:size])
