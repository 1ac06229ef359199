"""The ways to say how an intervention goes."""

from __future__ import annotations

from typing import Any

from brygga.core.actor import Actor
from brygga.interventions import acts, may
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import alive_seen
from brygga.ui.forms import Form
from brygga.web.interventions import forms
from brygga.web.investigations.forms import TellForm
from brygga.web.ways import Way, table


def _period(data: Any, actor: Actor, row: GrantedIntervention) -> Form:
    others = alive_seen(actor, row.coordination).exclude(pk=row.pk)
    initial = {"starts_on": row.starts_on, "ends_on": row.ends_on, "after": str(row.after_id or "")}
    return forms.PeriodForm(data, others=others, initial=initial)


WAYS = table(
    Way(
        "borja",
        "Insatsen har börjat",
        "De andra som är med ser att den pågår.",
        "Insatsen pågår.",
        acts.begin,
        may.may_begin,
        lambda data, _actor, _row: forms.DayForm(data),
        submit="Spara",
    ),
    Way(
        "avbryt",
        "Insatsen är avbruten",
        "De andra som är med får veta direkt, så att inget glapp uppstår.",
        "Avbrottet är anmält. De andra har fått veta.",
        acts.interrupt,
        may.may_interrupt,
        lambda data, _actor, _row: forms.InterruptForm(data),
        submit="Anmäl avbrottet",
    ),
    Way(
        "ateruppta",
        "Insatsen har börjat igen",
        "De andra som är med får veta.",
        "Insatsen pågår igen.",
        acts.resume,
        may.may_resume,
        lambda data, _actor, _row: forms.ResumeForm(data),
        submit="Spara",
    ),
    Way(
        "tid",
        "Ändra tid",
        "De andra som är med ser den nya tiden.",
        "Tiden är ändrad.",
        acts.change_intervention,
        may.may_change,
        _period,
        submit="Spara",
    ),
    Way(
        "avsluta",
        "Avsluta insatsen",
        "Ingen ansvarar för den efter det. De andra som är med får veta.",
        "Insatsen är avslutad.",
        acts.end,
        may.may_end,
        lambda data, _actor, _row: forms.EndForm(data),
        submit="Avsluta",
    ),
    Way(
        "beratta",
        "Berätta om insatsen",
        "Berätta först, och skriv sedan in det här. Då kan personen också läsa om insatsen på sin sida.",
        "Det är sparat att personen vet.",
        acts.tell_person,
        may.may_tell,
        lambda data, _actor, _row: TellForm(data),
        submit="Personen vet",
    ),
)
