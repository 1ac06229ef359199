"""Before and after coordination began: as long a time on both sides, and who is not in it and why."""

from __future__ import annotations

from collections.abc import Iterable

from brygga.histories import BeforeAfter, Costs, Had, Histories, Side
from brygga.rules.small_numbers import HIDDEN, SMALL_NUMBERS, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, amount, of_some, shown

MEASURES = (
    ("Akutbesök", "emergencies"),
    ("Inskrivningar i slutenvård", "stays"),
    ("Dygn i slutenvård", "inpatient_days"),
    ("Dygn i tvångsvård", "compulsory_days"),
    ("Kontakter", "contacts"),
)
EXPLAINED = (
    "Samma personer jämförs med sig själva, lika lång tid före som efter att samordningen började.",
    "Dagen då den började hör till tiden efter.",
    "Att något minskar efteråt säger inte ensamt att samordningen är orsaken.",
    "De flesta får en samordning när det är som svårast.",
    "Bara de vars samordning började i den valda tiden är med, och bara när hela tiden på båda sidor är känd.",
)


def count(histories: Histories, asked: Asked) -> Page:
    found = histories.before_after(asked.length, asked.among, asked.prices)
    parts = told_in_sum([found.compared, *found.left_out.values()])
    figures = [
        Figure(shown(parts.parts[0]), "personer jämförs"),
        Figure(shown(parts.total), "personer fanns i urvalet"),
    ]
    reasons = Numbers(
        heading="De som inte är med, och varför",
        columns=("Skäl", "Personer"),
        lines=[Line(one.term, (part,)) for one, part in zip(found.left_out, parts.parts[1:], strict=True)],
    )
    return Page(figures, [_compared(found), reasons], EXPLAINED)


def _compared(found: BeforeAfter) -> Numbers:
    enough = found.compared >= SMALL_NUMBERS.fewest
    lines = [Line(label, _both(found, name)) for label, name in MEASURES] if enough else []
    if enough and (found.before.costs.amount or found.after.costs.amount):
        lines.append(Line("Kostnad för det som har pris", (_cost(found.before), _cost(found.after))))
    return Numbers(
        heading=f"{found.days} dagar före och efter",
        columns=("Vad", "Före", "Efter"),
        lines=lines,
        nothing=f"Färre än {SMALL_NUMBERS.fewest} personer kan jämföras. Välj en längre tid.",
    )


def _both(found: BeforeAfter, name: str) -> tuple[str, ...]:
    sides: Iterable[Had] = (getattr(side, name) for side in (found.before, found.after))
    return tuple(shown(of_some(had.persons, had.number)) for had in sides)


def _cost(side: Side) -> str:
    """Hidden when a part of it is that of a few: what the others cost could be taken away from it."""
    costs: Costs = side.costs
    if any(one.amount and SMALL_NUMBERS.is_small(one.persons) for one in costs.things):
        return HIDDEN.words
    return amount(told(costs.persons, number=costs.amount))
