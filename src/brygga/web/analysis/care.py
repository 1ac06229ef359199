"""What care they had: how much of each kind, how many days, and how much of it was acute or compulsory."""

from __future__ import annotations

from brygga.histories import Histories, Share, Shares
from brygga.rules.critical import ACUTE
from brygga.rules.small_numbers import HIDDEN, Told, told, told_in_sum
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, of_all, of_some, share, shown

EXPLAINED = (
    "Dygn i den valda tiden räknas en gång för varje person och slag, också när två insatser överlappar.",
    "Akut är akutbesök och slutenvård. Tvångsvård är det som underlaget märker så, vilket slag det än är.",
)


Cells = tuple[Told, Told, Told]


def count(histories: Histories, asked: Asked) -> Page:
    found = histories.shares(asked.among)
    kinds = found.kinds
    events = told_in_sum([one.persons for one in kinds.values()], numbers=[one.rows for one in kinds.values()])
    of_kind = {
        kind: _cells(one, found.persons, part) for (kind, one), part in zip(kinds.items(), events.parts, strict=True)
    }
    acute = _acute(found, [cells for kind, cells in of_kind.items() if kind in ACUTE])
    compulsory = _cells(found.compulsory, found.persons, told(found.compulsory.persons, number=found.compulsory.rows))
    figures = [
        Figure(shown(told(found.persons)), "personer"),
        Figure(shown(events.total), "händelser"),
        Figure(_share_of(acute, events.total), "av händelserna var akuta"),
        Figure(_share_of(compulsory, events.total), "av händelserna var tvångsvård"),
    ]
    every = _table("Slag av insats", [Line(kind.term, cells) for kind, cells in of_kind.items()])
    special = _table("Akut vård och tvångsvård", [Line("Akut vård", acute), Line("Tvångsvård", compulsory)])
    return Page(figures, [every, special], EXPLAINED)


def _cells(one: Share, every: int, events: Told) -> Cells:
    """Persons, events and days: where one of the first two is hidden, the others would give it away."""
    persons = of_all(one.persons, every)
    if persons.number is None or events.number is None:
        return (HIDDEN if persons.number is not None else persons, HIDDEN, HIDDEN)
    return (persons, events, of_some(one.persons, one.days))


def _acute(found: Shares, parts: list[Cells]) -> Cells:
    """Told only where all its parts are: else one of them could be worked out."""
    if any(cell.number is None for cells in parts for cell in cells):
        return (HIDDEN, HIDDEN, HIDDEN)
    return _cells(found.acute, found.persons, told(found.acute.persons, number=found.acute.rows))


def _share_of(cells: Cells, every: Told) -> str:
    return HIDDEN.words if every.number is None else share(cells[1], every.number)


def _table(heading: str, lines: list[Line]) -> Numbers:
    return Numbers(heading, ("Slag", "Personer", "Händelser", "Dygn"), lines)
