"""Jonas in Borlänge: sought help himself six days ago. He is to be contacted within a week (BOR-01, BOR-02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    jonas = Life(stage, "jonas")
    sixth_day = clock.now().astimezone(clock.SWEDEN) - timedelta(days=6)
    yield sixth_day.replace(hour=9, minute=10)
    jonas.known_at("en_dorr_in", by="Tove Älg")
    jonas.opened_by("Tove Älg", "en_dorr_in", why="Sökte själv. Vill komma i gång med något.", reasons=["asked_for"])
    yield sixth_day.replace(hour=9, minute=30)
    requests.ask_for_sip(
        jonas.coordination,
        by=jonas.themself(),
        words="Jag har varit hemma i två år. Jag vet inte vem jag ska prata med.",
        more={"contact": "phone"},
    )
