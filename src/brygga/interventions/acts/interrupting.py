"""What the plan agreed for an interruption is raised as things to do, and ticked off one by one (MAL-18)."""

from __future__ import annotations

from datetime import datetime, timedelta

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention, RaisedStep
from brygga.plans.acts import report_interruption
from brygga.plans.may import may_work_on_row
from brygga.plans.models import InterruptionStep, Intervention, PlanVersion
from brygga.plans.states import IN_FORCE, InterventionState, PlanState


def follow_agreement(intervention: GrantedIntervention, by: Actor, at: datetime, note: str) -> None:
    """Interrupted in the plan too, if it stands there, and the plan raises the steps; else they are raised here."""
    row = intervention.plan_row
    if row is not None and row.state != InterventionState.INTERRUPTED and may_work_on_row(by, row):
        report_interruption(row, by=by, at=at, state=InterventionState.INTERRUPTED, note=note)
    else:
        _raise(intervention.coordination, at, intervention=intervention, plan_row=row)


def raise_when_interrupted(row: Intervention, by: Actor, at: datetime) -> None:
    """Listens to the plan."""
    granted = GrantedIntervention.objects.unrestricted(because="which granted one the row of the plan is")
    held = granted.alive().filter(plan_row=row).order_by("-pk").first()
    _raise(row.plan.coordination, at, intervention=held, plan_row=row)


def _raise(
    coordination: Coordination, at: datetime, *, intervention: GrantedIntervention | None, plan_row: Intervention | None
) -> None:
    """Each agreed step once: one that waits to be done already is not raised again."""
    agreed = PlanVersion._base_manager.filter(plan__coordination=coordination, state__in=IN_FORCE)
    steps = InterruptionStep._base_manager.filter(
        plan__coordination=coordination, plan__state=PlanState.OPEN, removed_at=None, plan__in=agreed.values("plan_id")
    )
    waiting = RaisedStep._base_manager.filter(coordination=coordination, done_on=None).values("step_id")
    for step in steps.exclude(pk__in=waiting.filter(step__isnull=False)).order_by("position", "pk"):
        create(
            RaisedStep,
            coordination=coordination,
            intervention=intervention,
            plan_row=plan_row,
            step=step,
            happens=step.happens,
            words=step.step,
            unit_id=step.unit_id,
            owner_name=step.owner_name,
            raised_on=day_of(at),
            due_on=day_of(at) + timedelta(days=step.within_days or 0),
        )


@act("interventions.tick", may=may.may_tick, told_as="{by} har gjort ett steg efter ett avbrott")
def tick(step: RaisedStep, *, by: Actor, at: datetime, what_was_done: str) -> RaisedStep:
    if not what_was_done.strip():
        raise NotAllowed("Skriv vad som gjordes.")
    return change(step, done_on=day_of(at), what_was_done=what_was_done.strip(), done_by=by.label)
