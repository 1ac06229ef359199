"""Made-up histories of a few hundred whom nobody is, the same each time; some come back until they are coordinated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from brygga.demo.reading_in import as_file

HEADINGS = ["Person", "Startdatum", "Slutdatum", "Vårdform", "Enhet", "Organisation", "Tvång", "Anteckning"]
PERSONS, DAYS = 240, 900


@dataclass(frozen=True, slots=True)
class Places:
    """An organisation, and what its units are called."""

    organisation: str
    acute: str
    ward: str
    visits: str


Row = tuple[str, list[str]]
"""Whose it is, and the cells."""


def files(social: Places, region: Places, today: date) -> dict[str, bytes]:
    """One file for each organisation, by its name."""
    rows = [one for number in range(PERSONS) for one in _life(number, social, region, today)]
    return {
        whose.organisation: as_file(HEADINGS, [cells for of, cells in rows if of == whose.organisation])
        for whose in (social, region)
    }


def _life(number: int, social: Places, region: Places, today: date) -> Iterator[Row]:
    chance = Random(f"{number}")  # noqa: S311
    person, day = f"påhittad-{number:03}", today - timedelta(days=DAYS - chance.randrange(60))
    returns = number % 3 == 0
    coordinated = today - timedelta(days=chance.randrange(330, 480)) if number % 6 == 0 else None
    while day < today - timedelta(days=40):
        calm = not returns or (coordinated is not None and day >= coordinated)
        for whose, kind, days, unit, compulsory, left in _turn(chance, social, region, calm=calm):
            ends = min(day + timedelta(days=days), today - timedelta(days=1))
            yield _row(person, whose, kind, day, ends, unit, compulsory=compulsory, left=left)
            day = ends + timedelta(days=chance.choice((0, 0, 1, 3, 12)))
        day += timedelta(days=chance.randrange(60, 160) if calm else chance.randrange(10, 60))
    if coordinated:
        yield _row(person, social, "plan", coordinated, coordinated, social.visits)


Step = tuple[Places, str, int, str, bool, bool]


def _turn(chance: Random, social: Places, region: Places, *, calm: bool) -> Iterator[Step]:
    """What happens in one go: visits, or from the emergency to the ward to a placement that is often left."""
    if calm:
        yield region, "öppenvård", chance.randrange(0, 30), region.visits, False, False
        yield social, "kontakt", chance.randrange(20, 90), social.visits, False, chance.random() < 0.08
        return
    yield region, "akut", 0, region.acute, False, False
    yield region, "slutenvård", chance.randrange(2, 20), region.ward, chance.random() < 0.4, False
    if chance.random() < 0.6:
        yield social, "placering", chance.randrange(5, 70), social.ward, chance.random() < 0.2, chance.random() < 0.5


def _row(
    person: str, whose: Places, kind: str, begins: date, ends: date, unit: str, *, compulsory: bool = False,
    left: bool = False,
) -> Row:  # fmt: skip
    told = "ja" if compulsory else "nej"
    cells = [person, str(begins), str(ends), kind, unit, whose.organisation, told, "Avviker" if left else ""]
    return whose.organisation, cells
