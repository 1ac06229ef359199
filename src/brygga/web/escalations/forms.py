"""Forms for lifting a question. What is written is read by all whom it concerns, and by those who are to solve it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.escalations.states import Says
from brygga.interventions.models import GrantedIntervention
from brygga.routines.ladders import Ladder
from brygga.ui.forms import Form

ALL = ("enheterna som frågan gäller", "cheferna som ska lösa den")
LONG = forms.Textarea(attrs={"rows": 4})


def _offer(field: Any, rows: Iterable[Any], label: str) -> None:
    found = {str(row.pk): row for row in rows}
    field.choices = [(key, getattr(row, label)) for key, row in found.items()]
    field.coerce = found.get


class RaiseForm(Form):
    shared_with: ClassVar = {"statement": ALL}
    ladder = forms.ChoiceField(label="Vad gäller frågan?", widget=forms.RadioSelect)
    parties = forms.TypedMultipleChoiceField(
        label="Vilka andra enheter gäller den?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en annan enhet."},
    )
    interventions = forms.TypedMultipleChoiceField(
        label="Vilka insatser gäller den?",
        help_text="Ansvaret för dem ligger kvar där det är tills frågan är löst.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statement = forms.CharField(
        label="Vad kommer ni inte överens om?",
        help_text="Skriv så att alla kan hålla med om hur frågan är ställd.",
        widget=LONG,
        max_length=4000,
        error_messages={"required": "Skriv vad ni inte kommer överens om."},
    )

    def __init__(
        self,
        *args: Any,
        ladders: Iterable[Ladder],
        units: Iterable[Unit],
        offered: Iterable[GrantedIntervention],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        choices = [(ladder.key.value, ladder.term) for ladder in ladders]
        fields["ladder"].choices, fields["ladder"].initial = choices, next((key for key, _ in choices), "")
        _offer(fields["parties"], units, "name")
        offered = list(offered)
        if offered:
            _offer(fields["interventions"], offered, "words")
        else:
            del fields["interventions"]

    def facts(self) -> dict[str, Any]:
        return {"interventions": [], **self.cleaned_data}


class AnswerForm(Form):
    shared_with: ClassVar = {"note": ALL}
    says = forms.ChoiceField(label="Är frågan rätt ställd?", widget=forms.RadioSelect, choices=Says.choices)
    note = forms.CharField(label="Hur ser ni på den?", widget=LONG, max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("says") == Says.DIFFERS and not said.get("note", "").strip():
            self.add_error("note", "Skriv hur ni ser på frågan.")
        return said


class LiftForm(Form):
    shared_with: ClassVar = {"because": ALL}
    because = forms.CharField(
        label="Varför går det inte att lösa här?",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Skriv varför frågan inte går att lösa här."},
    )
    from_level = forms.CharField(widget=forms.HiddenInput)


class ProposeForm(Form):
    shared_with: ClassVar = {"resolution": ALL}
    resolution = forms.CharField(
        label="Hur ska frågan lösas?",
        widget=LONG,
        max_length=4000,
        error_messages={"required": "Skriv hur frågan ska lösas."},
    )
    responsible_unit = forms.TypedChoiceField(
        label="Vilken enhet ansvarar?", widget=forms.RadioSelect, error_messages={"required": "Välj en enhet."}
    )
    responsible_from = forms.DateField(label="Från och med vilken dag?")

    def __init__(self, *args: Any, units: Iterable[Unit] | None, **kwargs: Any) -> None:
        """Without units it is about something else than who answers."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if units is None:
            del fields["responsible_unit"], fields["responsible_from"]
        else:
            _offer(fields["responsible_unit"], units, "name")
            fields["responsible_from"].initial = clock.today()


class AgreeForm(Form):
    proposal = forms.CharField(widget=forms.HiddenInput)


class WhyForm(Form):
    shared_with: ClassVar = {"why": ALL}
    why = forms.CharField(
        label="Varför?", widget=LONG, max_length=2000, error_messages={"required": "Skriv varför frågan tas tillbaka."}
    )
