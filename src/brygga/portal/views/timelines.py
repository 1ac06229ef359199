"""What has happened to me, in the order it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from brygga.timelines.queries import own_timeline
from brygga.ui import history
from brygga.ui.window import window

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_timeline(request: Asking) -> HttpResponse:
    told = own_timeline(request.actor)
    if told is None or not told.rows:
        return render(request, "portal/timeline.html", {})
    seen = window(request.GET, told.first or told.on, told.on)
    shown, others = history.situations(told, seen, history.nowhere)
    rows, more = history.lines(told, seen, history.nowhere)
    context = {
        "window": seen,
        "lanes": history.lanes(told, "Där det kan ha brustit"),
        "legend": history.legend(told),
        "situations": shown,
        "others": others,
        "agreed": next((one.agreed for one in told.situations if one.agreed), ()),
        "rows": rows,
        "more": more,
    }
    return render(request, "portal/timeline.html", context)
