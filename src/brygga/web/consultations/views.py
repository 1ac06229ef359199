"""Consultations as both units see them: the lists, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.consultations.may import kinds_open_to, may_consult, may_name
from brygga.consultations.queries import (
    asked,
    content_is_open,
    history,
    may_know_whom,
    received,
    to_show,
    with_details,
)
from brygga.consultations.states import How
from brygga.core.actor import Actor
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.requests.states import WAITING, RequestState
from brygga.rules.powers import Power
from brygga.web.asking import Asking
from brygga.web.consultations.ways import WAYS
from brygga.web.here import unit_here
from brygga.web.links import after
from brygga.web.ways import open_to

S = RequestState
#: Where it stands, in the words of someone who waits for advice; and how much that asks for attention.
STANDS = {
    S.SENT: ("Skickad", "info"),
    S.ACKNOWLEDGED: ("Kvitterad", "info"),
    S.ACCEPTED: ("Besvarad", "good"),
    S.DONE: ("Besvarad", "good"),
    S.DECLINED: ("Nej från verksamheten", "bad"),
    S.MISDIRECTED: ("Fel mottagare", "warning"),
    S.WITHDRAWN: ("Återtagen", "neutral"),
    S.EXPIRED: ("Förfallen utan svar", "bad"),
}


LISTS = {"fran": asked, "till": received, "mote": to_show}


@dataclass(frozen=True, slots=True)
class Card:
    row: Any
    about: str
    opened: bool
    state: str
    tone: str
    due: Any

    @property
    def title(self) -> str:
        return f"{self.row.kind_name}: {self.about}"

    @property
    def line(self) -> str:
        return f"Från {self.row.from_unit.name} till {self.row.to_unit.name}"


def card(row: Any, actor: Actor, *, whole: bool = False) -> Card:
    """`whole` for its own page, which says whom it is about to those who may know; a list does not."""
    state, tone = STANDS[S(row.state)]
    if row.state == S.DONE and row.how != How.WRITING:
        state = f"Samtal, {str(row.get_how_display()).lower()}"
    about = "utan namn"
    if may_know_whom(row, actor):
        about = row.coordination.person.name if whole else "med namn"
    due = row.answer_by if row.state in WAITING else None
    return Card(row, about, content_is_open(row, actor), state, tone, due)


def consultations(request: Asking) -> HttpResponse:
    """What one has asked, or what has been asked of one."""
    actor = request.actor
    chosen = request.GET.get("visa", "fran")
    rows = LISTS.get(chosen, asked)(actor)
    page = by_key(rows, request.GET.get("efter", ""))
    kinds = kinds_open_to(actor)
    shows = actor.has(Power.LEAD) and any(kind.shown_at for kind in kinds)
    context = {
        "cards": [card(row, actor) for row in page.rows],
        "chosen": chosen,
        "tabs": _tabs(chosen, shows),
        "next_url": after(page, visa=chosen),
        "may_consult": may_consult(actor, unit_here(request)),
        "raises": any(kind.talked_first for kind in kinds),
    }
    return render(request, "consultations/list.html", context)


def _tabs(chosen: str, shows: bool) -> list[tuple[str, str, bool]]:
    tabs = [("Ni har frågat", "fran"), ("Ni har fått", "till"), *([("Till nästa möte", "mote")] if shows else [])]
    return [(label, f"?visa={key}", key == chosen) for label, key in tabs]


def consultation_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(with_details(actor), pk=pk)
    named = may_know_whom(row, actor)
    if named:
        log_reading(actor, what="Konsultation", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    steps = [(step, STANDS[S(step.state)][0]) for step in history(row)]
    context = {
        "row": row,
        "card": card(row, actor, whole=True),
        "steps": steps,
        "ways": open_to(WAYS, actor, row),
        "may_name": may_name(actor, row),
        "opened": named and row.inside,
    }
    return render(request, "consultations/consultation.html", context)
