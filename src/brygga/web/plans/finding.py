"""What the pages of a plan begin with: the thing, if one may know of it, and where one goes afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from brygga.coordinations.queries import audience
from brygga.core import clock
from brygga.core.traces import log_reading
from brygga.plans.facts import ROW_KINDS
from brygga.plans.models import Intervention, Plan, PlanRow, PlanVersion
from brygga.plans.queries import row_seen
from brygga.plans.working import Working, working
from brygga.routines.loading import routine
from brygga.web.asking import Asking
from brygga.web.links import way_to


def the_plan(request: Asking, pk: UUID) -> Plan:
    seen = Plan.objects.visible_to(request.actor).select_related("coordination__person")
    plan: Plan = get_object_or_404(seen, pk=pk)
    return plan


def the_version(request: Asking, pk: UUID) -> PlanVersion:
    seen = PlanVersion.objects.visible_to(request.actor).select_related("plan__coordination__person")
    version: PlanVersion = get_object_or_404(seen, pk=pk)
    return version


def the_row(request: Asking, kind: str, pk: UUID) -> PlanRow:
    row = row_seen(request.actor, kind, pk) if kind in ROW_KINDS else None
    if row is None:
        raise Http404
    return row


def the_intervention(request: Asking, pk: UUID) -> Intervention:
    row = the_row(request, "insats", pk)
    assert isinstance(row, Intervention)
    return row


def note_reading(request: Asking, plan: Plan, what: str) -> None:
    coordination = plan.coordination
    log_reading(request.actor, what=what, person_id=coordination.person_id, stream_id=coordination.pk)


def readers(now: Working) -> list[str]:
    """The units that will see what is written in the plan; the person sees what is put forward."""
    return [str(reader) for reader in audience(now.coordination) if reader.unit_id]


def whole(plan: Plan) -> Working:
    return working(plan)


def back_to(request: Asking, plan: Plan, place: str = "") -> HttpResponseRedirect:
    """To where one was writing: the shared screen, or the plan."""
    return HttpResponseRedirect(back_url(request, plan, place))


def back_url(request: Asking, plan: Plan, place: str = "") -> str:
    page = "plan-live" if live(request) else "plan"
    return reverse(page, kwargs={"pk": plan.pk}) + (f"#{place}" if place else "")


def live(request: Asking) -> bool:
    return (request.POST.get("live") or request.GET.get("live")) == "1"


def wants_json(request: Asking) -> bool:
    """The script that saves by itself asks so."""
    return "application/json" in request.headers.get("Accept", "")


def follow_up_meeting(plan: Plan) -> str:
    """The address where the place's follow-up meeting is planned."""
    kinds = routine(plan.coordination.place).meeting_types_on(clock.today())
    kind = next((kind.key for kind in kinds if kind.follows_up), "")
    address = way_to("meeting-plan", plan.coordination_id)
    return f"{address}?typ={kind}" if address and kind else ""
