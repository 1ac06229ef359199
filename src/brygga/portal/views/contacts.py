"""What units have told each other about me outside a meeting: who, when, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.contacts.queries import roles, with_details
from brygga.core.paging import by_key
from brygga.routines.loading import routine
from brygga.rules.words import in_sentence

if TYPE_CHECKING:
    from brygga.web.asking import Asking


#: More units than this do not help one person at a time.
MOST_ROLES = 20


def my_contacts(request: Asking) -> HttpResponse:
    page = by_key(with_details(request.actor), request.GET.get("efter", ""), size=10)
    for row in page.rows:
        terms = {matter.key: matter.term for matter in routine(row.place).matters}
        row.matter_term = in_sentence(terms.get(row.matter, row.matter))
        row.with_units = " och ".join(party.unit.name for party in row.parties.all())
        grounds = {party.disclosure.ground for party in row.parties.all() if not party.disclosure.consent_id}
        row.law = ", ".join(sorted(grounds))
    more = f"{reverse('my-contacts')}?efter={page.after}" if page.after else ""
    known = [] if request.GET.get("efter") else list(roles(request.actor).order_by("-pk")[:MOST_ROLES])
    return render(request, "portal/contacts.html", {"rows": page.rows, "more": more, "roles": known})
