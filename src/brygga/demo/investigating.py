"""What a unit finds out about somebody in the demo, and decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from brygga.core import clock
from brygga.investigations import acts as investigations
from brygga.investigations.models import Investigation, Resolution

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

    def looks(self, by: str, what: str, why: str = "") -> None:
        raise NotImplementedError
