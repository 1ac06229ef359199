"""What stands in a cell, read as a day, a yes or a kind. Each knows the ways that are met in Swedish extracts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from brygga.rules.critical import Kind

FIRST_YEAR, LAST_YEAR = 1900, 2100
#: Day 1 of Excel is 1900-01-01, and it believes that 1900 was a leap year.
EXCEL = date(1899, 12, 30)
#: Written where there is no end.
NO_END = frozenset({"", "-", "–", "null", "none", "pågår", "pågående", "tills vidare", "ongoing", "open"})
NO_END_YEARS = frozenset({2999, 9999})
MOVES = str.maketrans({"\u00a0": " ", "\u2013": "-", "\u2212": "-"})

TIME = r"(?:[T ]\d\d?[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?){TIME}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?\d\d:?\d\d(?::?\d\d)?)?(?:\.0)?")
_SHORT = re.compile(rf"(\d\d)(-?)(\d\d)\2(\d\d){TIME}")
_SLASHED = re.compile(rf"(\d\d?)[/.](\d\d?)[ /.-]{{1,2}}(\d{{4}}|\d\d){TIME}")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def _compact(text: str) -> date | None:
    found = _COMPACT.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def _short(text: str) -> date | None:
    found = _SHORT.fullmatch(text)
    return _day(_year(found[1]), found[3], found[4]) if found else None


def _slashed(text: str) -> date | None:
    """Day before month, as in Sweden."""
    found = _SLASHED.fullmatch(text)
    return _day(_year(found[3]), found[2], found[1]) if found else None


def _serial(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    return EXCEL + timedelta(days=int(found[1])) if found else None


DATES: dict[str, Callable[[str], date | None]] = {
    "iso": _iso,  # 2016-01-14, 2016-01-14 08:30
    "compact": _compact,  # 20160114
    "short": _short,  # 160114
    "slashed": _slashed,  # 14/1 2016
    "serial": _serial,  # 42383
}


class NoDate(ValueError):
    """What is wrong with it, in Swedish."""


@lru_cache(maxsize=20_000)
def day(text: str, formats: tuple[str, ...]) -> date:
    plain = " ".join(text.translate(MOVES).split())
    for name in formats:
        found = DATES[name](plain)
        if found is not None:
            if not FIRST_YEAR <= found.year <= LAST_YEAR and found.year not in NO_END_YEARS:
                raise NoDate(f"Årtalet ligger inte mellan {FIRST_YEAR} och {LAST_YEAR}.")
            return found
    raise NoDate("Datumet går inte att läsa.")


@lru_cache(maxsize=20_000)
def last_day(text: str, formats: tuple[str, ...]) -> date | None:
    """None when it goes on, however that is written."""
    if text.strip().casefold() in NO_END:
        return None
    found = day(text, formats)
    return None if found.year in NO_END_YEARS else found


def _year(figures: str) -> str:
    if len(figures) == 4:
        return figures
    return ("20" if int(figures) < 70 else "19") + figures


def _day(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None


KNOWN_KINDS: dict[str, str] = {str(kind): str(kind) for kind in Kind} | {
    kind.term.casefold(): str(kind) for kind in Kind
}
KNOWN_KINDS |= {
    word: str(kind)
    for kind, words in {
        Kind.CONTACT: """
            öppenvård öppenvårdsbesök öppenvårdskontakt besök hembesök stödkontakt boendestöd insats visit outpatient
        """,
        Kind.HOUSING: "bostad stödboende träningslägenhet boendeinsats",
        Kind.PLACEMENT: "hvb lvm-hem lvu-hem familjehem behandlingshem sis",
        Kind.INPATIENT: """
            inskrivning heldygnsvård vårdtillfälle slutenvårdstillfälle sluten sjukhusvård inskriven admission
        """,
        Kind.INVESTIGATION: "barnavårdsutredning vårdutredning assessment",
        Kind.EMERGENCY: "akutbesök akutmottagning akutvård ambulans omhändertagande jour lob",
        Kind.APPLICATION: "anmälan remiss orosanmälan referral",
        Kind.DECISION: "dom",
        Kind.MEETING: "vårdplanering vårdplaneringsmöte nätverksmöte sip-möte samordningsmöte",
        Kind.PLAN: "sip",
    }.items()
    for word in words.split()
}
