"""May they? A refusal says what to do, and never repeats a name: refusals are kept in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from brygga.agencies.models import Assignment, Unit
from brygga.consents.may import may_share_identity
from brygga.consents.models import Disclosure
from brygga.consultations.anonymity import identities_in
from brygga.consultations.models import Consultation
from brygga.consultations.states import NextBy
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.requests.states import RequestState, may_become
from brygga.requests.texts import ALREADY
from brygga.routines.loading import routine
from brygga.routines.vocabulary import ConsultationKind
from brygga.rules.powers import Power

#: What a consent must be for, for a consultation to say whom it is about.
PURPOSE = "consultation"
CONSULTS = frozenset({Power.CASES, Power.COORDINATE, Power.LEAD})
CONSENT_GONE = "Samtycket som konsultationen vilar på gäller inte längre. Den som frågade får fråga personen igen."
SHOWS_WHOM = (
    "Texten visar vem det gäller. Ta bort namn och personnummer, eller rådgör med namn om personen har samtyckt."
)


def may_consult(actor: Actor, unit: Unit) -> Decision:
    """Those who work with a unit's cases, for their own unit."""
    if not actor.is_staff or unit.pk != actor.unit_id or unit.pk not in actor.reads or not actor.powers & CONSULTS:
        return no("Den som arbetar med enhetens ärenden rådgör med andra.")
    return YES


def kinds_open_to(actor: Actor) -> list[ConsultationKind]:
    """What the routine has words for, and lets the actor's function ask."""
    kinds = routine(actor.place).consultation_kinds_on(clock.today())
    return [kind for kind in kinds if kind.from_power is None or actor.has(kind.from_power)]


def may_consult_unit(actor: Actor, unit: Unit, to_unit: Unit, kind: str) -> Decision:
    """Another unit of the place, about what the routine has a word for."""
    place = unit.organisation.place
    if kind not in {rule.key for rule in kinds_open_to(actor)}:
        return no("Välj ett slag av konsultation som finns i rutinen och som du får ta upp.")
    gone = to_unit.closed_on or to_unit.organisation.closed_on or to_unit.organisation.place != place
    return no("Välj en enhet som finns.") if gone else YES


def have_talked(
    kind: ConsultationKind, to_unit: Unit, talked_on: date | None, talked_with: Assignment | None
) -> Decision:
    """STO-09: the caseworkers have first tried to sort it out between themselves."""
    if not kind.talked_first:
        return YES
    if talked_on is None or talked_with is None:
        return no("Tala först med handläggaren på den andra enheten, och skriv när och med vem.")
    if talked_on > clock.today():
        return no("Skriv dagen då ni talade med varandra. Den kan inte vara i framtiden.")
    return YES if talked_with.unit_id == to_unit.pk else no(f"Välj någon som arbetar på {to_unit.name}.")


def shows_nobody(actor: Actor, to_unit: Unit, texts: Mapping[str, str]) -> Decision:
    return no(SHOWS_WHOM) if identities_in(actor, to_unit, texts) else YES


def may_show(actor: Actor, unit: Unit, to_unit: Unit, coordination: Coordination) -> Decision:
    """Whom it is about may be said: by a unit that takes part, to a unit that the consent covers, for this purpose."""
    part = Engagement._base_manager.filter(coordination=coordination, unit=unit, ended_on=None).exists()
    own = YES if part else no("Rådgör med namn i en samordning som din enhet är med i.")
    consent = may_share_identity(coordination.person, [unit, to_unit], clock.today(), purpose=PURPOSE)
    return first_no(may_work(actor, coordination), own, consent)


def _asked(actor: Actor, consultation: Consultation) -> Decision:
    ours = consultation.from_unit_id in actor.reads and bool(actor.powers & CONSULTS)
    return YES if ours else no("Bara enheten som frågade kan göra det här.")


def _answers(actor: Actor, consultation: Consultation) -> Decision:
    """The function asked, or the one who leads the unit."""
    there = consultation.to_unit_id in actor.reads | actor.distributes
    if there and actor.powers & {Power(consultation.to_power), Power.LEAD}:
        return YES
    return no("Frågan besvaras av dem som arbetar på enheten som fick den.")


def _becomes(consultation: Consultation, state: RequestState) -> Decision:
    return YES if may_become(consultation.state, state) else no(ALREADY[RequestState(consultation.state)])


def may_acknowledge(actor: Actor, consultation: Consultation) -> Decision:
    return first_no(_becomes(consultation, RequestState.ACKNOWLEDGED), _answers(actor, consultation))


def may_answer(actor: Actor, consultation: Consultation) -> Decision:
    open_to_them = YES if ground_holds(consultation) else no(CONSENT_GONE)
    return first_no(_becomes(consultation, RequestState.ACCEPTED), _answers(actor, consultation), open_to_them)


def ground_holds(consultation: Consultation) -> bool:
    """Whether the unit that was asked is still let in to whom it is about."""
    if consultation.disclosure_id is None:
        return True
    told = Disclosure.objects.unrestricted(because="whether a consultation is still open to the unit asked")
    return told.in_force(clock.today()).filter(stream_id=consultation.pk, to_unit=consultation.to_unit_id).exists()  # type: ignore[no-any-return]


def may_close_door(actor: Actor, consultation: Consultation) -> Decision:
    """Done by whoever withdrew the consent."""
    return _becomes(consultation, RequestState.WITHDRAWN)


def may_decline(actor: Actor, consultation: Consultation) -> Decision:
    return first_no(_becomes(consultation, RequestState.DECLINED), _answers(actor, consultation))


def may_say_misdirected(actor: Actor, consultation: Consultation) -> Decision:
    return first_no(_becomes(consultation, RequestState.MISDIRECTED), _answers(actor, consultation))


def may_withdraw(actor: Actor, consultation: Consultation) -> Decision:
    return first_no(_becomes(consultation, RequestState.WITHDRAWN), _asked(actor, consultation))


def may_expire(actor: Actor, consultation: Consultation) -> Decision:
    out = consultation.expires_at is not None and consultation.expires_at < clock.now()
    return first_no(
        YES if actor.is_system else no("Det här gör Brygga själv när tiden är ute."),
        _becomes(consultation, RequestState.EXPIRED),
        YES if out else no("Tiden är inte ute."),
    )


def may_name(actor: Actor, consultation: Consultation) -> Decision:
    """When the person has said yes; whose coordination it is, is asked when that is known."""
    named = no("Det framgår redan vem konsultationen gäller.") if consultation.is_named else YES
    return first_no(_asked(actor, consultation), named)


def may_note_shown(actor: Actor, consultation: Consultation) -> Decision:
    """STO-21: by those who lead, when the next regular meeting has seen it."""
    if not consultation.rule.shown_at:
        return no("Den här sortens konsultation tas inte upp på mötena.")
    if consultation.shown_at:
        return no("Den är redan visad på ett möte.")
    units = {consultation.from_unit_id, consultation.to_unit_id} & actor.reads
    return YES if units and actor.has(Power.LEAD) else no("Det här noteras av den som leder någon av enheterna.")


def may_finish_next_step(actor: Actor, consultation: Consultation) -> Decision:
    """Whoever is to take the next step ticks it off."""
    if not consultation.next_step or consultation.next_by == NextBy.NOBODY:
        return no("Det finns inget nästa steg att ta.")
    if consultation.next_done_at:
        return no("Nästa steg är redan taget.")
    ours = consultation.next_by in (NextBy.ASKER, NextBy.TOGETHER) and _asked(actor, consultation)
    theirs = consultation.next_by in (NextBy.ASKED, NextBy.TOGETHER) and _answers(actor, consultation)
    return YES if ours or theirs else no("Nästa steg tas av den andra enheten.")
