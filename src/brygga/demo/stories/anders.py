"""Anders (Malmö handbook, ”Anders 45 år”): nothing acute, a plan that all three keep to.

His second year, of which the handbook tells, was the last before the coordination; it is read in from an extract.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from brygga.coordinations.models import Standing
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.reading_in import ANDERS, moved, reads_in
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.meetings.states import Outcome
from brygga.plans.states import InterventionState

MEDICINE, HOME, DRIVE = "Medicinhämtning och kort samtal varje vecka", "Stödlägenhet med personal", "Möten på frivården"
PLAN = Words(
    important="Att få bo kvar i min lägenhet och slippa akuten.",
    needs=("Jag mår bra när jag har fasta tider.", "Jag vill inte bli kontrollerad, jag vill bli frågad."),
    goals=("Vara drogfri", "Bo kvar i lägenheten"),
    does=(
        Does(
            who="Rut Månsson",
            what=MEDICINE,
            when="Tisdagar kl. 9",
            good="Jag har någon som märker om det vänder.",
            goal=0,
        ),
        Does(who="Sara Berg", what=HOME, when="Tills vidare", good="Jag har ett eget hem och någon att fråga.", goal=1),
        Does(who="Vera Frisk", what=DRIVE, when="Var tredje vecka", good="Jag blir klar med domen.", goal=0),
        Does(
            who=HIMSELF,
            what="Säger till Sara om något känns fel",
            when="Samma dag",
            good="Då blir det inget stort av det.",
            goal=1,
        ),
    ),
    interruption=(
        ("Anders hämtar inte medicin två gånger", "Rut ringer Anders och sedan Sara.", "Rut Månsson"),
        ("Personalen på boendet är orolig", "Sara bjuder in till möte inom två dagar.", "Sara Berg"),
    ),
    crisis=(("Rådmannen, dagtid", "040-628 04 14"), ("Beroendecentrum akut", "040-628 04 20")),
    others="Frivården håller övervakningen.",
)


def story(stage: Stage) -> Iterator[datetime]:
    anders = Life(stage, "anders")
    yield stage.moment(-700, 9)
    anders.known_at("innerstaden", by="Sara Berg")
    yield stage.moment(-690, 9)
    anders.known_at("radmannen", by="Rut Månsson")
    yield stage.moment(-120, 9)
    anders.opened_by(
        "Sara Berg",
        "innerstaden",
        reasons=["timing", "several_competences"],
        standing=Standing.ONGOING,
        why="Insatserna räcker inte var för sig. Vi har bestämt att göra allt i samråd.",
    )
    anders.says_yes(
        "Sara Berg",
        to=["radmannen", "frivard_malmo"],
        about=["addiction", "mental_health", "housing", "legal"],
        form="written",
        days=364,
    )
    anders.along("Sara Berg", "radmannen", "Rut Månsson", role="Medicin och samtal", standing=Standing.ONGOING)
    anders.taken_on("Rut Månsson", "radmannen")
    anders.along("Sara Berg", "frivard_malmo", "Vera Frisk", role="Övervakning", standing=Standing.ONGOING)
    anders.taken_on("Vera Frisk", "frivard_malmo")
    yield stage.moment(-114, 13)
    reads_in(
        anders,
        "Sara Berg",
        moved(ANDERS, anders.coordination.opened_on - timedelta(days=1)),
        name="kontakter-ett-ar.csv",
        purpose="Se var det brast under året före samordningen",
    )
    yield stage.moment(-96, 10)
    anders.calls(
        "Sara Berg",
        "sip",
        in_days=-84,
        hour=10,
        place="Stödboendet, gemensamma rummet",
        to=["Sara Berg", "Rut Månsson", "Vera Frisk"],
        purpose="Göra en gemensam plan",
        without_pre_meeting="Anders och Sara har pratat igenom allt på boendet.",
        others=[("Mikael på boendet", "Personal")],
    )
    for name in ("Sara Berg", "Rut Månsson", "Vera Frisk"):
        anders.comes(name, can_decide=True)
    yield stage.moment(-84, 11)
    anders.held("Sara Berg", minutes="Vi gick igenom planen rad för rad. Anders rättade två saker.")
    anders.led_to("Sara Berg", Outcome.SIP_MADE)
    anders.plan_from_meeting("Sara Berg")
    anders.written("Sara Berg", PLAN, held_by="Sara Berg", follow_up=7, copies=["Anders", "Mikael på boendet"])
    anders.put_forward("Sara Berg")
    anders.agrees("Sara Berg", "Rut Månsson", "Vera Frisk")
    yield stage.moment(-83, 17)
    anders.person_agrees(note="Det är bra att det står vem jag ringer.")
    yield stage.moment(-50, 9)
    anders.goes("Rut Månsson", MEDICINE, InterventionState.ONGOING, "Har kommit varje tisdag.")
    yield stage.moment(-21, 9)
    anders.goes("Sara Berg", HOME, InterventionState.ONGOING, "Hyran är betald. Personalen är nöjd.")
    anders.note("Vera Frisk", "Övervakningen upphör vid månadsskiftet om allt går som nu.", "legal")
    yield stage.moment(-6, 9)
    anders.goes("Vera Frisk", DRIVE, InterventionState.ONGOING, "Ett möte kvar.")
