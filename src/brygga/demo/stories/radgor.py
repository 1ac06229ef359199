"""Advice between units: written up in a minute, asked in writing and waiting, and between those who lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.consultations import acts as consultations
from brygga.consultations.models import Consultation
from brygga.demo.stage import Stage


def logged(stage: Stage, by: str, to: str, *, kind: str = "consultation", **said: Any) -> Consultation:
    """A talk that somebody has just had with another unit, written up."""
    return consultations.log_consultation(
        _unit_of(stage, by), by=stage.actor(by), kind=kind, to_unit=stage.unit(to), **said
    )


def asked(stage: Stage, by: str, to: str, question: str, *, kind: str = "consultation", **said: Any) -> Consultation:
    return consultations.ask_in_writing(
        _unit_of(stage, by), by=stage.actor(by), kind=kind, to_unit=stage.unit(to), question=question, **said
    )


def answered(stage: Stage, row: Consultation, by: str, advice: str, *, next_by: str, next_step: str) -> None:
    consultations.answer(row, by=stage.actor(by), advice=advice, next_by=next_by, next_step=next_step)


def _unit_of(stage: Stage, who: str) -> Unit:
    unit: Unit = stage.assignment(who).unit
    return unit


def in_malmo(stage: Stage) -> Iterator[datetime]:
    """Sara talks with Rådmannen before a report that is not self-evident; Kurt waits for Innerstaden's answer."""
    yield stage.moment(-9, 11)
    logged(
        stage,
        "Sara Berg",
        "radmannen",
        kind="before_lvm_report",
        with_whom="Rut Månsson",
        how="phone",
        question="Någon i femtioårsåldern dricker igen, sover ute och säger nej. När är det läge för en anmälan?",
        advice="Försök ett gemensamt möte på en plats som personen väljer. Avstår personen mat, anmäl samma dag.",
        next_by="together",
        next_step="Fråga personen om ett gemensamt möte",
    )
    yield stage.moment(-6, 14)
    adhd = asked(
        stage, "Siv Dahl", "psykiatri_malmo", "Behövs en remiss för utredning om adhd, eller kan personen söka själv?"
    )
    yield stage.moment(-5, 9)
    own = "Personen kan skriva en egen vårdbegäran. Hjälp gärna till med den."
    answered(stage, adhd, "Pia Sjö", own, next_by="asker", next_step="Skriv vårdbegäran ihop")
    yield stage.moment(-1, 15)
    waiting = "Hur lång är väntan på ett stödboende när någon kommer direkt från avgiftning?"
    asked(stage, "Kurt Åkesson", "innerstaden", waiting)


def in_stockholm(stage: Stage) -> Iterator[datetime]:
    """The addiction unit asks social psychiatry what it could offer; those who lead take what cannot wait."""
    yield stage.moment(-4, 10)
    logged(
        stage,
        "Ivar Lo",
        "socialpsykiatri",
        with_whom="Hedda Sten",
        how="video",
        question="Någon hos oss isolerar sig och klarar inte hemmet. Vad skulle ni kunna erbjuda?",
        advice="Boendestöd kan sökas parallellt med er behandling. Ta upp det på ett trepartsmöte.",
        next_by="asker",
        next_step="Fråga personen om ett trepartsmöte",
    )
    yield stage.moment(-2, 9)
    just_19 = "En anmälan har kommit från psykiatrin om någon som just fyllt 19. Vem tar emot i dag?"
    acute = asked(stage, "Bengt Bro", "socialpsykiatri", just_19, kind="acute")
    yield stage.moment(-2, 11)
    today = "Vi tar emot och ringer psykiatrin före lunch. Ni skickar det ni har."
    answered(stage, acute, "Karin Klint", today, next_by="asked", next_step="Ring psykiatrin")
    yield stage.moment(-2, 13)
    talked = {"talked_on": stage.day(-3), "talked_with": stage.assignment("Hedda Sten")}
    both_ways = "Vi får olika besked om vem som söker boendestöd. Vi har försökt två gånger att komma överens."
    difficulty = asked(stage, "Ivar Lo", "socialpsykiatri", both_ways, kind="difficulty", **talked)
    yield stage.moment(-1, 9)
    settled = "Vi söker, när ni har skrivit behovet. Jag tar upp det på vårt enhetsmöte så att alla svarar lika."
    answered(stage, difficulty, "Karin Klint", settled, next_by="asked", next_step="Ta upp det på enhetsmötet")
    yield stage.moment(-1, 13)
    late = "Kallelserna till trepartsmöten kommer sent. Vi har talat om det utan att hitta ett sätt."
    asked(stage, "Ivar Lo", "socialpsykiatri", late, kind="difficulty", **talked)
