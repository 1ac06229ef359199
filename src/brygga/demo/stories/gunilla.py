"""Gunilla: has said no. Nobody else is told, and the talk about it is written down (MAL-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    gunilla = Life(stage, "gunilla")
    yield stage.moment(-200, 9)
    gunilla.known_at("radmannen", by="Rut Månsson")
    yield stage.moment(-9, 13)
    gunilla.opened_by(
        "Rut Månsson", "radmannen", why="Behöver hjälp hemma, men vill inte ha med socialtjänsten att göra."
    )
    gunilla.says_no(
        "Rut Månsson",
        said="”Jag vill inte att de ska veta hur jag har det. Fråga mig igen när jag har träffat läkaren.”",
        need="Hemtjänsten skulle kunna börja innan sjukskrivningen tar slut.",
    )
