"""The activities, who takes part in one, and when it is held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.coaching import acts, may, queries
from brygga.coaching.models import Activity, Participation
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.rules.meetings import is_link
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coaching.cards import activity_card
from brygga.web.coaching.forms import JoinForm
from brygga.web.coaching.team import here
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.links import after

MOST = 200


def activity_list(request: Asking) -> HttpResponse:
    """All in the place may see what there is; the team also what is for one alone."""
    actor, ended = request.actor, request.GET.get("visa") == "avslutade"
    page = by_key(queries.activities(actor, open_=not ended), request.GET.get("efter", ""))
    context: dict[str, Any] = here(request)[1] if queries.my_teams(actor) else {}
    context |= {
        "cards": [activity_card(row) for row in page.rows],
        "which": [("Pågår", "?", not ended), ("Avslutade", "?visa=avslutade", ended)],
        "next_url": after(page, visa="avslutade" if ended else ""),
        "may_add": bool(queries.teams_to_fill(actor)),
        "ended": ended,
    }
    return render(request, "coaching/activities.html", context)


def seen(request: Asking, pk: UUID) -> Activity:
    found: Activity = get_object_or_404(queries.with_seats(Activity.objects.visible_to(request.actor)), pk=pk)
    return found


def activity_page(request: Asking, pk: UUID) -> HttpResponse:
    row, actor, now = seen(request, pk), request.actor, clock.now()
    sessions = queries.sessions_of(row)
    inside = row.unit_id in actor.reads | actor.distributes
    people = queries.participants(actor, row)
    context = {
        "row": row,
        "card": activity_card(row),
        "people": [(one, bool(may.may_leave_activity(actor, one))) for one in people],
        "hidden": queries.hidden_participants(actor, row),
        "coming": [one for one in sessions if one.ends_at > now],
        "been": [one for one in reversed(sessions) if one.ends_at <= now],
        "opens": inside or bool(people),
        "may_join": bool(may.may_join(actor, row)) and bool(queries.my_teams(actor)) and row.taken < row.seats,  # type: ignore[attr-defined]
        "may_close": bool(may.may_close_activity(actor, row)),
        "is_link": is_link(row.where),
    }
    return render(request, "coaching/activity.html", context)


def add_people(request: Asking, pk: UUID) -> HttpResponse:
    """Several at once, as many as there are seats."""
    row, actor = seen(request, pk), request.actor
    allowed_or_403(request, may.may_join(actor, row))
    rows = list(queries.may_be_added(actor, row)[:MOST])
    form = JoinForm(request.POST or None, rows=rows, several=len({one.unit_id for one in rows}) > 1)
    if form.is_valid():
        made = carry_out(form, acts.join, row, by=actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Personen är med." if len(made) == 1 else f"{len(made)} personer är med.")
            return redirect("activity", pk)
    return show(request, "coaching/join.html", form, row=row, card=activity_card(row), rows=rows)


def close(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_close_activity(request.actor, row))
    form = Form(sent(request))
    if carried_out(request, form, acts.close_activity, row, told="Aktiviteten är avslutad."):
        return redirect("activity", pk)
    return show(request, "coaching/close.html", form, row=row, heading="Avsluta aktiviteten")


def leave(request: Asking, pk: UUID) -> HttpResponse:
    rows = Participation.objects.visible_to(request.actor)
    one: Any = get_object_or_404(rows.select_related("enrolment__person", "activity"), pk=pk)
    allowed_or_403(request, may.may_leave_activity(request.actor, one))
    form = Form(sent(request))
    if carried_out(request, form, acts.leave_activity, one, told="Platsen är ledig."):
        return redirect("activity", one.activity_id)
    return show(request, "coaching/leave.html", form, row=one.activity, person=one.enrolment.person)
