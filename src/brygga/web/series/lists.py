"""The year's meetings, those held, and the cases of one's own units."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from brygga.core.paging import by_key
from brygga.series.models import SeriesMeeting
from brygga.series.queries import exchanges, my_cases, over, series_of, to_come
from brygga.series.states import ItemState, MeetingState
from brygga.series.whose import rules_for
from brygga.web.asking import Asking
from brygga.web.links import after
from brygga.web.series.finding import whom

TABS = (("Kommande", ""), ("Hållna", "hallna"), ("Anmälda ärenden", "arenden"), ("Arbetsplatsutbyten", "utbyten"))
TONES = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "neutral",
    ItemState.ANNOUNCED: "info",
    ItemState.DECIDED: "good",
    ItemState.WITHDRAWN: "neutral",
}


def year(request: Asking) -> HttpResponse:
    actor, chosen = request.actor, request.GET.get("visa", "")
    rules = rules_for(actor)
    if not rules:
        raise Http404
    there = series_of(actor)
    comes = {rule.key for rule in rules_for(actor, comes=True)}
    context: dict[str, Any] = {
        "tabs": [(label, f"?visa={key}" if key else "?", key == chosen) for label, key in TABS],
        "chosen": chosen,
        "rules": rules,
        "to_lay_out": [rule for rule in rules if rule.key in comes - {row.key for row in there}],
        "comes": bool(comes),
        "takes_cases": any(rule.takes_cases and rule.key in comes for rule in rules),
        **_rows(request, chosen),
    }
    return render(request, "series/year.html", context)


def _rows(request: Asking, chosen: str) -> dict[str, Any]:
    actor = request.actor
    if chosen == "arenden":
        page = by_key(my_cases(actor), request.GET.get("efter", ""))
        cards = [(row, whom(row, actor), TONES[ItemState(row.state)]) for row in page.rows]
        return {"cases": cards, "next_url": after(page, visa=chosen)}
    if chosen == "utbyten":
        page = by_key(exchanges(actor), request.GET.get("efter", ""))
        return {"exchanges": page.rows, "next_url": after(page, visa=chosen)}
    if chosen == "hallna":
        page = by_key(over(actor), request.GET.get("efter", ""))
        return {"meetings": [_card(row) for row in page.rows], "next_url": after(page, visa=chosen)}
    coming = to_come(actor)
    return {"meetings": [_card(row) for row in coming], "next": coming[0] if coming else None}


def _card(row: SeriesMeeting) -> tuple[SeriesMeeting, str, str]:
    """With where it stands: held and adopted are two things."""
    if row.is_under_way:
        return row, "Protokollet är öppet", "warning"
    return row, str(MeetingState(row.state).label), TONES[MeetingState(row.state)]
