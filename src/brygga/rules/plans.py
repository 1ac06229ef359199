"""When a plan can be put to its parties, when it is adopted, and what order its interventions come in. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brygga.rules.law import LawReference, StatutoryPoint, law_reference

P = StatutoryPoint
HANDBOOK = "Handbok Malmö, avsnittet Samordnad individuell plan (SIP)"
BENEFIT = "Samspelets plan för integrerad samverkan, avsnittet Kim: ”hur har Kim nytta av denna insats?”"

#: Kinds of part that have a line of their own in the checklist, because more than being filled in is asked of them.
OWN_LINE = frozenset({"interventions", "interruption", "follow_up", "coordinator", "consent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFact:
    """A part that the routine names, and whether anything stands there."""

    key: str
    heading: str
    kind: str
    required: bool
    filled: bool
    source: str
    statutory: frozenset[StatutoryPoint] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionFact:
    key: str
    text: str
    has_responsible: bool
    has_when: bool
    has_benefit: bool
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What the checklist needs to know."""

    parts: tuple[PartFact, ...]
    interventions: tuple[InterventionFact, ...]
    steps: int
    steps_without_owner: int
    follow_up_on: date | None
    has_coordinator: bool
    has_responsible: bool
    responsible_is_principal: bool
    uncovered: tuple[str, ...]
    """Names of the parties that no consent in force covers."""
    has_parties: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line of the checklist: whether it holds, what it asks, why, and in which part it is mended."""

    key: str
    ok: bool
    what: str
    why: str
    part: str


def checklist(plan: PlanFacts, on: date) -> tuple[Check, ...]:
    """Everything that must hold before the plan is put to the parties and the person."""
    law = law_reference("sip", on)
    lines = [_point(plan, point, law) for point in StatutoryPoint]
    lines += [_filled(part) for part in plan.parts if _has_plain_line(part)]
    lines += _interventions(plan)
    lines += [_interruption(plan)] if _part_of(plan, "interruption") else []
    lines += [_coordinator(plan), _follow_up(plan, on), _consent(plan, law)]
    return tuple(lines)


def ready(lines: Iterable[Check]) -> bool:
    return all(line.ok for line in lines)


def _part_of(plan: PlanFacts, kind: str) -> str:
    return next((part.key for part in plan.parts if part.kind == kind), "")


def _has_plain_line(part: PartFact) -> bool:
    return part.required and not part.statutory and part.kind not in OWN_LINE


def _filled(part: PartFact) -> Check:
    return Check(
        key=f"part-{part.key}", ok=part.filled, what=f"”{part.heading}” är ifylld.", why=part.source, part=part.key
    )


def _point(plan: PlanFacts, point: StatutoryPoint, law: LawReference) -> Check:
    """One of the four things the law says that the plan shall state."""
    answering = [part for part in plan.parts if point in part.statutory]
    written = any(p.filled for p in answering) and all(p.filled for p in answering if p.required)
    ok = {
        P.NEEDED_INTERVENTIONS: bool(plan.interventions),
        P.RESPONSIBLE_PRINCIPALS: bool(plan.interventions) and all(i.has_responsible for i in plan.interventions),
        P.MEASURES_BY_OTHERS: written,
        P.OVERALL_RESPONSIBILITY: plan.responsible_is_principal,
    }[point]
    return Check(
        key=f"law-{point.value}",
        ok=ok and (written or point is P.OVERALL_RESPONSIBILITY),
        what=POINT_WORDS[point],
        why=f"Lagen kräver det: {law}.",
        part=_to_mend(answering),
    )


def _to_mend(answering: list[PartFact]) -> str:
    """The first answering part that is still empty, or the first one."""
    return next((p.key for p in answering if p.required and not p.filled), answering[0].key if answering else "")


POINT_WORDS: dict[StatutoryPoint, str] = {
    P.NEEDED_INTERVENTIONS: "Det står vilka insatser som behövs.",
    P.RESPONSIBLE_PRINCIPALS: "Varje insats har någon som ansvarar för den.",
    P.MEASURES_BY_OTHERS: "Det står vad andra än kommunen och regionen gör. Skriv ”Inga” om det inte är något.",
    P.OVERALL_RESPONSIBILITY: "En kommun eller region har det övergripande ansvaret för planen.",
}


def _interventions(plan: PlanFacts) -> list[Check]:
    part = _part_of(plan, "interventions") or next(
        (p.key for p in plan.parts if P.NEEDED_INTERVENTIONS in p.statutory), ""
    )
    no_when = [i for i in plan.interventions if not i.has_when]
    no_benefit = [i for i in plan.interventions if not i.has_benefit]
    asked: tuple[tuple[str, bool, str, str, list[InterventionFact]], ...] = (
        ("when", not no_when, "Varje insats har ett ”när”", f"{HANDBOOK}: vad, vem och när", no_when),
        ("benefit", not no_benefit, "Vid varje insats står vilken nytta personen har av den", BENEFIT, no_benefit),
        (
            "order",
            not in_circle((i.key, i.after) for i in plan.interventions),
            "Insatsernas ordning går ihop: ingen väntar på sig själv",
            f"{HANDBOOK}: insatser samtidigt eller i särskild ordningsföljd",
            [],
        ),
    )
    return [
        Check(key=key, ok=ok, what=f"{what}{_named(lacking)}.", why=why, part=part)
        for key, ok, what, why, lacking in asked
    ]


def _named(lacking: list[InterventionFact]) -> str:
    if not lacking:
        return ""
    first = lacking[0].text if len(lacking[0].text) <= 60 else f"{lacking[0].text[:59]}…"
    more = f" och {len(lacking) - 1} till" if len(lacking) > 1 else ""
    return f": det saknas vid ”{first}”{more}"


def _interruption(plan: PlanFacts) -> Check:
    return Check(
        key="interruption",
        ok=plan.steps > 0 and not plan.steps_without_owner,
        what="Det står vad ni gör om något avbryts, och vem som gör det.",
        why=f"{HANDBOOK}: en tydlig överenskommelse om avbrott",
        part=_part_of(plan, "interruption"),
    )


def _coordinator(plan: PlanFacts) -> Check:
    part = _part_of(plan, "coordinator")
    return Check(
        key="coordinator",
        ok=plan.has_coordinator,
        what="Någon håller i planen.",
        why=f"{HANDBOOK}: vem ska göra vad",
        part=part,
    )


def _follow_up(plan: PlanFacts, on: date) -> Check:
    return Check(
        key="follow_up",
        ok=plan.follow_up_on is not None and plan.follow_up_on > on,
        what="Det finns ett datum för uppföljning, och det ligger framåt.",
        why="Handbok Malmö, avsnittet Samordnat arbete utifrån upprättad SIP: plan för uppföljning",
        part=_part_of(plan, "follow_up"),
    )


def _consent(plan: PlanFacts, law: LawReference) -> Check:
    lacking = f" Det saknas för {_in_a_row(plan.uncovered)}." if plan.uncovered else ""
    return Check(
        key="consent",
        ok=plan.has_parties and not plan.uncovered,
        what=f"Ett samtycke gäller idag för alla som är med.{lacking}",
        why=f"Planen får bara göras om personen samtycker: {law}.",
        part="consent",
    )


def _in_a_row(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def in_circle(order: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The interventions that wait for themselves, through one another or at once."""
    after = {key: wait for key, wait in order if wait}
    found = set()
    for start in after:
        seen, here = set(), start
        while here in after and here not in seen:
            seen.add(here)
            here = after[here]
        if here == start:
            found.add(start)
    return frozenset(found)


class Answer(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Adoption(StrEnum):
    WAITING = "waiting"
    PARTLY = "partly"
    ADOPTED = "adopted"


PERSON = "person"


def adoption(parties: frozenset[str], answers: Mapping[str, Answer]) -> Adoption:
    """Adopted when every party and the person has said yes; partly when some of them only to a part (MAL-14, BOR-07).

    The person owns the plan: without the person's own answer nothing is adopted, whatever the parties say.
    """
    latest = [answers.get(asked) for asked in (*parties, PERSON)]
    if not parties or any(answer in (None, Answer.NO) for answer in latest):
        return Adoption.WAITING
    return Adoption.PARTLY if Answer.PARTLY in latest else Adoption.ADOPTED
