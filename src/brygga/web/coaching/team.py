"""The team in one look: its room, the queue, today and what comes next; and its lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from brygga.agencies.models import Unit
from brygga.coaching import queries
from brygga.core import clock
from brygga.core.paging import by_key, by_order
from brygga.rules.coaching import Room
from brygga.ui.components.charts import Bar
from brygga.web.asking import Asking
from brygga.web.coaching.cards import card
from brygga.web.links import after, way_to

AHEAD = timedelta(days=14)
FEW = 8


def overview(request: Asking) -> HttpResponse:
    """BOR-09: capacity, queue, the day."""
    actor, (unit, context) = request.actor, here(request)
    page = by_order(queries.in_queue(actor, unit), request.GET.get("efter", ""), order=queries.QUEUE_ORDER)
    today = clock.today()
    sessions = queries.sessions_between(actor, unit, today, today + AHEAD)
    room = queries.room(unit)
    context |= {
        "room": room,
        "bars": _bars(room),
        "cards": [card(row) for row in page.rows],
        "next_url": after(page, enhet=str(unit.pk)),
        "today": [one for one in sessions if one.day == today],
        "next": [one for one in sessions if one.day > today][:FEW],
        "unnoted": list(queries.without_presence(actor).filter(activity__unit=unit)[:FEW]),
        "rule": queries.rule_of(unit),
        "queue_url": f"{way_to('coaching-queue')}?enhet={unit.pk}",
        "which": [(one.name, f"?enhet={one.pk}", one.pk == unit.pk) for one in context["teams"]],
    }
    return render(request, "coaching/overview.html", context)


def _bars(room: Room) -> list[Bar]:
    tone: Any = "warning" if room.is_full or room.enrolled < room.low else "good"
    bars = [Bar("Inskrivna", room.enrolled, f"{room.enrolled} av {room.high}", tone)]
    return bars + ([Bar("Erbjudna", room.offered, str(room.offered))] if room.offered else [])


def here(request: Asking) -> tuple[Unit, dict[str, Any]]:
    """The team that is looked at. Whoever works in none finds no such page."""
    teams = queries.my_teams(request.actor)
    if not teams:
        raise Http404
    wanted = request.GET.get("enhet", "")
    unit = next((one for one in teams if str(one.pk) == wanted), teams[0])
    name = request.resolver_match.url_name if request.resolver_match else ""
    ways = (("Översikt", "coaching"), ("Inskrivna", "coaching-enrolled"), ("Avslutade", "coaching-ended"))
    tabs = [(text, f"{way_to(to)}?enhet={unit.pk}", to == name) for text, to in ways]
    tabs.insert(2, ("Aktiviteter", way_to("activities"), name == "activities"))
    return unit, {"unit": unit, "teams": teams, "tabs": tabs}


def enrolled_list(request: Asking) -> HttpResponse:
    unit, context = here(request)
    rows = queries.enrolled(request.actor, unit)
    mine = request.GET.get("visa") == "mina"
    if mine:
        rows = rows.filter(coach_id=request.actor.assignment_id)
    page = by_order(rows, request.GET.get("efter", ""), order=("person__sort",))
    for row in page.rows:
        row.step_term = row.rule.step(row.now_at).term if row.now_at else ""
    whose = [("Alla", f"?enhet={unit.pk}", not mine), ("Mina", f"?enhet={unit.pk}&visa=mina", mine)]
    context |= {"rows": page.rows, "whose": whose}
    context["next_url"] = after(page, enhet=str(unit.pk), visa="mina" if mine else "")
    return render(request, "coaching/enrolled.html", context)


def ended_list(request: Asking) -> HttpResponse:
    unit, context = here(request)
    page = by_key(queries.ended(request.actor, unit), request.GET.get("efter", ""))
    context |= {"cards": [card(row) for row in page.rows], "next_url": after(page, enhet=str(unit.pk))}
    return render(request, "coaching/ended.html", context)
