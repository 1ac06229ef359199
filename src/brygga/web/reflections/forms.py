"""Writing without identity, and seeking. What shows whom it is about is stopped at its field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.reflections.anonymity import shown_in
from brygga.reflections.models import READERS
from brygga.reflections.queries import Sought, usual_tags
from brygga.reflections.states import ReflectionKind
from brygga.rules.critical import Situation
from brygga.rules.tags import all_of, fault_in, tags_in
from brygga.ui.forms import Form
from brygga.web.periods import PERIODS

LONG = forms.Textarea(attrs={"rows": 6})
SITUATIONS = [(one.value, one.term) for one in Situation]
#: How far back one looks: the word in the address, on the list, and the days.


class TextForm(Form):
    """One text that everybody reads, and that names nobody."""

    shared_with: ClassVar = {"text": READERS}
    text = forms.CharField(
        label="Vad vill ni lägga till eller rätta?",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Skriv tillägget."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        words = {name: str(said.get(name) or "") for name in self.fields if name in ("text", "tags")}
        for name, reason in shown_in(self.actor, words).items():
            self.add_error(name, reason)
        return said


class ReflectionForm(TextForm):
    shared_with: ClassVar = {"text": READERS, "tags": READERS}
    kind = forms.ChoiceField(label="Vad handlar det om?", widget=forms.RadioSelect, choices=ReflectionKind.choices)
    situation = forms.ChoiceField(
        label="Vilket slags läge?",
        help_text="De kritiska lägen som tidslinjen visar. Lämna tomt om inget passar.",
        required=False,
        choices=[("", "Inget av dem"), *SITUATIONS],
    )
    usual = forms.MultipleChoiceField(label="Vanliga taggar", widget=forms.CheckboxSelectMultiple, required=False)
    tags = forms.CharField(
        label="Egna taggar", help_text="Ett eller ett par ord var, med komma emellan.", required=False, max_length=200
    )
    field_order: ClassVar[list[str]] = ["kind", "text", "situation", "usual", "tags"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Vad har ni lärt er?"
        self.fields["text"].help_text = "Vad hände i arbetet, varför, och vad gör ni annorlunda nästa gång?"
        self.fields["text"].error_messages["required"] = "Skriv vad ni har lärt er."
        words = usual_tags(self.actor)
        self.fields["usual"].choices = [(word, word) for word in words]  # type: ignore[attr-defined]
        if not words:
            del self.fields["usual"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        words = all_of((*said.pop("usual", ()), *tags_in(said.get("tags") or "")))
        if fault := fault_in(words):
            self.add_error("tags", fault)
        return {**said, "tags": words}


class SeekForm(Form):
    """What is sought stands in the address."""

    ord = forms.CharField(label="Ord i texten", required=False)
    slag = forms.ChoiceField(label="Slag", required=False, choices=[("", "Alla"), *ReflectionKind.choices])
    lage = forms.ChoiceField(label="Läge", required=False, choices=[("", "Alla"), *SITUATIONS])
    tagg = forms.CharField(label="Tagg", required=False)
    tid = forms.ChoiceField(
        label="Tid", required=False, choices=[("", "Alla"), *((key, words) for key, (words, _) in PERIODS.items())]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.may_wait = True  # type: ignore[attr-defined]  # nothing one seeks by must be said

    def sought(self) -> Sought:
        """Whatever cannot be read is as if not asked."""
        self.is_valid()
        said = self.cleaned_data
        days = PERIODS.get(said.get("tid", ""), ("", 0))[1]
        return Sought(
            words=said.get("ord", ""),
            tag=next(iter(tags_in(said.get("tagg", ""))), ""),
            situation=said.get("lage", ""),
            kind=said.get("slag", ""),
            since=clock.today() - timedelta(days=days) if days else None,
        )

    @property
    def kept(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
