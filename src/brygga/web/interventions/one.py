"""The page of one granted intervention: who answers, who has, what has happened, and who pays."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from brygga.coordinations.may import may_work
from brygga.coordinations.queries import is_open_to
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.escalations.queries import covering
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.placements import warnings
from brygga.interventions.queries import changes, moves
from brygga.interventions.states import GrantedState
from brygga.web.asking import Asking
from brygga.web.escalations.card import card
from brygga.web.escalations.way_in import way_to_lift
from brygga.web.interventions.part import TONES, period
from brygga.web.interventions.paying import cost_of, questions_of
from brygga.web.interventions.seen import readers, seen
from brygga.web.interventions.warning import told
from brygga.web.links import way_to
from brygga.web.responsibility.part import Way


def one(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = seen(request, pk), request.actor
    log_reading(actor, what="Beviljad insats", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    context = {
        "row": row,
        "tone": TONES[GrantedState(row.state)],
        "period": period(row),
        "moves": moves(actor, row),
        "changes": changes(actor, row),
        "ways": [*ways(actor, row), *_lifting(actor, row)],
        "lifted": [card(one) for one in covering(actor, row)] if row.is_frozen else [],
        "readers": readers(row),
        "opened": is_open_to(actor, row.coordination_id),
        "lacks": [told(one) for one in warnings(actor, row.coordination) if one.row.pk == row.pk],
        "cost": cost_of(actor, row),
        "payments": questions_of(actor, row),
        "may_ask_payment": may.may_ask_payment(actor, row),
        "may_settle": may_work(actor, row.coordination),
        "may_describe_cost": may.may_describe_cost(actor, row),
        "first": row.after if row.after_id and _sees(actor, row.after_id) else None,
    }
    return render(request, "interventions/intervention.html", context)


def _sees(actor: Actor, pk: UUID) -> bool:
    return bool(GrantedIntervention.objects.visible_to(actor).filter(pk=pk).exists())


def _lifting(actor: Actor, row: GrantedIntervention) -> list[Way]:
    """When units do not agree on who answers for it; one that is lifted already is linked to instead."""
    url = way_to_lift(actor, row.coordination, about=[row.pk]) if row.is_alive and not row.is_frozen else ""
    return [Way("Lyft frågan om ansvaret", url, "quiet", "flag")] if url else []


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
