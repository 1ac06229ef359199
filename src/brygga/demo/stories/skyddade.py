"""Maria and Jonna: protected identities of both kinds. Names stand masked until somebody says why they need them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.people import acts as people


def maria(stage: Stage) -> Iterator[datetime]:
    life = Life(stage, "maria")
    yield stage.moment(-100, 9)
    life.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-50, 9)
    life.opened_by(
        "Sara Berg", "innerstaden", why="Beroendevård och stöd efter våld behöver samordnas.", standing=Standing.ONGOING
    )
    life.says_yes("Sara Berg", to=["radmannen"], about=["addiction"], form="written")
    life.along("Sara Berg", "radmannen", "Rut Månsson", role="Samtal", standing=Standing.ONGOING)
    yield stage.moment(-12, 14)
    people.open_protected(life.people["innerstaden"], by=stage.actor("Sara Berg"), reason="Ringer Maria om nästa möte.")


def jonna(stage: Stage) -> Iterator[datetime]:
    life = Life(stage, "jonna")
    yield stage.moment(-75, 9)
    life.known_at("radmannen", by="Kurt Åkesson")
    yield stage.moment(-40, 10)
    people.open_protected(life.people["radmannen"], by=stage.actor("Kurt Åkesson"), reason="Skickar kallelse på brev.")
