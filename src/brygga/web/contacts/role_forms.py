"""Forms for telling who does what: one short form, a receipt, and an end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.contacts.acts import Law
from brygga.contacts.acts.informing import Role
from brygga.core.actor import Actor
from brygga.ui.forms import Form
from brygga.web.contacts.forms import READERS, bases, lawful

TOLD = ("enheterna du väljer", "personen")


class RoleForm(Form):
    shared_with: ClassVar = {"role": TOLD, "interventions": TOLD}
    to_units = forms.MultipleChoiceField(
        label="Vilka enheter ska veta?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en enhet."},
    )
    role = forms.CharField(
        label="Vad är er roll?",
        help_text="Till exempel: Vi beslutar om och följer upp ledsagning.",
        max_length=300,
        error_messages={"required": "Skriv vad din enhet gör för personen."},
    )
    interventions = forms.CharField(
        label="Vilka insatser ger ni nu?", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    reach = forms.CharField(
        label="Vem når de hos er?", max_length=200, error_messages={"required": "Skriv vem de andra når hos er."}
    )
    until = forms.DateField(label="Till och med", required=False, help_text="Tomt: tills ni avslutar det.")

    def __init__(self, *args: Any, actor: Actor, units: Iterable[Unit], phone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        choices = [(key, f"{unit.name}, {unit.organisation.name}") for key, unit in self.units.items()]
        self.fields["to_units"].choices = choices  # type: ignore[attr-defined]
        self.fields["to_units"].initial = list(self.units) if len(self.units) == 1 else []
        self.fields["reach"].initial = ", ".join(word for word in (actor.name, actor.title.lower(), phone) if word)[
            :200
        ]

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        to_units = [self.units[key] for key in said.pop("to_units")]
        return {"to_units": to_units, "told": Role(**said)}


class LawfulRoleForm(RoleForm):
    """On another ground than consent."""

    shared_with: ClassVar = {**RoleForm.shared_with, "legal_note": READERS}
    legal_basis, legal_note = lawful()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["legal_basis"].choices = bases(actor.place)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        law = Law(legal_basis=self.cleaned_data.pop("legal_basis"), legal_note=self.cleaned_data.pop("legal_note"))
        return {**super().facts(), "law": law}


class ReceiptForm(Form):
    shared_with: ClassVar = {"their_role": ("enheten som berättade", "personen")}
    their_role = forms.CharField(
        label="Vad gör ni för personen?",
        help_text="Den andra enheten ser det. Lämna tomt om ni inte gör något nu.",
        required=False,
        max_length=300,
    )


class MisdirectedForm(Form):
    shared_with: ClassVar = {"reason": ("enheten som berättade", "personen")}
    reason = forms.CharField(
        label="Varför kom det fel?",
        max_length=300,
        error_messages={"required": "Skriv varför, så att den andra enheten vet vart det hör."},
    )


class EndForm(Form):
    shared_with: ClassVar = {"why": TOLD}
    why = forms.CharField(
        label="Varför avslutas det?", max_length=300, error_messages={"required": "Skriv varför, kort."}
    )


class LeadOnForm(Form):
    shared_with: ClassVar = {"why": ("de enheter som kommer med", "personen")}
    why = forms.CharField(
        label="Varför behöver ni samarbeta nu?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Skriv varför samordning behövs."},
    )
