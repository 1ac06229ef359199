"""Discharges as both sides read them: those under way, and one with what has been told, what is near or late."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.queries import is_open_to
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.discharges import queries
from brygga.discharges.states import DischargeState
from brygga.meetings.may import may_plan as may_plan_meeting
from brygga.people.queries import shown
from brygga.rules.discharge import DischargeStep, rule
from brygga.web.asking import Asking
from brygga.web.discharges.standing import TONES, lines
from brygga.web.discharges.ways import RECEIVE, WAYS, ways
from brygga.web.links import after, way_to
from brygga.web.ways import Way

WHAT = "Utskrivning"
#: What is told to those who take part; a unit that was told by the law's notice reads of its own steps.
INSIDE = (DischargeStep.NOTICE, DischargeStep.CONTACT, DischargeStep.READY, DischargeStep.CALL)
TOLD = (DischargeStep.NOTICE, DischargeStep.CHANGED, DischargeStep.PLANNING, DischargeStep.PAYMENT)


def discharges(request: Asking) -> HttpResponse:
    """Those that have come to one's units, or that one's units have told of; the latest first."""
    actor = request.actor
    from_us = _chosen(request) == "fran"
    rows = queries.wards_own(actor) if from_us else queries.told_us(actor)
    page = by_key(rows, request.GET.get("efter", ""))
    found = page.rows if from_us else [row.discharge for row in page.rows]
    context = {
        "tabs": [("Till er", "?visa=till", not from_us), ("Från er", "?visa=fran", from_us)],
        "rows": [(row, row.person if from_us else row.about, TONES[DischargeState(row.state)]) for row in found],
        "empty": "Ni har inte lämnat något inskrivningsmeddelande."
        if from_us
        else "Inget meddelande har kommit till er.",
        "next_url": after(page, visa="fran" if from_us else "till"),
    }
    return render(request, "discharges/list.html", context)


def _chosen(request: Asking) -> str:
    """What has come, unless nothing ever has."""
    return request.GET.get("visa") or ("till" if queries.told_us(request.actor).exists() else "fran")


def discharge(request: Asking, pk: UUID) -> HttpResponse:
    """Those told by the notice read the four things that the law names; those who take part read all of it."""
    actor = request.actor
    row: Any = get_object_or_404(queries.with_details(actor), pk=pk)
    log_reading(actor, what=WHAT, person_id=row.person_id, stream_id=row.stream_id)
    receipt = queries.own_receipt(actor, row)
    view = shown(row.person if row.ward_id in actor.reads else row.about, actor)
    context = {
        "row": row,
        "view": view,
        "address": "" if view.hidden else row.person.address,
        "tone": TONES[DischargeState(row.state)],
        "lines": lines(row),
        "receivers": queries.receivers_of(actor, row),
        "receive": ways(actor, row, RECEIVE, receipt) if receipt else [],
        "receipt": receipt,
        "ways": ways(actor, row, _left(row), row),
        "rules": _rules(row),
        **_together(actor, row),
    }
    return render(request, "discharges/discharge.html", context)


def _left(row: Any) -> dict[str, Way]:
    """A call that is known is not noted again."""
    return {how: way for how, way in WAYS.items() if how != "kallelse" or not queries.called_on(row)}


def _rules(row: Any) -> list[Any]:
    steps = list(INSIDE if row.whole else TOLD)
    steps += [DischargeStep.PAYMENT, DischargeStep.INFORMATION] if row.whole else []
    steps += [DischargeStep.COMPULSORY] if row.whole and row.compulsory else []
    return [rule(step, clock.today()) for step in steps]


def _together(actor: Actor, row: Any) -> dict[str, Any]:
    """The way to the joint planning, for those who may read the coordination."""
    opened = is_open_to(actor, row.coordination_id)
    calls = opened and row.is_open and not queries.called_on(row) and bool(may_plan_meeting(actor, row.coordination))
    return {"opened": opened, "call_url": way_to("meeting-plan", row.coordination_id) if calls else ""}
