"""Putting the plan forward, answering it, and what makes it adopted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents.models import Consent
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.plans.answers import THE_PERSON, answered, through
from brygga.plans.content import as_json
from brygga.plans.freezing import freeze
from brygga.plans.may import (
    answering_units,
    may_be_adopted,
    may_drop,
    may_lapse,
    may_propose,
    may_record_persons_say,
    may_say,
    may_say_as_person,
)
from brygga.plans.models import Approval, Plan, PlanVersion, PlanVersionQuerySet
from brygga.plans.states import IN_FORCE, Say, VersionState, may_become
from brygga.plans.working import BECAUSE, working
from brygga.rules.plans import Adoption


@act("plan.propose_version", may=may_propose, told_as="{by} lade fram {label}", affects_planning=True)
def propose_version(plan: Plan, *, by: Actor, at: datetime) -> PlanVersion:
    """The plan as it stands, frozen and put to every party and the person. An unanswered proposal gives way."""
    for waiting in _versions(plan).filter(state=VersionState.PROPOSED):
        drop_version(waiting, by=by)
    last = _versions(plan).order_by("-number").values_list("number", flat=True).first() or 0
    return create(
        PlanVersion,
        plan=plan,
        number=last + 1,
        content=as_json(freeze(working(plan))),
        proposed_at=at,
        proposed_by=by.label,
        follow_up_on=plan.follow_up_on,
    )


@act("plan.drop_version", may=may_drop, told_as="{by} tog tillbaka {label}")
def drop_version(version: PlanVersion, *, by: Actor) -> PlanVersion:
    return _become(version, VersionState.DROPPED)


@act(
    "plan.lapse_version",
    may=may_lapse,
    told_as="{label} förföll, för samtycket gäller inte längre för alla som är med i den ({by})",
    affects_planning=True,
)
def lapse_version(version: PlanVersion, *, by: Actor, at: datetime, why: str) -> PlanVersion:
    """Nobody waits for answers that can no longer be given. What is already agreed stands until the plan is closed."""
    return _become(version, VersionState.LAPSED, lapsed_why=why[:300])


def lapse_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: one of those asked has left."""
    _lapse(Q(plan__coordination_id=stream_id), by, at, why)


def lapse_when_ground_goes(consent: Consent, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: the door may stand open on another ground, but that makes no plan."""
    _lapse(Q(plan__coordination__person_id=consent.person_id), by, at, why)


def _lapse(which: Q, by: Actor, at: datetime, why: str) -> None:
    waiting = PlanVersion.objects.unrestricted(because=BECAUSE).filter(which, state=VersionState.PROPOSED)
    for version in waiting.select_related("plan__coordination").order_by("pk"):
        if may_lapse(by, version):
            lapse_version(version, by=by, at=at, why=why)


def say(version: PlanVersion, *, by: Actor, **answer: Any) -> Approval:
    """An answer from whoever is signed in: the person's own, or their unit's."""
    return say_as_person(version, by=by, **answer) if by.is_person else say_for_unit(version, by=by, **answer)


@act("plan.say_for_unit", may=may_say, told_as="{by} svarade på {version_label}: {say_words}")
def say_for_unit(
    version: PlanVersion,
    *,
    by: Actor,
    at: datetime,
    say: Say,
    note: str = "",
    rest_on: date | None = None,
    how: str = "",
    unit: Unit | None = None,
) -> Approval:
    """A party's answer. A new answer is a new row; the latest counts."""
    mine = answering_units(by, version)
    if unit is not None and unit.pk not in mine:
        raise NotAllowed("Du kan inte svara för den enheten.")
    unit_id = unit.pk if unit is not None else mine[0]
    return _answer(version, by, at, say=say, note=note, rest_on=rest_on, how=how, unit_id=unit_id)


@act("plan.say_as_person", may=may_say_as_person, told_as="{by} svarade på {version_label}: {say_words}")
def say_as_person(
    version: PlanVersion,
    *,
    by: Actor,
    at: datetime,
    say: Say,
    note: str = "",
    rest_on: date | None = None,
    how: str = "",
) -> Approval:
    """The person's own answer, or that of someone who may answer in their place (BOR-07)."""
    how = how or (through(by.name) if by.represents else "I Brygga")
    return _answer(version, by, at, say=say, note=note, rest_on=rest_on, how=how, by_person=True)


@act(
    "plan.record_persons_say",
    may=may_record_persons_say,
    told_as="{by} antecknade personens svar på {version_label}: {say_words}",
)
def record_persons_say(
    version: PlanVersion,
    *,
    by: Actor,
    at: datetime,
    say: Say,
    how: str,
    note: str = "",
    rest_on: date | None = None,
) -> Approval:
    """The person owns the plan (BOR-07). How they answered is written down by the one who heard it."""
    if not how.strip():
        raise NotAllowed(
            "Skriv hur personen lämnade sitt svar, till exempel muntligt på mötet eller genom sin gode man."
        )
    return _answer(version, by, at, say=say, note=note, rest_on=rest_on, how=how, by_person=True)


@act("plan.adopt", may=may_be_adopted, told_as="Planen är antagen: {label}", affects_planning=True)
def adopt(version: PlanVersion, *, by: Actor, at: datetime) -> PlanVersion:
    """All have said yes. What held before is superseded."""
    _supersede_earlier(version)
    adopted = _become(version, VersionState.ADOPTED, adopted_at=at, rest_on=None)
    _note_next_date(version.plan, adopted)
    return adopted


@act(
    "plan.adopt_partly",
    may=may_be_adopted,
    told_as="Planen är antagen till en del: {label}. Resten tas upp {rest_day}",
    affects_planning=True,
)
def adopt_partly(version: PlanVersion, *, by: Actor, at: datetime, rest_on: date) -> PlanVersion:
    """The plan is made as far as possible, and the rest has a date (MAL-14)."""
    _supersede_earlier(version)
    if version.state == VersionState.PARTLY:
        partly = change(version, rest_on=rest_on)
    else:
        partly = _become(version, VersionState.PARTLY, adopted_at=at, rest_on=rest_on)
    _note_next_date(version.plan, partly)
    return partly


def _answer(version: PlanVersion, by: Actor, at: datetime, **answer: Any) -> Approval:
    _gives_what_is_asked(answer["say"], answer["note"], answer["rest_on"])
    label = THE_PERSON if by.is_person and not by.represents else by.label
    given = create(Approval, version=version, said_at=at, by_label=label, **answer)
    _weigh(version, by, at)
    return given


def _weigh(version: PlanVersion, by: Actor, at: datetime) -> None:
    """What the answers so far make of the version."""
    standing = answered(version)
    if standing.adoption is Adoption.ADOPTED:
        adopt(version, by=by, at=at)
    elif standing.adoption is Adoption.PARTLY and standing.rest_on is not None:
        adopt_partly(version, by=by, at=at, rest_on=standing.rest_on)


def _gives_what_is_asked(say: Say, note: str, rest_on: date | None) -> None:
    if say == Say.NO and not note.strip():
        raise NotAllowed("Skriv varför det blev nej, så att de andra vet vad som behöver ändras.")
    if say == Say.PARTLY and (rest_on is None or rest_on <= clock.today()):
        raise NotAllowed("Skriv ett datum framåt då resten tas upp.")
    if say == Say.PARTLY and not note.strip():
        raise NotAllowed("Skriv vilken del som väntar.")


def _versions(plan: Plan) -> PlanVersionQuerySet:
    found: PlanVersionQuerySet = PlanVersion.objects.unrestricted(because=BECAUSE).filter(plan=plan)
    return found


def _become(version: PlanVersion, state: VersionState, **facts: object) -> PlanVersion:
    if not may_become(version.state, state):
        raise NotAllowed(
            f"Version {version.number} är {version.get_state_display().lower()} och kan inte bli {state.label.lower()}."
        )
    return change(version, state=state, **facts)


def _supersede_earlier(version: PlanVersion) -> None:
    for earlier in _versions(version.plan).filter(state__in=IN_FORCE).exclude(pk=version.pk):
        _become(earlier, VersionState.SUPERSEDED)


def _note_next_date(plan: Plan, version: PlanVersion) -> None:
    dates = [day for day in (version.follow_up_on, version.rest_on) if day]
    change(plan, due_on=min(dates, default=None))
