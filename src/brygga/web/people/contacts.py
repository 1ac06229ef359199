"""The directory: how to reach a function, whoever holds it today."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.agencies.directory import directory, entries, unit_entry
from brygga.agencies.may import may_name_stand_ins_at
from brygga.web.asking import Asking


def directory_page(request: Asking) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    page = directory(request.actor, text, request.GET.get("efter", ""))
    next_url = f"?{urlencode({'q': text, 'efter': page.after})}" if page.after else ""
    return render(request, "people/directory.html", {"page": page, "text": text, "next_url": next_url})


def unit_page(request: Asking, pk: UUID) -> HttpResponse:
    unit = get_object_or_404(unit_entry(request.actor, pk))
    (entry,) = entries([unit])
    context = {"entry": entry, "names_stand_ins": may_name_stand_ins_at(request.actor, unit)}
    return render(request, "people/directory_unit.html", context)
