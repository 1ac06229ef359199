"""Small words about a state: status, count, clock, mark."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from brygga.core import clock as wall
from brygga.core.paging import counted
from brygga.ui.components.dates import moment, short_day
from brygga.ui.components.register import one_of, register

Tone = Literal["neutral", "good", "info", "warning", "bad"]
COLOURS = {"neutral": "neutral", "good": "success", "info": "info", "warning": "warning", "bad": "danger"}
TONE_ICONS = {"neutral": "", "good": "check", "info": "", "warning": "clock", "bad": "alert"}
TITLES = {"neutral": "", "good": "", "info": "", "warning": "Observera: ", "bad": "Viktigt: "}


@register.inclusion_tag("ui/components/status.html")
def status(*, text: object, tone: Tone = "neutral") -> dict[str, object]:
    """A small coloured word for a state. Colour never carries the meaning alone."""
    one_of(str(tone), Tone, tag="status", argument="tone")
    return {"text": text, "colour": COLOURS[tone], "icon_name": TONE_ICONS[tone]}


@register.inclusion_tag("ui/components/count.html")
def count(*, number: int, label: str, tone: Tone = "info") -> dict[str, object]:
    """A number in a round, with words for those who do not see the round. Nothing at zero."""
    one_of(tone, Tone, tag="count", argument="tone")
    return {"number": counted(number) if number else "", "label": label, "colour": COLOURS[tone]}


@register.inclusion_tag("ui/components/clock.html")
def clock(
    *,
    due: date | datetime | None,
    done: date | datetime | None = None,
    soon: int = 3,
    today: date | None = None,
    what: str = "Senast",
) -> dict[str, object]:
    """A due day and how near it is, in words. `soon` is the number of days that counts as near."""
    if done:
        return {
            "tone": "good",
            "icon_name": "check",
            "at": done,
            "text": f"Klart {short_day(done)}",
            "near": "",
            "full": "",
        }
    if not due:
        return {"tone": "neutral", "icon_name": "clock", "at": None, "text": "Ingen tid satt", "near": "", "full": ""}
    due_on = wall.day_of(due) if isinstance(due, datetime) and due.tzinfo else due
    due_on = due_on.date() if isinstance(due_on, datetime) else due_on
    days = (due_on - (today or wall.today())).days
    return {
        "tone": "bad" if days < 0 else "warning" if days <= soon else "neutral",
        "icon_name": "alert" if days < 0 else "clock",
        "at": due,
        "text": f"{what} {short_day(due)}",
        "full": moment(due),
        "near": _near(days),
    }


def _near(days: int) -> str:
    if days < 0:
        return f"{-days} {'dag' if days == -1 else 'dagar'} sen"
    return {0: "i dag", 1: "i morgon"}.get(days, f"om {days} dagar")


@register.inclusion_tag("ui/components/affects.html")
def affects(*, text: str = "Påverkar din planering") -> dict[str, object]:
    """The mark on what another unit did that changes what this one plans."""
    return {"text": text}
