"""Asking for a SIP (MAL-11): of whom, how soon they answer, and what has happened with earlier asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision
from brygga.people.models import Case
from brygga.requests.acts import ask_first_sip, ask_for_sip
from brygga.requests.clocks import SIP_REQUEST, Clocks, clocks_from
from brygga.requests.may import may_ask_for_sip
from brygga.requests.models import Request
from brygga.requests.queries import cases_to_ask_in, coordinations_to_ask_in
from brygga.requests.states import ENDED, WAITING, RequestState
from brygga.routines.forms import Form
from brygga.routines.loading import routine
from brygga.ui.components.dates import weekday
from brygga.ui.components.lists import Step

S = RequestState
#: The states of a request, said to the one who asked.
WORDS = {
    S.SENT: "Skickad",
    S.ACKNOWLEDGED: "De har tagit emot den",
    S.ACCEPTED: "Någon är utsedd",
    S.DECLINED: "De sa nej",
    S.MISDIRECTED: "Kom till fel enhet",
    S.FORWARDED: "Skickad vidare",
    S.WITHDRAWN: "Tillbakatagen",
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
#: Answers after which one may want to ask somebody else.
NO_PLAN_CAME = frozenset({S.DECLINED, S.MISDIRECTED, S.EXPIRED})


@dataclass(frozen=True, slots=True)
class Door:
    """Where one may ask, or why not: in a coordination, or at a unit with which one has none yet."""

    subject: Coordination | Case
    may: Decision = YES

    @property
    def key(self) -> str:
        return str(self.subject.pk)

    @property
    def unit(self) -> Unit:
        unit: Unit = self.subject.unit
        return unit

    @property
    def is_first(self) -> bool:
        return isinstance(self.subject, Case)

    @property
    def place(self) -> str:
        return self.subject.unit.organisation.place if isinstance(self.subject, Case) else self.subject.place

    @property
    def form(self) -> Form:
        rules = routine(self.place)
        return rules.form(rules.request_kind(SIP_REQUEST).form)

    def due(self, now: datetime) -> Clocks:
        return clocks_from(self.place, routine(self.place).request_kind(SIP_REQUEST), now)

    @property
    def act(self) -> Any:
        return ask_first_sip if self.is_first else ask_for_sip


def doors(actor: Actor) -> list[Door]:
    """The coordinations one has; with none, the units that have a case and could begin one."""
    begun = [Door(row, may_ask_for_sip(actor, row)) for row in coordinations_to_ask_in(actor)]
    return begun or [Door(case) for case in cases_to_ask_in(actor)]


def asked(actor: Actor) -> Any:
    """The person's own asks; their answers are theirs to read."""
    rows = Request.objects.visible_to(actor).filter(kind=SIP_REQUEST, from_unit=None)
    return rows.select_related("coordination", "to_unit__organisation", "appointed__staff")


def waiting(actor: Actor) -> Request | None:
    found: Request | None = asked(actor).filter(state__in=WAITING).order_by("-pk").first()
    return found


def steps(request: Request, now: datetime) -> list[Step]:
    """What happens from the ask until one meets, by when, and where it stands. Nothing when it has ended otherwise."""
    state = RequestState(request.state)
    if state in ENDED and state is not S.DONE:
        return []
    unit, received, met = request.to_unit.name, state is not S.SENT, state is S.DONE
    return [
        Step("Du har bett om en SIP", "done", weekday(request.sent_at)),
        Step(f"{unit} tar emot det du skrev", _place(received, True), _by(request.acknowledge_by, received, now)),
        Step(
            "De pratar med dig om vilka som ska vara med",
            _place(met, received),
            "Inga andra bjuds in om du inte säger ja.",
        ),
        Step("De kallar till ett möte", _place(met, False), _by(request.answer_by, met, now)),
    ]


def _place(done: bool, current: bool) -> str:
    return "done" if done else "current" if current else "todo"


def _by(due: datetime | None, done: bool, now: datetime) -> str:
    if due is None or done:
        return ""
    return f"Senast {weekday(due)}" if due >= now else f"Skulle ha varit klart {weekday(due)}"


def word(request: Request) -> str:
    return WORDS[RequestState(request.state)]


def tone(request: Request) -> str:
    return TONES.get(RequestState(request.state), "neutral")
