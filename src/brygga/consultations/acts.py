"""Every step of a consultation. Each leaves a row in its history, read by both units and by nobody else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Assignment, Unit
from brygga.consents.acts import disclose
from brygga.consents.models import Disclosure
from brygga.consents.queries import covering
from brygga.consultations import may
from brygga.consultations.models import Consultation
from brygga.consultations.states import How, NextBy
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act, insist
from brygga.core.clock import day_of
from brygga.core.moves import move, note
from brygga.core.saving import change, create
from brygga.requests.clocks import clocks_from
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine


def _begin(
    unit: Unit, by: Actor, at: datetime, to_unit: Unit, coordination: Coordination | None, **fields: Any
) -> Consultation:
    insist(may.may_consult_unit(by, unit, to_unit, fields["kind"]))
    place = unit.organisation.place
    rule = routine(place).consultation_kind(fields["kind"], day_of(at))
    insist(may.have_talked(rule, to_unit, fields.get("talked_on"), fields.get("talked_with")))
    if coordination is None:
        insist(may.shows_nobody(by, to_unit, _words(fields)))
    made = create(
        Consultation,
        place=place,
        from_unit=unit,
        from_assignment_id=by.assignment_id,
        from_label=by.label,
        to_unit=to_unit,
        to_power=rule.to_power.value,
        closed_circle=rule.closed_circle,
        asked_at=at,
        **fields,
    )
    note(made, by, at)
    return _shown(made, by, at, coordination) if coordination else made


def _words(fields: dict[str, Any]) -> dict[str, str]:
    return {name: fields[name] for name in ("question", "with_whom", "advice", "next_step") if fields.get(name)}


def _shown(consultation: Consultation, by: Actor, at: datetime, coordination: Coordination) -> Consultation:
    insist(may.may_show(by, consultation.from_unit, consultation.to_unit, coordination))
    opened = _disclosed(consultation, by, coordination)
    return change(consultation, coordination=coordination, disclosure=opened, named_at=at)


def _disclosed(consultation: Consultation, by: Actor, coordination: Coordination) -> Disclosure:
    """Whom this one is about, and nothing else of the coordination."""
    units = [consultation.from_unit_id, consultation.to_unit_id]
    return disclose(
        coordination.person,
        by=by,
        stream_id=consultation.pk,
        from_unit=consultation.from_unit,
        to_unit=consultation.to_unit,
        purpose=may.PURPOSE,
        consent=covering(coordination.person, units, clock.today()),
    )


@act("consultations.log", may=may.may_consult, told_as="{by} skrev upp en konsultation", in_feed=False)
def log_consultation(
    unit: Unit,
    *,
    by: Actor,
    at: datetime,
    kind: str,
    to_unit: Unit,
    how: str,
    question: str,
    advice: str,
    next_by: str,
    with_whom: str = "",
    next_step: str = "",
    coordination: Coordination | None = None,
) -> Consultation:
    """A conversation that has been held: what was asked, what was said, and who goes on."""
    return _begin(
        unit,
        by,
        at,
        to_unit,
        coordination,
        kind=kind,
        state=RequestState.DONE,
        how=how,
        question=question,
        advice=advice,
        with_whom=with_whom,
        next_by=next_by,
        next_step="" if next_by == NextBy.NOBODY else next_step,
        answered_at=at,
    )


@act("consultations.ask", may=may.may_consult, told_as="{by} rådgjorde i skrift", in_feed=False)
def ask_in_writing(
    unit: Unit,
    *,
    by: Actor,
    at: datetime,
    kind: str,
    to_unit: Unit,
    question: str,
    coordination: Coordination | None = None,
    talked_on: date | None = None,
    talked_with: Assignment | None = None,
) -> Consultation:
    """A concrete question to the function that answers such at the unit, with the routine's clocks."""
    place = unit.organisation.place
    insist(may.may_consult_unit(by, unit, to_unit, kind))
    clocks = clocks_from(place, routine(place).consultation_kind(kind, day_of(at)), at)
    return _begin(
        unit,
        by,
        at,
        to_unit,
        coordination,
        kind=kind,
        state=RequestState.SENT,
        how=How.WRITING,
        question=question,
        talked_on=talked_on,
        talked_with=talked_with,
        acknowledge_by=clocks.acknowledge_by,
        answer_by=clocks.answer_by,
        expires_at=clocks.expires_at,
    )


@act(
    "consultations.acknowledge",
    may=may.may_acknowledge,
    told_as="{to_unit} har tagit emot en konsultation",
    in_feed=False,
)
def acknowledge(consultation: Consultation, *, by: Actor, at: datetime) -> Consultation:
    return move(consultation, by, at, state=RequestState.ACKNOWLEDGED, acknowledged_at=at)


@act("consultations.answer", may=may.may_answer, told_as="{to_unit} svarade på en konsultation", in_feed=False)
def answer(
    consultation: Consultation, *, by: Actor, at: datetime, advice: str, next_by: str, next_step: str = ""
) -> Consultation:
    """The advice, and who takes the next step; with that it is done."""
    next_step = "" if next_by == NextBy.NOBODY else next_step
    if not consultation.is_named:
        insist(may.shows_nobody(by, consultation.from_unit, {"advice": advice, "next_step": next_step}))
    received = consultation.acknowledged_at or at
    answered = move(
        consultation,
        by,
        at,
        state=RequestState.ACCEPTED,
        advice=advice,
        next_by=next_by,
        next_step=next_step,
        acknowledged_at=received,
        answered_at=at,
        answered_by_id=by.assignment_id,
    )
    return change(answered, state=RequestState.DONE)


@act("consultations.decline", may=may.may_decline, told_as="{to_unit} sade nej till en konsultation", in_feed=False)
def decline(consultation: Consultation, *, by: Actor, at: datetime, reason: str) -> Consultation:
    return _refused(consultation, RequestState.DECLINED, by, at, reason)


@act(
    "consultations.misdirected",
    may=may.may_say_misdirected,
    told_as="{to_unit} svarade att en konsultation kom fel",
    in_feed=False,
)
def misdirected(consultation: Consultation, *, by: Actor, at: datetime, reason: str) -> Consultation:
    return _refused(consultation, RequestState.MISDIRECTED, by, at, reason)


@act("consultations.withdraw", may=may.may_withdraw, told_as="{by} tog tillbaka en konsultation", in_feed=False)
def withdraw(consultation: Consultation, *, by: Actor, at: datetime, reason: str) -> Consultation:
    return _refused(consultation, RequestState.WITHDRAWN, by, at, reason)


def _refused(consultation: Consultation, state: RequestState, by: Actor, at: datetime, reason: str) -> Consultation:
    if not consultation.is_named:
        other = consultation.to_unit if consultation.from_unit_id == by.unit_id else consultation.from_unit
        insist(may.shows_nobody(by, other, {"reason": reason}))
    return move(consultation, by, at, state=state, reason=reason, answered_at=at)


@act("consultations.expire", may=may.may_expire, told_as="En konsultation förföll utan svar", in_feed=False)
def expire(consultation: Consultation, *, by: Actor = SYSTEM, at: datetime) -> Consultation:
    return move(consultation, by, at, state=RequestState.EXPIRED)


@act(
    "consultations.close_door",
    may=may.may_close_door,
    told_as="En konsultation återtogs när samtycket upphörde",
    in_feed=False,
)
def close_door(consultation: Consultation, *, by: Actor, at: datetime, why: str) -> Consultation:
    """What it rested on has gone; nobody took it back."""
    return move(consultation, by, at, state=RequestState.WITHDRAWN, reason=why[:1].upper() + why[1:], answered_at=at)


def withdraw_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: a question that is still waiting ends with what it rested on."""
    for waiting in Consultation._base_manager.filter(pk=stream_id, to_unit_id=unit_id, state__in=WAITING):
        close_door(waiting, by=by, at=at, why=why)


@act("consultations.name", may=may.may_name, told_as="{by} visade vem en konsultation gäller", in_feed=False)
def name_person(consultation: Consultation, *, by: Actor, at: datetime, coordination: Coordination) -> Consultation:
    """The person has said yes since: whom it is about is disclosed, and what was written stands."""
    return _shown(consultation, by, at, coordination)


@act(
    "consultations.finish_next_step",
    may=may.may_finish_next_step,
    told_as="{by} tog nästa steg efter en konsultation",
    in_feed=False,
)
def finish_next_step(consultation: Consultation, *, by: Actor, at: datetime) -> Consultation:
    return change(consultation, next_done_at=at)


@act(
    "consultations.note_shown",
    may=may.may_note_shown,
    told_as="{by} visade en konsultation på ett regelbundet möte",
    in_feed=False,
)
def note_shown(consultation: Consultation, *, by: Actor, at: datetime) -> Consultation:
    return change(consultation, shown_at=at)
