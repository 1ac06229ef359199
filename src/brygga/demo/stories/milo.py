"""Milo in Värmland: a child. His mother Sanna signs in as herself and answers in his place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life, humans
from brygga.people import acts as people

PLAN = Words(
    important="Att få leka med andra. Att veta vad som ska hända.",
    needs=("Jag behöver bilder för att förstå.", "Mamma behöver sova ibland."),
    goals=("Leka med ett annat barn varje vecka", "Sova hela natten"),
    does=(
        Does(who="Ylva Lind", what="Avlösare hemma", when="Varannan helg", good="Mamma orkar leka.", goal=1),
        Does(
            who="Bror Ahlin",
            what="Bildschema hemma och i skolan",
            when="Varje dag",
            good="Jag vet vad som händer.",
            goal=0,
        ),
        Does(who=HIMSELF, what="Väljer bild på morgonen", when="Varje dag", good="Jag får bestämma.", goal=0),
    ),
    interruption=(("Avlösaren blir sjuk", "Ylva ringer Sanna samma dag.", "Ylva Lind"),),
    crisis=(("Ylva Lind, dagtid", "0980-319 226"),),
)


def story(stage: Stage) -> Iterator[datetime]:
    milo, sanna = Life(stage, "milo"), humans()["sanna"]
    yield stage.moment(-160, 9)
    child = milo.known_at("lss_kommun", by="Ylva Lind")
    mother = people.add_representative(
        child,
        by=stage.actor("Ylva Lind"),
        kind="guardian",
        name=f"{sanna.given_name} {sanna.family_name}",
        phone="070-174 06 17",
        identity=sanna.identity,
        may_consent=True,
        since=stage.day(-160),
    )
    yield stage.moment(-60, 9)
    milo.opened_by(
        "Ylva Lind",
        "lss_kommun",
        reasons=["several_competences"],
        standing=Standing.ONGOING,
        why="Habiliteringen och kommunen behöver göra på samma sätt hemma och i skolan.",
    )
    milo.says_yes(
        "Ylva Lind", to=["barnhab"], about=["disability", "physical_health"], form="written", days=300, given_by=mother
    )
    milo.along("Ylva Lind", "barnhab", "Bror Ahlin", role="Pedagogiskt stöd", standing=Standing.ONGOING)
    milo.taken_on("Bror Ahlin", "barnhab")
    yield stage.moment(-8, 13)
    milo.plan_started("Ylva Lind")
    milo.written("Ylva Lind", PLAN, held_by="Ylva Lind", follow_up=80, copies=["Sanna"])
    milo.put_forward("Ylva Lind")
    milo.agrees("Ylva Lind", "Bror Ahlin")
