"""Nova in Stockholm: two units investigate at the same time, and she is soon nineteen (STO-02, STO-10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import PURPOSES, Life
from brygga.transfers import acts as transfers


def nineteen_in_five_months(today: date) -> date:
    """The number on her card is a test number and cannot follow the calendar; her birthday does."""
    month = today.month + 5
    return date(today.year - 19 + (month > 12), (month - 1) % 12 + 1, min(today.day, 28))


def story(stage: Stage) -> Iterator[datetime]:
    nova = Life(stage, "nova")
    yield stage.moment(-80, 9)
    nova.known_at("barn_ungdom", by="Astrid Ung", born=nineteen_in_five_months(stage.today))
    yield stage.moment(-31, 9)
    nova.opened_by(
        "Astrid Ung",
        "barn_ungdom",
        reasons=["several_competences"],
        standing=Standing.ONGOING,
        why="Utreds hos oss och söker stöd hos socialpsykiatrin. Fyller snart 19 år.",
    )
    nova.says_yes(
        "Astrid Ung", to=["socialpsykiatri"], about=["mental_health", "work_studies"], form="written",
        purposes=[*PURPOSES, "consultation"],
    )  # fmt: skip
    nova.wish(
        "Astrid Ung",
        "socialpsykiatri",
        "Utredning pågår. Ansvaret går över när hon fyller 19. Vi vill planera det med henne.",
    )
    yield stage.moment(-28, 13)
    nova.received("Karin Klint")
    nova.handed_to("Hedda Sten", by="Karin Klint")
    nova.taken_on("Hedda Sten", "socialpsykiatri")
    nova.standing("Hedda Sten", "socialpsykiatri", Standing.ONGOING, "Utredning av stöd i vardagen")
    nova.standing("Astrid Ung", "barn_ungdom", Standing.ONGOING, "Utredning enligt SoL")
    yield stage.moment(-27, 10)
    support = nova.investigated(
        "Hedda Sten", ["mental_health"], ready=40, question="Vilket stöd behöver Nova för att klara vardagen?"
    )
    nova.investigated(
        "Astrid Ung", ["work_studies"], ready=50, question="Vad behövs för att Nova ska komma tillbaka till skolan?"
    )
    transfers.announce(
        nova.case_at("barn_ungdom", by="Bengt Bro"),
        by=stage.actor("Bengt Bro"),
        to_unit=stage.unit("socialpsykiatri"),
        needs=["mental_health", "work_studies"],
        words="Stöd i vardagen, och någon som håller i kontakten med skolan.",
    )
    nova.note("Hedda Sten", "Vi har träffat Nova en gång. Nästa gång kan vi göra det tillsammans med er.")
    yield stage.moment(-6, 14)
    nova.decided(
        "Hedda Sten",
        support,
        ruling="partly",
        words="Du får boendestöd två gånger i veckan. Du har sökt om mer, men vi tror att två gånger räcker nu.",
        decided_by="Karin Klint, biträdande enhetschef",
        delegation="Delegationsordningen, boendestöd",
        conclusion="Nova klarar det mesta när någon är med och planerar veckan.",
    )
