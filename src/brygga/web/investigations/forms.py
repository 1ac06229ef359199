"""Forms about investigations. What is written stays with the unit, until the person is told of a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Assignment
from brygga.core import clock
from brygga.investigations.states import Ruling, ToldHow
from brygga.routines.vocabulary import Matter
from brygga.rules.words import in_sentence
from brygga.ui.forms import Form

OWN = ("bara din egen enhet",)
LONG = {"rows": 3}


def _offer_caseworkers(form: Form, candidates: Iterable[Assignment]) -> None:
    people = {str(one.pk): one for one in candidates}
    field: Any = form.fields["caseworker"]
    field.choices = [(key, f"{one.staff.name}, {in_sentence(one.title)}") for key, one in people.items()]
    field.coerce = people.get


class PeriodForm(Form):
    caseworker = forms.TypedChoiceField(label="Ansvarig handläggare")
    ready_on = forms.DateField(label="När beräknas den vara klar?")

    def __init__(self, *args: Any, candidates: Iterable[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_caseworkers(self, candidates)


class OpenForm(PeriodForm):
    """`despite` is asked for only where others do or have just done something."""

    shared_with: ClassVar = {"question": OWN, "despite": OWN}
    areas = forms.MultipleChoiceField(
        label="Vad handlar den om?",
        help_text="De andra ser bara de områden som personen har sagt ja till att de får veta om.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst ett område."},
    )
    begins_on = forms.DateField(label="När börjar den?", help_text="En dag framåt om den är planerad.")
    question = forms.CharField(
        label="Vad ska den svara på?", widget=forms.Textarea(attrs=LONG), required=False, max_length=4000
    )
    despite = forms.CharField(
        label="Varför behövs en egen utredning, trots det som redan görs?",
        help_text="Skriv bara om ni har talat med den andra enheten och ändå behöver utreda själva.",
        widget=forms.Textarea(attrs=LONG),
        required=False,
        max_length=1000,
    )
    field_order: ClassVar = ["areas", "begins_on", "ready_on", "caseworker", "question", "despite"]

    def __init__(self, *args: Any, areas: Iterable[Matter], asks_despite: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = [(area.key, area.term) for area in areas]  # type: ignore[attr-defined]
        if not asks_despite:
            del self.fields["despite"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        begins, ready = said.get("begins_on"), said.get("ready_on")
        if begins and ready and ready < begins:
            self.add_error("ready_on", "Utredningen kan inte vara klar innan den har börjat.")
        return said


class DecideForm(Form):
    shared_with: ClassVar = {"words": ("din enhet", "personen, när ni har berättat"), "conclusion": OWN}
    ruling = forms.ChoiceField(label="Vad blev beslutet?", widget=forms.RadioSelect, choices=Ruling.choices)
    words = forms.CharField(
        label="Vad har ni beslutat?",
        help_text="Skriv så att personen förstår. Personen läser det här när ni har berättat.",
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        error_messages={"required": "Skriv vad ni har beslutat."},
    )
    decided_on = forms.DateField(label="När fattades beslutet?")
    decided_by = forms.CharField(
        label="Vem beslutade?", max_length=300, error_messages={"required": "Skriv vem som beslutade."}
    )
    delegation = forms.CharField(
        label="Enligt vilken delegation?",
        help_text="Till exempel: delegationsordningen, punkt 4.2.",
        max_length=300,
        error_messages={"required": "Skriv vilken delegation beslutet vilar på."},
    )
    conclusion = forms.CharField(
        label="Vad kom ni fram till?", widget=forms.Textarea(attrs=LONG), required=False, max_length=10_000
    )


class CloseForm(Form):
    shared_with: ClassVar = {"conclusion": OWN}
    conclusion = forms.CharField(
        label="Varför avslutas den utan beslut?",
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
        error_messages={"required": "Skriv varför."},
    )


class TellForm(Form):
    told_on = forms.DateField(label="När berättade ni?")
    told_how = forms.ChoiceField(label="Hur?", widget=forms.RadioSelect, choices=ToldHow.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"told_on": clock.today()})
        super().__init__(*args, **kwargs)
