"""Forms of the team: few fields, as one talks on the telephone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from brygga.agencies.models import Assignment, Unit
from brygga.bookings.models import TAKEN
from brygga.bookings.queries import Offer
from brygga.core import clock
from brygga.intakes.facts import Told
from brygga.intakes.models import Intake
from brygga.intakes.queries import Door, receivers, suggestion
from brygga.intakes.states import Contact, Result, Said
from brygga.people.acts.persons import SHORTEST_REASON
from brygga.people.models import Protection
from brygga.routines.loading import routine
from brygga.rules.routing import units_of
from brygga.ui.forms import Form, MomentField
from brygga.ui.slots import grouped
from brygga.web.people.forms import NUMBER_HELP, SHORT, IdentityField

THE_TEAM = ("teamet",)
THE_PERSON = ("personen", "den som tar emot")


class AppointForm(Form):
    caseworker = forms.TypedChoiceField(label="Vem har hand om det?", error_messages={"required": "Välj någon."})

    def __init__(self, *args: Any, candidates: list[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(one.pk): one for one in candidates}
        field: Any = self.fields["caseworker"]
        field.choices = [("", "Välj"), *((key, str(one)) for key, one in by_key.items())]
        field.coerce = by_key.get


class AttemptForm(Form):
    shared_with: ClassVar = {"note": THE_TEAM}
    how = forms.ChoiceField(label="Hur försökte du?", choices=Contact.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="Hur gick det?", choices=Result.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Anteckning", required=False, max_length=500, widget=SHORT)


class MeetingForm(Form):
    """One of the unit's free booked times, or another time and place."""

    shared_with: ClassVar = {"meeting_place": ("personen",)}
    slot = forms.TypedChoiceField(
        label="En ledig tid hos er",
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": TAKEN},
        help_text="Tiden bokas genast, så att ingen annan tar den.",
    )
    meeting_at = MomentField(label="Eller en annan tid", required=False)
    meeting_place = forms.CharField(label="Var?", required=False, max_length=300)

    def __init__(self, *args: Any, free: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["slot"]
        by_key = {offer.key: offer for offer in free}
        field.choices, field.coerce = [("", "Ingen"), *grouped(free, in_a_row=True)], by_key.get
        if not free:
            del self.fields["slot"]
            self.fields["meeting_at"].label = "När?"

    def clean(self) -> dict[str, Any]:
        """The words of the act: which hours, when and where."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        offer, at, place = said.get("slot"), said.get("meeting_at"), said.get("meeting_place", "").strip()
        if offer and at:
            self.add_error("meeting_at", "Välj en ledig tid eller skriv en annan, inte båda.")
        elif not offer and not at:
            self.add_error("meeting_at", "Skriv datum och tid, till exempel 2027-03-01 14.30.")
        elif at and not place:
            self.add_error("meeting_place", "Skriv var ni ses, så att personen hittar.")
        if offer:
            return {"hours": offer.hours, "starts_at": offer.slot.starts_at}
        return {"starts_at": at, "place": place}


class DismissForm(Form):
    shared_with: ClassVar = {"reason": ("personen",)}
    reason = forms.CharField(
        label="Varför?",
        max_length=500,
        widget=SHORT,
        help_text="Till exempel: kom två gånger, eller är inget meddelande.",
        error_messages={"required": "Skriv varför, så att andra förstår."},
    )


class OpenForm(Form):
    shared_with: ClassVar = {"reason": ("den som granskar loggen",)}
    reason = forms.CharField(
        label="Varför behöver du uppgifterna?",
        widget=SHORT,
        min_length=SHORTEST_REASON,
        max_length=500,
        error_messages={"required": "Skriv varför du behöver uppgifterna."},
    )


class RegisterForm(Form):
    given_name = forms.CharField(label="Förnamn", max_length=100)
    family_name = forms.CharField(label="Efternamn", max_length=100)
    identity = IdentityField(label="Identitetsnummer", required=False, help_text=NUMBER_HELP)
    protection = forms.ChoiceField(
        label="Skyddade personuppgifter", required=False, choices=Protection.choices, widget=forms.RadioSelect
    )


class OutcomeForm(Form):
    shared_with: ClassVar = {"reason": THE_PERSON}
    outcome = forms.ChoiceField(label="Vad blev det?", widget=forms.RadioSelect)
    to_units = forms.MultipleChoiceField(
        label="Vem tar emot?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Flera arbetar parallellt. Var och en får en egen förfrågan, om personen har samtyckt.",
    )
    reason = forms.CharField(
        label="Vad behöver de veta?",
        required=False,
        max_length=1000,
        widget=SHORT,
        help_text="Den som tar emot läser det, om personen har samtyckt. Personen läser det alltid.",
    )

    def __init__(self, *args: Any, intake: Intake, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = intake.rule.outcomes_on(on)
        self.fields["outcome"].choices = [(rule.key, rule.term) for rule in rules]  # type: ignore[attr-defined]
        kinds = {kind for rule in rules for kind in rule.unit_kinds}
        self.units: dict[str, Unit] = {str(unit.pk): unit for unit in receivers(intake, kinds)}
        suggested = units_of(suggestion(intake))
        field: Any = self.fields["to_units"]
        field.choices = [(key, f"{u.name}, {u.organisation.name}") for key, u in self.units.items()]
        field.initial = [key for key, unit in self.units.items() if unit.kind in suggested]
        if not self.units:
            del self.fields["to_units"]

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "to_units": [self.units[key] for key in said.get("to_units", [])]}


class AssessForm(Form):
    needs = forms.MultipleChoiceField(
        label="Vad är det tydligt att personen behöver?", required=False, widget=forms.CheckboxSelectMultiple
    )
    known_at = forms.ChoiceField(label="Känd sedan tidigare hos", required=False)

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        kwargs["initial"] = {"needs": intake.needs, "known_at": intake.known_at}
        super().__init__(*args, **kwargs)
        place = routine(intake.place)
        rules = place.routing_on(intake.came_on)
        needs, known = cast("Any", self.fields["needs"]), cast("Any", self.fields["known_at"])
        needs.choices = list({rule.need: rule.need_term for rule in rules if rule.need}.items())
        kinds = dict.fromkeys(kind for rule in rules for kind in rule.known_at)
        known.choices = [("", "Ingen"), *((kind, place.unit_kind(kind).term) for kind in kinds)]


class ReferForm(Form):
    """One page: to whom, about whom, what for, and the person's yes."""

    shared_with: ClassVar = {"words": ("den enhet du väljer",), "reach": ("den enhet du väljer",)}
    to_unit = forms.TypedChoiceField(label="Till vem?", error_messages={"required": "Välj vem du skriver till."})
    name = forms.CharField(label="Personens namn", max_length=100)
    born = forms.DateField(label="Född")
    identity = IdentityField(label="Identitetsnummer", required=False, help_text=f"Behövs inte. {NUMBER_HELP}")
    is_registered = forms.BooleanField(label="Personen är folkbokförd i kommunen", required=False)
    protected = forms.BooleanField(label="Personen har skyddade personuppgifter", required=False)
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    reach = forms.CharField(label="Något att tänka på när de hör av sig?", required=False, max_length=500, widget=SHORT)
    interpreter = forms.CharField(label="Tolk", required=False, max_length=100)
    words = forms.CharField(
        label="Vad behöver personen hjälp med?",
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=2000,
        error_messages={"required": "Skriv vad personen behöver hjälp med."},
    )
    consent_on = forms.DateField(
        label="Vilken dag sa personen ja till remissen?",
        error_messages={"required": "Utan personens ja skickas ingen remiss. Rådgör anonymt i stället."},
    )
    consent_how = forms.ChoiceField(label="Hur sa personen ja?", choices=Said.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, doors: list[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {str(door.unit.pk): door.unit for door in doors}
        field: Any = self.fields["to_unit"]
        field.choices = [("", "Välj"), *((key, f"{u.name} ({u.organisation.name})") for key, u in units.items())]
        field.coerce = units.get

    def clean_born(self) -> Any:
        born = self.cleaned_data["born"]
        if born > clock.today():
            raise ValidationError("Dagen har inte varit ännu. Kontrollera årtalet.")
        return born

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("phone") and not found.get("reach"):
            self.add_error("phone", "Skriv ett telefonnummer, eller hur de annars når personen.")
        return found

    def told(self) -> Told:
        names = ("name", "born", "identity", "is_registered", "protected", "phone", "reach", "interpreter", "words")
        return Told(**{name: self.cleaned_data[name] for name in names})
