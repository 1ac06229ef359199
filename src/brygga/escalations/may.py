"""May they? Nobody skips a level, and nobody stalls one unseen."""

from __future__ import annotations

from brygga.agencies.models import Unit
from brygga.consents.words import and_list
from brygga.coordinations.may import NOT_WORKING, WORKS, door_is_open, own_part
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.escalations.models import Escalation, EscalationLevel, EscalationParty
from brygga.escalations.queries import covered, parties_of, stands_for
from brygga.escalations.states import EscalationState
from brygga.routines.loading import routine
from brygga.rules.ladders import following, may_go_further
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

RAISES = WORKS | {Power.LEAD}
SETTLED = {
    EscalationState.RESOLVED: "Frågan är redan löst.",
    EscalationState.WITHDRAWN: "Frågan är återtagen.",
    EscalationState.LAPSED: "Det som bestämdes gäller inte längre. Lyft en ny fråga om ni inte är överens.",
}
HELD = "En annan lyft fråga gäller samma insats. Ansvaret går över när den är löst."


def may_raise(actor: Actor, coordination: Coordination) -> Decision:
    """Whoever works with or leads a unit that takes part, where the place has a ladder."""
    if not actor.is_staff or own_part(actor, coordination) is None:
        return no("Din enhet är inte med i samordningen.")
    ladder = YES if routine(coordination.place).ladders else no("Platsens rutin har ingen stege att lyfta frågor på.")
    closed = no("Samordningen är avslutad.") if coordination.closed_on else YES
    dead = no("Personen har avlidit.") if coordination.person.died_on else YES
    return first_no(YES if actor.powers & RAISES else no(NOT_WORKING), closed, dead, ladder)


def _open(escalation: Escalation) -> Decision:
    return YES if escalation.is_open else no(SETTLED[EscalationState(escalation.state)])


def own_party(actor: Actor, escalation: Escalation) -> EscalationParty | None:
    """The party that the actor leads or hands out for: the own unit before those below it."""
    able = actor.powers & {Power.LEAD, Power.DISTRIBUTE}
    mine = [row for row in parties_of(escalation) if row.unit_id in actor.reads | actor.distributes] if able else []
    return next(iter(sorted(mine, key=lambda row: (bool(row.says), row.unit_id != actor.unit_id))), None)


def may_answer(actor: Actor, escalation: Escalation) -> Decision:
    """STO-13: it is clear to all that it is lifted, and each says whether the question is rightly put."""
    party = own_party(actor, escalation)
    if party is None:
        return no("Det här svarar cheferna på enheterna som frågan gäller.")
    return first_no(_open(escalation), no("Er enhet har redan svarat.") if party.says else YES)


def on_the_level(actor: Actor, escalation: Escalation) -> bool:
    return bool(stands_for(actor, escalation, parties_of(escalation)))


def _on_the_level(actor: Actor, escalation: Escalation) -> Decision:
    level = in_sentence(escalation.level_term)
    return YES if on_the_level(actor, escalation) else no(f"Frågan ligger hos {level}. De löser den eller lyfter den.")


def may_lift(actor: Actor, escalation: Escalation) -> Decision:
    """By those who have it now, when all have answered; when their time is out, by the head of any party."""
    if escalation.is_open and following(escalation.levels, escalation.level) is None:
        return no("Det finns ingen högre nivå. Frågan löses här.")
    all_said = all(party.says for party in parties_of(escalation))
    waits = no("Alla enheter ska först svara på hur frågan är skriven. När tiden är ute kan den lyftas ändå.")
    late_and_theirs = escalation.is_late and own_party(actor, escalation) is not None
    return first_no(
        _open(escalation),
        YES if late_and_theirs else _on_the_level(actor, escalation),
        YES if may_go_further(all_have_answered=all_said, late=escalation.is_late) else waits,
    )


def may_propose(actor: Actor, escalation: Escalation) -> Decision:
    return first_no(_open(escalation), _on_the_level(actor, escalation))


def may_agree(actor: Actor, escalation: Escalation) -> Decision:
    """By those who have the level at a party that has not agreed: no unit is made to answer by another alone."""
    parties = parties_of(escalation)
    mine = stands_for(actor, escalation, parties)
    waits = [party for party in parties if party.unit_id in mine and party.agreed_at is None]
    return first_no(
        _open(escalation),
        _on_the_level(actor, escalation),
        YES if escalation.proposed_at else no("Ingen har föreslagit en lösning än."),
        YES if waits else no("Er enhet har redan gått med på förslaget."),
    )


def may_resolve(actor: Actor, escalation: Escalation) -> Decision:
    """Within the act by which the last party agreed."""
    missing = [party.unit.name for party in parties_of(escalation) if party.agreed_at is None]
    waits = no(f"{and_list(missing)} har inte gått med på förslaget.") if missing else YES
    return first_no(_open(escalation), YES if escalation.proposed_at else no("Ingen har föreslagit en lösning."), waits)


def can_take_over(escalation: Escalation, unit: Unit) -> Decision:
    """A party that may know what it is to answer for."""
    if unit.pk not in {party.unit_id for party in parties_of(escalation)}:
        return no("Välj en av enheterna som frågan gäller.")
    parts = Engagement._base_manager.filter(coordination_id=escalation.coordination_id, unit=unit, ended_on=None)
    if not parts.exists():
        return no(f"{unit.name} är inte med i samordningen än. Enheten utser en handläggare först.")
    moving = [row for row in covered(escalation) if row.is_alive and row.responsible_unit_id != unit.pk]
    if all(door_is_open(escalation.coordination, unit.pk, matter) for matter in {row.matter for row in moving}):
        return YES
    return no(f"Personens samtycke låter inte {unit.name} veta om allt som frågan gäller. Fråga personen först.")


def may_withdraw(actor: Actor, escalation: Escalation) -> Decision:
    mine = escalation.raised_by_id in actor.reads and actor.powers & RAISES
    own = YES if mine or actor.is_system else no(f"Frågan tas tillbaka av {escalation.raised_by.name}, som lyfte den.")
    return first_no(_open(escalation), own)


def _by_the_clock(actor: Actor) -> Decision:
    return YES if actor.is_system else no("Det här gör Brygga själv när tiden är inne.")


def may_note_late(actor: Actor, level: EscalationLevel) -> Decision:
    here = level.escalation.is_late and level.escalation.level == level.level
    return first_no(_by_the_clock(actor), YES if here else no("Tiden är inte ute."))


def may_carry_out(actor: Actor, escalation: Escalation) -> Decision:
    """Within the act that solved it, or by the program on the day that was decided."""
    first = escalation.responsible_from
    come = first is not None and first <= clock.today()
    decided = first_no(_by_the_clock(actor), _to_carry_out(escalation))
    return decided and first_no(YES if come else no("Dagen har inte kommit."), stands_in_the_way(escalation))


def _to_carry_out(escalation: Escalation) -> Decision:
    decided = escalation.state == EscalationState.RESOLVED and escalation.responsible_unit_id is not None
    done = no("Ansvaret har redan gått över.") if escalation.carried_out_on else YES
    return first_no(YES if decided else no("Ingen enhet är utpekad."), done)


def stands_in_the_way(escalation: Escalation) -> Decision:
    """Of carrying out what was decided: told on the page, so that it never stops unseen."""
    unit = escalation.responsible_unit
    moving = [row for row in covered(escalation) if row.is_alive and unit and row.responsible_unit_id != unit.pk]
    if unit is None or not moving:
        return YES
    held = no(HELD) if any(row.is_frozen for row in moving) else YES
    return first_no(held, can_take_over(escalation, unit))


def may_lapse(actor: Actor, escalation: Escalation) -> Decision:
    """By the program: the person has died, the unit may not know any more, or it has been solved anew."""
    return first_no(_by_the_clock(actor), _to_carry_out(escalation))
