"""Ines: two units help her and nobody has begun to coordinate. She asks one of them for a SIP herself (MAL-11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    ines = Life(stage, "ines")
    yield stage.moment(-140, 9)
    ines.known_at("norr", by="Nour Haddad")
    yield stage.moment(-90, 13)
    ines.known_at("psykiatri_malmo", by="Pia Sjö")
    yield stage.moment(-2, 19)
    ines.request = requests.ask_first_sip(
        ines.case_at("psykiatri_malmo", by="Pia Sjö"),
        by=ines.themself(),
        words="Jag orkar inte ringa runt. Jag vill att Pia och Nour pratar med varandra när jag är med.",
        more={"who": "Pia, Nour och min bror", "contact": "phone"},
    )
    yield stage.moment(-1, 8)
    ines.coordination = ines.request.coordination
    ines.received("Pia Sjö")
