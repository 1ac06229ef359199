"""What is written in a row of the plan, as plain values: one class for each kind of row."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from brygga.agencies.models import Assignment, Organisation, Unit
from brygga.plans.models import CrisisContact, Goal, InterruptionStep, Intervention, Need, PlanLink, PlanRow
from brygga.plans.states import GoalOutcome, Order, Performer


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    text: str
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    text: str
    parent: Goal | None = None
    need: Need | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionFacts:
    text: str
    goal: Goal | None = None
    part: str = ""
    performer: Performer = Performer.UNIT
    unit: Unit | None = None
    responsible: Assignment | None = None
    performer_name: str = ""
    when: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    benefit: str = ""
    order: Order = Order.SIMULTANEOUS
    after: Intervention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    happens: str
    step: str
    unit: Unit | None = None
    owner_name: str = ""
    within_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisFacts:
    name: str
    reach: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    unit: Unit
    kind: str
    where: str


RowFacts = NeedFacts | GoalFacts | InterventionFacts | StepFacts | CrisisFacts | LinkFacts

ROWS: dict[type[Any], type[PlanRow]] = {
    NeedFacts: Need,
    GoalFacts: Goal,
    InterventionFacts: Intervention,
    StepFacts: InterruptionStep,
    CrisisFacts: CrisisContact,
    LinkFacts: PlanLink,
}


#: Kinds of row as they stand in addresses.
ROW_KINDS: dict[str, type[PlanRow]] = {
    "behov": Need,
    "mal": Goal,
    "insats": Intervention,
    "avbrott": InterruptionStep,
    "kris": CrisisContact,
    "annan-plan": PlanLink,
}


def kind_of(row: PlanRow) -> str:
    return next(kind for kind, model in ROW_KINDS.items() if isinstance(row, model))


def columns(facts: RowFacts) -> dict[str, Any]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderFacts:
    """Who holds the plan together, who answers for it, when it is followed up, who gets a copy."""

    coordinator: Assignment | None = None
    responsible: Organisation | None = None
    follow_up_on: date | None = None
    follow_up_by: str = ""
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOutcomeFacts:
    """How a goal went, in the person's words."""

    goal: Goal
    outcome: GoalOutcome
    words: str = ""
