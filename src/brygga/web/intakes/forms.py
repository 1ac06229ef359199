"""Forms of the team: few fields, as one talks on the telephone."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Assignment, Unit
from brygga.intakes.models import Intake
from brygga.intakes.queries import receivers
from brygga.intakes.states import Contact, Result
from brygga.people.acts.persons import SHORTEST_REASON
from brygga.people.models import Protection
from brygga.ui.forms import Form
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
    shared_with: ClassVar = {"meeting_place": ("personen",)}
    meeting_at = forms.DateTimeField(label="När?")
    meeting_place = forms.CharField(
        label="Var?", max_length=200, error_messages={"required": "Skriv var ni ses, så att personen hittar."}
    )


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
    to_unit = forms.TypedChoiceField(label="Vem tar emot?", required=False, empty_value=None)
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
        units: dict[str, Unit] = {str(unit.pk): unit for unit in receivers(intake, kinds)}
        field: Any = self.fields["to_unit"]
        field.choices = [("", "Ingen"), *((key, f"{u.name} ({u.organisation.name})") for key, u in units.items())]
        field.coerce = units.get
