"""Forms of the administration: organisations, units, staff, assignments."""

from __future__ import annotations

from typing import Any

from django import forms

from brygga.agencies.models import Organisation, Staff, Unit
from brygga.core import clock
from brygga.routines.loading import routine
from brygga.routines.vocabulary import Routine
from brygga.rules.calendar import Weekday
from brygga.ui.forms import Form
from brygga.web.periods import PeriodForm

DAYS = [
    (day.value, label)
    for day, label in zip(list(Weekday)[:5], ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag"), strict=True)
]


class OrganisationForm(Form):
    name = forms.CharField(label="Organisationens namn", error_messages={"required": "Skriv organisationens namn."})
    number = forms.CharField(label="Organisationsnummer", required=False, max_length=13)


class NewOrganisationForm(OrganisationForm):
    """A new actor in the same place, with the one who administers it."""

    party = forms.ChoiceField(label="Part", help_text="Vilken sida av samarbetet organisationen hör till.")
    unit_name = forms.CharField(label="Första enheten", error_messages={"required": "Skriv vad enheten heter."})
    unit_kind = forms.ChoiceField(label="Slag av enhet")
    administrator = forms.CharField(
        label="Administratörens namn", error_messages={"required": "Skriv vem som ska administrera organisationen."}
    )
    email = forms.EmailField(
        label="Administratörens e-post", help_text="Den adress som följer med när hen loggar in första gången."
    )

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = routine(place)
        self.fields["party"].choices = [(p.key, p.term) for p in _once(rows.parties)]  # type: ignore[attr-defined]
        self.fields["unit_kind"].choices = _kinds_by_party(rows)  # type: ignore[attr-defined]


class UnitForm(Form):
    name = forms.CharField(label="Enhetens namn", error_messages={"required": "Skriv vad enheten heter."})
    kind = forms.ChoiceField(label="Slag av enhet")
    parent = forms.ModelChoiceField(
        label="Ligger under",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Ingen: överst i organisationen",
        help_text="Den som är chef för en överordnad enhet läser också ärenden i enheterna under.",
    )
    phone = forms.CharField(label="Telefon", required=False, max_length=40)
    email = forms.EmailField(label="E-post", required=False)
    address = forms.CharField(label="Adress", required=False, max_length=300)
    distribution_days = forms.MultipleChoiceField(
        label="Dagar då förfrågningar fördelas",
        required=False,
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Lämna tomt om det sker alla arbetsdagar.",
    )

    def __init__(self, *args: Any, organisation: Organisation, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [k for k in _once(routine(organisation.place).unit_kinds) if k.party == organisation.party]
        self.fields["kind"].choices = [(k.key, k.term) for k in rows]  # type: ignore[attr-defined]
        above = organisation.units.filter(closed_on=None).order_by("sort", "pk")
        self.fields["parent"].queryset = above.exclude(pk=unit.pk) if unit else above  # type: ignore[attr-defined]

    def clean_distribution_days(self) -> str:
        return ",".join(self.cleaned_data["distribution_days"])

    @staticmethod
    def of(unit: Unit) -> dict[str, Any]:
        return {
            "name": unit.name,
            "kind": unit.kind,
            "parent": unit.parent_id,
            "phone": unit.phone,
            "email": unit.email,
            "address": unit.address,
            "distribution_days": unit.distribution_days.split(","),
        }


class StaffForm(Form):
    name = forms.CharField(label="Namn", error_messages={"required": "Skriv medarbetarens namn."})
    email = forms.EmailField(
        label="E-post", required=False, help_text="Den adress som följer med när hen loggar in första gången."
    )
    hsa_id = forms.CharField(label="HSA-id", required=False, max_length=40, help_text="Om inloggningen sker med SITHS.")
    protected = forms.BooleanField(
        label="Skyddade personuppgifter", required=False, help_text="Telefon och e-post visas då inte för någon."
    )


class PostForm(PeriodForm):
    """What someone does at a unit, and for how long."""

    unit = forms.ModelChoiceField(label="Enhet", queryset=Unit.objects.none(), empty_label="Välj")
    function = forms.ChoiceField(label="Funktion", help_text="Funktionen bestämmer vad uppdraget får göra.")
    title = forms.CharField(label="Titel", max_length=100, error_messages={"required": "Skriv titeln som andra ser."})
    phone = forms.CharField(label="Telefon i uppdraget", required=False, max_length=40)
    since = forms.DateField(label="Från")
    until = forms.DateField(label="Till och med", required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = organisation.units.filter(closed_on=None).order_by("sort", "pk")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        functions = [(f.key, f.term) for f in _once(routine(organisation.place).functions)]
        self.fields["function"].choices = [("", "Välj"), *functions]  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today


class NewStaffForm(StaffForm, PostForm):
    """Someone who begins: who, and as what."""

    field_order = ["name", "email", "hsa_id", "unit", "function", "title", "phone", "since", "until", "protected"]


class AssignmentForm(Form):
    title = forms.CharField(label="Titel", max_length=100, error_messages={"required": "Skriv titeln som andra ser."})
    phone = forms.CharField(label="Telefon i uppdraget", required=False, max_length=40)


class StandInForm(PeriodForm):
    ends_too_early = "Perioden kan inte sluta före den börjar."
    staff = forms.ModelChoiceField(
        label="Ersättare",
        queryset=Staff.objects.none(),
        empty_label="Välj",
        help_text="Ersättaren ser och gör det som hör till uppdraget, i sitt eget namn.",
        error_messages={"required": "Välj vem som ersätter."},
    )
    since = forms.DateField(label="Från")
    until = forms.DateField(label="Till och med", error_messages={"required": "Skriv sista dagen."})

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = among  # type: ignore[attr-defined]
        self.fields["since"].initial = clock.today


def _once(rows: Any) -> list[Any]:
    """One row per key, the newest words."""
    return list({row.key: row for row in sorted(rows, key=lambda row: row.since)}.values())


def _kinds_by_party(rows: Routine) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (party.term, [(k.key, k.term) for k in _once(rows.unit_kinds) if k.party == party.key])
        for party in _once(rows.parties)
    ]
