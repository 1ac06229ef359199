"""What it cost, by the prices that the units have set and from the day they held."""

from __future__ import annotations

from brygga.histories import Cost, Costs, Histories
from brygga.rules.dates import written
from brygga.rules.money import kronor
from brygga.rules.small_numbers import SMALL_NUMBERS, Told, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, amount, of_some, share, shown

EXPLAINED = (
    "Varje dygn och gång räknas med priset som gällde den dagen. Det som saknar pris räknas inte: ingenting gissas.",
    f"Summan är av det som visas. Vad färre än {SMALL_NUMBERS.fewest} personer har haft är inte med i den.",
    "Priser sätts av dem som leder eller följer upp arbetet i organisationen.",
)


def count(histories: Histories, asked: Asked) -> Page:
    found = histories.costs(asked.among, asked.prices)
    priced = [one for one in found.things if one.without_price < one.rows]
    parts = [of_some(one.persons, one.amount) for one in priced]
    figures = [
        Figure(shown(told(found.persons)), "personer"),
        Figure(kronor(round(sum(part.number or 0 for part in parts), -2)), "kostade det som har pris och visas"),
        Figure(_percent(found), "av händelserna saknar pris"),
    ]
    unpriced = [one for one in found.things if one.without_price == one.rows]
    return Page(figures, [_things(priced, parts, unpriced), _prices(asked)], EXPLAINED)


def _percent(found: Costs) -> str:
    """Hidden when those that have no price are those of few."""
    lacking = told_in_sum(
        [one.persons if one.without_price else 0 for one in found.things],
        numbers=[one.without_price for one in found.things],
    )
    return share(lacking.total, found.rows)


def _things(priced: list[Cost], parts: list[Told], unpriced: list[Cost]) -> Numbers:
    """The most expensive first, then what is hidden, so that its place tells nothing; what has no price is no cost.

    What few have been at is named only where the list of prices names it too.
    """
    rows = sorted(zip(priced, parts, strict=True), key=lambda row: -(row[1].number or 0))
    return Numbers(
        heading="Kostnad hos enheterna",
        columns=("Enhet", "Vad", "Kostnad", "Pris"),
        lines=[
            *(_line(one, amount(part), _priced(one, part)) for one, part in rows),
            *(_line(one, "–", "Saknar pris") for one in unpriced if not SMALL_NUMBERS.is_small(one.persons)),
        ],
        texts=frozenset({0, 1, 3}),
    )


def _line(one: Cost, cost: str, price: str) -> Line:
    return Line(one.unit, (one.kind.term, cost, price), note=one.organisation)


def _priced(one: Cost, part: Told) -> str:
    if part.number is None:
        return "–"
    return "Saknar pris för en del" if one.without_price else "Har pris"


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
