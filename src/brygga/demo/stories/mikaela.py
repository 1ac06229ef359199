"""Mikaela in Karlstad: a SIP-Samspelet between four parties, with what each answers for (KAR-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.models import Standing
from brygga.demo.planning import HIMSELF, Does, Words
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.mappings.facts import Level, Tick
from brygga.meetings.states import Outcome
from brygga.plans.states import InterventionState

TICKS = (
    Tick(box="unit-psychiatry_clinic", now=True, who="Olle Sandin", what_for="Samtal och läkarintyg"),
    Tick(box="unit-insurance_office", lately=True, what_for="Ansökan om ersättning"),
    Tick(box="unit-employment_office", wished=True, what_for="Vill arbetsträna"),
    Tick(box="unit-personal_ombudsman", now=True, who="Personligt ombud Karlstad"),
    Tick(box="near-parents", now=True, who="Mamma", what_for="Hjälper till med hyran"),
)
TRAINING = "Arbetsträning 10 timmar i veckan"
PLAN = Words(
    important="Att komma ut bland folk igen.",
    needs=("Jag vill arbeta, men klarar inte hela dagar.", "Jag behöver veta vad jag lever på under tiden."),
    goals=("Arbetsträna i tre månader", "Ha en inkomst som går att förstå"),
    does=(
        Does(
            who="Ella Ström",
            what="Ekonomiskt bistånd tills ersättningen är klar",
            when="Månadsvis",
            good="Jag kan betala hyran.",
            goal=1,
        ),
        Does(
            who="Olle Sandin",
            what="Samtal och läkarintyg",
            when="Var tredje vecka",
            good="Jag slipper jaga intyg.",
            goal=0,
        ),
        Does(
            who="Frida Falk",
            what="Aktivitetsersättning utreds",
            when="Beslut inom två månader",
            good="Jag vet vad som gäller.",
            goal=1,
        ),
        Does(who="Arne Ask", what=TRAINING, when="Från nästa månad", good="Jag får prova utan press.", goal=0),
        Does(
            who=HIMSELF,
            what="Säger till Ella om det blir för mycket",
            when="Samma vecka",
            good="Då kan vi ändra i tid.",
            goal=0,
        ),
    ),
    interruption=(),
)


def story(stage: Stage) -> Iterator[datetime]:
    mikaela = Life(stage, "mikaela")
    names = ("Ella Ström", "Olle Sandin", "Frida Falk", "Arne Ask")
    yield stage.moment(-150, 9)
    mikaela.known_at("karlstad_ifo", by="Ella Ström")
    yield stage.moment(-95, 9)
    mikaela.opened_by(
        "Ella Ström",
        "karlstad_ifo",
        reasons=["several_competences", "timing"],
        standing=Standing.ONGOING,
        why="Fyra myndigheter planerar var för sig. Deltagaren vet inte vad som gäller.",
    )
    mikaela.asked_by("Ella Ström", "enrolment")
    mikaela.ticks("Ella Ström", TICKS)
    mikaela.answers(
        "Ella Ström",
        {"wants_help": True, "others": "Mamma, och personligt ombud.", "information": ["paper", "picture"]},
    )
    mikaela.levels(
        "Ella Ström",
        [
            Level(area="education_work", own=3, note="Har inte arbetat på två år."),
            Level(area="tasks", own=2, note="Tappar bort brev och tider."),
        ],
    )
    mikaela.says_yes(
        "Ella Ström",
        to=["psykiatri_karlstad", "fk_kontor", "af_kontor"],
        about=["mental_health", "finances", "work_studies"],
        form="written",
        days=364,
        others=["Personligt ombud Karlstad"],
    )
    mikaela.consent_of_the_picture("Ella Ström")
    mikaela.given_a_copy("Ella Ström", ["paper", "picture"])
    mikaela.asked_all("Ella Ström")
    for unit, name, role in (
        ("psykiatri_karlstad", "Olle Sandin", "Behandling"),
        ("fk_kontor", "Frida Falk", "Ersättning"),
        ("af_kontor", "Arne Ask", "Arbetsträning"),
    ):
        mikaela.along("Ella Ström", unit, name, role=role, standing=Standing.ONGOING)
        mikaela.taken_on(name, unit)
    yield stage.moment(-75, 9)
    mikaela.calls(
        "Ella Ström",
        "sip",
        in_days=-60,
        hour=13,
        place="Stegen, Verkstadsgatan 1",
        to=names,
        minutes=90,
        purpose="Göra en SIP-Samspelet",
        covers="Deltagarens väg mot arbete, och försörjningen under tiden",
    )
    for name in names:
        mikaela.comes(name, can_decide=True, brings="Förslag finns med på mötet.")
    yield stage.moment(-60, 15)
    mikaela.held("Ella Ström", minutes="Alla kom. Halvtimmen om varandras verksamheter handlade om sjukpenning.")
    mikaela.led_to("Ella Ström", Outcome.SIP_MADE)
    mikaela.plan_from_meeting("Ella Ström")
    mikaela.written("Ella Ström", PLAN, held_by="Ella Ström", follow_up=32, copies=["Deltagaren", "Personligt ombud"])
    mikaela.put_forward("Ella Ström")
    mikaela.agrees(*names)
    mikaela.person_agrees(note="Äntligen står allt på ett papper.")
    yield stage.moment(-20, 10)
    mikaela.levels("Ella Ström", [Level(area="education_work", own=2, note="Har börjat arbetsträna på återbruket.")])
    mikaela.goes("Arne Ask", TRAINING, InterventionState.ONGOING, "Började i måndags på återbruket.")
