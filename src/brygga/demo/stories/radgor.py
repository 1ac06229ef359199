"""Advice between units: written up in a minute, asked in writing and waiting, and one that will get its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.consultations import acts as consultations
from brygga.demo.stage import Stage


def in_malmo(stage: Stage) -> Iterator[datetime]:
    """Sara talks with Rådmannen before a report that is not self-evident; Kurt waits for Innerstaden's answer."""
    yield stage.moment(-9, 11)
    consultations.log_consultation(
        stage.unit("innerstaden"),
        by=stage.actor("Sara Berg"),
        kind="before_lvm_report",
        to_unit=stage.unit("radmannen"),
        how="phone",
        with_whom="Rut Månsson",
        question="Någon i femtioårsåldern dricker igen, sover ute och säger nej. När är det läge för en anmälan?",
        advice="Försök ett gemensamt möte på en plats som personen väljer. Avstår personen mat, anmäl samma dag.",
        next_by="together",
        next_step="Fråga personen om ett gemensamt möte",
    )
    yield stage.moment(-6, 14)
    asked = consultations.ask_in_writing(
        stage.unit("norr"),
        by=stage.actor("Siv Dahl"),
        kind="consultation",
        to_unit=stage.unit("psykiatri_malmo"),
        question="Behövs en remiss för utredning om adhd, eller kan personen söka själv?",
    )
    yield stage.moment(-5, 9)
    consultations.answer(
        asked,
        by=stage.actor("Pia Sjö"),
        advice="Personen kan skriva en egen vårdbegäran. Hjälp gärna till med den.",
        next_by="asker",
        next_step="Skriv vårdbegäran ihop",
    )
    yield stage.moment(-1, 15)
    consultations.ask_in_writing(
        stage.unit("radmannen"),
        by=stage.actor("Kurt Åkesson"),
        kind="consultation",
        to_unit=stage.unit("innerstaden"),
        question="Hur lång är väntan på ett stödboende när någon kommer direkt från avgiftning?",
    )


def in_stockholm(stage: Stage) -> Iterator[datetime]:
    """The addiction unit asks social psychiatry what it could offer."""
    yield stage.moment(-4, 10)
    consultations.log_consultation(
        stage.unit("beroendevard"),
        by=stage.actor("Ivar Lo"),
        kind="consultation",
        to_unit=stage.unit("socialpsykiatri"),
        how="video",
        with_whom="Hedda Sten",
        question="Någon hos oss isolerar sig och klarar inte hemmet. Vad skulle ni kunna erbjuda?",
        advice="Boendestöd kan sökas parallellt med er behandling. Ta upp det på ett trepartsmöte.",
        next_by="asker",
        next_step="Fråga personen om ett trepartsmöte",
    )
    yield stage.moment(-2, 9)
    acute = consultations.ask_in_writing(
        stage.unit("barn_ungdom"),
        by=stage.actor("Bengt Bro"),
        kind="acute",
        to_unit=stage.unit("socialpsykiatri"),
        question="En anmälan har kommit från psykiatrin om någon som just fyllt 19. Vem tar emot i dag?",
    )
    yield stage.moment(-2, 11)
    consultations.answer(
        acute,
        by=stage.actor("Karin Klint"),
        advice="Vi tar emot och ringer psykiatrin före lunch. Ni skickar det ni har.",
        next_by="asked",
        next_step="Ring psykiatrin",
    )
    yield stage.moment(-1, 13)
    consultations.ask_in_writing(
        stage.unit("beroendevard"),
        by=stage.actor("Ivar Lo"),
        kind="difficulty",
        to_unit=stage.unit("socialpsykiatri"),
        question="Vi får olika besked om vem som söker boendestöd. Vi har försökt två gånger att komma överens.",
        talked_on=stage.day(-3),
        talked_with=stage.assignment("Hedda Sten"),
    )
