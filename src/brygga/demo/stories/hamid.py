"""Hamid: has taken back part of his consent. Psychiatry lost its view that same moment; the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    hamid = Life(stage, "hamid")
    yield stage.moment(-150, 9)
    hamid.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-70, 10)
    hamid.opened_by(
        "Sara Berg", "innerstaden", why="Tre verksamheter hjälper till samtidigt.", standing=Standing.ONGOING
    )
    hamid.says_yes(
        "Sara Berg",
        to=["radmannen", "psykiatri_malmo"],
        about=["addiction", "mental_health", "family_network"],
        form="written",
        days=350,
    )
    hamid.along("Sara Berg", "radmannen", "Rut Månsson", role="Läkemedel och samtal", standing=Standing.ONGOING)
    hamid.taken_on("Rut Månsson", "radmannen")
    hamid.along("Sara Berg", "psykiatri_malmo", "Pia Sjö", role="Utredning", standing=Standing.PLANNED)
    yield stage.moment(-41, 14)
    hamid.note("Rut Månsson", "Hamid har fått sin medicin som planerat i fyra veckor.", "addiction")
    yield stage.moment(-12, 16)
    hamid.takes_back(
        "Sara Berg",
        how="Sagt på telefon",
        units=["psykiatri_malmo"],
        reason="Vill själv berätta för psykiatrin när han är redo.",
    )
    hamid.takes_back("Sara Berg", how="Sagt på telefon", matters=["family_network"])
