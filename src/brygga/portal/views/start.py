"""What waits for me, what comes next, what is agreed, who helps me, who may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from brygga.closings.queries import is_ending
from brygga.coaching.queries import latest_place
from brygga.core import clock
from brygga.people.whom import ABOUT_KEY
from brygga.portal.allowing import in_force
from brygga.portal.changing import changes
from brygga.portal.deciding import deciding, latest
from brygga.portal.going import going_on
from brygga.portal.helping import helpers
from brygga.portal.homeward import homeward
from brygga.portal.planning import open_plans, summary
from brygga.portal.receiving import going_on_now
from brygga.portal.waiting import next_meeting, waits
from brygga.reorganisations.queries import told_to_person

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_start(request: Asking) -> HttpResponse:
    actor, now, today = request.actor, clock.now(), clock.today()
    plans, going, meeting = open_plans(actor), going_on(actor, now), next_meeting(actor, now)
    has_begun = plans or any(one.url for one in going) or (meeting and meeting.meeting_type.carries_plan)
    context = {
        "waits": waits(actor, now),
        "meeting": meeting,
        "today": today,
        "plans": [summary(held.reading) for held in plans if held.reading],
        "proposed": next((held.proposed for held in plans if held.proposed and not held.reading), None),
        "helpers": helpers(actor, today),
        "allowed": in_force(actor, today),
        "going": going,
        "decisions": latest(actor),
        "deciding": deciding(actor),
        "received": going_on_now(actor),
        "coached": latest_place(actor),
        "ending": "Ni håller på att avsluta." if is_ending(actor) else "",
        "changes": changes(actor),
        "new_names": told_to_person(actor),
        "homeward": homeward(actor),
        "may_need_a_plan": bool(actor.speaks_for) and not has_begun,
    }
    return render(request, "portal/start.html", context)


def my_help(request: Asking) -> HttpResponse:
    return render(request, "portal/help.html", {"helpers": helpers(request.actor, clock.today())})


def my_whom(request: Asking) -> HttpResponse:
    """For those who represent somebody: whose side to see. What is one's own is never mixed with what is another's."""
    if request.method == "POST":
        chosen = request.POST.get("about", "")
        if chosen in {one.key for one in request.actor.whom}:
            request.session[ABOUT_KEY] = chosen
            return redirect("my-start")
    return render(request, "portal/whom.html", {"choices": request.actor.whom})
