"""Forms for booking, moving and cancelling, and for setting hours up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.bookings.facts import HoursFacts
from brygga.bookings.may import kinds_to_set_up
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.meetings.states import PlaceKind
from brygga.rules.dates import WEEKDAYS
from brygga.ui.forms import Form
from brygga.ui.slots import SlotForm

OFTEN = [("1", "Varje vecka"), ("2", "Varannan vecka")]


class BookForPersonForm(SlotForm):
    about = forms.CharField(
        label="Vad gäller det?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, told: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].audience = tuple(told)  # type: ignore[attr-defined]  # read by BoundField


class MoveForm(SlotForm):
    shared_with: ClassVar = {"why": ("den som bokade", "enheten som har tiden")}
    why = forms.CharField(label="Varför?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CancelForm(Form):
    shared_with: ClassVar = {"why": ("den som bokade", "enheten som har tiden")}
    why = forms.CharField(
        label="Varför?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv varför, så att den andra vet vad som gäller."},
    )


class AttendanceForm(Form):
    came = forms.ChoiceField(
        label="Kom personen?",
        choices=[("yes", "Ja"), ("no", "Nej, personen kom inte")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om personen kom."},
    )


class HoursForm(Form):
    kind = forms.ChoiceField(label="Vilka tider?", widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label="Veckodag", coerce=int, choices=[(str(n), day.capitalize()) for n, day in enumerate(WEEKDAYS)]
    )
    starts = forms.TimeField(label="Från klockan")
    ends = forms.TimeField(label="Till klockan")
    slot_minutes = forms.IntegerField(label="Minuter per tid", min_value=5, max_value=480)
    every_weeks = forms.TypedChoiceField(label="Hur ofta?", coerce=int, choices=OFTEN, widget=forms.RadioSelect)
    since = forms.DateField(label="Första dagen", help_text="Varannan vecka räknas från den veckan.")
    until = forms.DateField(label="Sista dagen", required=False)
    place_kind = forms.ChoiceField(label="Hur ses ni?", choices=PlaceKind.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Plats, telefonnummer eller länk",
        max_length=300,
        required=False,
        help_text="Personen och den som bokar ser det.",
    )
    consultant_unit = forms.ModelChoiceField(
        label="Enhet som konsulten kommer från",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Ingen konsult",
        help_text="Bara för tider med en konsult. Enheten får veta när tiden inte behövs.",
    )

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        kinds = kinds_to_set_up(actor, unit)
        first = kinds[0] if kinds else None
        kwargs["initial"] = {
            "kind": first.key if first else "",
            "slot_minutes": first.slot_minutes if first else 30,
            "every_weeks": first.every_weeks if first else 1,
            "since": clock.today() + timedelta(days=1),
            "place_kind": PlaceKind.ROOM,
            "place": unit.address,
        }
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [(kind.key, kind.term) for kind in kinds]
        wanted = {kind.consultant_kind for kind in kinds} - {""}
        if wanted:
            units = Unit.objects.filter(kind__in=wanted, organisation__place=actor.place, closed_on=None)
            fields["consultant_unit"].queryset = units.order_by("sort")
        else:
            del fields["consultant_unit"]

    def clean(self) -> dict[str, Any]:
        """As one value for the act."""
        if not self.errors:
            self.cleaned_data = {"facts": HoursFacts(**self.cleaned_data)}
        return self.cleaned_data


class EndForm(Form):
    until = forms.DateField(label="Sista dagen som tiderna finns", error_messages={"required": "Välj den sista dagen."})


class CloseDayForm(Form):
    day = forms.DateField(label="Vilken dag?", error_messages={"required": "Välj en dag."})
    why = forms.CharField(
        label="Varför?",
        required=False,
        max_length=200,
        help_text="Till exempel Studiedag. Skriv inget om någon person.",
    )
