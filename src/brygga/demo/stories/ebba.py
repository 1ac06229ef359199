"""Ebba in Värmland: LSS and habilitation together, with a plan that is reviewed once a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.contacts import acts as contacts
from brygga.contacts.acts import Held
from brygga.coordinations.models import Standing
from brygga.core import clock
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.plans.states import InterventionState

ACTIVITY, HANDS = "Daglig verksamhet tre dagar i veckan", "Träning av handfunktion och hjälpmedel"
PLAN = Words(
    important="Att få måla. Att bestämma själv vem som hjälper mig.",
    needs=("Jag vill göra mer själv.", "Jag blir trött av att byta personal."),
    goals=("Laga middag själv en gång i veckan", "Trivas på dagarna"),
    does=(
        Does(who="Ylva Lind", what=ACTIVITY, when="Måndag, onsdag och fredag", good="Jag målar där.", goal=1),
        Does(who="Hanna Tjäder", what=HANDS, when="Var fjortonde dag", good="Jag kan skära själv.", goal=0),
        Does(who=HIMSELF, what="Väljer vad vi ska laga", when="På söndagar", good="Det är mitt kök.", goal=0),
    ),
    interruption=(("Personalen byts", "Ylva berättar för Ebba och Hanna innan.", "Ylva Lind"),),
    crisis=(("Ylva Lind, dagtid", "0980-319 226"),),
)


def story(stage: Stage) -> Iterator[datetime]:
    ebba = Life(stage, "ebba")
    yield stage.moment(-420, 9)
    ebba.known_at("lss_kommun", by="Ylva Lind")
    yield stage.moment(-210, 9)
    ebba.opened_by(
        "Ylva Lind",
        "lss_kommun",
        reasons=["several_competences"],
        standing=Standing.ONGOING,
        why="Daglig verksamhet och habilitering behöver dra åt samma håll.",
    )
    ebba.says_yes("Ylva Lind", to=["vuxenhab"], about=["disability", "physical_health"], form="written", days=364)
    ebba.along("Ylva Lind", "vuxenhab", "Hanna Tjäder", role="Arbetsterapi", standing=Standing.ONGOING)
    ebba.taken_on("Hanna Tjäder", "vuxenhab")
    yield stage.moment(-200, 13)
    ebba.plan_started("Ylva Lind")
    ebba.written("Ylva Lind", PLAN, held_by="Ylva Lind", follow_up=165, copies=["Ebba"])
    ebba.put_forward("Ylva Lind")
    ebba.agrees("Ylva Lind", "Hanna Tjäder")
    ebba.person_agrees(note="Jag vill att det står att jag målar.")
    yield stage.moment(-25, 10)
    contacts.log_shared_contact(
        ebba.coordination,
        by=stage.actor("Hanna Tjäder"),
        held=Held(
            kind="video",
            matter="disability",
            held_on=clock.today(),
            with_whom="Ylva Lind och Ebba",
            person_was_there=True,
            about="Ebba visade hur hon håller kniven. Samma grepp används på den dagliga verksamheten från i dag.",
        ),
        to_units=[stage.unit("lss_kommun")],
    )
    ebba.goes("Hanna Tjäder", HANDS, InterventionState.ONGOING, "Ebba skär grönsaker själv nu.")
