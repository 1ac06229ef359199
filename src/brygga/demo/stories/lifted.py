"""Ragnar in Stockholm: two units say that the other answers for his support. It has been lifted to the unit heads."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime
from typing import Any

from brygga.coordinations.models import Standing
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.escalations import acts as escalations
from brygga.interventions import acts as interventions

QUESTION = (
    "Ragnar har boendestöd från Beroendevård sedan i somras. Beroendevård anser att behovet hör till Socialpsykiatri. "
    "Socialpsykiatri anser att det hör till behandlingen. Vem ansvarar för boendestödet?"
)


def before(stage: Stage) -> Generator[datetime, None, tuple[Any, Any]]:
    """Both units are in; the intervention that they will not agree on goes on."""
    ragnar, ivar = Life(stage, "ragnar"), stage.actor("Ivar Lo")
    yield stage.moment(-90, 9)
    ragnar.known_at("beroendevard", by="Ivar Lo")
    ragnar.opened_by("Ivar Lo", "beroendevard", why="Stöd från två håll.", standing=Standing.ONGOING)
    ragnar.says_yes("Ivar Lo", to=["socialpsykiatri"], about=["addiction", "mental_health", "housing"], days=300)
    granted = interventions.grant(
        ragnar.coordination,
        by=ivar,
        words="Boendestöd tre gånger i veckan",
        matter="housing",
        decided_on=clock.today(),
        decided_by="Ulla Unger",
        delegation="Delegationsordningen, punkt 4.3",
        starts_on=clock.today(),
    )
    interventions.tell_person(granted, by=ivar, told_on=clock.today(), told_how="meeting")
    interventions.begin(granted, by=ivar, on=clock.today())
    yield stage.moment(-60, 9)
    ragnar.along("Ivar Lo", "socialpsykiatri", "Hedda Sten", role="Samtal", standing=Standing.ONGOING)
    return ragnar.coordination, granted


def story(stage: Stage) -> Iterator[datetime]:
    coordination, granted = yield from before(stage)
    yield stage.moment(-13, 10)
    row = escalations.raise_question(
        coordination,
        by=stage.actor("Ivar Lo"),
        ladder="responsibility",
        statement=QUESTION,
        parties=[stage.unit("socialpsykiatri")],
        interventions=[granted],
    )
    yield stage.moment(-11, 13)
    seen = "Boendestödet började som en del av behandlingen. Vi har inte fått någon ansökan."
    escalations.answer(row, by=stage.actor("Karin Klint"), says="differs", note=seen)
    yield stage.moment(-3, 14)
    stuck = "Vi har träffats två gånger och kommer inte överens."
    escalations.lift(row, by=stage.actor("Peter Alm"), from_level="deputy_unit_heads", because=stuck)
