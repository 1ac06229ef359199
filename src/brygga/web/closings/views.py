"""Closings as those who take part see them: of a coordination, and one with its steps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga import documents
from brygga.closings import may, queries
from brygga.closings.keeping import TITLE, keeps, on_paper
from brygga.closings.models import Closing
from brygga.closings.standing import Weighed, weigh
from brygga.coordinations.may import may_close
from brygga.coordinations.queries import audience, is_open_to
from brygga.core.traces import log_reading
from brygga.web.asking import Asking
from brygga.web.closings.steps import steps
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.links import way_to
from brygga.web.reflections.way_in import way_to_reflect


def of_coordination(request: Asking, pk: UUID) -> HttpResponse:
    """Those that have been and the one that goes on; a coordination that came back shows that too."""
    actor = request.actor
    row = the_coordination(request, pk)
    log_reading(actor, what="Samordningens avslut", person_id=row.person_id, stream_id=row.pk)
    context = {
        "rows": queries.closings_in(actor, row),
        "reopenings": queries.reopenings_of(actor, row),
        "may_begin": may.may_begin(actor, row),
        "may_close": may_close(actor, row),
        "may_close_after_death": may.may_close_after_death(actor, row),
        "may_reopen": may.may_reopen_together(actor, row),
    }
    return render(request, "closings/of_coordination.html", {**context, **sections(row, "responsibility", actor)})


def closing(request: Asking, pk: UUID) -> HttpResponse:
    """A unit that has left reads what it was part of, without the rest of the coordination."""
    actor = request.actor
    row = seen(request, pk)
    log_reading(actor, what="Avslut", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    now = weigh(row) if row.is_under_way else None
    opened = is_open_to(actor, row.coordination_id)
    context = {
        "row": row,
        "now": now,
        "steps": steps(now, actor) if now else (),
        "parties": _parties(now) if now else queries.parties_of(row),
        "keeps": keeps(now) if now else (),
        "may": may.may_work_on(actor, row),
        "may_finish": may.may_finish(actor, row),
        "reflect_url": way_to_reflect(actor),
        "readers": [reader for reader in audience(row.coordination) if reader.unit_id],
        "call_url": _call_url(row),
        "opened": opened,
        "whom": row.coordination.person.name if opened else "",
    }
    return render(request, "closings/closing.html", context)


def _call_url(row: Closing) -> str:
    """Where the talk is called to, when the place has it among its meetings and it is not held yet."""
    if not (row.rule.meeting and row.is_under_way) or row.talk_on or row.talk_not:
        return ""
    return f"{way_to('meeting-plan', row.coordination_id)}?{urlencode({'typ': row.rule.meeting})}"


def _parties(now: Weighed) -> list[dict[str, Any]]:
    """Each unit that is in, whether it leaves, and what it has said."""
    rows = []
    for part in now.parts:
        party = now.parties.get(part.unit_id)
        said = {"answer": party.answer if party else "", "answer_words": party.answer_words if party else ""}
        leaves = part.unit_id in now.leaving.leaves
        rows.append({"unit": part.unit, "leaves": leaves, "words": party.words if party else "", **said})
    return rows


def paper_of(request: Asking, pk: UUID) -> HttpResponse:
    """The person's own copy of the way back, to print and hand over."""
    row = seen(request, pk)
    log_reading(
        request.actor,
        what="Plan för att ta kontakt igen",
        person_id=row.coordination.person_id,
        stream_id=row.coordination_id,
    )
    made = documents.render("documents/resuming.html", on_paper(row, request.actor), title=TITLE)
    headers = {"Content-Disposition": 'attachment; filename="ta-kontakt-igen.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def seen(request: Asking, pk: UUID) -> Closing:
    rows = queries.with_details(request.actor).select_related(
        "coordination__unit__organisation", "coordination__person"
    )
    found: Closing = get_object_or_404(rows, pk=pk)
    return found
