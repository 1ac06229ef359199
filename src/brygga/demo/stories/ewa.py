"""Ewa: the consent runs out in ten days. The work goes on, if somebody asks her in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    ewa = Life(stage, "ewa")
    yield stage.moment(-400, 9)
    ewa.known_at("innerstaden", by="Sven Ek")
    yield stage.moment(-170, 10)
    ewa.opened_by(
        "Sven Ek", "innerstaden", why="Boendestöd och behandling behöver gå i takt.", standing=Standing.ONGOING
    )
    days = (stage.today - stage.day(-170)).days + 10
    ewa.says_yes("Sven Ek", to=["radmannen"], about=["addiction", "housing"], form="written", days=days)
    ewa.along("Sven Ek", "radmannen", "Kurt Åkesson", role="Samtal varannan vecka", standing=Standing.ONGOING)
    ewa.taken_on("Kurt Åkesson", "radmannen")
    yield stage.moment(-30, 9)
    ewa.note("Kurt Åkesson", "Samtalen fortsätter varannan torsdag till jul.")
