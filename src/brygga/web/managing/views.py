"""The unit as its manager needs to see it; every figure leads to the list that it counts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.agencies.models import Assignment, Unit
from brygga.consents.words import and_list
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.queries import units_in, vacant
from brygga.core import clock
from brygga.core.paging import by_key, count_up_to, counted
from brygga.routines.loading import routine
from brygga.statistics import workload
from brygga.statistics.workload import Carried
from brygga.ui.components.charts import Bar
from brygga.web.asking import Asking
from brygga.web.links import after, way_to
from brygga.web.managing import late
from brygga.web.managing.standing import standing_still


def unit(request: Asking) -> HttpResponse:
    actor, today = request.actor, clock.today()
    units = workload.led_units(actor)
    chosen = _chosen(units, request)
    carried = workload.carried(actor, chosen) if chosen else []
    rule = routine(actor.place).workload_on(today)
    context = {
        "units": [(one.name, f"?enhet={one.pk}", one == chosen) for one in units],
        "chosen": chosen,
        "bars": [_bar(one) for one in carried],
        "many": and_list(one.assignment.staff.name for one in carried if one.more_than_others),
        "rule": rule,
        "late": late.numbers(actor),
        "late_url": way_to("my-unit-late"),
        "standing": standing_still(actor),
        "away": workload.away(actor),
        "lead_times_url": way_to("lead-times"),
        "prices_url": way_to("prices"),
    }
    return render(request, "managing/unit.html", context)


def _chosen(units: list[Unit], request: Asking) -> Unit | None:
    wanted = request.GET.get("enhet", "")
    own = next((one for one in units if one.pk == request.actor.unit_id), units[0] if units else None)
    return next((one for one in units if str(one.pk) == wanted), own)


def _bar(one: Carried) -> Bar:
    note = [f"{one.cases} ärenden" if one.cases != 1 else "1 ärende"]
    note += [f"{one.late} ej {'uppföljd' if one.late == 1 else 'uppföljda'}"] if one.late else []
    return Bar(
        label=one.assignment.staff.name,
        number=one.coordinations,
        tone="warning" if one.more_than_others else "info",
        url=way_to("my-unit-caseworker", one.assignment.pk),
        note=" · ".join(note),
    )


def what_is_late(request: Asking) -> HttpResponse:
    return render(request, "managing/late.html", {"kinds": late.kinds(request.actor)})


def late_of_a_kind(request: Asking, kind: str) -> HttpResponse:
    source = late.by_kind(kind)
    if source is None:
        raise Http404
    whole = late.whole(source, request.actor, request.GET.get("efter", ""))
    next_url = f"?{urlencode({'efter': whole.after})}" if whole.after else ""
    return render(request, "managing/late_of_a_kind.html", {"kind": whole, "next_url": next_url})


def vacant_parts(request: Asking) -> HttpResponse:
    """The page's rows lead to where somebody is appointed."""
    page = by_key(vacant(request.actor, clock.today()), request.GET.get("efter", ""), newest_first=False)
    for row in page.rows:
        row.url = way_to("engagement-caseworker", row.pk)
    context = {"heading": "Utan handläggare", "lead": "Era delar i samordningar som ingen svarar för.", "page": page}
    return _parts(request, context, "Alla samordningar har en handläggare hos er.")


def one_caseworker(request: Asking, pk: UUID) -> HttpResponse:
    held = Assignment.objects.filter(unit_id__in=request.actor.reads).select_related("staff", "unit")
    assignment = get_object_or_404(held, pk=pk)
    rows = workload.parts_of(request.actor, assignment)
    page = by_key(rows, request.GET.get("efter", ""), newest_first=False)
    for row in page.rows:
        row.url = way_to("coordination", row.coordination_id)
    lead = f"{assignment.title}, {assignment.unit.name}: {counted(count_up_to(rows))} samordningar."
    context = {"heading": assignment.staff.name, "lead": lead, "page": page}
    return _parts(request, context, f"{assignment.staff.name} svarar inte för någon samordning.")


def _parts(request: Asking, context: dict[str, Any], nothing: str) -> HttpResponse:
    page = context["page"]
    return render(request, "managing/parts.html", {**context, "nothing": nothing, "next_url": after(page)})


def coordinations_without_plan(request: Asking) -> HttpResponse:
    rows = workload.without_plan(request.actor)
    lead = "Samordningar som ni är med i och där ingen plan gäller. De äldsta först."
    return _coordinations(request, rows, "Utan plan", lead, "Alla era samordningar har en plan.")


def coordinations_not_followed_up(request: Asking) -> HttpResponse:
    rows = workload.not_followed_up(request.actor)
    lead = "Samordningar där planen skulle ha följts upp."
    return _coordinations(request, rows, "Inte uppföljda", lead, "Alla planer är uppföljda i tid.")


def _coordinations(request: Asking, rows: Any, heading: str, lead: str, nothing: str) -> HttpResponse:
    page = by_key(rows, request.GET.get("efter", ""), newest_first=False)
    units = units_in(page.rows, request.actor)
    answers = _who_answers(request, page.rows)
    for row in page.rows:
        row.line = f"{row.number} · {', '.join(units.get(row.pk, []))}"
        row.ours = answers.get(row.pk, "Ingen handläggare")
    context = {"heading": heading, "lead": lead, "nothing": nothing, "page": page, "next_url": after(page)}
    return render(request, "managing/coordinations.html", context)


def _who_answers(request: Asking, rows: list[Coordination]) -> dict[UUID, str]:
    """The unit's own caseworker in each, in one question."""
    parts = Engagement.objects.visible_to(request.actor).open().filter(
        coordination__in=[row.pk for row in rows], unit_id__in=request.actor.reads
    ).exclude(caseworker=None)  # fmt: skip
    return dict(parts.values_list("coordination_id", "caseworker__staff__name"))
