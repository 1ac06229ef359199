"""Forms for consulting. Short enough to fill in while one still holds the telephone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.consultations.anonymity import identities_in
from brygga.consultations.may import kinds_open_to
from brygga.consultations.models import Consultation
from brygga.consultations.queries import caseworker_called
from brygga.consultations.states import How, NextBy
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.ui.forms import Form
from brygga.web.coordinations.forms import unit_choices

BOTH = ("enheten som frågade", "enheten som fick frågan")
LONG = forms.Textarea(attrs={"rows": 3})
TALKED = [choice for choice in How.choices if choice[0] != How.WRITING]


class ConsultForm(Form):
    """What writing up and asking have in common. Without a coordination nothing may show whom it is about."""

    kind = forms.ChoiceField(label="Vad är det för konsultation?", widget=forms.RadioSelect)
    to_unit = forms.TypedChoiceField(label="Med vilken enhet?", error_messages={"required": "Välj en enhet."})
    question = forms.CharField(
        label="Vad frågade ni om?",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Skriv frågan, kort."},
    )
    #: Whether these are the kinds that ask for a talk beforehand.
    talked_first: ClassVar[bool] = False
    #: The texts that are looked through.
    spoken: ClassVar[tuple[str, ...]] = ("question",)

    def __init__(
        self, *args: Any, actor: Actor, units: Iterable[Unit], coordination: Coordination | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.coordination = actor, coordination
        offered = {str(unit.pk): unit for unit in units}
        kinds = [(kind.key, kind.term) for kind in kinds_open_to(actor) if kind.talked_first is self.talked_first]
        fields: dict[str, Any] = self.fields
        if len(kinds) == 1:
            fields["kind"].widget = forms.HiddenInput()
        fields["kind"].choices, fields["kind"].initial = kinds, next((key for key, _ in kinds), "")
        fields["to_unit"].choices = _named(offered.values(), coordination)
        fields["to_unit"].coerce = offered.get
        for name in self.spoken:
            fields[name].audience = BOTH

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.coordination is None:
            show_nobody(self, self.actor, said.get("to_unit"), self.spoken)
        return said


def _named(units: Iterable[Unit], coordination: Coordination | None) -> list[Any]:
    units = list(units)
    if coordination is not None:
        return unit_choices(units, {unit.pk for unit in units}, all_units=False)
    return [("", "Välj enhet"), *((str(unit.pk), f"{unit.name} ({unit.organisation.name})") for unit in units)]


def show_nobody(form: Form, actor: Actor, other: Unit | None, names: Iterable[str]) -> None:
    """The reason stands at the field that shows whom it is about."""
    texts = {name: str(form.cleaned_data.get(name) or "") for name in names}
    for name, reason in identities_in(actor, other, texts).items():
        form.add_error(name, reason)


class NextForm(Form):
    next_by = forms.ChoiceField(label="Vem tar nästa steg?", widget=forms.RadioSelect, choices=NextBy.choices)
    next_step = forms.CharField(label="Vad är nästa steg?", required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        someone = said.get("next_by") and said["next_by"] != NextBy.NOBODY
        if someone and "next_step" in said and not said["next_step"].strip():
            self.add_error("next_step", "Skriv vad nästa steg är.")
        return said


class LogForm(ConsultForm, NextForm):
    spoken: ClassVar[tuple[str, ...]] = ("question", "with_whom", "advice", "next_step")
    how = forms.ChoiceField(label="Hur?", widget=forms.RadioSelect, choices=TALKED, initial=How.PHONE)
    with_whom = forms.CharField(
        label="Vem talade du med?", help_text="Namn eller funktion.", required=False, max_length=200
    )
    advice = forms.CharField(
        label="Vad kom ni fram till?",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Skriv vad ni kom fram till."},
    )
    field_order: ClassVar[list[str]] = [
        *("kind", "to_unit", "how", "with_whom", "question", "advice", "next_by", "next_step"),
    ]


class AskForm(ConsultForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = "Vad vill ni veta?"
        self.fields["question"].help_text = "En konkret fråga. Behöver ni resonera, ring i stället."
        self.fields["to_unit"].label = "Vilken enhet frågar ni?"


class DifficultyForm(ConsultForm):
    """STO-09: when they talked, and with whom, comes first."""

    talked_first: ClassVar[bool] = True
    with_whom = forms.CharField(
        label="Med vem har du talat?",
        help_text="Hela namnet på handläggaren på den andra enheten.",
        max_length=200,
        error_messages={"required": "Tala först med handläggaren på den andra enheten, och skriv vem det var."},
    )
    talked_on = forms.DateField(
        label="När talade ni?", error_messages={"required": "Skriv dagen då ni talade med varandra."}
    )
    field_order: ClassVar[list[str]] = ["kind", "to_unit", "with_whom", "talked_on", "question"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = "Vad är svårt, och vad har ni försökt?"
        self.fields["question"].audience = ("cheferna på båda enheterna", "den du har talat med")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        unit, name = said.get("to_unit"), said.pop("with_whom", "")
        if unit and name:
            said["talked_with"] = caseworker_called(unit, name)
            if said["talked_with"] is None:
                self.add_error("with_whom", f"Ingen på {unit.name} heter så. Skriv hela namnet.")
        if said.get("talked_on") and said["talked_on"] > clock.today():
            self.add_error("talked_on", "Dagen har inte varit än. Skriv när ni talade med varandra.")
        return said


class AnswerForm(NextForm):
    """To answer, or to say why not. `named` texts may show whom it is about."""

    shared_with: ClassVar = {"advice": BOTH, "next_step": BOTH}
    spoken: ClassVar[tuple[str, ...]] = ("advice", "next_step")
    advice = forms.CharField(
        label="Ert råd", widget=LONG, max_length=2000, error_messages={"required": "Skriv ert råd."}
    )
    field_order: ClassVar[list[str]] = ["advice", "next_by", "next_step"]

    def __init__(self, *args: Any, actor: Actor, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.consultation = actor, consultation

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        check_answer(self, self.actor, self.consultation, self.spoken)
        return said


class PlainForm(Form):
    """Nothing to fill in."""

    def __init__(self, *args: Any, actor: Actor, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReasonForm(Form):
    shared_with: ClassVar = {"reason": BOTH}
    reason = forms.CharField(
        label="Skäl",
        widget=LONG,
        max_length=1000,
        error_messages={"required": "Skriv varför, så att den andra enheten vet vad som gäller."},
    )

    def __init__(self, *args: Any, actor: Actor, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.consultation = actor, consultation

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        check_answer(self, self.actor, self.consultation, ("reason",))
        return said


def check_answer(form: Form, actor: Actor, consultation: Consultation, names: Iterable[str]) -> None:
    if consultation.is_named:
        return
    other = consultation.to_unit if consultation.from_unit_id == actor.unit_id else consultation.from_unit
    show_nobody(form, actor, other, names)


class WhomForm(Form):
    coordination = forms.TypedChoiceField(label="Vem gäller det?", error_messages={"required": "Välj en person."})

    def __init__(self, *args: Any, choices: Iterable[Coordination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(row.pk): row for row in choices}
        named = [(key, f"{row.person.name}, {row.number}") for key, row in found.items()]
        self.fields["coordination"].choices = [("", "Välj"), *named]  # type: ignore[attr-defined]
        self.fields["coordination"].coerce = found.get  # type: ignore[attr-defined]
