"""How far a closing has come: its own rows, and what the other rooms say is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.closings.models import Closing, ClosingParty
from brygga.closings.open_matters import Leaving, what_is_open
from brygga.closings.states import Answer, Goals
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import Engagement
from brygga.plans.models import Plan
from brygga.rules.closings import ClosingNeed, Missing, Reach, Standing, asked, missing

BECAUSE = "a closing is weighed as a whole"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The parts that are in now, who leaves, and what is missing."""

    closing: Closing
    parts: tuple[Engagement, ...]
    parties: dict[Any, ClosingParty]
    leaving: Leaving
    standing: Standing

    @property
    def needs(self) -> tuple[ClosingNeed, ...]:
        return asked(self.closing.rule.needs, self.standing)

    @property
    def missing(self) -> tuple[Missing, ...]:
        return missing(self.closing.rule.needs, self.standing)

    @property
    def ends_all(self) -> bool:
        return self.leaving.ends


def parts_in(closing: Closing) -> tuple[Engagement, ...]:
    """The units that are in and may read: one that has been shut out can neither answer nor stand in the way."""
    rows = Engagement._base_manager.filter(coordination_id=closing.coordination_id, ended_on=None)
    rows = rows.select_related("unit", "case", "caseworker__staff", "coordination").order_by("unit__sort", "pk")
    return tuple(part for part in rows if door_is_open(closing.coordination, part.unit_id))


def weigh(closing: Closing) -> Weighed:
    parts = parts_in(closing)
    rows = ClosingParty.objects.unrestricted(because=BECAUSE).filter(closing=closing)
    parties = {row.unit_id: row for row in rows}
    leaving = _leaving(closing, parts, parties)
    return Weighed(closing, parts, parties, leaving, _standing(closing, parts, parties, leaving))


def _leaving(closing: Closing, parts: Iterable[Engagement], parties: dict[Any, ClosingParty]) -> Leaving:
    units = frozenset(part.unit_id for part in parts)
    named = frozenset(unit for unit, party in parties.items() if party.leaves)
    leaves = units if closing.rule.reach is Reach.ALL else units & named
    ends = closing.coordination.unit_id in leaves
    return Leaving(closing.coordination, leaves, units - leaves, ends, closing.new_unit_id)


def _standing(
    closing: Closing, parts: tuple[Engagement, ...], parties: dict[Any, ClosingParty], leaving: Leaving
) -> Standing:
    said = {part.unit.name: parties[part.unit_id].answer if part.unit_id in parties else "" for part in parts}
    stays = [part for part in parts if part.unit_id in leaving.stays]
    needs_plan_closed = ClosingNeed.PLAN_CLOSED in closing.rule.needs
    open_plans = Plan.objects.unrestricted(because=BECAUSE).open().filter(coordination_id=closing.coordination_id)
    plan_open = needs_plan_closed and open_plans.exists()
    left_open = what_is_open(leaving)
    return Standing(
        wants_to_stop=closing.wants_to_stop,
        explored=closing.explored_on is not None,
        talked=closing.talk_on is not None or bool(closing.talk_not),
        plan_open=plan_open,
        goals_said=bool(closing.goals),
        goals_out_of_reach=closing.goals == Goals.OUT_OF_REACH,
        without_case=tuple(part.unit.name for part in stays if part.case is None or part.case.closed_on),
        new_contact_works=closing.new_contact_on is not None,
        new_contact=closing.new_contact,
        new_unit_was_there=closing.new_unit_was_there or bool(closing.new_unit_not) or bool(closing.talk_not),
        resuming=closing.has_plan_for_resuming,
        consents_said=bool(closing.consents),
        unanswered=tuple(name for name, answer in said.items() if not answer),
        refused=tuple(name for name, answer in said.items() if answer == Answer.NO),
        left_open=tuple(one for one in left_open if not (plan_open and one.startswith("Följ upp planen"))),
    )
