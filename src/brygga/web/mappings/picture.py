"""The picture of the organisations, ticked together with the person on a screen, and on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga import documents
from brygga.coordinations.queries import audience
from brygga.core.traces import log_reading
from brygga.mappings.acts import tick_picture
from brygga.mappings.may import may_write
from brygga.mappings.queries import contacts_of, picture_of
from brygga.mappings.shown import drawn, own_box
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.mappings.forms import PictureForm, ticked
from brygga.web.mappings.views import around, found


def tick(request: Asking, pk: UUID) -> HttpResponse:
    """Large and calm: no names, no numbers, only the picture and what the person says."""
    row = found(request, pk)
    actor = request.actor
    allowed_or_403(request, may_write(actor, row))
    contacts = contacts_of(actor, row)
    form = PictureForm(
        request.POST or None, sides=picture_of(row), here=own_box(row), initial=ticked(contacts, row.revision)
    )
    if form.is_valid():
        facts = {"seen": form.cleaned_data["seen"], "ticks": form.ticks()}
        if carry_out(form, tick_picture, row, by=actor, **facts) is not REFUSED:
            messages.success(request, "Bilden är sparad.")
            return redirect("mapping", pk)
    if request.method == "GET":
        log_reading(
            actor,
            what="Bilden av organisationerna",
            person_id=row.coordination.person_id,
            stream_id=row.coordination_id,
        )
    readers = [
        str(reader) for reader in audience(row.coordination, row.matter) if reader.unit_id not in (None, row.unit_id)
    ]
    return show(request, "mappings/picture.html", form, readers=readers, **around(request, row))


def pdf(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    log_reading(
        request.actor,
        what="Bilden av organisationerna på papper",
        person_id=row.coordination.person_id,
        stream_id=row.coordination_id,
    )
    context = {
        "mapping": row,
        "view": shown(row.coordination.person, request.actor),
        "sides": drawn(row, contacts_of(request.actor, row)),
        "author": row.unit.organisation.name,
    }
    return paper("documents/mapping_picture.html", context, title="Vilka jag har kontakt med", name="bild")


def paper(template: str, context: dict[str, object], *, title: str, name: str) -> HttpResponse:
    made = documents.render(template, context, title=title)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
