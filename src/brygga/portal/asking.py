"""Asking for a SIP (MAL-11): of whom, how soon they answer, and what has happened with earlier asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.requests.clocks import SIP_REQUEST
from brygga.requests.may import may_ask_for_sip
from brygga.requests.models import Request
from brygga.requests.states import ENDED, RequestState
from brygga.routines.forms import Form
from brygga.routines.loading import routine

S = RequestState
#: The states of a request, said to the one who asked.
WORDS = {
    S.SENT: "Skickad",
    S.ACKNOWLEDGED: "De har tagit emot den",
    S.ACCEPTED: "Någon är utsedd",
    S.DECLINED: "De sa nej",
    S.MISDIRECTED: "Kom till fel enhet",
    S.FORWARDED: "Skickad vidare",
    S.WITHDRAWN: "Du tog tillbaka den",
    S.EXPIRED: "De svarade inte i tid",
    S.DONE: "Klar",
}
TONES = {
    S.SENT: "info",
    S.ACKNOWLEDGED: "info",
    S.ACCEPTED: "good",
    S.DONE: "good",
    S.DECLINED: "bad",
    S.EXPIRED: "bad",
}


@dataclass(frozen=True, slots=True)
class Door:
    """A coordination one may ask in, or why not."""

    coordination: Coordination
    may: Decision

    @property
    def key(self) -> str:
        return str(self.coordination.pk)

    @property
    def unit(self) -> Any:
        return self.coordination.unit


def doors(actor: Actor) -> list[Door]:
    rows = Coordination.objects.visible_to(actor).open().select_related("unit__organisation").order_by("-pk")
    return [Door(row, may_ask_for_sip(actor, row)) for row in rows]


def asked(actor: Actor) -> Any:
    """The person's own asks; their answers are theirs to read."""
    rows = Request.objects.visible_to(actor).filter(kind=SIP_REQUEST, from_unit=None)
    return rows.select_related("coordination", "to_unit__organisation", "appointed__staff")


def under_way(actor: Actor) -> list[Request]:
    return list(asked(actor).exclude(state__in=ENDED).order_by("-pk"))


def form_of(coordination: Coordination) -> Form:
    rules = routine(coordination.place)
    return rules.form(rules.request_kind(SIP_REQUEST).form)


def word(request: Request) -> str:
    return WORDS[RequestState(request.state)]


def tone(request: Request) -> str:
    return TONES.get(RequestState(request.state), "neutral")
