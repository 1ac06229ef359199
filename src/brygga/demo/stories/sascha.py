"""Sascha (Malmö handbook, ”Sascha”): a GFI at last, a SIP made there, and now it waits for Sascha's own yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.meetings.states import Outcome

PLAN = Words(
    important="Att slippa börja om med nya människor hela tiden. Att någon håller det de lovar.",
    needs=("Jag klarar inte att sluta dricka hemma.", "Jag litar inte på att någon ringer tillbaka."),
    goals=("Vara nykter i ett halvår", "Ha en och samma kontakt på varje ställe"),
    does=(
        Does(
            who="Sara Berg",
            what="Plats på behandlingshem, sex månader",
            when="Från den första i nästa månad",
            good="Jag kommer bort från lägenheten och får lugn.",
            goal=0,
        ),
        Does(
            who="Kurt Åkesson",
            what="Samtal på telefon varje vecka under behandlingen",
            when="Onsdagar kl. 14",
            good="Jag behåller Kurt, som jag litar på.",
            goal=1,
        ),
        Does(
            who="Kurt Åkesson",
            what="Tid på Rådmannen bokad innan behandlingen slutar",
            when="Två veckor före utskrivning",
            good="Det blir inget glapp när jag kommer hem.",
            goal=1,
        ),
        Does(
            who=HIMSELF,
            what="Ringer Kurt om jag tänker lämna hemmet",
            when="Innan jag går",
            good="Då hinner vi prata.",
            goal=0,
        ),
    ),
    interruption=(
        ("Sascha lämnar behandlingshemmet", "Hemmet ringer Sara samma dag. Sara ringer Kurt.", "Sara Berg"),
        ("Två samtal blir inte av", "Kurt hör av sig till hemmet och till Sara.", "Kurt Åkesson"),
    ),
    crisis=(("Beroendecentrum akut", "040-628 04 20"), ("Kurt Åkesson, dagtid", "040-628 04 14")),
    other_plans=(("Kurt Åkesson", "Vårdplan", "I journalen på Rådmannen"),),
)


def story(stage: Stage) -> Iterator[datetime]:
    sascha = Life(stage, "sascha")
    yield stage.moment(-190, 9)
    sascha.known_at("radmannen", by="Kurt Åkesson")
    yield stage.moment(-26, 9)
    sascha.opened_by(
        "Kurt Åkesson",
        "radmannen",
        reasons=["several_competences", "bounced_around"],
        standing=Standing.ONGOING,
        why="Dricker allt mer trots samtalen här. Går efter ett halvår med på att höra vad socialtjänsten kan göra.",
    )
    sascha.says_yes(
        "Kurt Åkesson", to=["innerstaden"], about=["addiction", "physical_health", "housing"], form="written", days=330
    )
    sascha.wish(
        "Kurt Åkesson", "innerstaden", "Alkohol sedan lång tid. Misstro mot myndigheter. Vill höra vad ni kan erbjuda."
    )
    yield stage.moment(-23, 14)
    sascha.received("Fred Lund")
    sascha.handed_to("Sara Berg", by="Fred Lund")
    yield stage.moment(-22, 9)
    sascha.calls("Kurt Åkesson", "gfi", in_days=-5, hour=14, place="Rådmannen, rum 2", to=["Kurt Åkesson", "Sara Berg"])
    sascha.comes("Kurt Åkesson", can_decide=True)
    yield stage.moment(-21, 13)
    sascha.investigated(
        "Sara Berg", ["addiction"], ready=70, question="Vilken vård behöver Sascha? En intervju är svår att genomföra."
    )
    sascha.planned_mapping(
        "Sara Berg",
        ["radmannen"],
        [
            ("addiction", "knows", "radmannen"),
            ("physical_health", "knows", "radmannen"),
            ("housing", "asks", "innerstaden"),
        ],
        "others_knowledge",
        information="Kurt sammanställer kontakten det senaste halvåret, alla provsvar och sin bedömning. Inget mer.",
        informed="Kurt berättar för Sascha på nästa samtal vad som lämnas.",
    )
    asked = sascha.asks_for_summary(
        "Sara Berg",
        "radmannen",
        ["addiction", "physical_health"],
        information="Vad har provats, och vilket stöd bedömer ni behövs?",
        agreed="Samtalen, provsvaren och Kurts bedömning.",
        official="Kurt Åkesson",
        needed_on=stage.day(-10).isoformat(),
    )
    yield stage.moment(-14, 15)
    sascha.looks("Kurt Åkesson", "Förfrågan")
    sascha.summarises(
        "Kurt Åkesson",
        asked,
        {"alcohol": "whole", "drugs": "not", "physical_health": "partly"},
        contact_so_far="Samtal varje vecka i ett halvår. Sascha har kommit till nästan alla.",
        problems="Dricker dagligen sedan tonåren. Behandling i öppenvård fick avbrytas.",
        needs="En lugn plats en längre tid, och samma kontakt hela vägen.",
        assessment="Provsvaren har försämrats hela hösten. Öppenvård räcker inte.",
    )
    yield stage.moment(-12, 9)
    sascha.comes("Sara Berg", can_decide=True, brings="Lena har sagt ja till att jag får erbjuda behandlingshem.")
    sascha.done("Kurt Åkesson")
    yield stage.moment(-5, 15)
    sascha.held("Kurt Åkesson", minutes="Sascha ansökte om stöd på mötet. Alla var överens om vad som behövs.")
    sascha.taken_on("Sara Berg", "innerstaden")
    sascha.standing("Sara Berg", "innerstaden", Standing.PLANNED, "Behandlingshem")
    sascha.led_to("Kurt Åkesson", Outcome.SIP_MADE)
    sascha.plan_from_meeting("Kurt Åkesson")
    sascha.written("Kurt Åkesson", PLAN, held_by="Sara Berg", follow_up=60, copies=["Sascha"])
    yield stage.moment(-4, 9)
    sascha.put_forward("Kurt Åkesson")
    sascha.agrees("Kurt Åkesson")
    yield stage.moment(-3, 10)
    sascha.agrees("Sara Berg")
    yield stage.moment(-2, 11)
    sascha.asks_for_summary(
        "Sara Berg",
        "radmannen",
        ["physical_health"],
        information="Vilka mediciner behöver behandlingshemmet känna till?",
        agreed="Medicinlistan och vem som följer upp proverna.",
        needed_on=stage.day(12).isoformat(),
    )
