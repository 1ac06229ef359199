"""The working state of a plan, read in one go: the same number of questions however long the plan is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.plans.models import (
    CrisisContact,
    Goal,
    InterruptionStep,
    Intervention,
    Need,
    Plan,
    PlanLink,
    PlanRow,
    PlanText,
)
from brygga.plans.parties import Party, parties, uncovered
from brygga.plans.states import Order, Performer
from brygga.routines.loading import routine
from brygga.routines.vocabulary import PartField, PartKind, PlanPart, Routine
from brygga.rules import plans as rules

BECAUSE = "the working state of a plan that the caller has been let in to"

#: Parts that the program fills in from what it knows.
KNOWN = frozenset(
    {
        PartKind.PERSON,
        PartKind.CONSENT,
        PartKind.CONTACTS,
        PartKind.DATES,
        PartKind.CALLED,
        PartKind.PRESENT,
        PartKind.SIGNATURES,
    }
)
#: Parts with a text of their own.
WRITTEN = frozenset({PartKind.TEXT, PartKind.OWN_PART, PartKind.OTHERS_PART, PartKind.PARTY_PART})


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The rows as they stand, the routine's parts, and who is in it."""

    plan: Plan
    coordination: Coordination
    routine: Routine
    parts: tuple[PlanPart, ...]
    texts: dict[str, PlanText]
    needs: list[Need]
    goals: list[Goal]
    interventions: list[Intervention]
    steps: list[InterruptionStep]
    contacts: list[CrisisContact]
    links: list[PlanLink]
    removed: list[PlanRow]
    parties: tuple[Party, ...]
    uncovered: tuple[Party, ...]

    def text(self, part: str) -> str:
        found = self.texts.get(part)
        return found.text if found else ""

    def interventions_in(self, part: PlanPart) -> list[Intervention]:
        """A party's own part holds the interventions written there; the part for all holds the rest."""
        own = {p.key for p in self.parts if decides(p)}
        if part.kind is PartKind.PARTY_PART:
            return [i for i in self.interventions if i.part == part.key]
        return [i for i in self.interventions if i.part not in own]

    def filled(self, part: PlanPart) -> bool:
        if part.kind in FILLED:
            return FILLED[part.kind](self)
        if part.kind in WRITTEN and self.text(part.key).strip():
            return True
        return part.kind in KNOWN or self._filled_by_rows(part)

    def _filled_by_rows(self, part: PlanPart) -> bool:
        match part.kind:
            case PartKind.PARTY_PART:
                return bool(self.interventions_in(part))
            case PartKind.OTHERS_PART:
                return any(i.performer == Performer.OTHER for i in self.interventions)
            case PartKind.OWN_PART:
                return any(i.performer == Performer.PERSON for i in self.interventions)
        return False

    def facts(self) -> rules.PlanFacts:
        """What the checklist of the rules asks about."""
        return rules.PlanFacts(
            parts=tuple(self._part_fact(part) for part in self.parts),
            interventions=tuple(_intervention_fact(i) for i in self.interventions),
            steps=len(self.steps),
            steps_without_owner=sum(1 for step in self.steps if not step.unit_id and not step.owner_name),
            follow_up_on=self.plan.follow_up_on,
            has_coordinator=self.plan.coordinator_id is not None,
            has_responsible=self.plan.responsible_id is not None,
            responsible_is_principal=self._responsible_is_principal(),
            uncovered=tuple(party.unit for party in self.uncovered),
            has_parties=bool(self.parties),
        )

    def _part_fact(self, part: PlanPart) -> rules.PartFact:
        return rules.PartFact(
            key=part.key,
            heading=part.heading,
            kind=part.kind.value,
            required=part.required_for_adoption,
            filled=self.filled(part),
            source=part.source,
            statutory=part.statutory,
        )

    def _responsible_is_principal(self) -> bool:
        responsible = self.plan.responsible
        if responsible is None:
            return False
        return any(p.key == responsible.party and p.is_principal for p in self.routine.parties)


FILLED: dict[PartKind, Callable[[Working], bool]] = {
    PartKind.NEEDS: lambda now: bool(now.needs),
    PartKind.GOALS: lambda now: bool(now.goals),
    PartKind.INTERVENTIONS: lambda now: bool(now.interventions),
    PartKind.INTERRUPTION: lambda now: bool(now.steps),
    PartKind.CRISIS_CONTACTS: lambda now: bool(now.contacts),
    PartKind.FOLLOW_UP: lambda now: now.plan.follow_up_on is not None,
    PartKind.COPIES: lambda now: bool(now.plan.copies_to),
    PartKind.COORDINATOR: lambda now: now.plan.coordinator_id is not None,
}


def decides(part: PlanPart) -> bool:
    """A party's own part where interventions are written."""
    return part.kind is PartKind.PARTY_PART and PartField.DECIDED in part.fields


def carries_interventions(part: PlanPart) -> bool:
    return part.kind is PartKind.INTERVENTIONS or decides(part)


def intervention_parts(parts: Iterable[PlanPart]) -> frozenset[str]:
    """What an intervention may say that it stands in; empty where the form has one part for all of them."""
    carrying = [part for part in parts if carries_interventions(part)]
    return frozenset(part.key if decides(part) else "" for part in carrying)


def parts_of(plan: Plan) -> tuple[PlanPart, ...]:
    """The parts that the routine named when the plan was started; a later routine does not change an old plan."""
    return routine(plan.coordination.place).plan_parts_on(plan.routine_since)


def working(plan: Plan, on: date | None = None) -> Working:
    plan = (
        Plan.objects.unrestricted(because=BECAUSE)
        .select_related(
            "coordination__person",
            "coordination__unit",
            "coordinator__staff",
            "coordinator__unit",
            "responsible",
            "meeting",
        )
        .get(pk=plan.pk)
    )
    coordination = plan.coordination
    engaged = parties(coordination, on)
    rows = {
        model: list(_rows(model, plan))
        for model in (Need, Goal, Intervention, InterruptionStep, CrisisContact, PlanLink)
    }
    kept = {model: [row for row in found if row.removed_at is None] for model, found in rows.items()}
    removed = [row for found in rows.values() for row in found if row.removed_at is not None]
    return Working(
        plan=plan,
        coordination=coordination,
        routine=routine(coordination.place),
        parts=parts_of(plan),
        texts={text.part: text for text in PlanText.objects.unrestricted(because=BECAUSE).filter(plan=plan)},
        needs=kept[Need],
        goals=_steps_after_goals(kept[Goal]),
        interventions=kept[Intervention],
        steps=kept[InterruptionStep],
        contacts=kept[CrisisContact],
        links=kept[PlanLink],
        removed=sorted(removed, key=lambda row: str(row.removed_at), reverse=True),
        parties=engaged,
        uncovered=uncovered(coordination, engaged, on),
    )


BESIDE: dict[type[PlanRow], tuple[str, ...]] = {
    Goal: ("need",),
    Intervention: ("unit__organisation", "responsible__staff", "goal", "after"),
    InterruptionStep: ("unit",),
    PlanLink: ("unit",),
}


def _rows(model: type[PlanRow], plan: Plan) -> Any:
    found = model.objects.unrestricted(because=BECAUSE).filter(plan=plan)
    return found.select_related(*BESIDE[model]) if model in BESIDE else found


def _steps_after_goals(goals: list[Goal]) -> list[Goal]:
    """Each goal followed by the steps on the way to it; a step whose goal is gone stands by itself."""
    there = {goal.pk for goal in goals}
    tops = [goal for goal in goals if goal.parent_id not in there]
    return [goal for top in tops for goal in (top, *(step for step in goals if step.parent_id == top.pk))]


def _intervention_fact(intervention: Intervention) -> rules.InterventionFact:
    done_by = {
        Performer.UNIT: intervention.unit_id is not None,
        Performer.PERSON: True,
        Performer.OTHER: bool(intervention.performer_name.strip()),
    }
    ordered = intervention.order == Order.AFTER and intervention.after_id
    return rules.InterventionFact(
        key=str(intervention.pk),
        text=intervention.text,
        has_responsible=done_by[Performer(intervention.performer)],
        has_when=bool(intervention.when.strip()) or intervention.starts_on is not None,
        has_benefit=bool(intervention.benefit.strip()),
        after=str(intervention.after_id) if ordered else "",
    )


def checklist(plan: Plan, on: date | None = None) -> tuple[rules.Check, ...]:
    """What is missing before the plan can be put forward."""
    return rules.checklist(working(plan, on).facts(), on or clock.today())
