"""Elin: has stayed away twice. Nobody gives up; there is a plan for when she comes (MAL-08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    elin = Life(stage, "elin")
    yield stage.moment(-240, 9)
    elin.known_at("radmannen", by="Rut Månsson")
    yield stage.moment(-48, 9)
    elin.opened_by("Rut Månsson", "radmannen", why="Dricker allt mer. Osäker på om hon vill träffa socialtjänsten.")
    elin.says_yes("Rut Månsson", to=["innerstaden"], about=["addiction", "physical_health"])
    elin.wish(
        "Rut Månsson", "innerstaden", "Alkohol, försämring den senaste månaden. Vill förebygga att det blir akut."
    )
    yield stage.moment(-45, 10)
    elin.received("Fred Lund")
    elin.handed_to("Sara Berg", by="Fred Lund")
    yield stage.moment(-42, 13)
    elin.calls("Rut Månsson", "gfi", in_days=-28, hour=10, place="Rådmannen, rum 4", to=["Rut Månsson", "Sara Berg"])
    elin.comes("Sara Berg")
    yield stage.moment(-28, 11)
    elin.stays_away("Rut Månsson", again_in_days=-14, hour=10, why="Svarade inte i telefon.")
    elin.comes("Sara Berg")
    yield stage.moment(-14, 11)
    elin.stays_away("Rut Månsson", why="Gick inte att nå.")
    yield stage.moment(-13, 9)
    elin.note("Sara Berg", "Ring mig direkt om hon kommer till er. Jag kan vara hos er på en halvtimme.")
