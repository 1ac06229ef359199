"""Lilian: the plan was made as far as it went. The rest has a date (MAL-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life

PLAN = Words(
    important="Att få komma hem till katten.",
    needs=("Jag behöver någonstans att bo när jag är klar med behandlingen.",),
    goals=("Egen bostad", "Fortsätta med behandlingen"),
    does=(
        Does(
            who="Sara Berg",
            what="Ansökan om träningslägenhet",
            when="Den här veckan",
            good="Jag vet vart jag ska.",
            goal=0,
        ),
        Does(
            who="Rut Månsson",
            what="Fortsatt behandling i öppenvård",
            when="Måndagar och torsdagar",
            good="Jag håller ut.",
            goal=1,
        ),
    ),
    interruption=(("Lilian missar två tider", "Rut ringer Sara.", "Rut Månsson"),),
)


def story(stage: Stage) -> Iterator[datetime]:
    lilian = Life(stage, "lilian")
    yield stage.moment(-180, 9)
    lilian.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-40, 9)
    lilian.opened_by(
        "Sara Berg",
        "innerstaden",
        reasons=["unclear_responsibility"],
        standing=Standing.ONGOING,
        why="Oklart vem som betalar boendet efter behandlingen.",
    )
    lilian.says_yes("Sara Berg", to=["radmannen"], about=["addiction", "housing", "finances"], days=300)
    lilian.along("Sara Berg", "radmannen", "Rut Månsson", role="Behandling", standing=Standing.ONGOING)
    lilian.taken_on("Rut Månsson", "radmannen")
    yield stage.moment(-7, 10)
    lilian.plan_started("Sara Berg")
    lilian.written("Sara Berg", PLAN, held_by="Sara Berg", follow_up=75, copies=["Lilian"])
    lilian.put_forward("Sara Berg")
    lilian.agrees("Rut Månsson")
    lilian.agrees_in_part(
        "Sara Berg", note="Vem som betalar träningslägenheten avgörs på ett tjänstepersonmöte.", rest_in=8
    )
    lilian.person_agrees("Sara Berg", "Muntligt på mötet")
