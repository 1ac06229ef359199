"""Forms about persons: the number first, then the rest."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from brygga.agencies.models import Assignment, Unit
from brygga.core import clock
from brygga.people.acts.persons import SHORTEST_REASON
from brygga.people.models import InformationWay, Protection, RepresentativeKind
from brygga.people.queries import PersonView
from brygga.rules.identity_numbers import IdentityNumber, InvalidIdentityNumber, parse
from brygga.ui.forms import Form
from brygga.web.periods import PeriodForm

NUMBER_HELP = "ÅÅÅÅMMDD-NNNN. Person-, samordnings- eller reservnummer."
SHORT = forms.Textarea(attrs={"rows": "3"})


class IdentityField(forms.CharField):
    """What was typed, read as an identity number; None when it was left empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}
        super().__init__(max_length=30, strip=True, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> IdentityNumber | None:
        text = super().clean(value)
        try:
            return parse(text, on=clock.today()) if text else None
        except InvalidIdentityNumber as fault:
            raise ValidationError(str(fault)) from fault


class PersonForm(Form):
    """What is known of a person, apart from numbers and protection."""

    given_name = forms.CharField(
        label="Förnamn", max_length=100, error_messages={"required": "Skriv personens förnamn."}
    )
    family_name = forms.CharField(
        label="Efternamn", max_length=100, error_messages={"required": "Skriv personens efternamn."}
    )
    born = forms.DateField(label="Född", required=False, help_text="Lämna tomt om det är samma dag som i numret.")
    interpreter = forms.CharField(
        label="Tolk", required=False, max_length=100, help_text="Vilket språk, till exempel somaliska."
    )
    information_ways = forms.MultipleChoiceField(
        label="Hur vill personen ha information?",
        required=False,
        choices=InformationWay.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    email = forms.EmailField(label="E-post", required=False)
    address = forms.CharField(label="Adress", required=False, max_length=300)

    def clean_born(self) -> date | None:
        born: date | None = self.cleaned_data["born"]
        if born and born > clock.today():
            raise ValidationError("Födelsedagen ligger i framtiden. Kontrollera datumet.")
        return born

    @staticmethod
    def of(view: PersonView, given_name: str, family_name: str, ways: list[str]) -> dict[str, Any]:
        return {
            "given_name": given_name,
            "family_name": family_name,
            "born": view.born,
            "interpreter": view.interpreter,
            "information_ways": ways,
            "phone": view.phone,
            "email": view.email,
            "address": view.address,
        }


class DeathForm(Form):
    died_on = forms.DateField(label="Vilken dag dog personen?")


class RegisterForm(PersonForm):
    identity = IdentityField(
        label="Identitetsnummer", required=False, help_text=f"{NUMBER_HELP} Lämna tomt om personen saknar nummer."
    )
    protection = forms.ChoiceField(
        label="Skyddade personuppgifter", required=False, choices=Protection.choices, widget=forms.RadioSelect
    )
    unit = forms.ModelChoiceField(label="Enhet", queryset=Unit.objects.none(), empty_label=None)
    mine = forms.BooleanField(label="Jag är ansvarig handläggare", required=False, initial=True)
    field_order = ["identity", "given_name", "family_name"]

    def __init__(self, *args: Any, units: Any, handles: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units) == 1:
            del self.fields["unit"]
        if not handles:
            del self.fields["mine"]


class IdentityForm(Form):
    identity = IdentityField(label="Numret", help_text=NUMBER_HELP, error_messages={"required": "Skriv numret."})
    why = forms.ChoiceField(
        label="Vad har hänt?",
        widget=forms.RadioSelect,
        choices=[
            ("changed", "Personen har fått ett nytt nummer. Det gamla finns kvar i historiken."),
            ("wrong", "Numret som stod här var fel. Det tas bort."),
        ],
        error_messages={"required": "Välj vad som har hänt."},
    )
    since = forms.DateField(label="Gäller från", required=False, help_text="Behövs bara för ett nytt nummer.")


class ReasonForm(Form):
    reason = forms.CharField(
        label="Varför behöver du uppgifterna?",
        widget=SHORT,
        min_length=SHORTEST_REASON,
        max_length=500,
        help_text="Skälet sparas i läsloggen och granskas.",
        error_messages={"required": "Skriv varför du behöver uppgifterna."},
    )


class ProtectForm(Form):
    protection = forms.ChoiceField(
        label="Vilket skydd?",
        widget=forms.RadioSelect,
        choices=[c for c in Protection.choices if c[0]],
        error_messages={"required": "Välj vilket skydd personen har."},
    )


class RepresentativeForm(PeriodForm):
    shared_with: ClassVar = {"mandate": ("de som personen har sagt ja till",)}
    kind = forms.ChoiceField(
        label="Vem är det?",
        choices=RepresentativeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vem det är."},
    )
    name = forms.CharField(label="Namn", error_messages={"required": "Skriv företrädarens namn."})
    identity = IdentityField(
        label="Identitetsnummer",
        required=False,
        help_text=f"{NUMBER_HELP} Behövs om företrädaren själv ska kunna logga in.",
    )
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    email = forms.EmailField(label="E-post", required=False)
    mandate = forms.CharField(
        label="Uppdraget omfattar",
        required=False,
        max_length=500,
        widget=SHORT,
        help_text="Till exempel: bevaka rätt, förvalta egendom, sörja för person.",
    )
    may_consent = forms.BooleanField(label="Får lämna samtycke för personen", required=False)
    since = forms.DateField(label="Från", error_messages={"required": "Skriv från vilken dag uppdraget gäller."})
    until = forms.DateField(label="Till och med", required=False)


class ChangeRepresentativeForm(Form):
    shared_with: ClassVar = {"mandate": ("de som personen har sagt ja till",)}
    name = forms.CharField(label="Namn", error_messages={"required": "Skriv företrädarens namn."})
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    email = forms.EmailField(label="E-post", required=False)
    mandate = forms.CharField(label="Uppdraget omfattar", required=False, max_length=500, widget=SHORT)


class Colleague(forms.ModelChoiceField):
    """An assignment, told by who holds it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.staff.name}, {obj.title}"


class CaseworkerForm(Form):
    caseworker = Colleague(
        label="Ansvarig handläggare",
        queryset=Assignment.objects.none(),
        empty_label="Välj",
        error_messages={"required": "Välj handläggare."},
    )

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = among  # type: ignore[attr-defined]
