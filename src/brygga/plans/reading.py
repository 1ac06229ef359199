"""A plan's content in the order of the place's form, ready to be read on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from brygga.plans.answers import AnswerRow
from brygga.plans.content import (
    AttendeeLine,
    Content,
    CrisisLine,
    GoalLine,
    InterventionLine,
    NeedLine,
    PartLine,
    StepLine,
)
from brygga.plans.difference import who
from brygga.plans.states import GoalOutcome, InterventionState
from brygga.rules.dates import written


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    line: GoalLine
    outcome: str
    need: str = ""
    steps: tuple[GoalView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionView:
    line: InterventionLine
    who: str
    when: str
    goal: str
    after: str
    state: str = ""
    state_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """A line to sign on, and the answer that was given in Brygga."""

    label: str
    is_person: bool = False
    answer: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the form. Only what its kind holds is filled in."""

    key: str
    heading: str
    kind: str
    text: str = ""
    needs: tuple[NeedLine, ...] = ()
    goals: tuple[GoalView, ...] = ()
    interventions: tuple[InterventionView, ...] = ()
    steps: tuple[StepLine, ...] = ()
    contacts: tuple[CrisisLine, ...] = ()
    facts: tuple[Fact, ...] = ()
    names: tuple[str, ...] = ()
    signatures: tuple[SignatureView, ...] = ()

    @property
    def empty(self) -> bool:
        held = (self.text.strip(), self.needs, self.goals, self.interventions, self.steps, self.contacts, self.names)
        return not any(held) and not self.signatures and not any(fact.value for fact in self.facts)


States = dict[str, InterventionState]


def sections(
    content: Content, *, states: States | None = None, answers: Iterable[AnswerRow] = (), details: Iterable[Fact] = ()
) -> tuple[Section, ...]:
    """Exactly the form's parts. `states` and `answers` are what has happened since; `details` what is never frozen."""
    given = tuple(answers)
    return tuple(_section(content, part, states or {}, given, tuple(details)) for part in content.parts)


def _section(
    content: Content, part: PartLine, states: States, answers: tuple[AnswerRow, ...], details: tuple[Fact, ...]
) -> Section:
    base = Section(key=part.key, heading=part.heading, kind=part.kind, text=part.text)
    match part.kind:
        case "needs":
            return replace(base, needs=content.needs)
        case "goals":
            return replace(base, goals=goals(content))
        case "interventions" | "party_part":
            return replace(base, interventions=_interventions(content, part, states))
        case "interruption":
            return replace(base, steps=content.steps)
        case "crisis_contacts":
            return replace(base, contacts=content.contacts)
        case "signatures":
            return replace(base, signatures=_signatures(content, answers))
        case "person":
            return replace(base, facts=(Fact(label="Namn", value=content.person), *details))
        case kind if kind in FACTS:
            return replace(base, facts=tuple(FACTS[kind](content)))
        case kind if kind in NAMES:
            return replace(base, names=tuple(NAMES[kind](content)))
    return base


def goals(content: Content) -> tuple[GoalView, ...]:
    needs = {need.id: need.text for need in content.needs}
    there = {goal.id for goal in content.goals}

    def view(goal: GoalLine) -> GoalView:
        below = tuple(view(step) for step in content.goals if step.parent == goal.id)
        return GoalView(line=goal, outcome=_outcome(goal.outcome), need=needs.get(goal.need, ""), steps=below)

    return tuple(view(goal) for goal in content.goals if goal.parent not in there)


def _outcome(outcome: str) -> str:
    return str(GoalOutcome(outcome).label) if outcome else ""


def _interventions(content: Content, part: PartLine, states: States) -> tuple[InterventionView, ...]:
    own_parts = {other.key for other in content.parts if "decided" in other.fields}
    mine = [
        i
        for i in content.interventions
        if (i.part == part.key if part.kind == "party_part" else i.part not in own_parts)
    ]
    goals_by_id = {goal.id: goal.text for goal in content.goals}
    texts = {line.id: line.text for line in content.interventions}
    return tuple(
        InterventionView(
            line=line,
            who=who(line),
            when=when(line),
            goal=goals_by_id.get(line.goal, ""),
            after=texts.get(line.after, ""),
            state=states[line.id].value if line.id in states else "",
            state_words=str(states[line.id].label) if line.id in states else "",
        )
        for line in mine
    )


def when(line: InterventionLine) -> str:
    begins = f"från {written(line.starts_on)}" if line.starts_on else ""
    ends = f"till {written(line.ends_on)}" if line.ends_on else ""
    period = " ".join(word for word in (begins, ends) if word)
    return ", ".join(word for word in (line.when, period) if word)


def _signatures(content: Content, answers: tuple[AnswerRow, ...]) -> tuple[SignatureView, ...]:
    given = {str(row.unit_id) if row.unit_id else "person": row for row in answers if row.say}
    lines = []
    for signer in content.signers:
        row = given.get("person" if signer.is_person else signer.unit_id)
        lines.append(
            SignatureView(
                label=content.person if signer.is_person else signer.label,
                is_person=signer.is_person,
                answer=row.words if row else "",
                by=(row.how if signer.is_person and row.how else row.by) if row else "",
                on=written(row.said_at) if row else "",
            )
        )
    return tuple(lines)


def _coordinator(content: Content) -> Iterable[Fact]:
    yield Fact(label="Samordnar planen", value=content.coordinator)
    if content.coordinator_reach:
        yield Fact(label="Nås på", value=content.coordinator_reach)
    yield Fact(label="Övergripande ansvar", value=content.responsible)


def _follow_up(content: Content) -> Iterable[Fact]:
    yield Fact(label="Datum", value=written(content.follow_up_on))
    yield Fact(label="Tas upp av", value=content.follow_up_by)


def _consent(content: Content) -> Iterable[Fact]:
    held = content.consent
    words = (
        f"Ja, {held.form.lower()} {written(held.given_on)}. Gäller till och med {written(held.valid_until)}."
        if held
        else "Nej"
    )
    yield Fact(label="Samtycke", value=words)


def _dates(content: Content) -> Iterable[Fact]:
    yield Fact(label="Planen påbörjades", value=written(content.started_on))
    yield Fact(label="Den här versionen", value=written(content.made_on))
    yield Fact(
        label="Uppföljning av tidigare plan", value=f"Ja, av version {content.follows}" if content.follows else "Nej"
    )


def _contacts(content: Content) -> Iterable[Fact]:
    for party in content.asked:
        reach = ", ".join(word for word in (party.contact, party.phone) if word)
        yield Fact(label=f"{party.unit}, {party.organisation}", value=reach or "Ingen utsedd")


def _called(content: Content) -> Iterable[str]:
    if content.attendees:
        return (_attendee(a, content) for a in content.attendees)
    return (f"{party.unit}, {party.organisation}" for party in content.asked)


def _present(content: Content) -> Iterable[str]:
    return (_attendee(a, content) for a in content.attendees if a.present)


def _attendee(attendee: AttendeeLine, content: Content) -> str:
    name = content.person if attendee.is_person else attendee.name
    return f"{name} – {attendee.role}" if attendee.role else name


def for_reader(content: Content, *, name: str, hidden: bool) -> Content:
    """An old version says what it said, but a name that has become protected is not told by it."""
    return replace(content, person=name) if hidden else content


FACTS: dict[str, Callable[[Content], Iterable[Fact]]] = {
    "coordinator": _coordinator,
    "follow_up": _follow_up,
    "consent": _consent,
    "dates": _dates,
    "contacts": _contacts,
}
NAMES: dict[str, Callable[[Content], Iterable[str]]] = {
    "called": _called,
    "present": _present,
    "copies": lambda content: content.copies_to,
}
