"""A handover as both sides see it: the same facts for the one who hands over and the one who takes over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.queries import is_open_to
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.handovers.models import Handover
from brygga.handovers.queries import meeting_of, not_called, receivers_part, shown, steps_done, with_details
from brygga.requests.queries import content_is_open, may_name
from brygga.requests.queries import with_details as requests_with_details
from brygga.rules.handovers import Step
from brygga.web.asking import Asking
from brygga.web.escalations.way_in import way_to_lift
from brygga.web.handovers.card import allowed, card, shown_steps, still_reads, todos


def handover_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row: Handover = get_object_or_404(with_details(actor), pk=pk)
    done = steps_done([row])[row.pk]
    context = {"row": row, "card": card(row, done), "steps": shown_steps(row, done), **_sides(actor, row)}
    if context["named"]:
        log_reading(actor, what="Överlämning", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    may = allowed(actor, row)
    context |= {"may": may, "todos": todos(row, done) if may.note else [], "still_reads": still_reads(row)}
    context |= _meeting(row, {one.step for one in done}) if context["on_a_side"] else {}
    context["lift_url"] = _way_to_lift(actor, row) if context["on_a_side"] and context["card"].has_stalled else ""
    return render(request, "handovers/handover.html", context)


def _sides(actor: Actor, row: Handover) -> dict[str, Any]:
    """What is told to the two sides only; the others who take part see that it is under way."""
    asked = requests_with_details(actor).filter(pk=row.request_id).first()
    on_a_side = asked is not None
    opened = bool(asked and content_is_open(asked, actor))
    part = receivers_part(row)
    takes_part = row.request.to_unit_id in actor.reads
    return {
        "on_a_side": on_a_side,
        "named": bool(asked and may_name(asked, actor)) or bool(_inside(actor, row)),
        "inside": _inside(actor, row),
        "interventions": shown(actor, row) if opened and row.is_under_way else [],
        "needs_case": bool(takes_part and part and part.case_id is None and row.is_under_way),
        "part": part,
    }


def _way_to_lift(actor: Actor, row: Handover) -> str:
    """When it is late or refused: to those who lead both sides, about what was to follow."""
    other = row.request.from_unit_id if row.request.to_unit_id in actor.reads else row.request.to_unit_id
    return way_to_lift(actor, row.coordination, with_units=[other], about=[one.pk for one in shown(actor, row)])


def _inside(actor: Actor, row: Handover) -> bool:
    return is_open_to(actor, row.coordination_id)


def _meeting(row: Handover, done: set[str]) -> dict[str, Any]:
    if not row.is_under_way or Step.JOINT_MEETING in done or not row.rule.meeting_type:
        return {}
    called = meeting_of(row)
    tone = "warning" if called else "info"
    return {"meeting": called, "not_called": not_called(row, called), "not_called_tone": tone}
