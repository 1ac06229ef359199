"""What a unit finds out about somebody in the demo, and decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from brygga.core import clock
from brygga.investigations import acts as investigations
from brygga.investigations.facts import Finds
from brygga.investigations.models import Investigation, MappingPlan, Resolution
from brygga.requests import acts as requests
from brygga.requests.models import Request

if TYPE_CHECKING:
    from brygga.coordinations.models import Coordination
    from brygga.demo.stage import Stage


class Investigates:
    """Mixed into a life: its investigations and decisions."""

    stage: Stage
    coordination: Coordination

    def investigated(
        self, by: str, about: Iterable[str], *, ready: int, begins: int = 0, question: str = "", despite: str = ""
    ) -> Investigation:
        """`ready` and `begins` are days from the scene."""
        self.looks(by, "Samordningens utredningar")
        return investigations.open_investigation(
            self.coordination,
            by=self.stage.actor(by),
            areas=list(about),
            begins_on=clock.today() + timedelta(days=begins),
            ready_on=clock.today() + timedelta(days=ready),
            caseworker=self.stage.assignment(by),
            question=question,
            despite=despite,
        )

    def decided(self, by: str, one: Investigation, **facts: Any) -> Resolution:
        return investigations.decide(one, by=self.stage.actor(by), decided_on=clock.today(), **facts)

    def told(self, by: str, decision: Resolution, how: str) -> None:
        investigations.tell_person(decision, by=self.stage.actor(by), told_on=clock.today(), told_how=how)

    def planned_mapping(
        self, by: str, to: Iterable[str], finds: Iterable[tuple[str, str, str]], mode: str, **words: str
    ) -> MappingPlan:
        """`finds`: area, how, and the key of the unit (nothing when they ask together)."""
        return investigations.plan_mapping(
            self.coordination,
            by=self.stage.actor(by),
            mode=mode,
            parties=[self.stage.unit(key) for key in to],
            finds=[Finds(area, how, self.stage.unit(key) if key else None) for area, how, key in finds],
            **words,
        )

    def asks_for_summary(self, by: str, to: str, areas: Iterable[str], **answers: str) -> Request:
        actor = self.stage.actor(by)
        said = {"areas": list(areas), "contact": f"{actor.name}, {self.stage.assignment(by).phone}", **answers}
        written = requests.write_request(
            self.coordination, by=actor, kind="summary", to_unit=self.stage.unit(to), answers=said
        )
        return requests.send_request(written, by=actor)

    def summarises(self, by: str, asked: Request, extents: dict[str, str], **answers: str) -> None:
        investigations.summarise(asked, by=self.stage.actor(by), answers=answers, extents=extents)

    def looks(self, by: str, what: str, why: str = "") -> None:
        raise NotImplementedError
