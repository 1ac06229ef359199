"""What can be done with a discharge, by the word in the address: its words, its form, who may and what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brygga.core.actor import Actor
from brygga.discharges import acts, may
from brygga.ui.forms import Form
from brygga.web.discharges import forms
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    lead: str
    submit: str
    done: str
    form: type[Form]
    may: Callable[[Actor, Any], Any]
    act: Callable[..., Any]
    weight: str = "second"


#: What the region's units do.
STEPS: dict[str, Step] = {
    "klar": Step(
        "Meddela utskrivningsklar", "Kommunens enheter får veta det direkt. Kallelsen skickas inom tre dagar, och "
        "kommunens betalningsansvar räknas från nu.",
        "Meddela utskrivningsklar", "Meddelandet är skickat.", forms.SureForm, may.may_say_ready, acts.say_ready,
        "main",
    ),
    "ut": Step(
        "Skriv ut", "Det som de andra behöver veta förs över senast samma dag.", "Skriv ut",
        "Personen är utskriven.", forms.DischargeForm, may.may_discharge, acts.discharge_person, "main",
    ),
    "information": Step(
        "Informationen är överförd", "Notera det när de som tar emot har fått det de behöver.",
        "Informationen är överförd",
        "Det är noterat.", forms.SureForm, may.may_inform, acts.note_information, "main",
    ),
    "vardkontakt": Step(
        "Fast vårdkontakt", "Utses före utskrivningen, av den enhet i regionens öppna vård som tar emot.", "Spara",
        "Den fasta vårdkontakten är inskriven.", forms.ContactForm, may.may_name_contact, acts.name_contact,
    ),
    "tid": Step(
        "Ändra beräknad dag", "Kommunens enheter får veta den nya dagen.", "Spara", "Den nya dagen är meddelad.",
        forms.EstimateForm, may.may_change, acts.change_estimate,
    ),
    "enhet": Step(
        "Berätta för en enhet till", "Enheten får veta namn, personnummer, adress och beräknad dag. Inget mer.",
        "Skicka meddelandet", "Meddelandet är skickat.", forms.TellForm, may.may_change, acts.tell_units,
    ),
    "kallelse": Step(
        "Kallelsen skickades på annat sätt", "En kallelse som skickas i Brygga noteras av sig själv.", "Spara",
        "Kallelsen är noterad.", forms.CallForm, may.may_note_call, acts.note_call, "quiet",
    ),
    "inte-klar": Step(
        "Inte utskrivningsklar längre", "Dagarna slutar räknas tills personen är utskrivningsklar igen.", "Meddela",
        "Meddelandet är skickat.", forms.EstimateForm, may.may_take_back_ready, acts.take_back_ready, "quiet",
    ),
    "avbryt": Step(
        "Utskrivningen blir inte av", "Kommunens enheter får veta att den är avbruten, men inte varför.",
        "Meddela att den inte blir av",
        "Utskrivningen är avbruten.", forms.WithdrawForm, may.may_change, acts.withdraw, "quiet",
    ),
}  # fmt: skip

#: What a unit told does with its own receipt.
RECEIVE: dict[str, Step] = {
    "planera": Step(
        "Vi planerar", "Avdelningen ser att meddelandet har kommit fram, och att ni har börjat planera.", "Vi planerar",
        "Avdelningen ser att ni planerar.", forms.SureForm, may.may_plan, acts.begin_planning, "main",
    ),
    "sett": Step(
        "Vi har sett det", "Avdelningen ser att det har kommit fram.", "Vi har sett det",
        "Avdelningen ser att ni har sett det.",
        forms.SureForm, may.may_see, acts.see, "main",
    ),
}  # fmt: skip


def ways(actor: Actor, row: Any, found: dict[str, Step], subject: Any) -> list[tuple[str, str, str]]:
    """What this reader may do now: words, address, weight; only the first is the main one."""
    open_now = [(how, step) for how, step in found.items() if step.may(actor, subject)]
    return [
        (step.title, way_to("work-discharge", row.pk, how), "second" if n and step.weight == "main" else step.weight)
        for n, (how, step) in enumerate(open_now)
    ]
