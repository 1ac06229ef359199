"""Forms about mapping together: one choice for each area, and the summary's own questions with its areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.investigations.facts import Finds
from brygga.investigations.parts import Part
from brygga.investigations.states import Extent, How, PlanOutcome
from brygga.routines.forms import AnswerOption, Item, ItemType
from brygga.routines.forms import Form as Questionnaire
from brygga.routines.investigating import MappingMode
from brygga.routines.vocabulary import Matter
from brygga.rules.words import in_sentence
from brygga.ui.forms import Form

SHARED = ("enheterna som är med i planen", "personen")
LONG = {"rows": 3}


class PlanForm(Form):
    """Who finds out about each area; what nobody finds out about is left as it is."""

    shared_with: ClassVar = {"information": SHARED, "informed": SHARED, "mode_why": SHARED}
    mode = forms.ChoiceField(label="Hur gör ni?", widget=forms.RadioSelect)
    mode_why = forms.CharField(
        label="Varför detta sätt?",
        help_text="Behövs bara om ni väljer ett annat sätt än det föreslagna.",
        widget=forms.Textarea(attrs=LONG),
        required=False,
        max_length=1000,
    )
    parties = forms.MultipleChoiceField(
        label="Vilka är med, utöver er?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en enhet till."},
    )
    information = forms.CharField(
        label="Vilken information behövs, och vad får lämnas ut?",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv vad ni har kommit överens om."},
    )
    informed = forms.CharField(
        label="Hur får personen veta vad ni gör?",
        widget=forms.Textarea(attrs=LONG),
        max_length=1000,
        error_messages={"required": "Skriv hur personen får veta."},
    )

    def __init__(
        self,
        *args: Any,
        modes: Iterable[MappingMode],
        areas: Iterable[Matter],
        parties: Iterable[Unit],
        knowing: Iterable[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in [*parties, *knowing]}
        fields: dict[str, Any] = self.fields
        fields["mode"].choices = [(mode.key.value, mode.term) for mode in modes]
        fields["parties"].choices = [(str(unit.pk), unit.name) for unit in parties]
        self.areas = list(areas)
        ways = _ways([*self.units.values()])
        for area in self.areas:
            field = forms.ChoiceField(label=area.term, choices=ways, required=False)
            field.may_wait = True  # type: ignore[attr-defined]  # read by BoundField
            fields[f"area_{area.key}"] = field
        order = ["mode", "mode_why", "parties", *(f"area_{area.key}" for area in self.areas)]
        self.order_fields([*order, "information", "informed"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not any(said.get(f"area_{area.key}") for area in self.areas):
            self.add_error(f"area_{self.areas[0].key}", "Välj vem som tar reda på vad, i minst ett område.")
        return said

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = [(area.key, said[f"area_{area.key}"]) for area in self.areas if said[f"area_{area.key}"]]
        return {
            "mode": said["mode"],
            "mode_why": said["mode_why"],
            "parties": [self.units[key] for key in said["parties"]],
            "finds": [_finds(area, way, self.units) for area, way in found],
            "information": said["information"],
            "informed": said["informed"],
        }


def _ways(units: list[Unit]) -> list[tuple[str, str]]:
    named = [(f"{how.value}:{unit.pk}", f"{unit.name} {how.label}") for how in (How.ASKS, How.KNOWS) for unit in units]
    return [("", "Ingår inte"), (How.TOGETHER.value, str(How.TOGETHER.label)), *named]


def _finds(area: str, way: str, units: Mapping[str, Unit]) -> Finds:
    how, _, key = way.partition(":")
    return Finds(area, how, units.get(key))


class EndPlanForm(Form):
    shared_with: ClassVar = {"outcome_note": SHARED}
    outcome = forms.ChoiceField(label="Vad ledde den till?", widget=forms.RadioSelect, choices=PlanOutcome.choices)
    outcome_note = forms.CharField(
        label="Något mer de andra behöver veta?",
        widget=forms.Textarea(attrs=LONG),
        required=False,
        max_length=2000,
    )


def with_areas(form: Questionnaire, parts: Iterable[Part]) -> Questionnaire:
    """The questions of the one who answers, and for each area whether the person has to be asked again."""
    options = tuple(AnswerOption(code=code, display=str(label)) for code, label in Extent.choices)
    more = tuple(
        Item(
            link_id=f"area_{part.key}",
            text=f"Täcker sammanfattningen {in_sentence(part.term)}?",
            help=_means(part),
            type=ItemType.CHOICE,
            required=True,
            answer_options=options,
        )
        for part in parts
    )
    return replace(form, items=(*form.items, *more))


def _means(part: Part) -> str:
    again = "Det som täcks behöver inte frågas igen"
    return f"{again}, och kan ersätta den delen av {part.instrument}." if part.instrument else f"{again}."
