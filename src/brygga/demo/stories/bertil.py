"""Discharges from inpatient care (SVU): Bertil is ready to go home, with a plan; Solveig has just been admitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.discharges import acts as discharges
from brygga.discharges.models import Discharge, DischargeReceiver

BECAUSE = "the demo goes on with what it has begun"


def story(stage: Stage) -> Iterator[datetime]:
    bertil = Life(stage, "bertil")
    yield stage.moment(-8, 9)
    bertil.known_at("beroendecentrum", by="Ida Nilsson")
    yield stage.moment(-6, 10)
    bertil.opened_by(
        "Ida Nilsson",
        "beroendecentrum",
        reasons=["timing"],
        standing=Standing.ONGOING,
        why="Avgiftning pågår. Bertil behöver stöd hemma från första dagen.",
    )
    bertil.says_yes("Ida Nilsson", to=["innerstaden", "radmannen"], about=["addiction", "physical_health", "housing"])
    bertil.along("Ida Nilsson", "innerstaden", "Sven Ek", role="Stöd i hemmet", standing=Standing.PLANNED)
    bertil.along("Ida Nilsson", "radmannen", "Rut Månsson", role="Fortsatt behandling", standing=Standing.PLANNED)
    bertil.taken_on("Rut Månsson", "radmannen")
    row = _admitted(stage, bertil, days=3)
    yield stage.moment(-5, 9)
    told = DischargeReceiver.objects.unrestricted(because=BECAUSE).get(discharge=row)
    discharges.begin_planning(told, by=stage.actor("Sven Ek"))
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
    discharges.name_contact(row, by=stage.actor("Rut Månsson"), contact="Rut Månsson, sjuksköterska")
    yield stage.moment(-1, 10)
    discharges.say_ready(row, by=stage.actor("Ida Nilsson"))


def solveig(stage: Stage) -> Iterator[datetime]:
    """Told by the law alone: nobody has asked her yet whether they may plan together."""
    life = Life(stage, "solveig")
    yield stage.moment(-1, 14)
    life.known_at("beroendecentrum", by="Ida Nilsson")
    life.opened_by("Ida Nilsson", "beroendecentrum", why="Bor ensam och behöver stöd efter vårdtiden.")
    _admitted(stage, life, days=6)


def _admitted(stage: Stage, life: Life, *, days: int) -> Discharge:
    """Told within the hours of the law, to the unit in the municipality that will help."""
    return discharges.notify_admission(
        life.coordination,
        by=stage.actor("Ida Nilsson"),
        admitted_at=clock.now().replace(minute=0),
        estimated_on=stage.day(days),
        to_units=[stage.unit("innerstaden")],
    )
