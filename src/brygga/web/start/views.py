"""The start page: what is late, what waits, what has happened. And the inbox."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from brygga.coordinations.acts import mark_all_read, mark_read
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.web.asking import Asking
from brygga.web.here import unit_here
from brygga.web.links import after
from brygga.web.start.desk import desk_of
from brygga.web.start.post import named


def start(request: Asking) -> HttpResponse:
    return render(request, "start/start.html", {"desk": desk_of(request.actor)})


def inbox_page(request: Asking) -> HttpResponse:
    actor = request.actor
    chosen = request.GET.get("visa", "alla")
    rows = inbox(actor)
    if chosen == "olasta":
        rows = rows.unread()
    elif chosen == "planering":
        rows = rows.filter(affects_planning=True)
    page = by_key(rows, request.GET.get("efter", ""))
    tabs = [("Alla", "alla"), ("Olästa", "olasta"), ("Påverkar din planering", "planering")]
    context = {"items": named(actor, page.rows), "next_url": after(page, visa=chosen), "chosen": chosen}
    context |= {"tabs": [(label, f"?visa={key}", key == chosen) for label, key in tabs]}
    return render(request, "start/inbox.html", {**context, "now": clock.now().isoformat()})


@require_POST
def read_items(request: Asking) -> HttpResponse:
    items = [UUID(key) for key in request.POST.getlist("item") if _is_key(key)]
    mark_read(unit_here(request), by=request.actor, items=items)
    return redirect("start" if request.POST.get("fran") == "start" else "inbox")


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_POST
def read_all(request: Asking) -> HttpResponse:
    """What has come since the page was shown stays unread."""
    shown_at = parse_datetime(request.POST.get("till", "")) or clock.now()
    mark_all_read(unit_here(request), by=request.actor, up_to=min(shown_at, clock.now()))
    messages.success(request, "Allt i inkorgen är markerat som läst.")
    return redirect("inbox")
