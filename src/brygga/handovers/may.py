"""May they? What stands in the way is named, in the routine's words."""

from __future__ import annotations

from brygga.coordinations.may import NOT_WORKING, WORKS
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.handovers.models import Handover, HandoverStep
from brygga.handovers.queries import chosen, open_matters, receivers_part
from brygga.requests.states import RequestState
from brygga.requests.texts import ALREADY
from brygga.rules.handovers import Step, StepRule, missing_before
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

MOVED = "Ansvaret har redan gått över."


def done_steps(handover: Handover) -> set[Step]:
    rows = HandoverStep._base_manager.filter(handover=handover)
    return {Step(key) for key in rows.values_list("step", flat=True)}


def _not_moved(handover: Handover) -> Decision:
    return no(MOVED) if handover.moved_on else YES


def _accepted(handover: Handover) -> Decision:
    """The receiver has said yes, and nobody has taken it back."""
    if handover.moved_on:
        return no(MOVED)
    state = RequestState(handover.request.state)
    if state is RequestState.ACCEPTED:
        return YES
    if state in (RequestState.SENT, RequestState.ACKNOWLEDGED):
        return no(f"{handover.to_unit.name} har inte utsett någon handläggare än.")
    return no(ALREADY[state])


def _at_the_receiver(actor: Actor, handover: Handover) -> Decision:
    there = handover.request.to_unit_id in actor.reads | actor.distributes
    able = actor.powers & (WORKS | {Power.LEAD, Power.DISTRIBUTE})
    return YES if there and able else no(f"Det här gör {handover.to_unit.name}, som tar över.")


def _leads_the_receiver(actor: Actor, handover: Handover) -> Decision:
    there = handover.request.to_unit_id in actor.reads | actor.distributes
    if there and actor.powers & {handover.rule.moved_by, Power.LEAD}:
        return YES
    return no(f"Det här bestämmer den som tar emot på {handover.to_unit.name}.")


def may_begin(actor: Actor, handover: None) -> Decision:
    """Within the act that sent the request."""
    return YES if actor.is_staff or actor.is_system else no("En överlämning skickas av en enhet.")


def may_choose(actor: Actor, handover: Handover) -> Decision:
    """What follows is said by the unit that answers for it, until it has moved."""
    if handover.request.from_unit_id not in actor.reads:
        return no(f"Det här bestämmer {handover.from_unit.name}, som lämnar över.")
    under_way = YES if handover.is_under_way else no(_stopped(handover))
    return first_no(YES if actor.powers & WORKS else no(NOT_WORKING), _not_moved(handover), under_way)


def _stopped(handover: Handover) -> str:
    return MOVED if handover.moved_on else ALREADY[RequestState(handover.request.state)]


def may_note_step(actor: Actor, handover: Handover) -> Decision:
    return first_no(_at_the_receiver(actor, handover), _accepted(handover))


def may_do_step(handover: Handover, step: Step) -> Decision:
    """Asked when it is known which: the order is the routine's."""
    rule = next((row for row in handover.steps if row.key is step), None)
    if rule is None:
        return no("Det steget finns inte i rutinen.")
    done = done_steps(handover)
    if step in done:
        return no("Steget är redan gjort.")
    missing = missing_before(rule, done, handover.steps)
    return no(f"{_named(missing)} kommer först.") if missing else YES


def may_note_by_hand(handover: Handover, step: Step) -> Decision:
    """The joint meeting is noted by itself, when it has been held."""
    held = step is Step.JOINT_MEETING
    return first_no(
        no("Kalla till mötet. När det är hållet är steget gjort.") if held else YES, may_do_step(handover, step)
    )


def may_note_meeting(actor: Actor, handover: Handover) -> Decision:
    """Whoever held it: the meeting was called by the unit that takes over."""
    return first_no(_accepted(handover), may_do_step(handover, Step.JOINT_MEETING))


def _named(steps: tuple[StepRule, ...]) -> str:
    first, *rest = [row.term for row in steps]
    words = [first, *(in_sentence(term) for term in rest)]
    return " och ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def is_complete(handover: Handover) -> Decision:
    """Every step of the routine, and an own case at the unit that takes over."""
    missing = handover.left(done_steps(handover))
    if missing:
        return no(f"Det här är inte gjort: {in_sentence(_named(missing))}.")
    part = receivers_part(handover)
    if part is None:
        return no(f"{handover.to_unit.name} är inte med i samordningen längre.")
    own_case = YES if part.case_id else no(f"Öppna först ett eget ärende på {handover.to_unit.name}.")
    return first_no(own_case, _may_be_known(handover))


def _may_be_known(handover: Handover) -> Decision:
    """The consent may have been narrowed since it was said what follows."""
    told = open_matters(handover)
    if all(row.matter in told for row in chosen(handover)):
        return YES
    return no(
        f"Personens samtycke låter inte {handover.to_unit.name} veta om allt som lämnas över. "
        f"Fråga personen, eller be {handover.from_unit.name} att ändra vilka insatser som lämnas över."
    )


def may_date(actor: Actor, handover: Handover) -> Decision:
    return first_no(_leads_the_receiver(actor, handover), _accepted(handover), is_complete(handover))


def may_carry_out(actor: Actor, handover: Handover) -> Decision:
    """On its day: by whoever decided it, or by the program."""
    by = YES if actor.is_system else _leads_the_receiver(actor, handover)
    come = handover.moves_on is not None and handover.moves_on <= clock.today()
    return first_no(by, _accepted(handover), YES if come else no("Dagen har inte kommit."), is_complete(handover))
