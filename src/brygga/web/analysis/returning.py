"""Who returns to acute care, how often, and after how long."""

from __future__ import annotations

from brygga.histories import Histories, Persons, Returning, Returns
from brygga.rules.small_numbers import HIDDEN, SMALL_NUMBERS, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, days, of_all, share, shown

#: From how many times a group begins, and what it is called.
TIMES = (
    (1, "En gång"),
    (2, "Två gånger"),
    (3, "Tre gånger"),
    (4, "Fyra eller fem gånger"),
    (6, "Sex gånger eller fler"),
)
EXPLAINED = (
    "Ett akut tillfälle är ett akutbesök eller en tid i slutenvård.",
    "Ett akutbesök och inskrivningen det ledde till är samma tillfälle.",
    "Andelen som kom tillbaka räknas bara av tillfällen som är så gamla att man vet.",
)


def count(histories: Histories, asked: Asked) -> Page:
    persons, returning = Persons(), Returning(asked.among, asked.within)
    histories.ask_all(asked.among, [persons, returning])
    found = returning.told()
    return Page(_figures(found, persons.number), [_by_times(found), _by_days(found)], EXPLAINED)


def _figures(found: Returns, persons: int) -> list[Figure]:
    stayed_away = found.judged_persons - found.came_back_persons
    back = told_in_sum(
        [found.came_back_persons, stayed_away], numbers=[found.came_back, found.judged - found.came_back]
    ).parts[0]
    return [
        Figure(shown(told(persons)), "personer"),
        Figure(shown(of_all(found.persons, persons)), "hade akuta tillfällen"),
        Figure(shown(told(found.persons, number=found.times)), "akuta tillfällen"),
        Figure(share(back, found.judged), f"följdes av ett nytt inom {found.within} dagar"),
    ]


def _by_times(found: Returns) -> Numbers:
    """Each person once; those who had none are not among them."""
    lasts = [first - 1 for first, _ in TIMES[1:]] + [None]
    groups = [
        sum(one.persons for one in found.by_times if first <= one.times and (last is None or one.times <= last))
        for (first, _), last in zip(TIMES, lasts, strict=True)
    ]
    parts = told_in_sum(groups).parts
    return Numbers(
        heading="Hur ofta",
        columns=("Akuta tillfällen", "Personer"),
        lines=[Line(label, (part,)) for (_, label), part in zip(TIMES, parts, strict=True)],
        drawn=0,
    )


def _by_days(found: Returns) -> Numbers:
    again = sum(one.persons for one in found.by_times if one.times > 1)
    parts = told_in_sum([one.persons for one in found.by_days], numbers=[one.times for one in found.by_days]).parts
    median = HIDDEN.words if SMALL_NUMBERS.is_small(again) else days(found.median_days)
    return Numbers(
        heading="Tid till nästa akuta tillfälle",
        columns=("Efter", "Tillfällen"),
        lines=[Line(_span(one.first, one.last), (part,)) for one, part in zip(found.by_days, parts, strict=True)],
        summary=f"Av dem som kom tillbaka gjorde hälften det inom {median}."
        if found.median_days and median != HIDDEN.words
        else "",
        drawn=0,
    )


def _span(first: int, last: int | None) -> str:
    return f"{first}–{last} dagar" if last else f"{first} dagar eller mer"
