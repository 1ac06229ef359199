"""Lärdomar: what was hard and what went well, sought among and counted. About the work, never about a person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.core import clock
from brygga.core.paging import by_key
from brygga.reflections.may import may_add, may_read, may_withdraw, may_write
from brygga.reflections.models import Reflection
from brygga.reflections.queries import counted, found, usual_tags, with_details
from brygga.reflections.states import ReflectionKind
from brygga.web.asking import Asking
from brygga.web.here import unit_here
from brygga.web.links import after
from brygga.web.reflections import counting
from brygga.web.reflections.forms import SeekForm

TONES = {ReflectionKind.CHALLENGE: ("Svårt", "warning"), ReflectionKind.SUCCESS: ("Bra", "good")}


def _for_readers(request: Asking) -> None:
    if not may_read(request.actor):
        raise Http404


def reflections(request: Asking) -> HttpResponse:
    _for_readers(request)
    form = SeekForm(request.GET)
    rows = found(request.actor, form.sought())
    page = by_key(rows, request.GET.get("efter", ""))
    context = {
        "rows": [(row, *_told(row)) for row in page.rows],
        "form": SeekForm(initial=form.kept),
        "narrowed": bool(form.kept),
        "next_url": after(page, **form.kept),
        "tags": [(word, f"?{urlencode({'tagg': word})}") for word in usual_tags(request.actor)],
        "may_write": may_write(request.actor, unit_here(request)),
    }
    return render(request, "reflections/list.html", context)


def _told(row: Any) -> tuple[str, str, str, str]:
    """The first words, where it comes from, and how it stands: a word and a tone."""
    words = " ".join(row.text.split())
    title = words if len(words) <= 120 else f"{words[:118].rsplit(' ', 1)[0]} …"
    parts = [row.unit.name, row.situation_term, ", ".join(str(tag) for tag in row.told_tags)]
    return title, " · ".join(part for part in parts if part), *TONES[ReflectionKind(row.kind)]


def reflection_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(with_details(Reflection.objects.visible_to(actor), actor), pk=pk)
    word, tone = TONES[ReflectionKind(row.kind)]
    context = {"row": row, "word": word, "tone": tone, "may_add": may_add(actor, row)}
    return render(request, "reflections/reflection.html", {**context, "may_withdraw": may_withdraw(actor, row)})


def counts(request: Asking) -> HttpResponse:
    _for_readers(request)
    chosen = request.GET.get("per", "")
    chosen = chosen if chosen in counting.STEPS else "kvartal"
    shown = counting.columns(chosen, clock.today())
    numbers = counted(request.actor, counting.first_day(shown))
    context = {
        "tabs": [(label, f"?per={key}", key == chosen) for key, (label, *_) in counting.STEPS.items()],
        "columns": shown,
        "bars": counting.bars(numbers, shown) if numbers.kinds else [],
        "situations": counting.by_situation(numbers, shown),
        "tags": counting.by_tag(numbers, shown),
    }
    return render(request, "reflections/counts.html", context)
