"""Forms about a discharge, one for each step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.ui.forms import Form, MomentField

FIRST = {"required": "Välj minst en enhet."}


class TellForm(Form):
    to_units = forms.MultipleChoiceField(
        label="Vilka enheter i kommunen ska få veta?", widget=forms.CheckboxSelectMultiple, error_messages=FIRST
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choices = [(key, f"{unit.name}, {unit.organisation.name}") for key, unit in self.units.items()]
        self.fields["to_units"].choices = choices  # type: ignore[attr-defined]

    def clean_to_units(self) -> list[Unit]:
        return [self.units[key] for key in self.cleaned_data["to_units"]]


class NotifyForm(TellForm):
    admitted_at = MomentField(label="När skrevs personen in?")
    judged_at = MomentField(
        label="När bedömde läkaren att det kan behövas insatser?",
        help_text="Bara om det var senare än inskrivningen. De 24 timmarna räknas då därifrån.",
        required=False,
    )
    estimated_on = forms.DateField(label="Vilken dag beräknas personen skrivas ut?")
    compulsory = forms.BooleanField(
        label="Personen går vidare till öppen tvångsvård (LPT eller LRV)",
        help_text="Kommunen får inte veta det genom meddelandet.",
        required=False,
    )
    field_order = ("admitted_at", "judged_at", "estimated_on", "to_units", "compulsory")


class EstimateForm(Form):
    estimated_on = forms.DateField(label="Vilken dag beräknas personen skrivas ut nu?")


class ContactForm(Form):
    contact = forms.CharField(
        label="Vem är fast vårdkontakt?",
        help_text="Namn och befattning. De som är med i samordningen läser det, och personen.",
        max_length=200,
        error_messages={"required": "Skriv vem som är fast vårdkontakt."},
    )


class CallForm(Form):
    called_on = forms.DateField(label="Vilken dag skickades kallelsen?")


class DischargeForm(Form):
    discharged_at = MomentField(label="När skrevs personen ut?")
    informed = forms.BooleanField(label="Informationen är överförd till dem som tar emot", required=False)


class WithdrawForm(Form):
    shared_with: ClassVar = {"why": ("de som är med i samordningen", "personen")}
    why = forms.CharField(
        label="Varför blir den inte av?",
        help_text="Till exempel: personen blir kvar, eller flyttas till en annan avdelning.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Skriv varför."},
    )


class SureForm(Form):
    """Nothing to fill in."""
