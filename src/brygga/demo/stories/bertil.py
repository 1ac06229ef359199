"""Bertil: to be discharged from inpatient care (SVU). The plan is made before he goes home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    bertil = Life(stage, "bertil")
    yield stage.moment(-8, 9)
    bertil.known_at("beroendecentrum", by="Ida Nilsson")
    yield stage.moment(-6, 10)
    bertil.opened_by(
        "Ida Nilsson",
        "beroendecentrum",
        discharge=True,
        reasons=["timing"],
        standing=Standing.ONGOING,
        why="Avgiftning pågår. Bertil behöver stöd hemma från första dagen.",
    )
    bertil.says_yes("Ida Nilsson", to=["innerstaden", "radmannen"], about=["addiction", "physical_health", "housing"])
    bertil.along("Ida Nilsson", "innerstaden", "Sven Ek", role="Stöd i hemmet", standing=Standing.PLANNED)
    bertil.along("Ida Nilsson", "radmannen", "Rut Månsson", role="Fortsatt behandling", standing=Standing.PLANNED)
    bertil.taken_on("Rut Månsson", "radmannen")
    yield stage.moment(-3, 14)
    bertil.calls(
        "Ida Nilsson",
        "discharge_planning",
        in_days=2,
        hour=9,
        place="Vårdavdelningen, samtalsrum 1",
        to=["Ida Nilsson", "Sven Ek", "Rut Månsson"],
        purpose="Planera hemgången",
    )
    bertil.comes("Rut Månsson", can_decide=True)
