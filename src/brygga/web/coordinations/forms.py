"""Forms about a coordination. The words are those a caseworker would say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.coordinations.queries import caseworkers, covered_units, matters_open_to, units_to_ask
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.routines.loading import routine
from brygga.rules.case_kinds import NextStep
from brygga.rules.words import in_sentence
from brygga.ui.forms import Form
from brygga.web.people.forms import IdentityField

ALL = ("alla som är med", "personen")

STANDINGS = [
    (Standing.NEW, "Ny här: vi känner inte personen"),
    (Standing.KNOWN, "Känd här: vi har eller har haft kontakt"),
    (Standing.PLANNED, "Insatser planeras"),
    (Standing.ONGOING, "Insatser pågår"),
]


class OpenForm(Form):
    shared_with: ClassVar = {"why": ("alla som du tar med", "personen")}
    why = forms.CharField(
        label="Varför behövs samordning?",
        help_text="En eller två meningar.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Skriv varför samordning behövs."},
    )
    reasons = forms.MultipleChoiceField(label="Vad gäller det?", widget=forms.CheckboxSelectMultiple, required=False)
    standing = forms.ChoiceField(
        label="Hur långt har ni kommit hos er?",
        help_text="Det styr vilket nästa steg som föreslås.",
        widget=forms.RadioSelect,
        choices=STANDINGS,
        initial=Standing.KNOWN,
    )
    discharge = forms.BooleanField(label="Personen ska skrivas ut från slutenvård", required=False)
    exploratory = forms.BooleanField(
        label="Förutsättningslöst: personen ska inte registreras någonstans ännu",
        help_text="Allt raderas om det gemensamma mötet inte leder vidare.",
        required=False,
    )

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = {reason.key: reason.term for reason in routine(place).reasons if reason.in_force(clock.today())}
        self.fields["reasons"].choices = list(reasons.items())  # type: ignore[attr-defined]


class NextStepForm(Form):
    shared_with: ClassVar = {"why": ALL}
    step = forms.ChoiceField(
        label="Vad gör ni härnäst?", widget=forms.RadioSelect, choices=[(s.value, s.term) for s in NextStep]
    )
    why = forms.CharField(
        label="Varför?",
        help_text="Behövs bara om ni väljer något annat än det föreslagna.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
    )


class NoteForm(Form):
    matter = forms.ChoiceField(
        label="Vad handlar det om?", help_text="Det avgör vilka som får läsa.", widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Anteckning",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv det du vill dela."},
    )

    def __init__(self, *args: Any, actor: Actor, coordination: Coordination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = matters_open_to(actor, coordination)  # type: ignore[attr-defined]


class CorrectForm(Form):
    text = forms.CharField(label="Anteckning", widget=forms.Textarea(attrs={"rows": 6}))


def unit_choices(units: Iterable[Unit], covered: set[Any], *, all_units: bool) -> list[Any]:
    """Units that the consent covers first; the others under their own heading, or left out."""
    yes: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for unit in units:
        (yes if unit.pk in covered else others).append((str(unit.pk), f"{unit.name} ({unit.organisation.name})"))
    groups: list[Any] = [("", "Välj enhet")]
    if yes:
        groups.append(("Personen har samtyckt", yes))
    if others and all_units:
        groups.append(("Samtycke saknas ännu", others))
    return groups


class LetInForm(Form):
    shared_with: ClassVar = {"role": ALL}
    unit = forms.TypedChoiceField(label="Vilken enhet?", error_messages={"required": "Välj en enhet."})
    standing = forms.ChoiceField(
        label="Hur långt har de kommit med personen?",
        help_text="Enheten kan själv ändra det sedan.",
        widget=forms.RadioSelect,
        choices=STANDINGS,
        initial=Standing.NEW,
    )
    role = forms.CharField(
        label="Vad gör enheten?", help_text="Till exempel: stödsamtal och medicin.", required=False, max_length=300
    )

    def __init__(self, *args: Any, actor: Actor, coordination: Coordination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_to_ask(coordination)}
        covered = covered_units(actor, coordination)
        self.nobody = not covered & {unit.pk for unit in self.units.values()}
        self.fields["unit"].choices = unit_choices(self.units.values(), covered, all_units=False)  # type: ignore[attr-defined]
        self.fields["unit"].coerce = self.units.get  # type: ignore[attr-defined]


class CaseworkerForm(Form):
    caseworker = forms.TypedChoiceField(
        label="Ansvarig handläggare", error_messages={"required": "Välj en handläggare."}
    )

    def __init__(self, *args: Any, candidates: Iterable[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {str(one.pk): one for one in candidates}
        self.fields["caseworker"].choices = [  # type: ignore[attr-defined]
            ("", "Välj"),
            *((key, f"{one.staff.name}, {in_sentence(one.title)}") for key, one in people.items()),
        ]
        self.fields["caseworker"].coerce = people.get  # type: ignore[attr-defined]


def caseworker_form(data: Any, engagement: Engagement) -> CaseworkerForm:
    candidates = caseworkers([engagement.unit_id], clock.today())[engagement.unit_id]
    return CaseworkerForm(data, candidates=candidates, initial={"caseworker": str(engagement.caseworker_id or "")})


class CoordinatorForm(CaseworkerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].label = "Vem samordnar?"


class DescribeForm(Form):
    shared_with: ClassVar = {"role": ALL}
    standing = forms.ChoiceField(label="Hur långt har ni kommit?", widget=forms.RadioSelect, choices=STANDINGS)
    role = forms.CharField(
        label="Vad gör ni?", help_text="Till exempel: stödsamtal varje vecka.", required=False, max_length=300
    )


class WhyForm(Form):
    shared_with: ClassVar = {"why": ALL}
    why = forms.CharField(
        label="Varför?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Skriv varför."},
    )


class TakeOnForm(Form):
    """What the unit's organisation needs to know the person; in the same organisation nothing."""

    given_name = forms.CharField(label="Förnamn", max_length=100)
    family_name = forms.CharField(label="Efternamn", max_length=100)
    number = IdentityField(
        label="Personnummer", required=False, help_text="ÅÅÅÅMMDD-NNNN. Lämna tomt om personen saknar nummer."
    )
    born = forms.DateField(label="Född", help_text="Behövs bara utan personnummer.", required=False)

    def facts(self) -> dict[str, Any]:
        """What the act asks for; the date of birth follows from the number when there is one."""
        number = self.cleaned_data["number"]
        born: date | None = self.cleaned_data["born"] or (number.born if number else None)
        return {
            "given_name": self.cleaned_data["given_name"],
            "family_name": self.cleaned_data["family_name"],
            "identity": number,
            "born": born,
        }
