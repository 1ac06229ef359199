"""Robin (Malmö handbook, ”Robin”): two units have begun to map the same things. The GFI that sorts it out is near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life


def story(stage: Stage) -> Iterator[datetime]:
    robin = Life(stage, "robin")
    yield stage.moment(-34, 9)
    robin.known_at("innerstaden", by="Sven Ek")
    yield stage.moment(-20, 13)
    robin.opened_by(
        "Sven Ek",
        "innerstaden",
        reasons=["several_competences", "timing"],
        standing=Standing.ONGOING,
        why="Robin vill ha hjälp och har gjort en egenremiss till Rådmannen. Vi håller på att utreda här.",
    )
    robin.says_yes("Sven Ek", to=["radmannen"], about=["addiction", "mental_health"])
    robin.wish(
        "Sven Ek", "radmannen", "Blandmissbruk. Utredning pågår hos oss. Vi vill inte att personen utreds två gånger."
    )
    robin.investigated(
        "Sven Ek",
        ["addiction", "mental_health"],
        ready=45,
        question="Vilka insatser behöver Robin? ASI-intervju planeras.",
    )
    yield stage.moment(-17, 10)
    robin.received("Rolf Nyman")
    robin.handed_to("Kurt Åkesson", by="Rolf Nyman")
    yield stage.moment(-16, 9)
    robin.taken_on("Kurt Åkesson", "radmannen")
    robin.standing("Kurt Åkesson", "radmannen", Standing.PLANNED, "Kartläggningssamtal")
    robin.investigated(
        "Kurt Åkesson",
        ["addiction", "mental_health"],
        begins=13,
        ready=34,
        question="Kartläggningssamtal inför behandling.",
        despite="Robin är redan kallad enligt vår rutin. Vi tar upp på GFI om vi kan använda socialtjänstens ASI.",
    )
    robin.note(
        "Kurt Åkesson", "Robin är redan kallad till kartläggningssamtal hos oss om två veckor. Kan vi göra det ihop?"
    )
    yield stage.moment(-8, 11)
    robin.calls(
        "Sven Ek",
        "gfi",
        in_days=3,
        hour=13,
        place="Rådmannen, Rådmansgatan 9, rum 2",
        to=["Sven Ek", "Kurt Åkesson"],
        purpose="Bestämma hur vi gör kartläggningen tillsammans.",
    )
    robin.done("Sven Ek")
    yield stage.moment(-6, 9)
    robin.comes("Kurt Åkesson", can_decide=True, brings="ASI-återkopplingen kan vi göra gemensamt.")
