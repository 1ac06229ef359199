"""What a unit grants somebody in the demo, and how it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from brygga.core import clock
from brygga.interventions import acts as interventions
from brygga.interventions.models import GrantedIntervention, RaisedStep

if TYPE_CHECKING:
    from brygga.coordinations.models import Coordination
    from brygga.demo.stage import Stage


class Grants:
    """Mixed into a life: its granted interventions."""

    stage: Stage
    coordination: Coordination
    rows: dict[str, Any]

    def granted(
        self, by: str, words: str, *, matter: str, starts: int = 0, ends: int | None = None, **facts: Any
    ) -> GrantedIntervention:
        """`starts` and `ends` are days from the scene; `row` is what it is called in the plan."""
        actor, on = self.stage.actor(by), clock.today()
        row = facts.pop("row", "")
        facts = {"decided_by": actor.name, "delegation": "Delegationsordningen, punkt 4.2", **facts}
        return interventions.grant(
            self.coordination,
            by=actor,
            words=words,
            matter=matter,
            decided_on=on,
            starts_on=on + timedelta(days=starts),
            ends_on=None if ends is None else on + timedelta(days=ends),
            plan_row=self.rows[row] if row else None,
            **facts,
        )

    def told_of(self, by: str, one: GrantedIntervention, how: str = "meeting") -> GrantedIntervention:
        return interventions.tell_person(one, by=self.stage.actor(by), told_on=clock.today(), told_how=how)

    def begins(self, by: str, one: GrantedIntervention) -> GrantedIntervention:
        return interventions.begin(one, by=self.stage.actor(by), on=clock.today())

    def stops(self, by: str, one: GrantedIntervention, note: str) -> GrantedIntervention:
        self.looks(by, "Samordningens ansvar")
        return interventions.interrupt(one, by=self.stage.actor(by), on=clock.today(), note=note)

    def did(self, by: str, words: str, what_was_done: str) -> None:
        actor = self.stage.actor(by)
        step = RaisedStep.objects.visible_to(actor).waiting().get(coordination=self.coordination, words=words)
        interventions.tick(step, by=actor, what_was_done=what_was_done)

    def looks(self, by: str, what: str, why: str = "") -> None:
        raise NotImplementedError
