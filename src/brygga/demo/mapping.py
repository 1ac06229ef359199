"""The part of a story in which somebody is asked: the picture ticked, questions answered, a consent made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from brygga.consents.models import Consent
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.mappings import acts
from brygga.mappings.facts import Level, Said, Tick
from brygga.mappings.models import Mapping, MappingCopy
from brygga.mappings.states import Left


class Mappings:
    """What a life has of it; the rest of the life is told elsewhere."""

    stage: Stage
    coordination: Coordination
    consent: Consent
    mapping: Mapping

    def asked_by(self, by: str, kind: str) -> None:
        self.mapping = acts.start_mapping(self.coordination, by=self.stage.actor(by), kind=kind, held_on=clock.today())

    def ticks(self, by: str, ticks: Iterable[Tick]) -> None:
        seen = self.mapping.revision
        self.mapping = acts.tick_picture(self.mapping, by=self.stage.actor(by), seen=seen, ticks=ticks)

    def answers(self, by: str, answers: dict[str, Any], *, declined: Iterable[str] = ()) -> None:
        said = [Said(question=key, left=Left.ANSWERED, value=value) for key, value in answers.items()]
        said += [Said(question=key, left=Left.DECLINED) for key in declined]
        acts.answer_questions(self.mapping, by=self.stage.actor(by), said=said)

    def levels(self, by: str, levels: Iterable[Level]) -> None:
        acts.assess_areas(self.mapping, by=self.stage.actor(by), levels=levels)

    def consent_of_the_picture(self, by: str) -> None:
        self.mapping = acts.link_consent(self.mapping, by=self.stage.actor(by), consent=self.consent)

    def given_a_copy(self, by: str, ways: Iterable[str]) -> None:
        """What goes on paper is handed over at once."""
        actor = self.stage.actor(by)
        self.mapping = acts.deliver_copy(self.mapping, by=actor, information_ways=ways)
        for copy in MappingCopy.objects.visible_to(actor).filter(mapping=self.mapping, given_at=None):
            acts.hand_over(copy, by=actor)

    def asked_all(self, by: str) -> None:
        self.mapping = acts.finish_mapping(self.mapping, by=self.stage.actor(by))
