"""Beginning a closing, by a unit or by the person; changing its direction, and calling it off."""

from __future__ import annotations

from datetime import date, datetime

from brygga.closings import may
from brygga.closings.facts import Direction
from brygga.closings.models import Closing, ClosingParty
from brygga.closings.states import Answer, ClosingState
from brygga.coordinations.may import door_is_open, own_part
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.routines.closings import closing_kinds_on, kind_of_reach
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.investigating import time_for
from brygga.routines.loading import routine
from brygga.rules.clocks import due_on
from brygga.rules.closings import Reach

WHO_LEAVES = "Välj vilka enheter som slutar."
NOT_ALL = "Alla enheter är valda. Välj avslut hos alla i stället."
WHERE_TO = "Skriv vem som tar emot personen: en enhet som är med, eller någon utanför Brygga."


@act("closings.begin", may=may.may_begin, told_as="{by} började ett avslut", affects_planning=True)
def begin(coordination: Coordination, *, by: Actor, at: datetime, direction: Direction) -> Closing:
    """The unit that begins has said yes by that; the others are asked."""
    _sound(coordination, direction, day_of(at))
    closing = _begun(coordination, by, at, direction)
    mine = own_part(by, coordination)
    assert mine is not None
    _say_yes(closing, mine.unit_id, by, day_of(at))
    return closing


@act(
    "closings.ask_to_stop",
    may=may.may_ask_to_stop,
    told_as="{by} bad om att få prata om avslut",
    affects_planning=True,
)
def ask_to_stop(coordination: Coordination, *, by: Actor, at: datetime, words: str = "") -> Closing:
    """The person's own word. Nothing closes by it: why is explored first, in a talk (Malmö handbook, "Avslut")."""
    kind = kind_of_reach(routine(coordination.place), Reach.ALL, day_of(at))
    assert kind is not None
    return _begun(coordination, by, at, Direction(kind.key, words.strip(), wants_to_stop=True))


@act("closings.redirect", may=may.may_work_on, told_as="{by} ändrade avslutet", affects_planning=True)
def redirect(closing: Closing, *, by: Actor, at: datetime, direction: Direction) -> Closing:
    """Another kind, or others who leave: each unit is asked again. That the person wants to stop is not taken away."""
    _sound(closing.coordination, direction, day_of(at))
    ClosingParty._base_manager.filter(closing=closing).delete()
    moved = closing.new_unit_id != (direction.new_unit.pk if direction.new_unit else None)
    elsewhere = closing.new_elsewhere != direction.new_elsewhere
    unheard = {"new_contact_on": None, "new_contact_by": "", "new_contact_words": ""} if moved or elsewhere else {}
    changed = change(
        closing,
        kind=direction.kind,
        why=direction.why.strip(),
        wants_to_stop=closing.wants_to_stop or direction.wants_to_stop,
        new_unit=direction.new_unit,
        new_elsewhere=direction.new_elsewhere.strip(),
        answer_by=_answer_by(closing.coordination, at),
        **unheard,
    )
    _name(changed, direction)
    mine = own_part(by, closing.coordination)
    assert mine is not None
    _say_yes(changed, mine.unit_id, by, day_of(at))
    return changed


@act("closings.call_off", may=may.may_work_on, told_as="{by} avbröt avslutet", affects_planning=True)
def call_off(closing: Closing, *, by: Actor, at: datetime, why: str) -> Closing:
    if not why.strip():
        raise NotAllowed("Skriv varför avslutet avbryts.")
    return _called_off(closing, by, at, why)


@act(
    "closings.regret",
    may=may.may_regret,
    told_as="{by} avbröt avslutet",
    affects_planning=True,
)
def regret(closing: Closing, *, by: Actor, at: datetime) -> Closing:
    return _called_off(closing, by, at, "Personen har ångrat sig.")


def _called_off(closing: Closing, by: Actor, at: datetime, why: str) -> Closing:
    ended = {"state": ClosingState.CALLED_OFF, "ended_on": day_of(at), "ended_by": by.byline}
    return change(closing, called_off_why=why.strip(), **ended)


def _begun(coordination: Coordination, by: Actor, at: datetime, direction: Direction) -> Closing:
    closing = create(
        Closing,
        coordination=coordination,
        unit_id=coordination.unit_id if by.is_person else by.unit_id,
        kind=direction.kind,
        started_on=day_of(at),
        started_by=by.byline,
        answer_by=_answer_by(coordination, at),
        why=direction.why.strip(),
        wants_to_stop=direction.wants_to_stop,
        new_unit=direction.new_unit,
        new_elsewhere=direction.new_elsewhere.strip(),
    )
    _name(closing, direction)
    return closing


def _answer_by(coordination: Coordination, at: datetime) -> date | None:
    rule = time_for(routine(coordination.place), DeadlineStep.ANSWER_CLOSING, day_of(at))
    return due_on(rule, at) if rule else None


def _name(closing: Closing, direction: Direction) -> None:
    for unit in direction.leaves:
        create(ClosingParty, closing=closing, unit=unit, leaves=True)


def _say_yes(closing: Closing, unit_id: object, by: Actor, on: date) -> None:
    party, _ = ClosingParty._base_manager.get_or_create(closing=closing, unit_id=unit_id)
    change(party, answer=Answer.YES, answered_on=on, answered_by=by.label)


def _sound(coordination: Coordination, direction: Direction, on: date) -> None:
    """Somebody leaves, not all when it is some, and somebody receives where the person goes on."""
    rule = closing_kinds_on(routine(coordination.place), on).get(direction.kind)
    if rule is None:
        raise NotAllowed("Välj ett slag av avslut som finns i rutinen.")
    if rule.reach is Reach.ALL:
        return
    engaged = Engagement._base_manager.filter(coordination=coordination, ended_on=None)
    units = {unit for unit in engaged.values_list("unit_id", flat=True) if door_is_open(coordination, unit)}
    leaves = {unit.pk for unit in direction.leaves}
    if not leaves or not leaves <= units:
        raise NotAllowed(WHO_LEAVES)
    if rule.reach is Reach.SOME and leaves == units:
        raise NotAllowed(NOT_ALL)
    if rule.reach is Reach.TRANSITION:
        new = direction.new_unit.pk if direction.new_unit else None
        if (new is None) == (not direction.new_elsewhere.strip()) or new in leaves or (new and new not in units):
            raise NotAllowed(WHERE_TO)
