"""Telephone numbers and e-mail addresses in a text that must not say whom it is about.

>>> way_in("Ring 070-123 45 67 efter lunch"), way_in("Skriv till kim@exempel.se")
('070-123 45 67', 'kim@exempel.se')
>>> way_in("Våren 2026-2027 kom 12 personer 08.00–16.30, 14 dagar efter 3 möten")
''
"""

from __future__ import annotations

import re
import unicodedata

_MAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\W\d_]{2,}")
#: As numbers are written in Sweden, from the country or from the first nought. No dots: those stand in hours.
_PHONE = re.compile(r"(?<![\d\-])(?:\+|00)?\d(?:[ \-–/()]{0,2}\d){6,13}(?!\d)")


def way_in(text: str) -> str:
    """The first way to reach somebody that the text holds, or nothing."""
    text = unicodedata.normalize("NFKC", text)
    if mail := _MAIL.search(text):
        return mail[0].rstrip(".")
    return next((found[0] for found in _PHONE.finditer(text) if _is_phone(found[0])), "")


def _is_phone(run: str) -> bool:
    figures = re.sub(r"\D", "", run)
    begins_so = run.startswith("+") or figures.startswith("0")
    return begins_so and 7 <= len(figures.removeprefix("00")) <= 13
