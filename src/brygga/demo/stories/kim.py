"""Kim (Malmö handbook, ”Kim”): a placement ended with nothing booked at home. The follow-up is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.plans.states import InterventionState

HOME, ADHD = "Placering på behandlingshem (HVB), fyra månader", "Utredning om adhd"
CALLS, BOOKS = "Sven ringer Doris samma dag.", "Doris bokar en tid på Rådmannen inom en vecka."
PLAN = Words(
    important="Att få veta om jag har adhd.",
    needs=("Jag måste vara drogfri för att bli utredd, och det klarar jag inte hemma.",),
    goals=("Bli utredd", "Vara drogfri under utredningen"),
    does=(
        Does(who="Sven Ek", what=HOME, when="Beviljad från den 1:a", good="Jag får en chans att vara drogfri.", goal=1),
        Does(
            who="Doris Holm", what=ADHD, when="När Kim kommer hem från behandlingen", good="Jag får ett svar.", goal=0
        ),
        Does(
            who=HIMSELF,
            what="Svarar när Doris ringer",
            when="Varje gång",
            good="Då tappar vi inte bort varandra.",
            goal=0,
        ),
    ),
    interruption=(
        ("Placeringen avbryts", CALLS, "Sven Ek"),
        ("Placeringen avbryts", BOOKS, "Doris Holm"),
    ),
)


def story(stage: Stage) -> Iterator[datetime]:
    kim = Life(stage, "kim")
    yield stage.moment(-260, 9)
    kim.known_at("radmannen", by="Doris Holm")
    yield stage.moment(-160, 9)
    kim.opened_by(
        "Doris Holm",
        "radmannen",
        standing=Standing.ONGOING,
        why="Kim behöver vara drogfri för att utredas, och det går inte i öppenvård.",
    )
    kim.says_yes("Doris Holm", to=["innerstaden"], about=["addiction", "mental_health"], form="written", days=364)
    kim.along("Doris Holm", "innerstaden", "Sven Ek", role="Utreder behov av behandlingshem", standing=Standing.PLANNED)
    kim.taken_on("Sven Ek", "innerstaden")
    yield stage.moment(-140, 13)
    kim.plan_started("Doris Holm")
    kim.written("Doris Holm", PLAN, held_by="Sven Ek", follow_up=-8, copies=["Kim"])
    kim.put_forward("Doris Holm")
    kim.agrees("Doris Holm", "Sven Ek")
    kim.person_agrees("Doris Holm", "Muntligt på mötet")
    yield stage.moment(-130, 10)
    placed = kim.granted("Sven Ek", HOME, kind="treatment_home", matter="addiction", starts=2, ends=122, row=HOME)
    placed = kim.told_of("Sven Ek", placed)
    yield stage.moment(-128, 9)
    placed = kim.begins("Sven Ek", placed)
    kim.goes("Sven Ek", HOME, InterventionState.ONGOING, "Kim flyttade in i dag.")
    kim.standing("Sven Ek", "innerstaden", Standing.ONGOING, "Placering på behandlingshem")
    yield stage.moment(-15, 16)
    kim.stops("Sven Ek", placed, "Kim lämnade hemmet i går kväll. Jag har inte fått tag på Kim.")
    yield stage.moment(-15, 17)
    kim.did("Sven Ek", CALLS, "Ringde Doris. Hon har inte heller hört av Kim.")
