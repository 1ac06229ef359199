"""What I have told in talks: my picture, my answers, how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from brygga import documents
from brygga.core.paging import by_key
from brygga.mappings.models import Mapping
from brygga.mappings.queries import (
    answers_of,
    contacts_of,
    copies_of,
    earlier_answers,
    earlier_contacts,
    levels_of,
    seen,
)
from brygga.mappings.shown import answered, answered_before, drawn, drawn_before, over_time
from brygga.people.queries import shown
from brygga.ui.questionnaires import in_words

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_mappings(request: Asking) -> HttpResponse:
    page = by_key(seen(request.actor), request.GET.get("efter", ""))
    more = f"{reverse('my-mappings')}?efter={page.after}" if page.after else ""
    return render(request, "portal/mappings.html", {"rows": page.rows, "more": more})


def my_mapping(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    actor = request.actor
    context = {
        "mapping": row,
        "answers": in_words(answered(row, answers_of(actor, row))),
        "said_before": in_words(answered_before(row, earlier_answers(actor, row))),
        "sides": drawn(row, contacts_of(actor, row)),
        "before": drawn_before(row, earlier_contacts(actor, row)),
        "areas": over_time(row, levels_of(actor, row)),
        "copies": copies_of(actor, row),
    }
    return render(request, "portal/mapping.html", context)


def my_mapping_pdf(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    context = {
        "mapping": row,
        "view": shown(row.coordination.person, request.actor),
        "sides": drawn(row, contacts_of(request.actor, row)),
        "author": row.unit.organisation.name,
    }
    made = documents.render("documents/mapping_picture.html", context, title="Vilka jag har kontakt med")
    headers = {"Content-Disposition": 'attachment; filename="min-bild.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _seen(request: Asking, pk: UUID) -> Mapping:
    row: Mapping = get_object_or_404(seen(request.actor), pk=pk)
    return row
