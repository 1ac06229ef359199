"""Forms of a handover: a day, or a choice. What there is to write is in the request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from brygga.interventions.models import GrantedIntervention
from brygga.ui.forms import Form


class StepForm(Form):
    done_on = forms.DateField(label="Vilken dag?", error_messages={"required": "Skriv dagen då det gjordes."})


class DayForm(Form):
    moves_on = forms.DateField(
        label="Från och med vilken dag?",
        help_text="I dag, eller en dag längre fram. Då gör Brygga det samma natt.",
        error_messages={"required": "Skriv dagen då ansvaret går över."},
    )


class ChooseForm(Form):
    interventions = forms.TypedMultipleChoiceField(
        label="Vilka insatser lämnar ni över?",
        help_text="De som du inte väljer ansvarar ni för som förut.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, offered: Iterable[GrantedIntervention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {str(row.pk): row for row in offered}
        field: Any = self.fields["interventions"]
        field.choices = [(key, row.words) for key, row in rows.items()]
        field.coerce = rows.get
