"""The part of a story that is about ending: who begins it, what is said, who agrees, and coming back."""

from __future__ import annotations

from brygga.closings import acts
from brygga.closings.facts import Direction
from brygga.closings.models import Closing
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.demo.stage import Stage

HOW = "Ring, eller kom förbi på dagen. Du behöver ingen remiss och du ställs inte i kö."


class Endings:
    """The closing in a person's life."""

    stage: Stage
    coordination: Coordination
    closing: Closing

    def themself(self) -> Actor:
        raise NotImplementedError

    def ends(self, by: str, kind: str, *, why: str, leaves: tuple[str, ...] = (), to: str = "") -> None:
        direction = Direction(
            kind=kind,
            why=why,
            leaves=tuple(self.stage.unit(unit) for unit in leaves),
            new_unit=self.stage.unit(to) if to else None,
        )
        self.closing = acts.begin(self.coordination, by=self.stage.actor(by), direction=direction)

    def wants_to_stop(self, words: str) -> None:
        self.closing = acts.ask_to_stop(self.coordination, by=self.themself(), words=words)

    def talked_last(self, by: str, *, who: str, new_unit_was_there: bool = False) -> None:
        self.closing = acts.note_talk(
            self.closing,
            by=self.stage.actor(by),
            talk_on=clock.today(),
            talk_who=who,
            new_unit_was_there=new_unit_was_there,
        )

    def way_back(self, by: str, *, whom: str, signs: str = "") -> None:
        actor = self.stage.actor(by)
        self.closing = acts.plan_resuming(self.closing, by=actor, resume_whom=whom, resume_how=HOW, resume_signs=signs)

    def consents_then(self, by: str, consents: str, words: str = "") -> None:
        actor = self.stage.actor(by)
        self.closing = acts.note_consents(self.closing, by=actor, consents=consents, consents_words=words)

    def goals_are(self, by: str, goals: str, words: str) -> None:
        self.closing = acts.note_goals(self.closing, by=self.stage.actor(by), goals=goals, goals_words=words)

    def agrees_to_end(self, by: str, *, answer: str = "yes", words: str = "") -> None:
        acts.answer(self.closing, by=self.stage.actor(by), answer=answer, words=words)

    def ended(self, by: str) -> None:
        self.closing = acts.finish(self.closing, by=self.stage.actor(by))

    def comes_back(self, by: str, why: str) -> None:
        acts.reopen(self.coordination, by=self.stage.actor(by), why=why)
