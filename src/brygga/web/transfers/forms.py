"""Forms about transfers: what is noted before the age, what the receiver is told, and why it stops."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.routines.vocabulary import Matter
from brygga.rules.transfers import TransferRule
from brygga.ui.forms import Form

OWN = ("bara din egen enhet",)
LONG = {"rows": 3}


class AnnounceForm(Form):
    """`switch_on` is asked for only when the birthday has been."""

    shared_with: ClassVar = {"words": ("den mottagande enheten", "personen")}
    to_unit = forms.TypedChoiceField(
        label="Vilken enhet tar över?", error_messages={"required": "Välj den enhet som tar över."}
    )
    needs = forms.MultipleChoiceField(
        label="Vad behöver personen stöd med?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst ett område."},
    )
    words = forms.CharField(
        label="Beskriv behoven med några ord",
        help_text="Det räcker med ett par meningar. Resten berättar ni när ni träffas.",
        widget=forms.Textarea(attrs=LONG),
        max_length=1000,
        error_messages={"required": "Skriv vad personen behöver."},
    )
    switch_on = forms.DateField(
        label="Vilken dag går ansvaret över?",
        help_text="Födelsedagen har varit. Kom överens med den mottagande enheten om en dag.",
    )

    def __init__(
        self, *args: Any, units: Iterable[Unit], areas: Iterable[Matter], asks_for_day: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {str(unit.pk): unit for unit in units}
        fields: dict[str, Any] = self.fields
        fields["to_unit"].choices = [("", "Välj enhet"), *((key, unit.name) for key, unit in offered.items())]
        fields["to_unit"].coerce = offered.get
        fields["needs"].choices = [(area.key, area.term) for area in areas]
        if not asks_for_day:
            del fields["switch_on"]


class CircumstanceForm(Form):
    circumstance = forms.ChoiceField(label="Gäller något av det här?", widget=forms.RadioSelect, required=False)
    since = forms.DateField(label="Sedan när?", required=False)

    def __init__(self, *args: Any, rules: Iterable[TransferRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        noted = [
            (rule.circumstance, f"{rule.circumstance_term}: ansvaret ligger kvar till {rule.age} år")
            for rule in rules
            if rule.circumstance
        ]
        self.fields["circumstance"].choices = [*noted, ("", "Nej, inget av det")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("circumstance") and not said.get("since"):
            self.add_error("since", "Skriv sedan när.")
        if said.get("since") and said["since"] > clock.today():
            self.add_error("since", "Dagen har inte kommit än. Skriv när det började.")
        return said


class NeedForm(Form):
    shared_with: ClassVar = {"why": OWN}
    needed = forms.ChoiceField(
        label="Behöver personen fortsatt stöd efter åldern?",
        widget=forms.RadioSelect,
        choices=(("ja", "Ja, eller det är inte bedömt än"), ("nej", "Nej")),
        initial="ja",
    )
    why = forms.CharField(
        label="Vad bygger bedömningen på?", widget=forms.Textarea(attrs=LONG), required=False, max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("needed") == "nej" and not said.get("why", "").strip():
            self.add_error("why", "Skriv vad bedömningen bygger på.")
        return said


class StopForm(Form):
    shared_with: ClassVar = {"why": ("båda enheterna", "personen")}
    why = forms.CharField(
        label="Varför blir den inte av?",
        widget=forms.Textarea(attrs=LONG),
        max_length=1000,
        error_messages={"required": "Skriv varför."},
    )
