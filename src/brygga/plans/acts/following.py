"""How it goes: progress without a new version, interruptions, follow-up and the end of the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create, revise
from brygga.plans.acts.versions import drop_version
from brygga.plans.facts import GoalOutcomeFacts
from brygga.plans.may import may_follow_up, may_work, may_work_on_row
from brygga.plans.models import Goal, Intervention, Plan, PlanVersion, Progress
from brygga.plans.states import IN_FORCE, STOPPED, CloseReason, GoalOutcome, InterventionState, PlanState, VersionState
from brygga.plans.working import BECAUSE

#: Told when something in a plan is interrupted, in the same transaction; rooms above add theirs.
Interrupted = Callable[[Intervention, Actor, datetime], None]
_interrupted: list[Interrupted] = []


def when_interrupted(follow: Interrupted) -> None:
    if follow not in _interrupted:
        _interrupted.append(follow)


@act("plan.report_progress", may=may_work_on_row, told_as="{by} berättade hur en insats går: {state_words}")
def report_progress(
    intervention: Intervention, *, by: Actor, at: datetime, state: InterventionState, note: str = ""
) -> Progress:
    """Progress needs nobody's approval and makes no new version (field study, design lesson 4)."""
    if state in STOPPED:
        raise NotAllowed("Ett avbrott ändrar planeringen för de andra. Anmäl det som ett avbrott.")
    return _report(intervention, by, at, state, note)


@act(
    "plan.report_interruption",
    may=may_work_on_row,
    told_as="{by} meddelade om en insats i planen: {state_words}. Se planen för avbrott",
    affects_planning=True,
)
def report_interruption(
    intervention: Intervention, *, by: Actor, at: datetime, state: InterventionState, note: str
) -> Progress:
    """The others must know at once, so that no gap opens (MAL-18)."""
    if state not in STOPPED:
        raise NotAllowed("Det här är inget avbrott.")
    if not note.strip():
        raise NotAllowed("Skriv vad som har hänt, så att de andra vet vad de ska göra.")
    told = _report(intervention, by, at, state, note)
    if state == InterventionState.INTERRUPTED:
        for follow in _interrupted:
            follow(intervention, by, at)
    return told


def _report(intervention: Intervention, by: Actor, at: datetime, state: InterventionState, note: str) -> Progress:
    change(intervention, state=state)
    return create(Progress, intervention=intervention, state=state, note=note, reported_at=at, by_label=by.label)


@act("plan.note_outcome", may=may_work_on_row, told_as="{by} skrev hur ett mål har gått", in_feed=False)
def note_outcome(goal: Goal, *, by: Actor, seen: int, outcome: GoalOutcome, words: str = "") -> Goal:
    return revise(goal, seen=seen, outcome=outcome, outcome_note=words, outcome_on=clock.today())


@act("plan.follow_up", may=may_follow_up, told_as="{by} följde upp planen", affects_planning=True)
def follow_up_plan(
    plan: Plan, *, by: Actor, outcomes: tuple[GoalOutcomeFacts, ...], next_on: date | None = None
) -> Plan:
    """How each goal has gone, in the person's words; and when it is followed up again, unless the plan is closed."""
    if next_on is not None and next_on <= clock.today():
        raise NotAllowed("Nästa uppföljning ska ligga framåt i tiden.")
    for told in outcomes:
        if told.goal.plan_id != plan.pk:
            raise NotAllowed("Målet finns inte i den här planen.")
        note_outcome(told.goal, by=by, seen=told.goal.revision, outcome=told.outcome, words=told.words)
    if next_on is None:
        return plan
    held = _in_force(plan)
    rest = [held.rest_on] if held is not None and held.rest_on and held.rest_on > clock.today() else []
    return change(plan, follow_up_on=next_on, due_on=min([next_on, *rest]), revision=plan.revision + 1)


@act("plan.close", may=may_work, told_as="{by} avslutade planen", affects_planning=True)
def close_plan(plan: Plan, *, by: Actor, reason: CloseReason, why: str = "") -> Plan:
    """When the goals are reached, or the person takes the consent back (Malmö handbook)."""
    if reason == CloseReason.OTHER and not why.strip():
        raise NotAllowed("Skriv varför planen avslutas.")
    for waiting in PlanVersion.objects.unrestricted(because=BECAUSE).filter(plan=plan, state=VersionState.PROPOSED):
        drop_version(waiting, by=by)
    return change(
        plan, state=PlanState.CLOSED, closed_on=clock.today(), closed_reason=reason, closed_why=why, due_on=None
    )


def _in_force(plan: Plan) -> PlanVersion | None:
    found: PlanVersion | None = (
        PlanVersion.objects.unrestricted(because=BECAUSE)
        .filter(plan=plan, state__in=IN_FORCE)
        .order_by("-number")
        .first()
    )
    return found
