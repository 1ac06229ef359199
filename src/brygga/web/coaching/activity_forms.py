"""Adding an activity in a minute: everything that can be guessed is filled in."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django import forms

from brygga.agencies.models import Unit
from brygga.coaching.facts import ActivityFacts
from brygga.coaching.queries import rule_of
from brygga.coaching.states import Form as ActivityForm
from brygga.core import clock
from brygga.meetings.states import PlaceKind
from brygga.rules.calendar import SWEDEN
from brygga.rules.coaching import Timetable
from brygga.ui.forms import Form
from brygga.web.coaching.forms import others_in

OFTEN = [("0", "En gång"), ("1", "Varje vecka"), ("2", "Varannan vecka")]
TABLE = ("first", "last", "starts", "ends", "every_weeks")
NO_PERSON = "Skriv inget om någon person."


class OccasionForm(Form):
    """When and where, for an activity of either form."""

    kind = forms.ChoiceField(label="Slag")
    organiser = forms.ModelChoiceField(
        label="Vem håller i det?",
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text="Vilken enhet som helst i samarbetet, också en ny.",
    )
    first = forms.DateField(label="Första dagen")
    starts = forms.TimeField(label="Från klockan")
    ends = forms.TimeField(label="Till klockan")
    every_weeks = forms.TypedChoiceField(label="Hur ofta?", coerce=int, choices=OFTEN, widget=forms.RadioSelect)
    last = forms.DateField(label="Sista dagen", required=False, help_text="När det återkommer. Röda dagar hoppas över.")
    place_kind = forms.ChoiceField(label="Hur ses ni?", choices=PlaceKind.choices, widget=forms.RadioSelect)
    where = forms.CharField(label="Plats, telefonnummer eller länk", max_length=300, required=False)
    form_of = ActivityForm.GROUP

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        first = SWEDEN.next_workday(clock.today() + timedelta(days=1))
        usual = {"organiser": unit.pk, "first": first, "starts": time(9), "ends": time(10), "every_weeks": "0"}
        usual |= {"place_kind": PlaceKind.ROOM, "where": unit.address}
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kinds = rule_of(unit).activity_kinds_on(clock.today())
        fields["kind"].choices = [(row.key, row.term) for row in kinds]
        fields["organiser"].queryset = others_in(unit.organisation.place)
        fields["organiser"].label_from_instance = lambda one: f"{one.name}, {one.organisation.name}"

    def clean(self) -> dict[str, Any]:
        """As one value for the act."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("every_weeks") and not found.get("last"):
            self.add_error("last", "Skriv den sista dagen, så att alla vet hur länge det pågår.")
        if found.get("starts") and found.get("ends") and found["ends"] <= found["starts"]:
            self.add_error("ends", "Tiden måste sluta efter att den börjar.")
        if self.errors:
            return found
        table = Timetable(**{name: found.pop(name) for name in TABLE})
        self.cleaned_data = {"activity": ActivityFacts(form=self.form_of, table=table, **self._named(found))}
        return self.cleaned_data

    def _named(self, found: dict[str, Any]) -> dict[str, Any]:
        return found


class GroupForm(OccasionForm):
    name = forms.CharField(
        label="Vad heter aktiviteten?", max_length=100, error_messages={"required": "Skriv vad aktiviteten heter."}
    )
    seats = forms.IntegerField(label="Platser", min_value=1, max_value=500)
    field_order = ("name", "kind", "organiser", "seats", *TABLE, "place_kind", "where")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"seats": 12}
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = NO_PERSON
        kinds = list(self.fields["kind"].choices)  # type: ignore[attr-defined]
        self.initial.setdefault("kind", kinds[-1][0] if kinds else "")


class AloneForm(OccasionForm):
    """With one person: called as its kind is, so that the name says nothing more."""

    form_of = ActivityForm.INDIVIDUAL

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, **kwargs)
        self.terms = {row.key: row.term for row in rule_of(unit).activity_kinds_on(clock.today())}

    def _named(self, found: dict[str, Any]) -> dict[str, Any]:
        return {**found, "name": self.terms[found["kind"]], "seats": 1}
