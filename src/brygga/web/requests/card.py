"""A request as it is shown: where it stands, what is next, what it says, and what this actor may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.agencies.models import Assignment
from brygga.agencies.queries import Reach, reach
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.requests.clocks import distributed_by, distribution_days, kind_of, workdays_to_appointment
from brygga.requests.may import may_appoint, may_forward
from brygga.requests.models import Request
from brygga.requests.queries import Expected, HistoryStep, content_is_open, expected, form_of, history, may_name
from brygga.requests.states import WAITING, RequestState
from brygga.routines.forms import FilledBy
from brygga.rules.words import in_sentence
from brygga.ui.components.dates import short_moment, weekday
from brygga.ui.components.lists import Step
from brygga.ui.questionnaires import answers
from brygga.web.coordinations.forms import CaseworkerForm
from brygga.web.links import way_to
from brygga.web.requests.ways import IN_QUEUE, WAYS
from brygga.web.ways import Way, open_to

S = RequestState
TONES = {
    S.DRAFT: "neutral",
    S.SENT: "info",
    S.ACKNOWLEDGED: "info",
    S.ACCEPTED: "good",
    S.DONE: "good",
    S.DECLINED: "bad",
    S.MISDIRECTED: "warning",
    S.FORWARDED: "neutral",
    S.WITHDRAWN: "neutral",
    S.EXPIRED: "bad",
}

ANSWERED = frozenset({S.DECLINED, S.MISDIRECTED, S.FORWARDED})


@dataclass(frozen=True, slots=True)
class Card:
    request: Request
    url: str
    title: str
    about: str
    """Whom it is about, when the reader may know it; else the number to say on the phone."""
    names_person: bool
    line: str
    state: str
    tone: str
    expected: Expected | None
    distributed_by: str
    rows: list[Any] | None
    """What it says, or none when it is closed to the reader."""
    may_appoint: Decision
    may_forward: Decision
    ways: tuple[Way, ...] = ()
    steps: tuple[Step, ...] = ()
    history: tuple[HistoryStep, ...] = ()
    waited: int | None = None
    form: CaseworkerForm | None = None
    dialogs: tuple[tuple[Way, Any, str], ...] = ()
    parties: tuple[Party, ...] = ()

    @property
    def key(self) -> str:
        return str(self.request.pk)

    @property
    def full_title(self) -> str:
        return f"{self.title}: {self.about}"

    @property
    def queue_tone(self) -> str:
        return "bad" if self.expected and self.expected.late else "neutral"

    @property
    def is_received(self) -> bool:
        return bool(self.may_appoint) or self.rows is None

    @property
    def reason_heading(self) -> str:
        return (
            f"{self.state}: så här svarade {self.request.to_unit.name}"
            if self.request.state in ANSWERED
            else self.state
        )

    @property
    def reason_tone(self) -> str:
        return "warning" if self.request.state in ANSWERED else "info"

    @property
    def ways_heading(self) -> str:
        return "Eller svara" if self.may_appoint else "Gör mer"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two sides, and how to reach them (MAL-05)."""

    heading: str
    name: str
    unit: str
    reach: Reach


def _parties(request: Request) -> Iterator[Party]:
    on = clock.today()
    if unit := request.from_unit:
        where = reach(unit, request.from_assignment, on)
        yield Party("Avsändare", request.from_label, unit.organisation.name, where)
    else:
        yield Party("Avsändare", request.from_label, "", Reach("", ""))
    receiver, held = request.to_unit, request.appointed
    name = f"{held.staff.name}, {in_sentence(held.title)}" if held else receiver.name
    below = f"{receiver.name}, {receiver.organisation.name}" if held else receiver.organisation.name
    yield Party("Utsedd handläggare" if held else "Mottagare", name, below, reach(receiver, held, on))


def card(request: Request, actor: Actor, *, whole: bool = False, **more: Any) -> Card:
    """`whole` for the request's own page: with its steps, history and everything one may do."""
    opened = content_is_open(request, actor)
    named = may_name(request, actor)
    draft = request.state == S.DRAFT
    state = RequestState(request.state)
    if whole:
        more |= {
            "ways": tuple(open_to(WAYS, actor, request)),
            "steps": tuple(_steps(request)),
            "history": tuple(history(request)),
            "parties": tuple(_parties(request)),
            "waited": workdays_to_appointment(request),
        }
    return Card(
        request=request,
        url=way_to("write-request" if draft else "request", request.pk),
        title=request.kind_name,
        about=request.coordination.person.name if named else f"Samordning {request.coordination.number}",
        names_person=named,
        line=f"Från {_sender(request)} till {request.to_unit.name}",
        state=str(state.label),
        tone=TONES[state],
        expected=expected(request),
        distributed_by=_latest(distributed_by(request)) if state in WAITING and _has_days(request) else "",
        rows=_rows(request) if opened else None,
        may_appoint=may_appoint(actor, request) if whole else Decision(False),
        may_forward=may_forward(actor, request) if whole else Decision(False),
        **more,
    )


def queue_card(request: Request, actor: Actor, candidates: list[Assignment]) -> Card:
    """A card in the queue, with the form for appointing and the other answers at hand."""
    form = CaseworkerForm(candidates=candidates, auto_id=f"id_{request.pk}_%s")
    ways = [WAYS[key] for key in IN_QUEUE if key != "kvittera" or request.state == S.SENT]
    dialogs = tuple(
        (way, way.form(auto_id=f"id_{request.pk}_{way.key}_%s"), way_to("answer-request", request.pk, way.key))
        for way in ways
    )
    return card(request, actor, form=form, dialogs=dialogs)


def _sender(request: Request) -> str:
    return request.from_unit.name if request.from_unit else "personen själv"


def _rows(request: Request) -> list[Any]:
    return answers(form_of(request).asked_of(FilledBy.SENDER), request.answers)


def _has_days(request: Request) -> bool:
    """A promise of a day is only made where the routine or the unit distributes on certain days."""
    return bool(request.sent_at and distribution_days(kind_of(request), request.to_unit, request.sent_at.date()))


def _latest(day: date | None) -> str:
    if day is None:
        return ""
    return f"Fördelas senast {weekday(day)}" if day >= clock.today() else f"Skulle ha fördelats senast {weekday(day)}"


def _steps(request: Request) -> list[Step]:
    """Sent, received, answered, done: where it stands, with the times."""
    state = RequestState(request.state)
    found = [Step("Skickad", "done" if request.sent_at else "current", short_moment(request.sent_at))]
    if state in (S.WITHDRAWN, S.EXPIRED) and not request.appointed_id:
        received = [Step("Mottagen", "done", short_moment(request.acknowledged_at))] if request.acknowledged_at else []
        return [*found, *received, Step(str(state.label), "stopped", short_moment(request.answered_at))]
    received_at = request.acknowledged_at or request.answered_at
    found.append(Step("Mottagen", _place(bool(received_at), state is S.SENT), short_moment(received_at)))
    if state in (S.DECLINED, S.MISDIRECTED, S.FORWARDED):
        return [*found, Step(str(state.label), "stopped", short_moment(request.answered_at))]
    found.append(
        Step("Handläggare utsedd", _place(bool(request.appointed_id), state is S.ACKNOWLEDGED), _appointed(request))
    )
    if state is S.WITHDRAWN:
        return [*found, Step(str(state.label), "stopped")]
    return [*found, Step("Klar", _place(state is S.DONE, state is S.ACCEPTED))]


def _appointed(request: Request) -> str:
    return request.appointed.staff.name if request.appointed else ""


def _place(done: bool, current: bool) -> str:
    return "done" if done else "current" if current else "todo"
