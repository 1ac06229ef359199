"""Four who are handed over from addiction care to social psychiatry in Stockholm, each a step further (STO-15–17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.handovers import acts as handovers
from brygga.handovers.models import Handover
from brygga.interventions import acts as interventions
from brygga.requests import acts as requests

FROM, TO = "beroendevard", "socialpsykiatri"
IVAR, PETER, KARIN, HEDDA = "Ivar Lo", "Peter Alm", "Karin Klint", "Hedda Sten"


def _known(stage: Stage, key: str, situation: str) -> Life:
    """At the addiction unit, with support that goes on, and a yes to social psychiatry."""
    life = Life(stage, key)
    life.known_at(FROM, by=IVAR)
    life.opened_by(IVAR, FROM, why=situation, standing=Standing.ONGOING)
    life.says_yes(IVAR, to=[TO], about=["addiction", "mental_health", "housing"], days=300)
    granted = interventions.grant(
        life.coordination,
        by=stage.actor(IVAR),
        words="Boendestöd två gånger i veckan",
        matter="housing",
        decided_on=clock.today(),
        decided_by="Ulla Unger",
        delegation="Delegationsordningen, punkt 4.3",
        starts_on=clock.today(),
    )
    interventions.begin(granted, by=stage.actor(IVAR), on=clock.today())
    return life


def _sent(stage: Stage, life: Life, situation: str) -> Handover:
    """Ivar writes it, and his deputy head sends it."""
    told = {
        "background": "Bor ensam. Har kontakt med en syster. Ingen god man eller förvaltare.",
        "situation": situation,
        "problem": "Nykter sedan ett år. Utredd av psykiatrin, som ställt en diagnos.",
        "ongoing": "Boendestöd två gånger i veckan fungerar bra. Planen följs upp om två månader.",
    }
    draft = requests.write_request(
        life.coordination, by=stage.actor(IVAR), kind="handover", to_unit=stage.unit(TO), answers=told
    )
    life.request = requests.send_request(draft, by=stage.actor(PETER))
    return _of(life)


def _of(life: Life) -> Handover:
    rows = Handover.objects.unrestricted(because="the demo goes on with the handover it began")
    found: Handover = rows.get(request=life.request)
    return found


def _accepted(stage: Stage, life: Life) -> None:
    requests.appoint(life.request, by=stage.actor(KARIN), caseworker=stage.assignment(HEDDA))
    life.taken_on(HEDDA, TO)


def _did(stage: Stage, life: Life, *steps: str) -> None:
    for step in steps:
        handovers.note_step(_of(life), by=stage.actor(HEDDA), step=step, done_on=clock.today())


def _called(life: Life, in_days: int) -> None:
    """Karin calls both caseworkers to the joint meeting."""
    life.calls(KARIN, "officials", in_days=in_days, hour=10, place="Rum 3", to=[HEDDA, IVAR])


def unanswered(stage: Stage) -> Iterator[datetime]:
    """Harald's has been there for more than a week, and nobody has said that it came."""
    yield stage.moment(-40, 9)
    harald = _known(stage, "harald", "Behöver boendestöd länge till, men inte vård för beroendet.")
    yield stage.moment(-9, 14)
    _sent(stage, harald, "Nykter och bor i egen lägenhet. Klarar inte post och räkningar.")


def under_way(stage: Stage) -> Iterator[datetime]:
    """Hedda has met Irma and talked with Ivar. The joint meeting is next."""
    yield stage.moment(-50, 9)
    irma = _known(stage, "irma", "Ångesten är det svåra nu.")
    yield stage.moment(-12, 10)
    _sent(stage, irma, "Sover dåligt och går sällan ut. Har inte druckit på länge.")
    yield stage.moment(-11, 9)
    requests.acknowledge(irma.request, by=stage.actor(KARIN))
    yield stage.moment(-9, 11)
    _accepted(stage, irma)
    yield stage.moment(-6, 13)
    _did(stage, irma, "contact_person", "contact_referrer")


def dated(stage: Stage) -> Iterator[datetime]:
    """All is done for Kjell. The responsibility moves next week."""
    yield stage.moment(-70, 9)
    kjell = _known(stage, "kjell", "Behöver ett boende med stöd.")
    yield stage.moment(-30, 9)
    _sent(stage, kjell, "Bor tillfälligt hos en vän. Vill ha något eget.")
    yield stage.moment(-28, 9)
    _accepted(stage, kjell)
    yield stage.moment(-25, 9)
    _did(stage, kjell, "contact_person", "contact_referrer")
    yield stage.moment(-20, 9)
    _called(kjell, -7)
    yield stage.moment(-7, 10)
    kjell.held(KARIN)
    yield stage.moment(-3, 10)
    _did(stage, kjell, "inform_person")
    yield stage.moment(-2, 15)
    handovers.date_move(_of(kjell), by=stage.actor(KARIN), moves_on=stage.day(6))


def moved(stage: Stage) -> Iterator[datetime]:
    """Viola's is with social psychiatry since a week; Ivar still reads."""
    yield stage.moment(-80, 9)
    viola = _known(stage, "viola", "Behovet hör till socialpsykiatrin.")
    yield stage.moment(-40, 9)
    _sent(stage, viola, "Mår bättre. Vill komma ut mer.")
    yield stage.moment(-38, 9)
    _accepted(stage, viola)
    yield stage.moment(-34, 9)
    _did(stage, viola, "contact_person", "contact_referrer")
    yield stage.moment(-30, 9)
    _called(viola, -15)
    yield stage.moment(-15, 10)
    viola.held(KARIN)
    yield stage.moment(-14, 10)
    _did(stage, viola, "inform_person")
    yield stage.moment(-8, 9)
    handovers.date_move(_of(viola), by=stage.actor(KARIN), moves_on=clock.today())


HANDOVERS = (unanswered, under_way, dated, moved)
