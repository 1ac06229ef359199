"""The contact log: of a coordination, about a person, and of one's own unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.contacts import queries
from brygga.contacts.acts import correct_contact
from brygga.contacts.may import kinds_of, may_correct, may_log, may_log_in
from brygga.contacts.models import LoggedContact
from brygga.core.actor import Actor
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.routines.loading import routine
from brygga.web.asking import Asking
from brygga.web.contacts.forms import CorrectForm
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import allowed_or_403, carried_out, show
from brygga.web.links import after

WHAT = "Kontaktlogg"


def coordination_contacts(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, the_coordination(request, pk)
    log_reading(actor, what=WHAT, person_id=row.person_id, stream_id=row.pk)
    page = by_key(queries.in_coordination(actor, row), request.GET.get("efter", ""))
    context = {
        "rows": told(page.rows, actor),
        "next_url": after(page),
        "may_write": bool(kinds_of(actor.place)) and may_log_in(actor, row),
        "hidden": queries.hidden(actor, row),
    }
    return render(request, "contacts/of_coordination.html", {**context, **sections(row, "contacts", actor)})


def person_contacts(request: Asking, pk: UUID) -> HttpResponse:
    actor, person = request.actor, seen_person(request, pk)
    log_reading(actor, what=WHAT, person_id=person.pk)
    page = by_key(queries.about(actor, person), request.GET.get("efter", ""))
    context = {
        "person": person,
        "view": shown(person, actor),
        "rows": told(page.rows, actor),
        "next_url": after(page),
        "may_write": bool(kinds_of(actor.place)) and may_log(actor, person),
    }
    return render(request, "contacts/of_person.html", context)


LISTS: dict[str, tuple[str, Callable[[Actor], Any]]] = {
    "fran-andra": ("Från andra", lambda actor: queries.of_units(actor, received=True)),
    "egna": ("Som ni har skrivit upp", lambda actor: queries.of_units(actor, received=False)),
    "roller-till": ("Vem gör vad, till er", lambda actor: queries.roles_of_units(actor, received=True)),
    "roller-fran": ("Vem gör vad, från er", lambda actor: queries.roles_of_units(actor, received=False)),
}


def unit_contacts(request: Asking) -> HttpResponse:
    """What is written up and told before any coordination: to the unit, and by it."""
    chosen = request.GET.get("visa", "")
    chosen = chosen if chosen in LISTS else "fran-andra"
    page = by_key(LISTS[chosen][1](request.actor), request.GET.get("efter", ""))
    tabs = [(label, f"?visa={key}", key == chosen) for key, (label, _) in LISTS.items()]
    context = {
        "rows": page.rows,
        "tabs": tabs,
        "chosen": chosen,
        "roles": chosen.startswith("roller"),
        "next_url": after(page, visa=chosen),
    }
    return render(request, "contacts/list.html", context)


def contact_page(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    log_reading(request.actor, what=WHAT, person_id=row.person_id, stream_id=row.coordination_id)
    return render(request, "contacts/contact.html", _about(row, request.actor))


def correct(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_correct(request.actor, row))
    form = CorrectForm(request.POST or None)
    if carried_out(request, form, correct_contact, row, told="Rättelsen står under det som skrevs först."):
        return redirect("contact", row.pk)
    return show(request, "contacts/correct.html", form, **_about(row, request.actor))


def _about(row: LoggedContact, actor: Actor) -> dict[str, Any]:
    view = shown(row.person, actor)
    return {"row": told([row], actor)[0], "view": view, "own": view.own}


def told(rows: list[Any], actor: Actor) -> list[Any]:
    """Each with its matter in words, and whether one may correct it."""
    for row in rows:
        terms = {matter.key: matter.term for matter in routine(row.place).matters}
        row.matter_term = terms.get(row.matter, row.matter)
        row.with_units = ", ".join(party.unit.name for party in row.parties.all())
        row.may_correct = may_correct(actor, row)
    return rows


def _seen(request: Asking, pk: UUID) -> Any:
    return get_object_or_404(queries.with_details(request.actor), pk=pk)


def seen_person(request: Asking, pk: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
