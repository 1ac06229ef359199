"""Writing up a contact: in a coordination, or before one on consent or on a rule that is named."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.contacts.acts import log_contact, log_shared_contact
from brygga.contacts.may import may_log, may_log_in
from brygga.contacts.queries import covered_units, engaged_units, other_units
from brygga.coordinations.may import own_part
from brygga.core.traces import log_reading
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.contacts.forms import ContactForm, LawfulContactForm, SharedContactForm
from brygga.web.contacts.views import WHAT, seen_person
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show

SAVED = "Kontakten är uppskriven."


def log_in_coordination(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, the_coordination(request, pk)
    allowed_or_403(request, may_log_in(actor, row))
    part = own_part(actor, row)
    units = engaged_units(row, part.unit_id if part else None)
    form = SharedContactForm(request.POST or None, actor=actor, units=units, coordination=row)
    if form.is_valid() and carry_out(form, log_shared_contact, row, by=actor, **form.facts()) is not REFUSED:
        messages.success(request, SAVED)
        return redirect("coordination-contacts", row.pk)
    nobody = not form.units
    return show(request, "contacts/write_in.html", form, nobody=nobody, **sections(row, "contacts", actor))


def log_before(request: Asking, pk: UUID) -> HttpResponse:
    actor, person = request.actor, seen_person(request, pk)
    allowed_or_403(request, may_log(actor, person))
    on_law = request.GET.get("grund") == "lag"
    form = _form(request, person, on_law)
    if form.is_valid():
        written = carry_out(form, log_contact, person, by=actor, **form.facts())
        if written is not REFUSED:
            messages.success(request, SAVED)
            return redirect("person-contacts", person.pk)
    if request.method == "GET":
        log_reading(actor, what=WHAT, person_id=person.pk)
    context = {"person": person, "view": shown(person, actor), "on_law": on_law, "nobody": not form.units}
    return show(request, "contacts/write.html", form, **context)


def _form(request: Asking, person: Any, on_law: bool) -> ContactForm:
    actor, data = request.actor, request.POST or None
    if on_law:
        return LawfulContactForm(data, actor=actor, units=other_units(actor.place, actor.unit_id))
    return ContactForm(data, actor=actor, units=covered_units(person, actor.unit_id))
