"""The stretch of time that a timeline shows, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from brygga.rules.dates import written

#: The word in the address, on the tab, and how many days; none is all there is.
ZOOMS: dict[str, tuple[str, int]] = {
    "allt": ("Allt", 0),
    "ar": ("Ett år", 365),
    "kvartal": ("Tre månader", 91),
    "manad": ("En månad", 30),
    "vecka": ("En vecka", 7),
}


@dataclass(frozen=True, slots=True)
class Window:
    zoom: str
    first: date
    last: date
    earlier: str
    later: str

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        till = {} if self.zoom == "allt" else {"till": self.last.isoformat()}
        return [(text, _query(visa=key, **till), key == self.zoom) for key, (text, _) in ZOOMS.items()]

    def touches(self, since: date, until: date | None) -> bool:
        return since <= self.last and (until is None or until >= self.first)

    @property
    def words(self) -> str:
        return f"{written(self.first)} – {written(self.last)}"


def window(asked: Mapping[str, str], begins: date, today: date) -> Window:
    """What was asked for, within what there is; whatever cannot be read is as if not asked."""
    zoom = asked.get("visa", "")
    zoom = zoom if zoom in ZOOMS else "allt"
    days = ZOOMS[zoom][1]
    if not days:
        return Window(zoom, min(begins, today - timedelta(days=27)), today, "", "")
    last = min(_day(asked.get("till", "")) or today, today)
    last = max(last, begins)
    first, step = last - timedelta(days=days - 1), timedelta(days=max(days * 3 // 4, 1))
    earlier = _query(visa=zoom, till=(last - step).isoformat()) if first > begins else ""
    later = _query(visa=zoom, till=min(last + step, today).isoformat()) if last < today else ""
    return Window(zoom, first, last, earlier, later)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year > 1900 else None


def _query(**parts: str) -> str:
    return f"?{urlencode(parts)}"
