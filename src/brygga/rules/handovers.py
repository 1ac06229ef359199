"""The steps of a handover: what must have happened before what, and what is missing. Values in, values out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.sources import Rule


class Step(StrEnum):
    """What the receiver does between its yes and the day that responsibility moves."""

    CONTACT_PERSON = "contact_person"
    CONTACT_REFERRER = "contact_referrer"
    JOINT_MEETING = "joint_meeting"
    INFORM_PERSON = "inform_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule(Rule):
    """One step as a place's routine has it, in the order of the file."""

    key: Step
    term: str
    """What has been done: "Kontakt med personen"."""
    todo: str
    """What to do: "Ta kontakt med personen"."""
    after: tuple[Step, ...] = ()


def missing_before(step: StepRule, done: Collection[Step], steps: Sequence[StepRule]) -> tuple[StepRule, ...]:
    """The steps that the routine wants before this one, and that are not done."""
    return tuple(row for row in steps if row.key in step.after and row.key not in done)


def left(steps: Sequence[StepRule], done: Collection[Step]) -> tuple[StepRule, ...]:
    """What is not done, in the routine's order; nothing left means that responsibility may move."""
    return tuple(row for row in steps if row.key not in done)


def can_be_done(steps: Sequence[StepRule], done: Collection[Step]) -> tuple[StepRule, ...]:
    """What is not done and waits for nothing else."""
    return tuple(row for row in left(steps, done) if not missing_before(row, done, steps))
