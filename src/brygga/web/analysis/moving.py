"""From which unit to which people go, and from which nobody takes over."""

from __future__ import annotations

from brygga.histories import Flow, Flowing, Histories, Persons
from brygga.rules.small_numbers import SMALL_NUMBERS, told
from brygga.ui.components.flow import Way
from brygga.web.analysis.asked import Asked
from brygga.web.analysis.numbers import Figure, Line, Numbers, Page, of_all, of_some, shown

#: So many ways are asked for; the picture has the widest of them.
MOST = 40
NOBODY = "Ingen tog över"
EXPLAINED = (
    "En väg går från en enhet där något tog slut till den som tog vid inom tiden du har valt.",
    "Tog ingen vid på den tiden står det.",
    f"Vägar som färre än {SMALL_NUMBERS.fewest} personer har gått visas inte.",
)


def count(histories: Histories, asked: Asked) -> Page:
    persons, flowing = Persons(), Flowing(asked.among, asked.within, MOST)
    histories.ask_all(asked.among, [persons, flowing])
    found = flowing.told()
    flows = [one for one in found.flows if of_all(one.persons, persons.number).number]
    figures = [
        Figure(shown(told(persons.number)), "personer"),
        Figure(shown(of_all(found.persons, persons.number)), "gick vidare, eller togs inte över"),
    ]
    return Page(figures, [_ways(flows, asked.within)], EXPLAINED)


def _ways(flows: list[Flow], within: int) -> Numbers:
    ways = [
        Way(
            here=one.here.unit,
            there=one.there.unit if one.there else NOBODY,
            number=one.persons,
            note_here=one.here.organisation,
            note_there=one.there.organisation if one.there else f"inom {within} dagar",
            lost=one.there is None,
        )
        for one in flows
    ]
    lines = [
        Line(f"{way.here}, {way.note_here}", (_there(way), told(one.persons), of_some(one.persons, one.moves)))
        for way, one in zip(ways, flows, strict=True)
    ]
    return Numbers(
        heading="Vägar mellan enheter",
        columns=("Från", "Till", "Personer", "Gånger"),
        lines=lines,
        summary=_summary(ways, within),
        ways=ways,
        nothing=f"Ingen väg har gåtts av minst {SMALL_NUMBERS.fewest} personer.",
    )


def _there(way: Way) -> str:
    return way.there if way.lost else f"{way.there}, {way.note_there}"


def _summary(ways: list[Way], within: int) -> str:
    """The way that most have gone, and the unit after which most often nobody took over."""
    parts = []
    if taken := next((way for way in ways if not way.lost), None):
        parts.append(f"Flest, {taken.number} personer, gick från {taken.here} till {taken.there}.")
    if lost := next((way for way in ways if way.lost), None):
        parts.append(f"Efter {lost.here} stod {lost.number} personer utan någon i mer än {within} dagar.")
    return " ".join(parts)
