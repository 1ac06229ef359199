"""Cases announced to a meeting, taken back, and what the meeting came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.queries import covering
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.decision import YES, no
from brygga.core.saving import change, create
from brygga.series import may
from brygga.series.acts.steps import add_step
from brygga.series.facts import CaseFacts, StepFacts
from brygga.series.models import CalledUnit, DocketItem, SeriesMeeting
from brygga.series.queries import closed_for, units_to_call
from brygga.series.states import ItemState


@act("series.announce", may=may.may_announce, told_as="{by} anmälde ett ärende till {title}")
def announce(meeting: SeriesMeeting, *, by: Actor, at: datetime, case: CaseFacts, to_units: list[Unit]) -> DocketItem:
    """STO-07: by name on a consent that covers everybody called; else nothing in it shows whom it is about."""
    unit = Unit.objects.get(pk=by.unit_id)
    offered = {one.pk for one in units_to_call(meeting, by)}
    if not to_units or {one.pk for one in to_units} - offered:
        raise NotAllowed("Välj vilka enheter som ska vara med när ärendet tas upp.")
    if case.coordination is None:
        insist(may.shows_nobody(by, case.words))
    else:
        insist(may.may_name(by, unit, to_units, case.coordination))
    item = create(
        DocketItem,
        meeting=meeting,
        late_for=closed_for(meeting, at),
        from_unit=unit,
        from_assignment_id=by.assignment_id,
        from_label=by.label,
        announced_at=at,
        coordination=case.coordination,
        age=None if case.coordination else case.age,
        **case.words,
    )
    for one in to_units:
        _call(item, one, by)
    return item


def _call(item: DocketItem, unit: Unit, by: Actor) -> CalledUnit:
    if item.coordination is None:
        return create(CalledUnit, item=item, unit=unit)
    opened = disclose(
        item.coordination.person,
        by=by,
        stream_id=item.pk,
        from_unit=item.from_unit,
        to_unit=unit,
        purpose=may.PURPOSE,
        consent=covering(item.coordination.person, [item.from_unit_id, unit.pk], clock.today()),
    )
    return create(CalledUnit, item=item, unit=unit, disclosure=opened)


@act("series.withdraw", may=may.may_withdraw, told_as="{by} tog tillbaka ett ärende från {title}")
def withdraw(item: DocketItem, *, by: Actor, why: str) -> DocketItem:
    if not item.is_named:
        insist(may.shows_nobody(by, {"why": why}))
    taken_back = change(item, state=ItemState.WITHDRAWN, withdrawn_why=why)
    for row in CalledUnit._base_manager.filter(item=item, disclosure__ended_at=None).exclude(disclosure=None):
        end_disclosure(row.disclosure, by=by, because="Ärendet är återtaget")
    return taken_back


@act("series.close_door", may=may.may_close_door, told_as="Ett ärende återtogs från {title}", in_feed=False)
def close_door(item: DocketItem, *, by: Actor, why: str) -> DocketItem:
    """What it rested on has gone; nobody took it back."""
    return change(item, state=ItemState.WITHDRAWN, withdrawn_why=why[:1].upper() + why[1:])


def withdraw_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents: everybody who was to talk about it was to be covered, so one closed door is enough."""
    for waiting in DocketItem._base_manager.filter(pk=stream_id, state=ItemState.ANNOUNCED):
        close_door(waiting, by=by, why=why)


@act("series.decide", may=may.may_decide, told_as="{by} skrev vad ett ärende på {title} ledde till")
def decide(
    item: DocketItem, *, by: Actor, at: datetime, outcome: str, note: str = "", step: StepFacts | None = None
) -> DocketItem:
    """What the meeting came to, and who takes the next step: one of those whose case it is or who are called."""
    if not item.is_named:
        insist(may.shows_nobody(by, {"note": note, "what": step.what if step else ""}))
    decided = change(
        item, state=ItemState.DECIDED, outcome=outcome, outcome_note=note, decided_at=at, decided_by=by.label
    )
    if step:
        concerned = {item.from_unit_id, *may.called_units(item)}
        insist(YES if step.unit.pk in concerned else no("Nästa steg tas av en enhet som ärendet rör."))
        add_step(item.meeting, step, item=item)
    return decided
