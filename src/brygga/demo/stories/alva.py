"""Alva: has asked for a SIP herself, in the portal. The clock is running, and all who take part see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    alva = Life(stage, "alva")
    yield stage.moment(-120, 9)
    alva.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-80, 9)
    alva.opened_by(
        "Sara Berg",
        "innerstaden",
        why="Har kontakt med psykiatrin och med oss, utan att vi vet vad den andra gör.",
        standing=Standing.ONGOING,
    )
    alva.says_yes("Sara Berg", to=["psykiatri_malmo"], about=["mental_health", "housing"], days=300)
    alva.along("Sara Berg", "psykiatri_malmo", "Pia Sjö", role="Samtal och medicin", standing=Standing.ONGOING)
    alva.taken_on("Pia Sjö", "psykiatri_malmo")
    yield stage.moment(-1, 20)
    requests.ask_for_sip(
        alva.coordination,
        by=alva.themself(),
        words="Jag vill slippa berätta allt från början varje gång. Kan ni träffas, alla samtidigt?",
        more={"who": "Sara och Pia, och min boendestödjare", "contact": "sms"},
    )
