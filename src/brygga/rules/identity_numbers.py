"""Swedish identity numbers: reading what people type, and writing it back the way they know it.

Personnummer: 18 § folkbokföringslagen (1991:481).
Samordningsnummer: lag (2022:1697) 2 kap. 8 §; Skatteverket's Navet allows month 00–12 and day 60–91.
Nationellt reservnummer: Inera, Nationellt ReservID 1.0.
Regional reserve numbers: Inera, Lokala reservidn (Stockholm, Västra Götaland, Värmland).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WRITE = "Skriv tolv siffror: ÅÅÅÅMMDD-NNNN."
NATIONAL_LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"  # A–Z without I, O, Q, V, W


class InvalidIdentityNumber(ValueError):
    """What was typed is no identity number. The message is for whoever typed it and repeats no digits."""


class Kind(StrEnum):
    PERSONAL = "personal"
    COORDINATION = "coordination"
    NATIONAL_RESERVE = "national_reserve"
    STOCKHOLM_RESERVE = "stockholm_reserve"
    VGR_RESERVE = "vgr_reserve"
    VARMLAND_RESERVE = "varmland_reserve"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.PERSONAL: "personnummer",
    Kind.COORDINATION: "samordningsnummer",
    Kind.NATIONAL_RESERVE: "nationellt reservnummer",
    Kind.STOCKHOLM_RESERVE: "reservnummer från Region Stockholm",
    Kind.VGR_RESERVE: "reservnummer från Västra Götalandsregionen",
    Kind.VARMLAND_RESERVE: "reservnummer från Region Värmland",
}


@dataclass(frozen=True, slots=True, repr=False)
class IdentityNumber:
    """A checked number; `parse` makes them. It prints masked, so that logs never hold it whole."""

    kind: Kind
    value12: str

    @property
    def normalised(self) -> str:
        """Twelve characters without separator: what is stored, indexed and exchanged (HL7 Sweden)."""
        return self.value12

    @property
    def born(self) -> date | None:
        """The date in the number, when it has one. It need not be the day the person was born: when the
        numbers of a day run out, a day close by is used (18 § folkbokföringslagen). Ages are reckoned from
        the person's stored birth date; this is only a suggestion for it."""
        return _BORN[self.kind](self.value12)

    @property
    def masked(self) -> str:
        return f"{self.value12[:8]}-****"

    @property
    def formatted_long(self) -> str:
        return f"{self.value12[:8]}-{self.value12[8:]}"

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<{self.kind.label} {self.masked}>"


def parse(text: str, *, on: date | None = None) -> IdentityNumber:
    """What was typed, read as an identity number. Ten digits hold no century: then `on`, today, decides."""
    typed = _plain(text).upper().replace(" ", "").replace(".", "")
    value = typed.replace("-", "").replace("+", "")
    if not value:
        raise InvalidIdentityNumber(f"Skriv ett personnummer. {WRITE}")
    if not value.isdecimal():
        return _parse_reserve(value)
    if len(value) == 10:
        value = _century(value, over_99="+" in typed, on=on) + value
    if len(value) != 12:
        raise InvalidIdentityNumber(f"Numret har {len(value)} siffror men ska ha 12. {WRITE}")
    if value[:2] not in {"18", "19", "20"}:
        return _parse_reserve(value)
    if on and int(value[:4]) > on.year:
        raise InvalidIdentityNumber("Årtalet ligger i framtiden. Kontrollera de fyra första siffrorna.")
    return _parse_civil(value)


def _parse_civil(value: str) -> IdentityNumber:
    kind = Kind.COORDINATION if int(value[6:8]) >= 60 else Kind.PERSONAL
    if not _has_date(kind, value):
        raise InvalidIdentityNumber("Datumet i numret finns inte. Kontrollera år, månad och dag.")
    if value[8:11] == "000" or luhn(value[2:11]) != int(value[11]):
        raise InvalidIdentityNumber("Numret stämmer inte. Kontrollera de fyra sista siffrorna och födelsedatumet.")
    return IdentityNumber(kind, value)


def _parse_reserve(value: str) -> IdentityNumber:
    for kind, (pattern, is_right) in _RESERVE.items():
        if pattern.fullmatch(value):
            if not is_right(value):
                raise InvalidIdentityNumber(
                    f"Numret liknar ett {kind.label} men stämmer inte. Kontrollera alla tolv tecknen."
                )
            return IdentityNumber(kind, value)
    if value.isdecimal():
        raise InvalidIdentityNumber(f"Årtalet i numret stämmer inte. Kontrollera de fyra första siffrorna. {WRITE}")
    raise InvalidIdentityNumber(
        f"Det här är varken ett personnummer, ett samordningsnummer eller ett reservnummer. {WRITE} "
        "Saknar personen nummer eller är det inte känt: lämna fältet tomt."
    )


def _century(ten: str, *, over_99: bool, on: date | None) -> str:
    """The century that makes the year the latest possible: under 100 with "-", 100 or more with "+"."""
    if on is None:
        raise InvalidIdentityNumber(f"Skriv årtalet med fyra siffror. {WRITE}")
    latest = on.year - 100 if over_99 else on.year
    year = latest - (latest - int(ten[:2])) % 100
    month, day = int(ten[2:4]), int(ten[4:6]) % 60
    # In the first or the hundredth year both centuries are possible: a guess could name another person.
    if not over_99 and year == on.year and (month, day) > (on.month, on.day):
        raise InvalidIdentityNumber(f"Det går inte att avgöra århundradet. Skriv årtalet med fyra siffror. {WRITE}")
    return str(year)[:2]


def luhn(text: str) -> int:
    """The check digit after `text`: weights 2, 1, 2 … from the left. A letter counts as its ASCII value,
    as Nationellt ReservID has it."""
    total = 0
    for place, char in enumerate(text):
        product = (int(char) if char.isdecimal() else ord(char)) * (2 - place % 2)
        total += sum(int(digit) for digit in str(product))
    return -total % 10


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _civil_date(value: str) -> date | None:
    return _date(value[:4], value[4:6], value[6:8])


def _coordination_date(value: str) -> date | None:
    """None when the number holds no real date: month 00, day 60, or 89–91 in a short month."""
    return _date(value[:4], value[4:6], str(int(value[6:8]) - 60))


def _national_date(value: str) -> date | None:
    """The first two are the century plus 3, 6 … 78; 00 says that the birth date is unknown."""
    centuries = {1: "19", 2: "20"}
    century = centuries.get(int(value[:2]) % 3)
    return _date(century + value[2:4], value[4:6], value[6:8]) if century and value[:2] != "00" else None


def _varmland_date(value: str) -> date | None:
    return _civil_date(value) if value[9] == "F" else None


def _has_date(kind: Kind, value: str) -> bool:
    if kind is Kind.PERSONAL:
        return _civil_date(value) is not None
    return 0 <= int(value[4:6]) <= 12 and 60 <= int(value[6:8]) <= 91


def _stockholm_is_right(value: str) -> bool:
    return luhn(value[4:11]) == int(value[11])


def _vgr_is_right(value: str) -> bool:
    sex = {"K": "5", "M": "7", "X": "8"}[value[8]]
    return _civil_date(value) is not None and luhn(value[2:8] + sex + value[9:11]) == int(value[11])


def _varmland_is_right(value: str) -> bool:
    return _civil_date(value) is not None


def _national_is_right(value: str) -> bool:
    if value[:2] == "00":
        dated = int(value[4:6]) >= 20 and 40 <= int(value[6:8]) <= 59
    else:
        dated = int(value[:2]) >= 22 and _national_date(value) is not None
    return dated and luhn(value[:11]) == int(value[11])


_RESERVE: dict[Kind, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    Kind.STOCKHOLM_RESERVE: (re.compile(r"99\d{10}"), _stockholm_is_right),
    Kind.VGR_RESERVE: (re.compile(r"\d{8}[KMX]\d{3}"), _vgr_is_right),
    Kind.VARMLAND_RESERVE: (re.compile(r"\d{8}S[FUXPL]\d[A-UW-Z1-9]"), _varmland_is_right),
    Kind.NATIONAL_RESERVE: (
        re.compile(rf"\d{{8}}[{NATIONAL_LETTERS}]{{2}}[\d{NATIONAL_LETTERS}]\d"),
        _national_is_right,
    ),
}

_BORN: dict[Kind, Callable[[str], date | None]] = {
    Kind.PERSONAL: _civil_date,
    Kind.COORDINATION: _coordination_date,
    Kind.NATIONAL_RESERVE: _national_date,
    Kind.STOCKHOLM_RESERVE: lambda _: None,
    Kind.VGR_RESERVE: _civil_date,
    Kind.VARMLAND_RESERVE: _varmland_date,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a text an identity number seems to stand: `text[start:end]`."""

    start: int
    end: int


_GAP = r"[ ./-]{0,3}"
_CIVIL = re.compile(
    rf"(?<!\d)(?:(?P<century>18|19|20){_GAP})?(?P<y>\d\d){_GAP}(?P<m>\d\d){_GAP}(?P<d>\d\d)"
    r"(?P<sign> {0,2}[-+]? {0,2})(?P<last>\d{2} ?\d{2})(?!\d)"
    r"(?! ?(?P<dash>[-./])\d\d?(?P=dash)\d\d?(?!\d))"  # from one date to another is no number
)
_RESERVE_LIKE = re.compile(r"(?<!\d)\d{8}[ -]{0,3}(?:[A-Z][0-9A-Z]{3}|\d{4})(?![0-9A-Z])", re.IGNORECASE)


def find_identity_numbers(text: str) -> list[Span]:
    """The places in a text that must be anonymous where an identity number seems to stand.

    A number with a slip of the pen still points at someone, so a wrong check digit excuses only what may as
    well be a time or a telephone number: ten bare digits, or a date and four digits with a space between."""
    plain = _plain(text)
    found = [Span(*m.span()) for m in _CIVIL.finditer(plain) if _looks_civil(m)]
    found += [Span(*m.span()) for m in _RESERVE_LIKE.finditer(plain) if _looks_reserve(m.group())]
    return sorted(found, key=lambda span: span.start)


def _looks_civil(m: re.Match[str]) -> bool:
    last = m["last"].replace(" ", "")
    short = m["y"] + m["m"] + m["d"] + last
    centuries = [m["century"]] if m["century"] else ["19", "20"]
    kind = Kind.COORDINATION if int(m["d"]) >= 60 else Kind.PERSONAL
    if not any(_has_date(kind, century + short) for century in centuries):
        return False
    written_as_number = m["sign"].strip() or (m["century"] and not m["sign"])
    return bool(written_as_number) or luhn(short[:9]) == int(short[9])


def _looks_reserve(found: str) -> bool:
    value = found.upper().replace(" ", "").replace("-", "")
    return any(pattern.fullmatch(value) and is_right(value) for pattern, is_right in _RESERVE.values())


def _plain(text: str) -> str:
    """The same text, character for character, with every sort of digit, dash and space as the common one."""
    return "".join(map(_plain_character, text))


def _plain_character(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None and unicodedata.category(char) == "Nd":
        return str(digit)
    category = unicodedata.category(char)
    if category == "Pd" or char == "\N{MINUS SIGN}":
        return "-"
    if char == "\N{FULLWIDTH PLUS SIGN}":
        return "+"
    return " " if char.isspace() or category == "Cf" else char
