"""Norr goes into Innerstaden in three weeks: Adam Ask has decided it, and both heads see what comes along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.reorganisations.acts import plan_reorganisation


def in_malmo(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-3, 14)
    plan_reorganisation(
        stage.unit("norr"),
        by=stage.actor("Adam Ask"),
        into=stage.unit("innerstaden"),
        on=stage.day(21),
        why="Nämnden har beslutat att de två sektionerna ska bli en.",
    )
