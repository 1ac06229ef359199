"""What it cost, by the prices that the units have set and from the day they held."""

from __future__ import annotations

from brygga.histories import Cost, Costs, Histories
from brygga.rules.dates import written
from brygga.rules.small_numbers import Told, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, amount, shown

EXPLAINED = (
    "Varje dygn och gång räknas med priset som gällde den dagen. Det som saknar pris räknas inte: ingenting gissas.",
    "Priser sätts av dem som leder eller följer upp arbetet i organisationen.",
)


def count(histories: Histories, asked: Asked) -> Page:
    found = histories.costs(asked.among, asked.prices)
    parts = told_in_sum([one.persons for one in found.things], numbers=[one.amount for one in found.things])
    figures = [
        Figure(shown(told(found.persons)), "personer"),
        Figure(amount(parts.total), "kostade det som har pris"),
        Figure(_percent(found), "av händelserna saknar pris"),
    ]
    return Page(figures, [_things(found, parts.parts), _prices(asked)], EXPLAINED)


def _percent(found: Costs) -> str:
    return f"{round(100 * found.without_price / found.rows)}\xa0%" if found.rows else "–"


def _things(found: Costs, parts: tuple[Told, ...]) -> Numbers:
    """The most expensive first; what is hidden stands last, so that its place tells nothing."""
    rows = sorted(zip(found.things, parts, strict=True), key=lambda row: -(row[1].number or 0))
    return Numbers(
        heading="Kostnad hos enheterna",
        columns=("Enhet", "Vad", "Kostnad", "Pris"),
        lines=[
            Line(one.unit, (one.kind.term, _amount(one, part), _priced(one, part)), note=one.organisation)
            for one, part in rows
        ],
        texts=frozenset({0, 1, 3}),
    )


def _amount(one: Cost, part: Told) -> str:
    return "–" if part.number == 0 and one.without_price else amount(part)


def _priced(one: Cost, part: Told) -> str:
    if part.number is None:
        return "–"
    if not one.without_price:
        return "Har pris"
    return "Saknar pris" if one.without_price == one.rows else "Saknar pris för en del"


def _prices(asked: Asked) -> Numbers:
    until = asked.among.until
    rows = [row for row in asked.told_prices if row.since <= until]
    return Numbers(
        heading="Priserna som har använts",
        columns=("Enhet", "Vad", "Pris", "Från", "Källa"),
        lines=[
            Line(row.unit, (row.kind_term, row.amount, written(row.since), row.source), note=row.organisation.name)
            for row in rows
        ],
        texts=frozenset({0, 1, 3, 4}),
        nothing="Inget pris är satt. Därför finns ingen kostnad att visa.",
    )
