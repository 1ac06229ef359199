"""One's own meetings, and those of a coordination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core.paging import by_key
from brygga.meetings import may
from brygga.meetings.models import Meeting
from brygga.meetings.queries import (
    Upcoming,
    by_time,
    circle,
    drafts,
    earlier,
    next_meetings,
    to_come,
    to_write_up,
    upcoming,
    waiting_for_answer,
)
from brygga.meetings.states import MeetingState
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.meetings.finding import about, read
from brygga.web.meetings.forms import local_day


@dataclass(frozen=True, slots=True)
class Day:
    """The meetings of one day."""

    day: date
    meetings: list[Upcoming]


def my_meetings(request: Asking) -> HttpResponse:
    actor, after = request.actor, request.GET.get("efter", "")
    if request.GET.get("visa") == "tidigare":
        page = by_key(earlier(actor), after)
        next_url = f"?{urlencode({'visa': 'tidigare', 'efter': page.after})}" if page.after else ""
        return render(request, "meetings/earlier.html", {"page": page, "next_url": next_url})
    page = by_time(to_come(actor), after)
    context = {
        "days": _days(upcoming(actor, page.rows)),
        "page": page,
        "next_url": f"?{urlencode({'efter': page.after})}" if page.after else "",
        "waiting": waiting_for_answer(actor) if not after else [],
        "to_write_up": list(to_write_up(actor).order_by("starts_at", "pk")[:50]) if not after else [],
        "drafts": list(drafts(actor).order_by("-pk")[:20]) if not after else [],
    }
    return render(request, "meetings/list.html", context)


def _days(rows: list[Upcoming]) -> list[Day]:
    days = groupby(rows, key=_day_of)
    return [Day(day, list(found)) for day, found in days]


def _day_of(row: Upcoming) -> date:
    assert row.meeting.starts_at is not None
    return local_day(row.meeting.starts_at)


def of_coordination(request: Asking, pk: UUID) -> HttpResponse:
    coordination = the_coordination(request, pk, "coordinator__staff")
    read(request, coordination, "Samordningens möten")
    actor = request.actor
    done = Meeting.objects.visible_to(actor).filter(coordination=coordination)
    done = done.exclude(state__in=[MeetingState.DRAFT]).select_related("coordination", "called_by")
    coming = next_meetings(actor, coordination)
    page = by_key(done.exclude(pk__in=[row.meeting.pk for row in coming]), request.GET.get("efter", ""))
    context: dict[str, Any] = {
        "coming": coming,
        "page": page,
        "next_url": f"?{urlencode({'efter': page.after})}" if page.after else "",
        "circle": circle(actor, coordination),
        "may_plan": may.may_plan(actor, coordination),
        "may_pre_meet": may.may_pre_meet(actor, coordination),
    }
    return render(request, "meetings/of_coordination.html", {**context, **about(request, coordination)})
