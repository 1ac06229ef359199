"""What each party and the person have said to a version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from brygga.plans.models import Approval, PlanVersion
from brygga.plans.states import Say
from brygga.plans.working import BECAUSE
from brygga.rules.plans import PERSON, Adoption, Answer, adoption

#: Never by name here: a name may have become protected since they answered.
THE_PERSON = "Personen själv"
BY_ANOTHER = "personens företrädare"


def through(name: str) -> str:
    """How an answer was given in the person's place."""
    return f"I Brygga, genom {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One of those asked, and the latest that they said."""

    who: str
    unit_id: UUID | None
    say: str = ""
    words: str = "Har inte svarat"
    note: str = ""
    rest_on: date | None = None
    said_at: datetime | None = None
    by: str = ""
    how: str = ""

    @property
    def is_person(self) -> bool:
        return self.unit_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    rows: tuple[AnswerRow, ...]
    adoption: Adoption
    rest_on: date | None

    @property
    def waiting(self) -> tuple[AnswerRow, ...]:
        return tuple(row for row in self.rows if not row.say)

    @property
    def refused(self) -> tuple[AnswerRow, ...]:
        return tuple(row for row in self.rows if row.say == Say.NO)

    @property
    def yes(self) -> int:
        return sum(1 for row in self.rows if row.say in (Say.YES, Say.PARTLY))


def answered(version: PlanVersion) -> Answers:
    """The latest answer of each of those asked, the person first.

    Who answered in a protected person's place is not named: a guardian's name would say the family name of the child.
    """
    given = Approval.objects.unrestricted(because=BECAUSE).filter(version=version).order_by("said_at", "pk")
    latest = {PERSON if answer.by_person else str(answer.unit_id): answer for answer in given}
    asked = {party["unit_id"]: f"{party['unit']}, {party['organisation']}" for party in version.content["asked"]}
    persons = _row(THE_PERSON, None, latest.get(PERSON))
    if persons.how == through(persons.by) and version.plan.coordination.person.protection:
        persons = replace(persons, by=BY_ANOTHER, how=through(BY_ANOTHER))
    rows = [persons]
    rows += [_row(name, UUID(key), latest.get(key)) for key, name in asked.items()]
    said = {key: Answer(answer.say) for key, answer in latest.items()}
    rest = [row.rest_on for row in rows if row.say == Say.PARTLY and row.rest_on]
    return Answers(rows=tuple(rows), adoption=adoption(frozenset(asked), said), rest_on=min(rest, default=None))


def _row(who: str, unit_id: UUID | None, answer: Approval | None) -> AnswerRow:
    if answer is None:
        return AnswerRow(who=who, unit_id=unit_id)
    return AnswerRow(
        who=who,
        unit_id=unit_id,
        say=answer.say,
        words=answer.get_say_display(),
        note=answer.note,
        rest_on=answer.rest_on,
        said_at=answer.said_at,
        by=answer.by_label,
        how=answer.how,
    )
