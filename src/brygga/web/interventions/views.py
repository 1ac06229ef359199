"""One granted intervention: who decided, who answers now and has answered, and what has happened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import Reader, audience
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import changes, moves, with_details
from brygga.interventions.states import GrantedState
from brygga.web.asking import Asking
from brygga.web.interventions.part import TONES, period
from brygga.web.links import way_to
from brygga.web.responsibility.part import Way


def seen(request: Asking, pk: UUID) -> GrantedIntervention:
    found: GrantedIntervention = get_object_or_404(with_details(request.actor), pk=pk)
    return found


def one(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = seen(request, pk), request.actor
    log_reading(actor, what="Beviljad insats", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    context = {
        "row": row,
        "tone": TONES[GrantedState(row.state)],
        "period": period(row),
        "moves": moves(actor, row),
        "changes": changes(actor, row),
        "ways": ways(actor, row),
        "readers": readers(row),
        "opened": Coordination.objects.visible_to(actor).filter(pk=row.coordination_id).exists(),
        "first": row.after if row.after_id and _sees(actor, row.after_id) else None,
    }
    return render(request, "interventions/intervention.html", context)


def _sees(actor: Actor, pk: UUID) -> bool:
    return bool(GrantedIntervention.objects.visible_to(actor).filter(pk=pk).exists())


def readers(row: GrantedIntervention) -> list[Reader]:
    """Who else sees it."""
    return [reader for reader in audience(row.coordination, row.matter) if reader.unit_id]


def ways(actor: Actor, row: GrantedIntervention) -> list[Way]:
    """What one may do with it now; the likeliest first."""
    asked = (
        (may.may_begin, "Den har börjat", "borja"),
        (may.may_resume, "Den har börjat igen", "ateruppta"),
        (may.may_tell, "Personen vet", "beratta"),
        (may.may_interrupt, "Den är avbruten", "avbryt"),
        (may.may_change, "Ändra tid", "tid"),
        (may.may_end, "Avsluta", "avsluta"),
    )
    allowed = [(text, how) for ask, text, how in asked if ask(actor, row)]
    return [
        Way(text, way_to("work-intervention", row.pk, how), "main" if not number else "second")
        for number, (text, how) in enumerate(allowed)
    ]
