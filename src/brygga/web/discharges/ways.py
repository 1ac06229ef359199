"""What can be done with a discharge, by the word in the address: its words, its form, who may and what is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brygga.core.actor import Actor
from brygga.discharges import acts, may
from brygga.web.discharges import forms
from brygga.web.links import way_to
from brygga.web.ways import Way, open_to, table

#: What the region's units do.
WAYS = table(
    Way(
        "klar",
        "Meddela utskrivningsklar",
        "Kommunens enheter får veta det direkt. Kallelsen skickas inom tre dagar, och "
        "kommunens betalningsansvar räknas från nu.",
        "Meddelandet är skickat.",
        acts.say_ready,
        may.may_say_ready,
        forms.SureForm,
        weight="main",
    ),
    Way(
        "ut",
        "Skriv ut",
        "Det som de andra behöver veta förs över senast samma dag.",
        "Personen är utskriven.",
        acts.discharge_person,
        may.may_discharge,
        forms.DischargeForm,
        weight="main",
    ),
    Way(
        "information",
        "Informationen är överförd",
        "Notera det när de som tar emot har fått det de behöver.",
        "Det är noterat.",
        acts.note_information,
        may.may_inform,
        forms.SureForm,
        weight="main",
    ),
    Way(
        "vardkontakt",
        "Fast vårdkontakt",
        "Utses före utskrivningen, av den enhet i regionens öppna vård som tar emot.",
        "Den fasta vårdkontakten är inskriven.",
        acts.name_contact,
        may.may_name_contact,
        forms.ContactForm,
        submit="Spara",
    ),
    Way(
        "tid",
        "Ändra beräknad dag",
        "Kommunens enheter får veta den nya dagen.",
        "Den nya dagen är meddelad.",
        acts.change_estimate,
        may.may_change,
        forms.EstimateForm,
        submit="Spara",
    ),
    Way(
        "enhet",
        "Berätta för en enhet till",
        "Enheten får veta namn, personnummer, adress och beräknad dag. Inget mer.",
        "Meddelandet är skickat.",
        acts.tell_units,
        may.may_change,
        forms.TellForm,
        submit="Skicka meddelandet",
    ),
    Way(
        "kallelse",
        "Kallelsen skickades på annat sätt",
        "En kallelse som skickas i Brygga noteras av sig själv.",
        "Kallelsen är noterad.",
        acts.note_call,
        may.may_note_call,
        forms.CallForm,
        weight="quiet",
        submit="Spara",
    ),
    Way(
        "inte-klar",
        "Inte utskrivningsklar längre",
        "Dagarna slutar räknas tills personen är utskrivningsklar igen.",
        "Meddelandet är skickat.",
        acts.take_back_ready,
        may.may_take_back_ready,
        forms.EstimateForm,
        weight="quiet",
        submit="Meddela",
    ),
    Way(
        "avbryt",
        "Utskrivningen blir inte av",
        "Kommunens enheter får veta att den är avbruten, men inte varför.",
        "Utskrivningen är avbruten.",
        acts.withdraw,
        may.may_change,
        forms.WithdrawForm,
        weight="quiet",
        submit="Meddela att den inte blir av",
    ),
)

#: What a unit told does with its own receipt.
RECEIVE = table(
    Way(
        "planera",
        "Vi planerar",
        "Avdelningen ser att meddelandet har kommit fram, och att ni har börjat planera.",
        "Avdelningen ser att ni planerar.",
        acts.begin_planning,
        may.may_plan,
        forms.SureForm,
        weight="main",
    ),
    Way(
        "sett",
        "Vi har sett det",
        "Avdelningen ser att det har kommit fram.",
        "Avdelningen ser att ni har sett det.",
        acts.see,
        may.may_see,
        forms.SureForm,
        weight="main",
    ),
)


def ways(actor: Actor, row: Any, found: Mapping[str, Way], subject: Any) -> list[tuple[str, str, str]]:
    """What this reader may do now: words, address, weight; only the first is the main one."""
    return [
        (way.text, way_to("work-discharge", row.pk, way.key), "second" if n and way.weight == "main" else way.weight)
        for n, way in enumerate(open_to(found, actor, subject))
    ]
