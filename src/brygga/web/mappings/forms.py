"""The forms of the room: the picture to tick, the questions that are always asked, the life areas, and the copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from brygga.mappings.facts import Level, Said, Tick
from brygga.mappings.models import AreaLevel, MappingAnswer, PictureContact
from brygga.mappings.picture import Box, Side
from brygga.mappings.states import NOT_ANSWERED, Left
from brygga.people.models import InformationWay
from brygga.routines.forms import Form as Questionnaire
from brygga.routines.forms import Item
from brygga.routines.vocabulary import MappingKind
from brygga.rules.mappings import AreaSet
from brygga.ui.forms import Form
from brygga.ui.questionnaires import QuestionnaireForm, form_class, initial

LEFT = "--lamnad"
MARKS = (("now", "Kontakt nu"), ("lately", "Nyligen"), ("wished", "Vill ha kontakt"))


class StartForm(Form):
    kind = forms.ChoiceField(label="Vilket samtal?", widget=forms.RadioSelect)
    held_on = forms.DateField(label="Dag för samtalet")

    def __init__(self, *args: Any, kinds: Iterable[MappingKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, kind.term) for kind in kinds]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class BoxFields:
    """One on the picture with what can be said about it."""

    box: Box
    marks: tuple[forms.BoundField, ...]
    more: tuple[forms.BoundField, ...]
    here: bool = False


class PictureForm(Form):
    """Three boxes for each on the picture, and with whom and for what."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sides: list[Side], here: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn, self.here = sides, here
        for box in self._boxes():
            for mark, label in MARKS:
                self.fields[f"{box.key}-{mark}"] = forms.BooleanField(label=label, required=False)
            if len(box.units) > 1:
                units = [("", "Vet inte"), *((str(unit.pk), unit.name) for unit in box.units)]
                self._may_say(f"{box.key}-unit", forms.ChoiceField(label="Vilken?", choices=units, required=False))
            for name, label, longest in (("who", "Med vem?", 200), ("what_for", "Om vad?", 300)):
                self._may_say(f"{box.key}-{name}", forms.CharField(label=label, required=False, max_length=longest))

    def _may_say(self, name: str, field: forms.Field) -> None:
        """Asked when somebody is ticked; it may be left."""
        field.may_wait = True  # type: ignore[attr-defined]  # read by BoundField
        self.fields[name] = field

    def _boxes(self) -> Iterator[Box]:
        return (box for side in self.drawn for box in side.boxes)

    def picture(self) -> list[tuple[Side, list[BoxFields]]]:
        return [(side, [self._fields_of(box) for box in side.boxes]) for side in self.drawn]

    def _fields_of(self, box: Box) -> BoxFields:
        named = [f"{box.key}-{name}" for name in ("unit", "who", "what_for")]
        marks = tuple(self[f"{box.key}-{mark}"] for mark, _ in MARKS)
        return BoxFields(box, marks, tuple(self[name] for name in named if name in self.fields), box.key == self.here)

    def ticks(self) -> list[Tick]:
        return [self._tick(box) for box in self._boxes()]

    def _tick(self, box: Box) -> Tick:
        def said(name: str) -> Any:
            return self.cleaned_data.get(f"{box.key}-{name}")

        unit = said("unit")
        return Tick(
            box=box.key,
            unit_id=UUID(unit) if unit else None,
            now=bool(said("now")),
            lately=bool(said("lately")),
            wished=bool(said("wished")),
            who=said("who") or "",
            what_for=said("what_for") or "",
        )


def ticked(contacts: Mapping[str, PictureContact], seen: int) -> dict[str, Any]:
    """What stands on the picture already, as the form's first values."""
    values: dict[str, Any] = {"seen": seen}
    for key, row in contacts.items():
        values |= {f"{key}-{mark}": getattr(row, mark) for mark, _ in MARKS}
        values |= {f"{key}-unit": str(row.unit_id or ""), f"{key}-who": row.who, f"{key}-what_for": row.what_for}
    return values


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, and how it may be left."""

    fields: tuple[forms.BoundField, ...]
    left: forms.BoundField


def questions_form(questionnaire: Questionnaire, items: Iterable[Item]) -> type[QuestionsForm]:
    """The questions that are asked here, each with the person's right not to answer. None has to be answered now."""
    asked = tuple(replace(item, required=False, enable_when=()) for item in items)
    base = form_class(replace(questionnaire, items=asked))
    left = {
        item.link_id + LEFT: forms.ChoiceField(
            label="Eller",
            choices=[("", "Svar nu eller senare"), *((one.value, one.label) for one in NOT_ANSWERED)],
            widget=forms.RadioSelect,
            required=False,
        )
        for item in asked
    }
    return type("AskedForm", (QuestionsForm, base), left)


class QuestionsForm(QuestionnaireForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _may_all_wait(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        found = self.answers()
        for item in self.questionnaire.items:
            if found.get(item.link_id) is not None and cleaned.get(item.link_id + LEFT):
                self.add_error(item.link_id, "Frågan är både besvarad och lämnad. Välj ett av dem.")
        return cleaned

    def questions(self) -> list[Question]:
        names = {item.link_id: [item.link_id, item.link_id + "--annat"] for item in self.questionnaire.items}
        return [
            Question(tuple(self[name] for name in both if name in self.fields), self[key + LEFT])
            for key, both in names.items()
        ]

    def said(self) -> list[Said]:
        found = self.answers()
        said = []
        for item in self.questionnaire.items:
            left = self.cleaned_data.get(item.link_id + LEFT, "")
            if item.link_id in found:
                said.append(Said(question=item.link_id, left=Left.ANSWERED, value=found[item.link_id]))
            elif left:
                said.append(Said(question=item.link_id, left=left))
        return said


def said_before(questionnaire: Questionnaire, answers: Mapping[str, MappingAnswer]) -> dict[str, Any]:
    kept = {key: row.value for key, row in answers.items() if row.left == Left.ANSWERED}
    left = {key + LEFT: row.left for key, row in answers.items() if row.left != Left.ANSWERED}
    return {**initial(questionnaire, kept), **left}


def number(label: str, highest: int, ends: tuple[str, str]) -> forms.TypedChoiceField:
    numbers = [(str(step), str(step)) for step in range(highest + 1)]
    numbers[0], numbers[-1] = ("0", f"0, {ends[0]}"), (str(highest), f"{highest}, {ends[1]}")
    return forms.TypedChoiceField(
        label=label, choices=[("", "–"), *numbers], required=False, coerce=int, empty_value=None
    )


def _may_all_wait(form: Form) -> None:
    """All of it is wanted, and any of it may be left."""
    for field in form.fields.values():
        field.may_wait = True  # type: ignore[attr-defined]  # read by BoundField


ENDS = ("inget", "mycket stort")


class AreasForm(Form):
    """A number and a note for each life area. Empty: not spoken of."""

    def __init__(self, *args: Any, areas: AreaSet, latest: Mapping[str, AreaLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        for area in areas.areas:
            last = latest.get(area.key)
            self.fields[f"{area.key}-own"] = number("Personens egen siffra", areas.own_highest, ENDS)
            self.initial[f"{area.key}-own"] = last.own if last else None
            if areas.assessed_highest:
                self.fields[f"{area.key}-assessed"] = number("Din bedömning", areas.assessed_highest, ENDS)
                self.initial[f"{area.key}-assessed"] = last.assessed if last else None
            note = forms.CharField(
                label="Kort anteckning", widget=forms.Textarea(attrs={"rows": "2"}), required=False, max_length=2000
            )
            self.fields[f"{area.key}-note"] = note
            self.initial[f"{area.key}-note"] = last.note if last else ""
        _may_all_wait(self)

    def by_area(self) -> list[tuple[str, list[forms.BoundField], forms.BoundField]]:
        found = []
        for area in self.areas.areas:
            numbers = [
                self[f"{area.key}-{name}"] for name in ("own", "assessed") if f"{area.key}-{name}" in self.fields
            ]
            found.append((area.term, numbers, self[f"{area.key}-note"]))
        return found

    def levels(self) -> list[Level]:
        kept = self.cleaned_data
        return [
            Level(
                area=area.key,
                own=kept.get(f"{area.key}-own"),
                assessed=kept.get(f"{area.key}-assessed"),
                note=kept.get(f"{area.key}-note", ""),
            )
            for area in self.areas.areas
        ]


WHAT_HAPPENS = {
    InformationWay.TALK: "Säg till här när ni har berättat.",
    InformationWay.PAPER: "Ett brev att skriva ut. Adressen syns i ett fönsterkuvert.",
    InformationWay.PORTAL: "Personen läser det i Brygga med e-legitimation.",
    InformationWay.MAIL: "Ett mejl som bara säger att något finns i Brygga.",
    InformationWay.SMS: "Ett sms som bara säger att något finns i Brygga.",
    InformationWay.PICTURE: "Bilden av organisationerna att skriva ut.",
}


class CopyForm(Form):
    ways = forms.MultipleChoiceField(
        label="Hur vill personen ha kopian?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(way.value, f"{way.label}. {WHAT_HAPPENS[way]}") for way in InformationWay],
        error_messages={"required": "Välj minst ett sätt."},
    )


def today_first(on: date, kinds: tuple[MappingKind, ...]) -> dict[str, Any]:
    return {"held_on": on, "kind": kinds[0].key}
