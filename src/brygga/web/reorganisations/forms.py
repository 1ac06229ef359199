"""Which unit it goes into, on which day and why."""

from __future__ import annotations

from typing import Any

from django import forms

from brygga.agencies.models import Assignment, Unit
from brygga.core import clock
from brygga.reorganisations.may import may_be_on
from brygga.reorganisations.models import Reorganisation
from brygga.reorganisations.sharing import elsewhere
from brygga.ui.forms import Form

GOES, CLOSES = "goes", "closes"


def receivers(unit: Unit) -> Any:
    """Of the same kind, in the same organisation."""
    rows = Unit.objects.filter(organisation=unit.organisation_id, kind=unit.kind, closed_on=None)
    return rows.exclude(pk=unit.pk).order_by("sort", "pk")


class SplitForm(Form):
    """One question for each who works there: where they go, with all about those whose caseworker they are."""

    def __init__(self, *args: Any, row: Reorganisation, people: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.units = {str(unit.pk): unit for unit in receivers(row.unit)}
        chosen = {str(one.assignment_id): str(one.into_id) for one in elsewhere(row)}
        for key, one in self.people.items():
            self.fields[key] = forms.ChoiceField(
                label=f"{one.staff.name}, {one.title}",
                choices=[(pk, unit.name) for pk, unit in self.units.items()],
                initial=chosen.get(key, str(row.into_id)),
            )

    @property
    def shares(self) -> list[tuple[Assignment, Unit]]:
        return [(one, self.units[self.cleaned_data[key]]) for key, one in self.people.items()]


class ReorganiseForm(Form):
    what = forms.ChoiceField(
        label="Vad händer med enheten?",
        widget=forms.RadioSelect,
        choices=((GOES, "Den går upp i en annan enhet, eller delas"), (CLOSES, "Den läggs ner")),
        initial=GOES,
        help_text="En enhet som har något öppet kan inte läggas ner. Låt den då gå upp i en annan.",
    )
    into = forms.ModelChoiceField(
        label="Vilken enhet tar över?",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Välj enhet",
        help_text="En enhet av samma slag i er organisation. Ska den delas: den som tar det mesta. Vilka som går någon "
        "annanstans väljer du sedan. Behövs inte om enheten läggs ner.",
    )
    on = forms.DateField(
        label="Vilken dag?",
        help_text="Ligger dagen framåt görs det natten till den dagen. Fram till dess går det att återkalla.",
        error_messages={"required": "Skriv vilken dag."},
    )
    why = forms.CharField(
        label="Varför?",
        help_text="Till exempel beslutet som ligger bakom. Skriv inget om enskilda personer.",
        max_length=300,
        error_messages={"required": "Skriv varför."},
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = receivers(unit)  # type: ignore[attr-defined]
        self.fields["on"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("what") == CLOSES:
            said["into"] = None
        elif said.get("what") and not said.get("into") and "into" not in self.errors:
            self.add_error("into", "Välj den enhet som tar över.")
        if (on := said.get("on")) and not (day := may_be_on(on)):
            self.add_error("on", day.reason)
        return said

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("into", "on", "why")}
