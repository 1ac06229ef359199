"""What comes of an intake (BOR-03)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.moves import move
from brygga.core.saving import create
from brygga.intakes import may
from brygga.intakes.clocks import erase_at
from brygga.intakes.models import Intake, IntakeReceiver
from brygga.intakes.queries import coordination_of, may_be_led_to, suggestion
from brygga.intakes.states import RequestState
from brygga.people.acts import register_person
from brygga.requests.acts import send_request, write_request
from brygga.requests.models import Request
from brygga.routines.forms import ItemType
from brygga.routines.intakes import IntakeOutcome
from brygga.routines.loading import routine
from brygga.rules.identity_numbers import IdentityNumber
from brygga.rules.routing import units_of

NEEDS_COORDINATION = (
    "Registrera personen, öppna en samordning och fråga om samtycke först. "
    "Då kan den som tar emot få veta vem det gäller."
)
OTHER_THAN_SUGGESTED = "Enheten är en annan än den som rutinen leder till. Skriv varför ni väljer den."

Listener = Callable[[Intake, Actor, datetime], None]
_listeners: list[Listener] = []


def when_ended(listener: Listener) -> None:
    """Call `listener(intake, by, at)` inside the act that ended it."""
    if listener not in _listeners:
        _listeners.append(listener)


def end(intake: Intake, by: Actor, at: datetime, *, state: RequestState, **more: Any) -> Intake:
    """From now on nobody has it to do; what was told is kept as long as the routine says."""
    more["erase_at"] = erase_at(intake.place, intake.rule, at)
    ended = move(intake, by, at, state=state, answered_at=at, **more)
    for listener in _listeners:
        listener(ended, by, at)
    return ended


@act("intakes.register", may=may.may_register, told_as="{by} registrerade personen", in_feed=False)
def register(
    intake: Intake,
    *,
    by: Actor,
    at: datetime,
    given_name: str,
    family_name: str,
    identity: IdentityNumber | None = None,
    protection: str = "",
) -> Intake:
    """The person becomes one of the unit's, by the act that always registers; what they told is not asked again."""
    own = intake.appointed if intake.appointed and intake.appointed.unit_id == intake.unit_id else None
    person = register_person(
        intake.unit,
        by=by,
        given_name=given_name,
        family_name=family_name,
        identity=identity,
        born=intake.born,
        protection=protection,
        interpreter=intake.interpreter,
        phone=intake.phone,
        caseworker=own,
    )
    return move(intake, by, at, what="Registrerad", person=person)


@act("intakes.record_outcome", may=may.may_end, told_as="{by} skrev vad det blev", in_feed=False)
def record_outcome(
    intake: Intake, *, by: Actor, at: datetime, outcome: str, to_units: Iterable[Unit] = (), reason: str = ""
) -> Intake:
    """With a coordination and the person's yes each receiver gets a request; else the person is told where to turn."""
    rule = intake.rule.outcome(outcome)
    units = list(to_units) if rule.has_receiver else []
    _may_be_led(intake, rule, units, reason)
    coordination = coordination_of(intake)
    if rule.coordinates and coordination is None:
        raise NotAllowed(NEEDS_COORDINATION)
    for unit in units:
        asks = coordination is not None and rule.request_kind
        request = _request(coordination, rule, unit, by, at, reason) if asks and coordination else None
        create(IntakeReceiver, intake=intake, unit=unit, request=request)
    return end(intake, by, at, state=RequestState.DONE, what=rule.term, reason=reason, outcome=outcome)


def _may_be_led(intake: Intake, rule: IntakeOutcome, units: list[Unit], reason: str) -> None:
    """STO-18: several are led on to in parallel; another than the routine leads to is a choice with a reason."""
    if rule.has_receiver and not (units and all(may_be_led_to(intake, rule, unit) for unit in units)):
        raise NotAllowed("Välj vem som tar emot.")
    suggested = units_of(suggestion(intake))
    other = [unit for unit in units if suggested and unit.kind not in suggested]
    if other and not reason.strip():
        raise NotAllowed(OTHER_THAN_SUGGESTED)
    if not rule.has_receiver and not reason.strip() and not intake.meeting_at:
        raise NotAllowed("Skriv varför, så att personen förstår.")


def _request(
    coordination: Coordination, rule: IntakeOutcome, to_unit: Unit, by: Actor, at: datetime, words: str
) -> Request:
    """A real request, with its receipt and its clocks. What is refused there is refused here, with the same reason."""
    kind = routine(coordination.place).request_kind(rule.request_kind)
    form = routine(coordination.place).form(kind.form)
    if not words.strip():
        raise NotAllowed("Skriv vad mottagaren behöver veta.")
    answers = {next(item.link_id for item in form.items if item.type is ItemType.TEXT): words}
    if any(item.link_id == "contact" for item in form.items):
        answers["contact"] = by.label[:200]
    written = write_request(coordination, by=by, kind=kind.key, to_unit=to_unit, answers=answers)
    return send_request(written, by=by, at=at)


@act("intakes.dismiss", may=may.may_dismiss, told_as="{by} lade undan ett intag", in_feed=False)
def dismiss(intake: Intake, *, by: Actor, at: datetime, reason: str) -> Intake:
    return end(intake, by, at, state=RequestState.DECLINED, what="Lades undan", reason=reason)
