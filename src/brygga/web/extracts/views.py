"""Utdrag: a file comes, its columns are told, it is tried, and read in on a ground."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.agencies.models import Organisation
from brygga.core.acts import NotAllowed
from brygga.core.ids import new_id
from brygga.core.traces import log_reading
from brygga.extracts import acts, batches, keeping, may, queries
from brygga.extracts.carrying import carry_on
from brygga.extracts.models import Extract
from brygga.extracts.states import ExtractState
from brygga.histories.reading import Profile, Refused, guess, open_table, write_faults
from brygga.histories.reading import faults as faults_of
from brygga.rules.powers import Power
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.extracts.forms import ColumnsForm, FileForm, FileOfOneForm, GroundForm, WhyForm
from brygga.web.links import way_to

WHAT = "Utdrag"
#: So long a page may read before it answers; it goes on at the next.
SECONDS = 4
SHOWN_FAULTS = 50


def of_coordination(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    log_reading(request.actor, what=WHAT, person_id=row.person_id, stream_id=row.pk)
    context = {
        "rows": queries.of_coordination(request.actor, row),
        "may_start": may.may_start(request.actor, row),
        **sections(row, "timeline", request.actor),
    }
    return render(request, "extracts/of_coordination.html", context)


def extracts(request: Asking) -> HttpResponse:
    organisation = _own(request)
    context = {
        "organisation": organisation,
        "rows": queries.of_many(request.actor),
        "may_start": may.may_start_many(request.actor, organisation),
        "participation": queries.own_participation(request.actor),
        "analysis_url": way_to("analysis"),
    }
    return render(request, "extracts/list.html", context)


def _own(request: Asking) -> Organisation:
    if not request.actor.has(Power.ANALYSE):
        raise NotAllowed(may.FOLLOWS_UP)
    return Organisation.objects.get(pk=request.actor.organisation_id)


def new_of_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, the_coordination(request, pk)
    allowed_or_403(request, may.may_start(actor, row))
    form = FileOfOneForm(*_sent(request), actor=actor, coordination=row, profiles=queries.profiles(actor))
    if form.is_valid():
        started = _started(form, acts.start, row, by=actor, matter=form.cleaned_data["matter"])
        if started is not REFUSED:
            return redirect("extract-columns", started.pk)
    return show(request, "extracts/new_of_one.html", form, **sections(row, "timeline", actor))


def new_of_many(request: Asking) -> HttpResponse:
    organisation = _own(request)
    form = FileForm(*_sent(request), profiles=queries.profiles(request.actor))
    if form.is_valid():
        started = _started(form, acts.start_many, organisation, by=request.actor)
        if started is not REFUSED:
            return redirect("extract-columns", started.pk)
    return show(request, "extracts/new_of_many.html", form)


def _sent(request: Asking) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _started(form: FileForm, act: Callable[..., Any], subject: Any, **facts: Any) -> Any:
    """Kept first; gone again if it cannot be read at all or the act says no."""
    pk, file = new_id(), form.cleaned_data["file"]
    sha256, started = keeping.keep(pk, file.chunks()), REFUSED
    try:
        with keeping.opened(pk) as path:
            profile = form.saved or guess(open_table(path, Profile()).headings)
    except Refused as refusal:
        form.add_error("file", str(refusal))
    else:
        said = {"pk": pk, "file_name": file.name[-200:], "sha256": sha256, "profile": profile}
        started = carry_out(form, act, subject, **said, **facts)
    finally:
        if started is REFUSED:
            keeping.forget(pk)
    return started


def extract(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    actor, report = request.actor, row.told
    read, part = batches.so_far(row) if row.is_running else (0, 0.0)
    context = {
        "report": report,
        "faults": report.faults[:SHOWN_FAULTS] if report else (),
        "more_faults": max(report.faulty - SHOWN_FAULTS, 0) if report else 0,
        "unknown": report.unknown_kinds.most_common(SHOWN_FAULTS) if report else (),
        "may_check": may.may_check(actor, row),
        "may_import": may.may_import(actor, row) and report and report.written,
        "may_remove": _removal(row)[0](actor, row),
        "may_carry_on": may.may_carry_on(actor, row),
        "may_see_faults": bool(report and report.faulty) and keeping.is_kept(row.pk) and may.may_handle(actor, row),
        "read": read,
        "percent": round(part * 100),
        "rows": list(row.rows.visible_to(actor).order_by("begins", "line")[:200]) if row.is_of_one else (),
    }
    return render(request, _template(row, "one"), {**context, **_about(request, row)})


def _seen(request: Asking, pk: UUID) -> Extract:
    rows = Extract.objects.visible_to(request.actor)
    rows = rows.select_related("unit__organisation", "organisation", "coordination__person", "coordination__unit")
    row: Extract = get_object_or_404(rows, pk=pk)
    if row.coordination:
        log_reading(request.actor, what=WHAT, person_id=row.coordination.person_id, stream_id=row.coordination_id)
    return row


def _template(row: Extract, name: str) -> str:
    return f"extracts/{name}_of_one.html" if row.is_of_one else f"extracts/{name}_of_many.html"


def _about(request: Asking, row: Extract) -> dict[str, Any]:
    return {"extract": row, **(sections(row.coordination, "timeline", request.actor) if row.coordination else {})}


def columns(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_check(request.actor, row))
    headings = _headings(row)
    words = sorted(row.told.unknown_kinds, key=str.casefold) if row.told else []
    words += [word for word in row.reading.kinds if word not in {one.casefold() for one in words}]
    form = ColumnsForm(request.POST or None, extract=row, headings=headings, profile=row.reading, words=words)
    if form.is_valid():
        said = {"profile": form.cleaned_data["reading"], "save_as": form.cleaned_data["save_as"]}
        if carry_out(form, acts.check, row, by=request.actor, **said) is not REFUSED:
            return redirect("extract", row.pk)
    return show(request, _template(row, "columns"), form, **_about(request, row))


def _headings(row: Extract) -> list[str]:
    try:
        with keeping.opened(row.pk) as path:
            return open_table(path, row.reading).headings
    except FileNotFoundError as gone:
        raise NotAllowed("Filen finns inte kvar. Hämta den igen.") from gone
    except Refused as refusal:
        raise NotAllowed(str(refusal)) from refusal


def import_it(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_import(request.actor, row))
    consents = queries.consents_for(request.actor, row)
    form = GroundForm(request.POST or None, actor=request.actor, extract=row, consents=consents)
    if form.is_valid():
        done = carry_out(form, acts.import_rows, row, by=request.actor, **form.facts)
        if done is not REFUSED:
            if done.state == ExtractState.DONE:
                messages.success(request, "Utdraget är inläst. Raderna står på tidslinjen.")
            return redirect("extract", row.pk)
    return show(request, _template(row, "import"), form, report=row.told, **_about(request, row))


@require_POST
def carry_on_now(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    decision = may.may_handle(request.actor, row)
    if not decision:
        raise NotAllowed(decision.reason)
    if row.is_running:
        carry_on(row, by=request.actor, seconds=SECONDS)
    return redirect("extract", row.pk)


def faults(request: Asking, pk: UUID) -> HttpResponse:
    """Every one of them, as a file that a spreadsheet opens."""
    row = _seen(request, pk)
    decision = may.may_handle(request.actor, row)
    if not decision:
        raise NotAllowed(decision.reason)
    out = io.StringIO()
    try:
        with keeping.opened(row.pk) as path:
            write_faults(faults_of(path, row.reading), out)
    except FileNotFoundError as gone:
        raise NotAllowed("Filen finns inte kvar, så felen kan inte hämtas.") from gone
    except Refused as refusal:
        raise NotAllowed(str(refusal)) from refusal
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fel-i-utdraget.csv"'
    return answer


def remove(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed, act = _removal(row)
    allowed_or_403(request, allowed(request.actor, row))
    done = row.state == ExtractState.DONE
    form: Form = (WhyForm if done else Form)(request.POST or None)
    if form.is_valid() and carry_out(form, act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Utdraget är borttaget." if done else "Filen är slängd.")
        return redirect("coordination-extracts", row.coordination_id) if row.is_of_one else redirect("extracts")
    return show(request, _template(row, "remove"), form, done=done, **_about(request, row))


def _removal(row: Extract) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Before it is read in the file is thrown away; after it the rows go."""
    return (may.may_give_up, acts.give_up) if row.is_before else (may.may_withdraw, acts.withdraw)
