"""What a stranger fills in: only what is needed to be found and helped."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from brygga.core import clock
from brygga.intakes.facts import Told, phone_index
from brygga.intakes.queries import Door
from brygga.rules.identity_numbers import IdentityNumber, InvalidIdentityNumber, parse
from brygga.rules.intakes import Held
from brygga.ui.forms import Form

#: Nobody fills in the form faster; a program does.
FASTEST = timedelta(seconds=3)
OPEN_FOR = timedelta(hours=12)
OLDEST = 120
TOO_FAST = "Det gick väldigt fort. Vänta några sekunder och tryck på Skicka igen."
BY_A_PROGRAM = "Det ser ut som att ett program har fyllt i sidan. Ladda om sidan och försök igen, eller ring."
STALE = "Sidan har varit öppen länge. Det du skrev finns kvar. Vänta några sekunder och tryck på Skicka igen."
#: What is not typed by somebody who has signed in.
KNOWN_BY_SIGN_IN = ("name", "born", "identity", "protected")
_signer = Signer(salt="be om hjälp")


def stamp(at: datetime) -> str:
    return _signer.sign(at.isoformat())


class PhoneField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "tel", "autocomplete": "tel", "type": "tel"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and phone_index(text) is None:
            raise ValidationError("Skriv hela telefonnumret, med riktnummer.")
        return text


class HelpForm(Form):
    words = forms.CharField(
        label="Vad vill du ha hjälp med?",
        help_text="Skriv som du själv säger det. Du behöver inte skriva allt.",
        widget=forms.Textarea(attrs={"rows": "5"}),
        max_length=2000,
        error_messages={"required": "Skriv några ord om vad du vill ha hjälp med."},
    )
    contacts = forms.MultipleChoiceField(
        label="Har du kontakt med någon av dem här nu?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.CharField(
        label="Vad heter du?",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Skriv vad du heter, så att vi vet vem vi frågar efter."},
    )
    phone = PhoneField(label="Telefon", required=False)
    reach = forms.CharField(
        label="Ska vi tänka på något när vi hör av oss?",
        help_text="Till exempel: ring efter klockan tre, säg inte varifrån ni ringer. Eller: så nås du utan telefon.",
        widget=forms.Textarea(attrs={"rows": "2"}),
        required=False,
        max_length=500,
    )
    born = forms.DateField(
        label="När är du född?",
        help_text="År, månad och dag, till exempel 1994-03-25.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday"}),
        error_messages={"required": "Skriv när du är född. Vi behöver veta hur gammal du är."},
    )
    is_registered = forms.ChoiceField(widget=forms.RadioSelect, choices=[("ja", "Ja"), ("nej", "Nej")])
    identity = forms.CharField(
        label="Personnummer",
        help_text="Du behöver inte skriva det. Skriver du det går det fortare om du redan har kontakt med oss.",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    protected = forms.BooleanField(label="Jag har skyddade personuppgifter", required=False)
    interpreter = forms.CharField(label="Behöver du tolk? Vilket språk?", required=False, max_length=100)
    webbplats = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    tid = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(
        self, *args: Any, door: Door, at: datetime, known: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"tid": stamp(at), **(known or {})}
        super().__init__(*args, **kwargs)
        self.known = known or {}
        for name in KNOWN_BY_SIGN_IN if known else ():
            self.fields[name].disabled = bool(known and known.get(name))
        kinds = [kind for kind in door.place.unit_kinds if kind.key != door.rule.unit_kind and kind.in_force(at.date())]
        self.fields["contacts"].choices = [(kind.key, kind.term) for kind in kinds]  # type: ignore[attr-defined]
        if door.rule.registered_in:
            self.fields["is_registered"].label = f"Är du folkbokförd i {door.rule.registered_in}?"
        else:
            del self.fields["is_registered"]
        self.at = at
        self.held: Held | None = None

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        if born > clock.today():
            raise ValidationError("Dagen har inte varit ännu. Kontrollera årtalet.")
        if clock.today().year - born.year > OLDEST:
            raise ValidationError("Kontrollera årtalet.")
        return born

    def clean_identity(self) -> IdentityNumber | None:
        text = self.cleaned_data["identity"]
        try:
            return parse(text, on=clock.today()) if text else None
        except InvalidIdentityNumber as fault:
            raise ValidationError(f"{fault} Du kan också lämna rutan tom.") from fault

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("phone") and not found.get("reach") and "phone" not in self.errors:
            self.add_error("phone", "Skriv ett telefonnummer, eller hur vi annars når dig i rutan under.")
        if not self.errors:
            self._hold_back(found)
        return found

    def _hold_back(self, found: dict[str, Any]) -> None:
        """A trap that only programs fall into, and a pace that only programs keep."""
        if found.get("webbplats"):
            self.held, told = Held.BY_A_PROGRAM, BY_A_PROGRAM
            self.add_error(None, told)
            return
        opened = _opened_at(found.get("tid", ""))
        if opened is None or self.at - opened > OPEN_FOR:
            self.data = self._stamped()
            self.add_error(None, STALE)
        elif self.at - opened < FASTEST:
            self.held = Held.TOO_FAST
            self.add_error(None, TOO_FAST)

    def _stamped(self) -> QueryDict:
        """What was typed, in a form that begins anew."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["tid"] = stamp(self.at)
        return data

    def told(self) -> Told:
        facts = self.cleaned_data
        names = ("name", "born", "phone", "reach", "identity", "protected", "interpreter", "words")
        return Told(
            **{name: facts[name] for name in names},
            contacts=tuple(facts["contacts"]),
            is_registered=facts.get("is_registered", "ja") == "ja",
            identified=bool(self.known),
        )


def _opened_at(text: str) -> datetime | None:
    try:
        return parse_datetime(_signer.unsign(text))
    except (BadSignature, ValueError):
        return None


class CodeForm(Form):
    kod = forms.CharField(
        label="Din kod",
        help_text="Tolv tecken. Det spelar ingen roll om du skriver stora eller små bokstäver.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Skriv din kod."},
    )


class NewPhoneForm(Form):
    phone = PhoneField(label="Nytt telefonnummer", error_messages={"required": "Skriv ett telefonnummer."})
