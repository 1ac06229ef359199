"""Folke (Malmö handbook, ”Folke”): nothing has happened yet but that Rut knows him. The rest is played."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    folke = Life(stage, "folke")
    yield stage.moment(-760, 9)
    folke.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-620, 13)
    folke.known_at("radmannen", by="Rut Månsson")
    yield stage.moment(-300, 15)
    folke.no_longer_at("innerstaden", by="Sara Berg")
