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


def count(histories: Histories, asked: Asked) -> Page:
    found = histories.shares(asked.among)
    events = told_in_sum(
        [one.persons for one in found.kinds.values()], numbers=[one.rows for one in found.kinds.values()]
    )
    of_kind = dict(zip(found.kinds, events.parts, strict=True))
    acute = _sum([of_kind[kind] for kind in ACUTE if kind in of_kind], found.acute)
    compulsory = told(found.compulsory.persons, number=found.compulsory.rows)
    figures = [
        Figure(shown(told(found.persons)), "personer"),
        Figure(shown(events.total), "händelser"),
        Figure(_share_of(acute, events.total), "av händelserna var akuta"),
        Figure(_share_of(compulsory, events.total), "av händelserna var tvångsvård"),
    ]
    lines = [
        Line(kind.term, (of_all(one.persons, found.persons), of_kind[kind], _days(one, of_kind[kind])))
        for kind, one in found.kinds.items()
    ]
    table = Numbers("Slag av insats", ("Slag", "Personer", "Händelser", "Dygn"), lines)
    return Page(figures, [table, _special(found, acute, compulsory)], EXPLAINED)


def _sum(parts: list[Told], whole: Share) -> Told:
    """Told only where all its parts are: else one of them could be worked out."""
    if any(one.number is None for one in parts):
        return HIDDEN
    return told(whole.persons, number=whole.rows)


def _share_of(part: Told, every: Told) -> str:
    return HIDDEN.words if every.number is None else share(part, every.number)


def _days(one: Share, events: Told) -> Told:
    return HIDDEN if events.number is None else of_some(one.persons, one.days)


def _special(found: Shares, acute: Told, compulsory: Told) -> Numbers:
    return Numbers(
        heading="Akut vård och tvångsvård",
        columns=("Slag", "Personer", "Händelser", "Dygn"),
        lines=[
            Line("Akut vård", (of_all(found.acute.persons, found.persons), acute, _days(found.acute, acute))),
            Line(
                "Tvångsvård",
                (of_all(found.compulsory.persons, found.persons), compulsory, _days(found.compulsory, compulsory)),
            ),
        ],
    )
