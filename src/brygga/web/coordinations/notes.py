"""Shared notes: who will see it stands beside what is written."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.consents.models import COORDINATION
from brygga.coordinations.acts import correct_note, share_note
from brygga.coordinations.may import may_correct, may_share
from brygga.coordinations.models import Coordination, Entry
from brygga.coordinations.queries import Reader, audience, hidden_notes, notes
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.routines.loading import routine
from brygga.rules.words import in_sentence
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.forms import CorrectForm, NoteForm
from brygga.web.coordinations.sections import sections
from brygga.web.doing import allowed_or_403, carried_out, show
from brygga.web.links import after


def notes_of(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    log_reading(request.actor, what="Delade anteckningar", person_id=row.person_id, stream_id=row.pk)
    page = by_key(notes(request.actor, row), request.GET.get("efter", ""))
    terms = {matter.key: matter.term for matter in routine(row.place).matters}
    for note in page.rows:
        note.matter_term = terms.get(note.matter, note.matter)
    may_write = may_share(request.actor, row)
    hidden = hidden_notes(request.actor, row)
    context = {"page": page, "next_url": after(page), "may_write": may_write, "hidden": hidden}
    return render(request, "coordinations/notes.html", {**context, **sections(row, "notes", request.actor)})


def share(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    allowed_or_403(request, may_share(request.actor, row))
    initial = {"matter": request.GET.get("fraga", COORDINATION)}
    form = NoteForm(request.POST or None, actor=request.actor, coordination=row, initial=initial)
    if carried_out(request, form, share_note, row, told="Anteckningen är delad."):
        return redirect("notes", row.pk)
    matters = form.fields["matter"].choices  # type: ignore[attr-defined]
    return show(request, "coordinations/share.html", form, readers=_by_readers(row, matters), **sections(row, "notes"))


def correct(request: Asking, pk: UUID) -> HttpResponse:
    rows = Entry.objects.visible_to(request.actor).select_related("coordination__person", "coordination__unit", "unit")
    note = get_object_or_404(rows, pk=pk)
    allowed_or_403(request, may_correct(request.actor, note))
    form = CorrectForm(request.POST or None, initial={"text": note.text})
    told = "Rättelsen är delad. Det första som skrevs finns kvar bakom den."
    if carried_out(request, form, correct_note, note, told=told):
        return redirect("notes", note.coordination_id)
    readers = _units(audience(note.coordination, note.matter))
    return show(request, "coordinations/correct.html", form, readers=readers, **sections(note.coordination, "notes"))


def _by_readers(row: Coordination, matters: Iterable[tuple[str, str]]) -> list[tuple[str, list[Reader]]]:
    """Matters that the same ones may read about stand together."""
    alike: dict[tuple[UUID | None, ...], tuple[list[str], list[Reader]]] = {}
    for matter, term in matters:
        readers = _units(audience(row, matter))
        alike.setdefault(tuple(reader.unit_id for reader in readers), ([], readers))[0].append(term)
    return [(", ".join([terms[0], *map(in_sentence, terms[1:])]), readers) for terms, readers in alike.values()]


def _units(readers: list[Reader]) -> list[Reader]:
    return [reader for reader in readers if reader.unit_id]
