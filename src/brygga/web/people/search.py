"""Finding a person: by name, identity number or case number, within what one may see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from brygga.coordinations.models import Coordination
from brygga.coordinations.numbers import looks_like_number
from brygga.core.paging import by_order
from brygga.core.traces import log_reading
from brygga.people.queries import Found, Sought, find, looks_like_identity_number, rows_of
from brygga.web.asking import Asking

IN_THE_ADDRESS = (
    "Skriv numret i sökrutan på sidan. Ett identitetsnummer ska inte stå i adressfältet, för där sparas det. "
    "Ingen sökning är gjord."
)


def search(request: Asking) -> HttpResponse:
    """Posted, so that what is sought stays out of addresses and logs. A number in the address is not even read."""
    text = request.POST.get("q", "") if request.method == "POST" else request.GET.get("q", "")
    if looks_like_number(text):
        return _coordination(request, text)
    if request.method != "POST" and looks_like_identity_number(text):
        messages.warning(request, IN_THE_ADDRESS)
        return redirect("search")
    found = find(request.actor, text)
    page = by_order(found.persons, request.POST.get("efter", ""))
    if found.sought is Sought.IDENTITY:
        for row in page.rows:
            log_reading(request.actor, what="Sökning", person_id=row.pk)
    if found.sought in {Sought.IDENTITY, Sought.CASE} and len(page.rows) == 1 and not request.POST.get("efter"):
        return redirect("person", pk=page.rows[0].pk)
    context = {"rows": rows_of(page.rows, request.actor), "after": page.after, **_told(found, text)}
    return render(request, "people/search.html", context)


def _coordination(request: Asking, text: str) -> HttpResponse:
    """A coordination's number leads there, if one may see it."""
    found = Coordination.objects.visible_to(request.actor).filter(number=text.strip().upper()).first()
    if found:
        return redirect("coordination", pk=found.pk)
    return render(request, "people/search.html", {"rows": [], "after": "", "sought": "case", "fault": "", "text": text})


def _told(found: Found, text: str) -> dict[str, object]:
    return {"sought": found.sought.value, "fault": found.fault, "text": text.strip()}
