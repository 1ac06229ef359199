"""Tom: advice that gets his name when he says yes, and a no with a reason that Rut can act on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.consultations import acts as consultations
from brygga.demo.stage import Stage
from brygga.demo.stories.radgor import logged
from brygga.demo.telling import PURPOSES, Life
from brygga.mappings.facts import Level, Tick
from brygga.requests import acts as requests


def story(stage: Stage) -> Iterator[datetime]:
    tom = Life(stage, "tom")
    yield stage.moment(-45, 9)
    tom.known_at("radmannen", by="Rut Månsson")
    yield stage.moment(-14, 13)
    advice = logged(
        stage,
        "Rut Månsson",
        "norr",
        with_whom="Siv Dahl",
        how="phone",
        question="Vilket stöd kan ni ge någon i tjugoårsåldern som röker cannabis och vill tillbaka till skolan?",
        advice="Önska ett GFI, så ser vi tillsammans. Komvux elevhälsa tar emot utan remiss.",
        next_by="asker",
        next_step="Fråga om personen vill träffa oss",
    )
    yield stage.moment(-9, 10)
    tom.opened_by("Rut Månsson", "radmannen", why="Vill ha stöd att komma tillbaka till studierna.")
    tom.asked_by("Rut Månsson", "first_talk")
    tom.ticks(
        "Rut Månsson",
        [
            Tick(box="unit-social_addiction", unit_id=stage.unit("norr").pk, wished=True, what_for="Stöd att plugga"),
            Tick(box="near-relative", now=True, who="Pappa", what_for="Bor hos honom"),
        ],
    )
    tom.answers("Rut Månsson", {"addiction": "Röker varje dag. Vill sluta före terminen."}, declined=["social"])
    tom.levels("Rut Månsson", [Level(area="drugs", own=3, assessed=5, note="Cannabis.")])
    tom.says_yes("Rut Månsson", to=["norr"], about=["addiction", "work_studies"], purposes=[*PURPOSES, "consultation"])
    consultations.name_person(advice, by=stage.actor("Rut Månsson"), coordination=tom.coordination)
    consultations.finish_next_step(advice, by=stage.actor("Rut Månsson"))
    tom.wish("Rut Månsson", "norr", "Cannabis. Har slutat gå till skolan. Vill veta vilket stöd som finns.")
    yield stage.moment(-6, 15)
    tom.request = requests.decline(
        tom.request,
        by=stage.actor("Nour Haddad"),
        reason="Vi har ingen insats för studier. Elevhälsan på Komvux tar emot direkt, och vi kommer gärna om "
        "personen vill ansöka om stöd för sitt missbruk.",
    )
