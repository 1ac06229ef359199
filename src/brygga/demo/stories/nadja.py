"""Nadja: a wish for a GFI that came to the wrong unit and was sent on with its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    nadja = Life(stage, "nadja")
    yield stage.moment(-90, 9)
    nadja.known_at("radmannen", by="Kurt Åkesson")
    yield stage.moment(-4, 9)
    nadja.opened_by("Kurt Åkesson", "radmannen", why="Behöver hjälp med ekonomin för att kunna ta emot behandling.")
    nadja.says_yes("Kurt Åkesson", to=["norr", "innerstaden"], about=["addiction", "finances"])
    nadja.wish("Kurt Åkesson", "norr", "Läkemedel. Skulder. Vill ha ett första möte tillsammans.")
    yield stage.moment(-2, 13)
    nadja.request = requests.forward(
        nadja.request,
        by=stage.actor("Nour Haddad"),
        to_unit=stage.unit("innerstaden"),
        reason="Personen har flyttat till Innerstaden.",
    )
