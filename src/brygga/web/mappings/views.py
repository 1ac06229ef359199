"""Mapping talks in a coordination: the list, beginning one, its page, and ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.consents.standing import answer_about
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import is_open_to
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.investigations.guard import line, others_work
from brygga.mappings import may
from brygga.mappings.acts import finish_mapping, show_to_person, start_mapping
from brygga.mappings.models import Mapping
from brygga.mappings.queries import (
    answers_of,
    contacts_of,
    copies_of,
    earlier_answers,
    earlier_contacts,
    hidden_parts,
    levels_of,
    mappings_in,
    own_to_ask,
    seen,
    to_ask,
)
from brygga.mappings.shown import answered, answered_before, drawn, drawn_before, over_time
from brygga.messaging.queries import fates
from brygga.people.queries import shown
from brygga.routines.loading import routine
from brygga.routines.mappings import mapping_kinds_on
from brygga.ui.questionnaires import in_words
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.links import after
from brygga.web.mappings.forms import StartForm, today_first


def mappings(request: Asking, pk: UUID) -> HttpResponse:
    row = _coordination(request, pk)
    log_reading(request.actor, what="Kartläggningar", person_id=row.person_id, stream_id=row.pk)
    page = by_key(mappings_in(request.actor, row), request.GET.get("efter", ""))
    context = {
        "page": page,
        "next_url": after(page),
        "may_start": may.may_start(request.actor, row),
        "to_ask": own_to_ask(request.actor, row),
        **sections(row, "mappings", request.actor),
    }
    return render(request, "mappings/list.html", context)


def start(request: Asking, pk: UUID) -> HttpResponse:
    row = _coordination(request, pk)
    allowed_or_403(request, may.may_start(request.actor, row))
    kinds = mapping_kinds_on(routine(row.place), clock.today())
    form = StartForm(request.POST or None, kinds=kinds, initial=today_first(clock.today(), kinds))
    if form.is_valid():
        made = carry_out(form, start_mapping, row, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            return redirect("mapping-picture", made.pk)
    others = [(line(told), areas) for told, areas in others_work(request.actor, row, request.actor.unit_id)]
    return show(
        request, "mappings/start.html", form, kinds=kinds, others=others, **sections(row, "mappings", request.actor)
    )


def mapping(request: Asking, pk: UUID) -> HttpResponse:
    """What is asked and what remains, the picture, the areas over time, the consent and the copies."""
    row = found(request, pk)
    actor = request.actor
    log_reading(actor, what="Kartläggning", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    is_ours = row.unit_id in actor.reads
    copies = copies_of(actor, row)
    sent = fates(copies)
    context = {
        "is_ours": is_ours,
        "may_write": may.may_write(actor, row),
        "may_finish": may.may_finish(actor, row),
        "may_deliver": may.may_deliver(actor, row),
        "to_ask": to_ask([row])[0].questions if is_ours else (),
        "answers": in_words(answered(row, answers_of(actor, row))),
        "said_before": in_words(answered_before(row, earlier_answers(actor, row))),
        "sides": drawn(row, contacts_of(actor, row)),
        "before": drawn_before(row, earlier_contacts(actor, row)),
        "areas": over_time(row, levels_of(actor, row)),
        "answer": answer_about(row.consent, clock.today()) if is_ours and row.consent else None,
        "copies": [(one, sent.get(one.pk, "")) for one in copies],
        "hidden": hidden_parts(actor, row),
        **around(request, row),
    }
    return render(request, "mappings/mapping.html", context)


@require_POST
def finish(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    finish_mapping(row, by=request.actor)
    messages.success(request, "Samtalet är klart. Det som återstår att fråga står kvar.")
    return redirect("mapping", pk)


@require_POST
def show_it(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    shown = show_to_person(row, by=request.actor, shown="visa" in request.POST).shown_to_person
    messages.success(request, "Personen ser det nu." if shown else "Personen ser det inte längre.")
    return redirect("mapping", pk)


def found(request: Asking, pk: UUID) -> Mapping:
    row: Mapping = get_object_or_404(seen(request.actor), pk=pk)
    return row


def around(request: Asking, row: Mapping) -> dict[str, Any]:
    """Whom it is about, and the ways from here that are open."""
    about = sections(row.coordination, "mappings", request.actor)
    if not is_open_to(request.actor, row.coordination_id):
        about["sections"] = []
        about["person"] = shown(row.person, request.actor) if row.person else None
    return {**about, "mapping": row}


def _coordination(request: Asking, pk: UUID) -> Coordination:
    return the_coordination(request, pk, "person__organisation")
