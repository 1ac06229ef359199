"""Stig: the goals were reached. All have ended together; the plan can still be read, and so can the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.plans import acts as plans
from brygga.plans.states import CloseReason, InterventionState

SUPPORT, TALKS = "Boendestöd två gånger i veckan", "Samtal på Rådmannen"
PLAN = Words(
    important="Att klara mig själv.",
    needs=("Jag vill ha ordning hemma.",),
    goals=("Klara hemmet utan stöd",),
    does=(
        Does(who="Sven Ek", what=SUPPORT, when="Tisdagar och fredagar", good="Jag kommer i gång."),
        Does(who="Kurt Åkesson", what=TALKS, when="Varannan vecka", good="Jag har någon att prata med."),
    ),
    interruption=(("Stig öppnar inte", "Boendestödet ringer Sven.", "Sven Ek"),),
)


def story(stage: Stage) -> Iterator[datetime]:
    stig = Life(stage, "stig")
    yield stage.moment(-330, 9)
    stig.known_at("innerstaden", by="Sven Ek")
    yield stage.moment(-300, 9)
    stig.opened_by("Sven Ek", "innerstaden", why="Boendestöd och samtal samtidigt.", standing=Standing.ONGOING)
    stig.says_yes("Sven Ek", to=["radmannen"], about=["addiction", "housing"], days=364)
    stig.along("Sven Ek", "radmannen", "Kurt Åkesson", role="Samtal", standing=Standing.ONGOING)
    stig.taken_on("Kurt Åkesson", "radmannen")
    yield stage.moment(-290, 10)
    stig.plan_started("Sven Ek")
    stig.written("Sven Ek", PLAN, held_by="Sven Ek", follow_up=-30, copies=["Stig"])
    stig.put_forward("Sven Ek")
    stig.agrees("Sven Ek", "Kurt Åkesson")
    stig.person_agrees("Sven Ek", "Muntligt på mötet")
    yield stage.moment(-60, 9)
    stig.goes("Kurt Åkesson", TALKS, InterventionState.DONE, "Stig vill klara sig själv nu, och gör det.")
    stig.goes("Sven Ek", SUPPORT, InterventionState.DONE, "Avslutat efter att Stig skött hemmet själv i två månader.")
    yield stage.moment(-30, 10)
    plans.close_plan(
        stig.plan,
        by=stage.actor("Sven Ek"),
        reason=CloseReason.GOALS_REACHED,
        why="Målen är nådda. Stig vet vart han hör av sig.",
    )
    stig.ends("Sven Ek", "everywhere", why="Målen är nådda.")
    stig.talked_last("Sven Ek", who="Stig, Kurt och Sven")
    stig.way_back("Sven Ek", whom="Ring Sven Ek på Sektion vuxen, 040-628 04 12.", signs="Att posten blir liggande.")
    stig.consents_then("Sven Ek", "end", "Det är bra så.")
    stig.agrees_to_end("Kurt Åkesson")
    stig.ended("Sven Ek")
