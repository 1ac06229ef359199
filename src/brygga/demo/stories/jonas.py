"""Jonas in Borlänge: sought help himself six days ago. He is to be contacted within a week (BOR-01, BOR-02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from brygga.bookings.acts import book
from brygga.bookings.queries import hours_for, offers, own_ways
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
    yield stage.moment(-1, 18)
    himself = jonas.themself()
    ways = own_ways(himself)
    chosen = offers(hours_for(himself, ways), clock.now() + timedelta(days=2))[0]
    whom = ways[chosen.hours.unit_id]
    book(
        chosen.hours,
        by=himself,
        starts_at=chosen.slot.starts_at,
        person=whom.person,
        about="Jag vill prata om var jag kan börja.",
    )
