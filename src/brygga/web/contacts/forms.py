"""One short form: how, with whom, when and about what. Filled in while one still holds the telephone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION
from brygga.contacts.acts import Held, Law
from brygga.contacts.may import kinds_of, matters_of
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import matters_open_to
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.routines.loading import routine
from brygga.ui.forms import Form
from brygga.web.consents.forms import explained

READERS = ("enheterna som var med", "personen")


class ContactForm(Form):
    kind = forms.ChoiceField(label="Hur hade ni kontakt?", widget=forms.RadioSelect)
    to_units = forms.MultipleChoiceField(
        label="Med vilken enhet?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj vilken enhet ni hade kontakt med."},
    )
    with_whom = forms.CharField(
        label="Vilka var med?", help_text="Namn eller funktion.", required=False, max_length=200
    )
    person_was_there = forms.BooleanField(label="Personen var med", required=False)
    held_on = forms.DateField(label="Vilken dag?", error_messages={"required": "Skriv vilken dag det var."})
    matter = forms.ChoiceField(label="Vad handlade det om?", help_text="Det avgör vilka som får läsa.")
    about = forms.CharField(
        label="Vad kom ni fram till?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Skriv kort vad ni talade om."},
    )

    def __init__(self, *args: Any, actor: Actor, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        kinds = kinds_of(actor.place)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind.key, kind.term) for kind in kinds]
        fields["kind"].initial = next((kind.key for kind in kinds), "")
        fields["to_units"].choices = [
            (key, f"{unit.name}, {unit.organisation.name}") for key, unit in self.units.items()
        ]
        fields["to_units"].initial = list(self.units) if len(self.units) == 1 else []
        fields["matter"].choices, fields["matter"].initial = self.matters(actor), COORDINATION
        fields["held_on"].initial = clock.today()
        fields["about"].audience = READERS

    def matters(self, actor: Actor) -> list[tuple[str, str]]:
        return matters_of(actor.place)

    def facts(self) -> dict[str, Any]:
        """What the act asks for, already clean."""
        said = dict(self.cleaned_data)
        to_units = [self.units[key] for key in said.pop("to_units")]
        return {"to_units": to_units, "held": Held(**said)}


class SharedContactForm(ContactForm):
    """In a coordination: the matters that one's own unit is let in to."""

    def __init__(self, *args: Any, coordination: Coordination, **kwargs: Any) -> None:
        self.coordination = coordination
        super().__init__(*args, **kwargs)
        self.fields["about"].audience = ("de som är med om den frågan", "personen")  # type: ignore[attr-defined]

    def matters(self, actor: Actor) -> list[tuple[str, str]]:
        return matters_open_to(actor, self.coordination)


def bases(place: str) -> list[tuple[str, Any]]:
    """The rules that something may rest on when there is no consent, each explained."""
    found = [basis for basis in routine(place).legal_bases if basis.valid_from <= clock.today()]
    return [(b.key, explained(b.term, f"{b.text} {b.citation}. {b.certainty.sentence}")) for b in found]


def lawful() -> tuple[forms.ChoiceField, forms.CharField]:
    """Which rule, and one's own assessment."""
    note = forms.CharField(
        label="Din bedömning",
        help_text="Vilka uppgifter behövs, varför, och varför finns inget samtycke?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv din bedömning."},
    )
    return forms.ChoiceField(label="Vilken regel vilar det på?", widget=forms.RadioSelect), note


class LawfulContactForm(ContactForm):
    """On another ground than consent."""

    shared_with: ClassVar = {"legal_note": READERS}
    legal_basis, legal_note = lawful()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["legal_basis"].choices = bases(actor.place)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        law = Law(legal_basis=self.cleaned_data.pop("legal_basis"), legal_note=self.cleaned_data.pop("legal_note"))
        return {**super().facts(), "law": law}


class CorrectForm(Form):
    shared_with: ClassVar = {"text": READERS}
    text = forms.CharField(
        label="Vad är rätt?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Skriv vad som är rätt."},
    )
