"""The plan as the person reads it: what is agreed, what is put forward, and how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from brygga import documents
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import Page, by_key
from brygga.people.queries import shown
from brygga.plans import content as contents
from brygga.plans.answers import answered
from brygga.plans.content import Content, InterventionLine
from brygga.plans.difference import Change, FieldChange, difference
from brygga.plans.models import Approval, Plan, PlanVersion, Progress
from brygga.plans.queries import states_now, version_before
from brygga.plans.reading import Fact, Section, goals, sections
from brygga.plans.states import CAME_TO_NOTHING, IN_FORCE, InterventionState, PlanState, VersionState
from brygga.routines.vocabulary import PartKind

TONES = {
    InterventionState.PLANNED: "neutral",
    InterventionState.ONGOING: "info",
    InterventionState.INTERRUPTED: "warning",
    InterventionState.DONE: "good",
    InterventionState.DROPPED: "neutral",
}
THEMSELF = {"Personen själv": "Du själv"}
#: What concerns the paper more than the person's days; folded on a telephone.
ASIDE = frozenset({"person", "called", "present", "consent", "dates", "copies"})


@dataclass(frozen=True, slots=True)
class Report:
    """How something goes today, and the latest words about it."""

    state: str
    tone: str
    note: str = ""
    at: Any = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody has promised, in one line."""

    id: str
    text: str
    who: str
    short: str
    when: str
    is_mine: bool
    benefit: str
    goal: str
    after: str
    report: Report


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the plan's form, and the promises in it."""

    section: Section
    promises: tuple[Promise, ...] = ()

    @property
    def is_aside(self) -> bool:
        return self.section.kind in ASIDE


@dataclass(frozen=True, slots=True)
class Reading:
    """A version to read from top to bottom."""

    version: PlanVersion
    content: Content
    parts: tuple[Part, ...]
    asides: tuple[Part, ...]


@dataclass(slots=True)
class Held:
    """An open plan: what holds, and what waits for answers."""

    plan: Plan
    agreed: PlanVersion | None = None
    proposed: PlanVersion | None = None
    reading: Reading | None = field(default=None)
    my_say: str = ""

    @property
    def proposed_heading(self) -> str:
        return (
            "Du har svarat. De andra har inte svarat än." if self.my_say else "Det finns ett förslag som väntar på svar"
        )


def open_plans(actor: Actor) -> list[Held]:
    """Every open plan with something put forward, the newest first; the same questions however many."""
    live = PlanVersion.objects.visible_to(actor).filter(
        plan__state=PlanState.OPEN, state__in=IN_FORCE | {VersionState.PROPOSED}
    )
    found: dict[UUID, Held] = {}
    for version in live.select_related("plan__coordination__unit").order_by("-plan_id", "number"):
        held = found.setdefault(version.plan_id, Held(version.plan))
        if version.state in IN_FORCE:
            held.agreed = version
        else:
            held.proposed = version
    read = readings(actor, [held.agreed for held in found.values() if held.agreed])
    said = _said(actor, [held.proposed for held in found.values() if held.proposed])
    for held in found.values():
        held.my_say = said.get(held.proposed.pk, "") if held.proposed else ""
        held.reading = read.get(held.agreed.pk) if held.agreed else None
    return list(found.values())


def _said(actor: Actor, versions: Iterable[PlanVersion]) -> dict[UUID, str]:
    """What the person has answered last to each."""
    rows = Approval.objects.visible_to(actor).filter(version__in=[one.pk for one in versions], by_person=True)
    return dict(rows.order_by("said_at", "pk").values_list("version_id", "say"))


def earlier(actor: Actor, after: str) -> Page:
    """Versions that have been replaced, and what held in plans that are closed."""
    past = Q(state=VersionState.SUPERSEDED) | Q(plan__state=PlanState.CLOSED, state__in=IN_FORCE)
    return by_key(PlanVersion.objects.visible_to(actor).filter(past).defer("content"), after, size=10)


def readings(actor: Actor, versions: Iterable[PlanVersion]) -> dict[UUID, Reading]:
    content = {version: contents.read(version.content) for version in versions}
    ids = [line.id for one in content.values() for line in one.interventions]
    reports = _reports(actor, ids)
    return {version.pk: _reading(version, one, reports) for version, one in content.items()}


def _reports(actor: Actor, ids: list[str]) -> dict[str, Report]:
    """How each intervention goes; the words are the latest that were reported."""
    said: dict[str, Progress] = {}
    for row in Progress.objects.visible_to(actor).filter(intervention_id__in=ids).order_by("reported_at", "pk"):
        said[str(row.intervention_id)] = row
    found = {}
    for key, state in states_now(ids).items():
        latest = said.get(key)
        words = (latest.note, latest.reported_at, latest.by_label) if latest else ("", None, "")
        found[key] = Report(str(state.label), TONES[state], *words)
    return found


def _reading(version: PlanVersion, content: Content, reports: dict[str, Report]) -> Reading:
    """Without the lines to sign on paper: who has answered what is told by the answers."""
    told = [section for section in sections(content) if not section.empty and section.kind != PartKind.SIGNATURES]
    parts = [_part(section, reports) for section in told]
    return Reading(
        version,
        content,
        tuple(part for part in parts if not part.is_aside),
        tuple(part for part in parts if part.is_aside),
    )


def _part(section: Section, reports: dict[str, Report]) -> Part:
    promises = (
        Promise(
            id=view.line.id,
            text=view.line.text,
            who="Du själv" if view.line.performer == "person" else view.who,
            short=_short(view.line),
            when=view.when,
            is_mine=view.line.performer == "person",
            benefit=view.line.benefit,
            goal=view.goal,
            after=view.after,
            report=reports[view.line.id],
        )
        for view in section.interventions
    )
    return Part(section, tuple(promises))


def _short(line: InterventionLine) -> str:
    """Who does it, without organisation; the whole is in the plan."""
    if line.performer == "person":
        return "Du själv"
    return line.performer_name if line.performer == "other" else line.responsible or line.unit


def changes(actor: Actor, version: PlanVersion) -> tuple[Change, ...]:
    """What is new since the version before; nothing when this is the first."""
    before = version_before(actor, version)
    if before is None or before.state in CAME_TO_NOTHING:
        return ()
    found = difference(contents.read(before.content), contents.read(version.content))
    return tuple(replace(change, fields=tuple(map(_to_the_person, change.fields))) for change in found)


def _to_the_person(change: FieldChange) -> FieldChange:
    return replace(change, old=THEMSELF.get(change.old, change.old), new=THEMSELF.get(change.new, change.new))


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan in short: the goals in the person's words, and who does what next."""

    goals: tuple[str, ...]
    promises: tuple[Promise, ...]
    more: int
    follow_up_on: date | None
    coordinator: str


SHOWN = 4


def summary(reading: Reading) -> Summary:
    promises = [p for part in reading.parts for p in part.promises]
    left = [p for p in promises if p.report.state not in GONE]
    return Summary(
        goals=tuple(goal.line.text for goal in goals(reading.content)),
        promises=tuple(left[:SHOWN]),
        more=max(len(left) - SHOWN, 0),
        follow_up_on=reading.version.follow_up_on,
        coordinator=reading.content.coordinator,
    )


GONE = {str(InterventionState.DONE.label), str(InterventionState.DROPPED.label)}


def paper(actor: Actor, version: PlanVersion) -> bytes:
    """The same paper as the parties have, with the person's own number and address."""
    content = contents.read(version.content)
    person = shown(version.plan.coordination.person, actor)
    told = (("Personnummer", person.number), ("Adress", person.address), ("Telefon", person.phone))
    # A paper goes further than a screen: nothing of a protected person stands on it.
    details = [] if person.protected else [Fact(label=label, value=value) for label, value in told]
    context = {
        "version": version,
        "content": content,
        "sections": sections(content, answers=answered(version).rows, details=details),
        "author": content.responsible,
        "printed_on": clock.today(),
    }
    return documents.render("documents/plan.html", context, title="Samordnad individuell plan (SIP)")
