"""Consultations as both units see them: the lists, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.consultations.may import may_consult, may_finish_next_step, may_name
from brygga.consultations.queries import asked, content_is_open, history, may_know_whom, received, with_details
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.requests.states import WAITING, RequestState
from brygga.web.asking import Asking
from brygga.web.consultations.ways import ways_open_to
from brygga.web.here import unit_here
from brygga.web.links import after

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


def card(row: Any, actor: Actor) -> Card:
    state, tone = STANDS[S(row.state)]
    if row.state == S.DONE and not row.acknowledge_by:
        state = f"Samtal, {str(row.get_how_display()).lower()}"
    about = row.coordination.person.name if may_know_whom(row, actor) else "utan namn"
    due = row.answer_by if row.state in WAITING else None
    return Card(row, about, content_is_open(row, actor), state, tone, due)


def consultations(request: Asking) -> HttpResponse:
    """What one has asked, or what has been asked of one."""
    actor = request.actor
    theirs = request.GET.get("visa") == "till"
    page = by_key(received(actor) if theirs else asked(actor), request.GET.get("efter", ""))
    cards = [card(row, actor) for row in page.rows]
    for one in cards:
        if may_know_whom(one.row, actor):
            log_reading(actor, what="Konsultation", person_id=one.row.coordination.person_id)
    context = {"cards": cards, "theirs": theirs, "next_url": after(page, visa="till" if theirs else "fran")}
    return render(
        request, "consultations/list.html", {**context, "may_consult": may_consult(actor, unit_here(request))}
    )


def consultation_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(with_details(actor), pk=pk)
    named = may_know_whom(row, actor)
    if named:
        log_reading(actor, what="Konsultation", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    steps = [(step, STANDS[S(step.state)][0]) for step in history(row)]
    context = {
        "row": row,
        "card": card(row, actor),
        "steps": steps,
        "ways": ways_open_to(actor, row),
        "may_name": may_name(actor, row),
        "opened": named and row.inside,
        "waits": bool(may_finish_next_step(actor, row)),
        "today": clock.today(),
    }
    return render(request, "consultations/consultation.html", context)
