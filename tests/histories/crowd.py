"""A crowd whose numbers are known by hand, for pages that count many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from brygga.histories import Histories, Row
from brygga.rules.critical import Happening, Kind

WARD, CLINIC, SOCIAL, HOME = "Vårdavdelning", "Psykosmottagningen", "Vuxen Innerstaden", "Boendestöd"
REGION, CITY = "Region Skåne, psykiatri", "Malmö stad, Arbetsmarknads- och socialnämnden"
DAY = timedelta(days=1)


def crowd(on: date, persons: int = 20, *, organisation: str = "", name: str = "p") -> Iterator[Row]:
    """Everybody has a contact all year, which is broken off for those with an even number.

    One in two was on the ward for ten days, and again twenty days later, the second time under compulsion; then at the
    clinic. One in four has had a coordination since half a year.
    """
    first = on - 360 * DAY
    for n in range(persons):
        who, rows = f"{name}{n}", _Rows(organisation)
        yield who, rows.row(Kind.CONTACT, SOCIAL, CITY, first, on if n % 2 else on - 100 * DAY, broken_off=not n % 2)
        if not n % 2:
            yield who, rows.row(Kind.INPATIENT, WARD, REGION, first + 50 * DAY, first + 59 * DAY)
            yield who, rows.row(Kind.INPATIENT, WARD, REGION, first + 79 * DAY, first + 88 * DAY, compulsory=True)
            yield who, rows.row(Kind.CONTACT, CLINIC, REGION, first + 90 * DAY, on)
        if not n % 4:
            yield who, rows.row(Kind.COORDINATION, SOCIAL, CITY, on - 180 * DAY)


def wanderers(on: date, persons: int = 24) -> Iterator[Row]:
    """From the housing to the ward, on to the clinic, and for two of three to nobody, or to the housing again."""
    first = on - 300 * DAY
    for n in range(persons):
        who, rows = f"w{n}", _Rows("")
        yield who, rows.row(Kind.HOUSING, HOME, CITY, first, first + 60 * DAY, broken_off=True)
        yield who, rows.row(Kind.INPATIENT, WARD, REGION, first + 64 * DAY, first + 70 * DAY)
        yield who, rows.row(Kind.CONTACT, CLINIC, REGION, first + 75 * DAY, first + 120 * DAY)
        again = first + (130 if n % 3 == 0 else 200) * DAY
        yield who, rows.row(Kind.HOUSING, HOME, CITY, again, on)


class _Rows:
    def __init__(self, organisation: str) -> None:
        self.organisation, self.number = organisation, 0

    def row(
        self, kind: Kind, unit: str, organisation: str, begins: date, ends: date | None = None, **said: bool
    ) -> Happening:
        self.number += 1
        of = self.organisation or organisation
        return Happening(
            key=str(self.number), unit=unit, organisation=of, kind=kind, begins=begins, ends=ends or begins, **said
        )


def write(folder: Path, batch: str, rows: Iterator[Row]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return Histories(folder).write(batch, rows)
