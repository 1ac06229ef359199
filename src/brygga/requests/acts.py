"""Every step of a request. Each leaves a row in its history, and the sender is told of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.models import Disclosure
from brygga.consents.queries import covering
from brygga.coordinations.acts import engage, open_when_asked
from brygga.coordinations.may import can_be_caseworker
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act, insist
from brygga.core.clock import day_of
from brygga.core.moves import move
from brygga.core.saving import change, create
from brygga.people.models import Case
from brygga.requests import may
from brygga.requests.clocks import SIP_REQUEST, Clocks, clocks_from, kind_of
from brygga.requests.models import Request
from brygga.requests.states import ENDED, WAITING, RequestState
from brygga.requests.texts import PERSON_SAID_NO
from brygga.routines.loading import routine
from brygga.routines.vocabulary import RequestKind
from brygga.rules.powers import Power


def _close_behind(request: Request, by: Actor, why: str) -> None:
    """What was opened for the request closes with it, unless the unit takes part by now or is asked something more."""
    if request.disclosure is None:
        return
    asked = {"coordination_id": request.coordination_id, "to_unit_id": request.to_unit_id}
    others = Request._base_manager.filter(**asked, disclosure__isnull=False).exclude(pk=request.pk)
    engaged = Engagement._base_manager.filter(
        coordination_id=request.coordination_id, unit_id=request.to_unit_id, ended_on=None
    )
    if engaged.exists() or others.exclude(state__in=ENDED).exists():
        return
    for disclosure in _opened_for(request):
        end_disclosure(disclosure, by=by if by.is_staff else SYSTEM, because=why)


def _opened_for(request: Request) -> list[Disclosure]:
    """What the request was sent with, and what has carried it on when the person has said yes anew."""
    assert request.disclosure is not None
    carried = Q(consent__isnull=False, purpose=request.disclosure.purpose)
    rows = Disclosure.objects.unrestricted(because="what was opened for a request closes with it")
    rows = rows.filter(stream_id=request.coordination_id, to_unit_id=request.to_unit_id, ended_at=None)
    return list(rows.filter(Q(pk=request.disclosure_id) | carried).order_by("pk"))


@act("requests.write", may=may.may_write, told_as="{by} skrev ett utkast", in_feed=False)
def write_request(
    coordination: Coordination, *, by: Actor, kind: str, to_unit: Unit, answers: dict[str, Any] | None = None
) -> Request:
    rule = routine(coordination.place).request_kind(kind)
    own = Unit.objects.get(pk=by.unit_id)
    insist(may.may_send_kind(rule, own.kind))
    insist(may.may_be_asked(rule, to_unit, coordination.person.born))
    return create(
        Request,
        kind=kind,
        coordination=coordination,
        from_unit_id=by.unit_id,
        from_assignment_id=by.assignment_id,
        from_label=by.label,
        to_unit=to_unit,
        to_power=_function(rule),
        answers=answers or {},
    )


def _function(rule: RequestKind) -> str:
    return rule.to_power.value if rule.to_power else rule.to_function


@act("requests.save_draft", may=may.may_edit, told_as="{by} sparade ett utkast", in_feed=False)
def save_draft(request: Request, *, by: Actor, answers: dict[str, Any]) -> Request:
    return change(request, answers=answers)


@act("requests.discard_draft", may=may.may_edit, told_as="{by} tog bort ett utkast", in_feed=False)
def discard_draft(request: Request, *, by: Actor) -> None:
    request.delete()


@act("requests.send", may=may.may_edit, told_as="{by} skickade {kind_term} till {to_unit}")
def send_request(request: Request, *, by: Actor, at: datetime, answers: dict[str, Any] | None = None) -> Request:
    """Rests on the person's consent, which opens it to the receiver and nothing more (STO-16)."""
    if answers is not None:
        change(request, answers=answers)
    insist(may.may_send(by, request))
    clocks = clocks_from(request.coordination.place, kind_of(request), at)
    return _sent(request, by, at, clocks, _opened_to(request, request.to_unit, by))


def _sent(request: Request, by: Actor, at: datetime, clocks: Clocks, disclosure: Disclosure | None) -> Request:
    return move(
        request,
        by,
        at,
        state=RequestState.SENT,
        sent_at=at,
        acknowledge_by=clocks.acknowledge_by,
        answer_by=clocks.answer_by,
        expires_at=clocks.expires_at,
        disclosure=disclosure,
    )


def _opened_to(request: Request, unit: Unit, by: Actor) -> Disclosure | None:
    """The disclosure that the request rests on: one that already stands, or a new one on the consent."""
    coordination, sharing = request.coordination, may.sharing(request)
    if not kind_of(request).needs_consent or unit.pk == coordination.unit_id:
        return None
    disclosures = Disclosure.objects.unrestricted(because="a request rests on what has already been opened")
    standing = disclosures.in_force(clock.today()).filter(stream_id=coordination.pk, to_unit=unit).first()
    if standing:
        return standing  # type: ignore[no-any-return]
    consent = covering(coordination.person, [sharing.pk, unit.pk], clock.today())
    purpose = next(one for one in may.purposes_of(request) if consent and one in consent.purposes)
    return disclose(
        coordination.person,
        by=by,
        stream_id=coordination.pk,
        from_unit=sharing,
        to_unit=unit,
        purpose=purpose,
        consent=consent,
    )


@act("requests.acknowledge", may=may.may_acknowledge, told_as="{to_unit} har tagit emot {kind_term}")
def acknowledge(request: Request, *, by: Actor, at: datetime) -> Request:
    return move(request, by, at, state=RequestState.ACKNOWLEDGED, acknowledged_at=at)


@act("requests.appoint", may=may.may_appoint, told_as="{to_unit} utsåg {appointed}")
def appoint(request: Request, *, by: Actor, at: datetime, caseworker: Assignment) -> Request:
    """Yes: somebody is appointed, and the unit takes part from now on, unless it only writes down what it knows."""
    if kind_of(request).asks_for_summary:
        insist(can_be_caseworker(caseworker, request.to_unit_id, day_of(at)))
    else:
        _take_part(request, by, at, caseworker)
    received = request.acknowledged_at or at
    return move(
        request, by, at, state=RequestState.ACCEPTED, appointed=caseworker, answered_at=at, acknowledged_at=received
    )


@act("requests.appoint_another", may=may.may_appoint_another, told_as="{to_unit} har bytt till {appointed}")
def appoint_another(request: Request, *, by: Actor, at: datetime, caseworker: Assignment) -> Request:
    insist(can_be_caseworker(caseworker, request.to_unit_id, day_of(at)))
    return move(request, by, at, appointed=caseworker)


def _take_part(request: Request, by: Actor, at: datetime, caseworker: Assignment) -> None:
    engaged = Engagement._base_manager.filter(
        coordination_id=request.coordination_id, unit_id=request.to_unit_id, ended_on=None
    )
    if part := engaged.first():
        if part.caseworker_id is None:
            change(part, caseworker=caseworker)
    else:
        engage(request.coordination, by=by, at=at, unit=request.to_unit, caseworker=caseworker)


@act("requests.decline", may=may.may_decline, told_as="{to_unit} sade nej till {kind_term}", affects_planning=True)
def decline(request: Request, *, by: Actor, at: datetime, reason: str) -> Request:
    """The unit says no. The person's own no is another act."""
    declined = move(request, by, at, reason=reason, state=RequestState.DECLINED, answered_at=at)
    _close_behind(declined, by, "Enheten sade nej till förfrågan")
    return declined


@act(
    "requests.misdirected",
    may=may.may_say_misdirected,
    told_as="{to_unit} svarade att {kind_term} kom fel",
    affects_planning=True,
)
def misdirected(request: Request, *, by: Actor, at: datetime, reason: str) -> Request:
    answered = move(request, by, at, reason=reason, state=RequestState.MISDIRECTED, answered_at=at)
    _close_behind(answered, by, "Förfrågan kom till fel enhet")
    return answered


@act(
    "requests.forward",
    may=may.may_forward,
    told_as="{kind_name} skickades vidare till {to_unit}",
    affects_planning=True,
)
def forward(request: Request, *, by: Actor, at: datetime, to_unit: Unit, reason: str = "") -> Request:
    """To another unit that the consent covers. The day to answer stays: the person has waited from the first."""
    insist(may.may_be_asked(kind_of(request), to_unit, request.coordination.person.born))
    insist(may.may_ask(request, to_unit))
    clocks = clocks_from(request.coordination.place, kind_of(request), at)
    passed_on = move(request, by, at, reason=reason, state=RequestState.FORWARDED, answered_at=at)
    onward = create(
        Request,
        kind=request.kind,
        coordination=request.coordination,
        from_unit_id=request.from_unit_id,
        from_assignment_id=request.from_assignment_id,
        from_label=request.from_label,
        to_unit=to_unit,
        to_power=request.to_power,
        answers=request.answers,
        forwarded_from=request,
    )
    kept = Clocks(clocks.acknowledge_by, request.answer_by, clocks.expires_at)
    onward = _sent(onward, by, at, kept, _opened_to(onward, to_unit, by))
    _close_behind(passed_on, by, "Förfrågan skickades vidare")
    return onward


@act(
    "requests.withdraw",
    may=may.may_withdraw,
    told_as="{kind_name} till {to_unit} är återtagen{told_why}",
    affects_planning=True,
)
def withdraw(request: Request, *, by: Actor, at: datetime, reason: str) -> Request:
    taken_back = move(request, by, at, reason=reason, state=RequestState.WITHDRAWN, answered_at=at)
    _close_behind(taken_back, by, "Förfrågan togs tillbaka")
    return taken_back


@act(
    "requests.note_persons_no",
    may=may.may_note_persons_no,
    told_as="{kind_name}: personen har sagt nej",
    affects_planning=True,
)
def note_persons_no(request: Request, *, by: Actor, at: datetime, said: str) -> Request:
    """The person does not want it: nobody has declined them, and nobody has failed."""
    ended = move(request, by, at, reason=f"{PERSON_SAID_NO}: {said}", state=RequestState.WITHDRAWN, answered_at=at)
    _close_behind(ended, by, PERSON_SAID_NO)
    return ended


@act("requests.complete", may=may.may_complete, told_as="{kind_name} är klar")
def complete(request: Request, *, by: Actor, at: datetime) -> Request:
    return move(request, by, at, state=RequestState.DONE)


@act("requests.finish_handover", may=may.may_finish_handover, told_as="{kind_name} är klar", in_feed=False)
def finish_handover(request: Request, *, by: Actor = SYSTEM, at: datetime) -> Request:
    """Within the act that moved the responsibility."""
    return move(request, by, at, state=RequestState.DONE)


@act(
    "requests.answer_in_writing",
    may=may.may_answer_in_writing,
    told_as="{to_unit} har svarat på {kind_term}",
    affects_planning=True,
)
def answer_in_writing(request: Request, *, by: Actor, at: datetime) -> Request:
    """What was asked for has been written down: the request is done, and its door closes behind it."""
    if request.state != RequestState.ACCEPTED:
        writer = Assignment.objects.get(pk=by.assignment_id)
        received = request.acknowledged_at or at
        request = move(
            request, by, at, state=RequestState.ACCEPTED, acknowledged_at=received, answered_at=at, appointed=writer
        )
    done = move(request, by, at, state=RequestState.DONE)
    _close_behind(done, by, "Sammanfattningen är lämnad")
    return done


@act(
    "requests.close_door",
    may=may.may_close_door,
    told_as="{kind_name} till {to_unit} är återtagen{told_why}",
    affects_planning=True,
)
def close_door(request: Request, *, by: Actor, at: datetime, why: str) -> Request:
    """What it rested on has gone; nobody took it back."""
    return move(request, by, at, reason=why, state=RequestState.WITHDRAWN, answered_at=at)


def take_back(request: Request, *, by: Actor, why: str) -> None:
    """What was asked for is over or off. For others than those who asked it ends by itself, and its door with it."""
    if may.may_withdraw(by, request):
        withdraw(request, by=by, reason=why)
    else:
        _close_behind(close_door(request, by=by, why=why), SYSTEM, why)


def withdraw_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: what was asked of the unit, and what it asked of others, ends."""
    under_way = Request._base_manager.filter(coordination_id=stream_id, state__in=[*WAITING, RequestState.ACCEPTED])
    for request in under_way.filter(Q(to_unit_id=unit_id, disclosure__isnull=False) | Q(from_unit_id=unit_id)):
        close_door(request, by=by, at=at, why=why[:1].upper() + why[1:])


@act(
    "requests.expire", may=may.may_expire, told_as="{kind_name} till {to_unit} förföll utan svar", affects_planning=True
)
def expire(request: Request, *, by: Actor = SYSTEM, at: datetime) -> Request:
    gone = move(request, by, at, state=RequestState.EXPIRED)
    _close_behind(gone, by, "Förfrågan förföll utan svar")
    return gone


@act("requests.note_late_receipt", may=may.may_note_late, told_as="{to_unit} har inte kvitterat {kind_term} i tid")
def note_late_receipt(request: Request, *, by: Actor = SYSTEM) -> Request:
    return request


@act(
    "requests.note_late_answer",
    may=may.may_note_late,
    told_as="{to_unit} har inte svarat på {kind_term} i tid",
    affects_planning=True,
)
def note_late_answer(request: Request, *, by: Actor = SYSTEM) -> Request:
    return request


@act("requests.ask_for_sip", may=may.may_ask_for_sip, told_as="{from_label} har bett om en SIP", affects_planning=True)
def ask_for_sip(
    coordination: Coordination, *, by: Actor, at: datetime, words: str, more: dict[str, Any] | None = None
) -> Request:
    """MAL-11: starts the routine's clock, which all who take part see. Needs no consent: it is the person who asks."""
    rule = routine(coordination.place).request_kind(SIP_REQUEST)
    first = routine(coordination.place).form(rule.form).items[0].link_id
    request = create(
        Request,
        kind=SIP_REQUEST,
        coordination=coordination,
        from_label=by.byline[:1].upper() + by.byline[1:],
        to_unit_id=coordination.unit_id,
        to_power=_received_by(rule, coordination.unit, at),
        answers={**(more or {}), first: words.strip()},
    )
    return _sent(request, by, at, clocks_from(coordination.place, rule, at), None)


def _received_by(rule: RequestKind, unit: Unit, at: datetime) -> str:
    """The function asked; at a unit where nobody holds it, whoever works with the cases: no ask may lie unseen."""
    asked = _function(rule)
    able = [function.key for function in routine(unit.organisation.place).functions_with(Power(asked), day_of(at))]
    held = Assignment.objects.filter(in_force(day_of(at)), unit=unit, function__in=able)
    return asked if held.exists() else Power.CASES.value


@act("requests.ask_first_sip", may=may.may_ask_first_sip, told_as="{from_label} har bett om en SIP", in_feed=False)
def ask_first_sip(case: Case, *, by: Actor, words: str, more: dict[str, Any] | None = None) -> Request:
    """MAL-11: the person asks a unit that has no coordination about them yet; the ask opens one."""
    coordination = open_when_asked(case, by=by)
    return ask_for_sip(coordination, by=by, words=words, more=more)
