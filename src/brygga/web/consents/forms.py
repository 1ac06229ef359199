"""The forms of the room. They read what was typed; what it means is for the acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, ConsentForm
from brygga.people.models import Person, Representative
from brygga.routines.loading import routine
from brygga.rules.ages import OF_AGE, age_on
from brygga.rules.consents import SPEAKS_FROM
from brygga.ui.forms import Form

PERSON = "person"
WAYS_OF_INFORMING = (
    "Muntligt",
    "Med bild eller ritning",
    "Skriftligt",
    "På lätt svenska",
    "Med tolk",
)
WAYS_OF_WITHDRAWING = (
    ("Muntligt i ett möte", "Muntligt i ett möte"),
    ("Per telefon", "Per telefon"),
    ("Skriftligt", "Skriftligt"),
    ("Genom en företrädare", "Genom en företrädare"),
    ("På annat sätt", "På annat sätt"),
)
WAYS_OF_COPYING = (("paper", "På papper"), ("post", "Med vanlig post"), ("portal", "I Brygga, under Mina samtycken"))


def many(choices: Iterable[Any], **facts: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=list(choices), widget=forms.CheckboxSelectMultiple, required=facts.pop("required", False), **facts
    )


def one(choices: Iterable[Any], **facts: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(choices), widget=forms.RadioSelect, **facts)


def explained(term: str, plain: str) -> SafeString:
    return format_html('<strong>{}</strong> <span class="b-muted">{}</span>', term, plain)


def words(label: str, *, rows: int = 3, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": str(rows)}), required=required, help_text=help_text
    )


def grouped(units: Iterable[Unit]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Units under the names of their organisations."""
    by_organisation = groupby(units, key=lambda unit: unit.organisation.name)
    return [(name, [(str(unit.pk), unit.name) for unit in rows]) for name, rows in by_organisation]


class GiveForm(Form):
    """Who, about what, how long, and how it was said."""

    shared_with: ClassVar = {"exclusions": ("alla som samtycket gäller",)}
    near = many((), label="Verksamheter som redan är med")
    units = many((), label="Fler verksamheter")
    others = words("Andra, en på varje rad", rows=2, help_text="Till exempel en närstående, skolan eller hyresvärden.")
    matters = many((), label="Frågor som de får prata om")
    excepted = many((), label="Kryssa för det som någon inte får veta något om")
    exclusions = words("Det här får de inte prata om, med personens egna ord", rows=2)
    purposes = many((), label="Vad uppgifterna får användas till")
    valid_from = forms.DateField(label="Gäller från")
    valid_until = forms.DateField(label="Till och med")
    givers = many((), label="Vem säger ja?")
    own_opinion = words("Vad säger personen själv?", rows=2)
    maturity = words("Hur har du bedömt mognaden?", rows=2, help_text="När den unga samtycker utan vårdnadshavare.")
    form = one(ConsentForm.choices[:2], label="Hur lämnas samtycket?")
    given_on = forms.DateField(label="Dag då det lämnades")
    informed_by = forms.CharField(label="Vem har informerat?")
    informed_how = many([(way, way) for way in WAYS_OF_INFORMING], label="Hur?")
    informed = forms.BooleanField(
        label="Personen vet att det är frivilligt och att hela eller delar av samtycket kan tas tillbaka när som helst",
        error_messages={"required": "Berätta för personen att samtycket kan tas tillbaka, och kryssa i rutan."},
    )
    instead = one(
        (("yes", "Det ersätter det tidigare"), ("no", "Båda ska gälla")),
        label="Enheten har redan ett samtycke",
    )

    def __init__(
        self,
        *args: Any,
        place: str,
        near: Iterable[Unit],
        far: Iterable[Unit],
        givers: Iterable[Representative],
        age: int | None,
        has_earlier: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = routine(place)
        near, far = list(near), list(far)
        self.unit_of = {str(unit.pk): unit for unit in [*near, *far]}
        self._choose("near", [(str(unit.pk), unit.name) for unit in near])
        self._choose("units", grouped(far))
        self.terms = {m.key: m.term for m in rows.matters}
        labels = [(m.key, explained(m.term, m.plain)) for m in rows.matters]
        self._choose("matters", [(key, label) for key, label in labels if key != COORDINATION])
        self._choose("purposes", [(p.key, p.term) for p in rows.purposes if p.key != COORDINATION])
        pairs = [f"{pk}|{m.key}" for pk in self.unit_of for m in rows.matters]
        self.fields["excepted"].choices = [(pair, pair) for pair in pairs]  # type: ignore[attr-defined]
        self.representative_of = {str(r.pk): r for r in givers}
        speakers = ((pk, str(r)) for pk, r in self.representative_of.items())
        self._choose("givers", [(PERSON, "Personen själv"), *speakers])
        young = age is not None and age < OF_AGE
        self._drop("givers", unless=bool(self.representative_of))
        self._drop("own_opinion", unless=young or bool(self.representative_of))
        self._drop("maturity", unless=young and age is not None and age >= SPEAKS_FROM)
        self._drop("near", unless=bool(near))
        self._drop("units", unless=bool(far))
        self._drop("instead", unless=has_earlier)
        if near and far:
            self.fields["units"].label = "Fler verksamheter"

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _drop(self, name: str, *, unless: bool) -> None:
        if not unless:
            del self.fields[name]

    def chosen_units(self) -> list[Unit]:
        keys = [*self.cleaned_data.get("near", ()), *self.cleaned_data.get("units", ())]
        return [self.unit_of[key] for key in dict.fromkeys(keys)]

    def chosen_others(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get("others", "").splitlines() if line.strip()]

    def chosen_exceptions(self) -> set[tuple[UUID, str]]:
        pairs = (pair.split("|") for pair in self.cleaned_data.get("excepted", ()))
        return {(UUID(unit), matter) for unit, matter in pairs}

    def offer_exceptions(self) -> None:
        """For each chosen unit, the chosen matters: which of them it may not know about."""
        terms = {key: term for key, term in self.terms.items() if key in self.cleaned_data.get("matters", ())}
        units = self.chosen_units() if terms else []
        self._choose("excepted", [(u.name, [(f"{u.pk}|{key}", term) for key, term in terms.items()]) for u in units])

    def clean_givers(self) -> list[Representative]:
        """Nobody chosen, or the person: the person answers."""
        chosen = [key for key in self.cleaned_data["givers"] if key != PERSON]
        if chosen and len(chosen) != len(self.cleaned_data["givers"]):
            raise forms.ValidationError("Välj antingen personen själv eller den som företräder personen.")
        if len(chosen) > 2:
            raise forms.ValidationError("Välj högst två vårdnadshavare.")
        return [self.representative_of[key] for key in chosen]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen_units() and not self.chosen_others():
            group = "near" if "near" in self.fields else "units"
            self.add_error(group, "Välj minst en verksamhet, eller skriv en annan part.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the act is told."""
        kept = self.cleaned_data
        givers = kept.get("givers") or []
        plain = ("matters", "purposes", "exclusions", "valid_from", "valid_until", "form", "given_on", "informed_by")
        return {
            **{name: kept[name] for name in plain},
            "parties": self.chosen_units(),
            "other_parties": self.chosen_others(),
            "excepted": self.chosen_exceptions(),
            "own_opinion": kept.get("own_opinion", ""),
            "maturity": kept.get("maturity", ""),
            "informed_how": ", ".join(kept["informed_how"]),
            "given_by": givers[0] if givers else None,
            "also_given_by": givers[1] if len(givers) > 1 else None,
        }


class DeclineForm(Form):
    shared_with: ClassVar = {"said": ("bara din enhet", "personen"), "need": ("bara din enhet", "personen")}
    said = words(
        "Vad sa personen?",
        required=True,
        help_text="Skriv med personens egna ord. Skriv inte vad personen inte vill att någon får veta.",
    )
    need = words(
        "Varför ser du ett behov av samordning?",
        required=True,
        help_text="Berätta det också för personen, och vilken nytta samordning kan göra.",
    )
    given_on = forms.DateField(label="Dag då personen svarade")
    informed_by = forms.CharField(label="Vem har informerat?")


class WithdrawForm(Form):
    """What is taken back, and how it was said."""

    shared_with: ClassVar = {"reason": ("enheten som tog emot samtycket", "personen")}
    what = one((("all", "Hela samtycket"), ("part", "En del")), label="Vad tar personen tillbaka?")
    parties = many((), label="Vilka ska inte få veta något mer?")
    matters = many((), label="Vad ska de inte få prata om?")
    how = one(WAYS_OF_WITHDRAWING, label="Hur sa personen det?")
    reason = words("Vad personen sa om varför (behöver inte anges)", rows=2)

    def __init__(
        self, *args: Any, parties: list[tuple[str, str]], matters: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = parties  # type: ignore[attr-defined]
        self.fields["matters"].choices = matters  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("what") == "part" and not cleaned.get("parties") and not cleaned.get("matters"):
            self.add_error("parties", "Välj vilka eller vad det gäller.")
        return cleaned

    def is_whole(self) -> bool:
        return self.cleaned_data["what"] == "all"


class OwnPartForm(Form):
    """A party writes down that the person has taken back what concerns it."""

    shared_with: ClassVar = {"reason": ("enheten som tog emot samtycket", "personen")}
    how = one(WAYS_OF_WITHDRAWING, label="Hur sa personen det?")
    reason = words("Vad personen sa om varför (behöver inte anges)", rows=2)


class CopyForm(Form):
    how = one(WAYS_OF_COPYING, label="Hur fick personen kopian?")


class DiscloseForm(Form):
    """To whom, for what, and on which ground."""

    shared_with: ClassVar = {"legal_note": ("enheten som får uppgifterna", "personen")}
    to_unit = forms.ChoiceField(label="Till vilken enhet?")
    purpose = forms.ChoiceField(label="För vad?")
    ground = one((("consent", "Personens samtycke"), ("law", "En annan rättslig grund")), label="På vilken grund?")
    legal_basis = one((), label="Vilken regel?", required=False)
    legal_note = words(
        "Din bedömning",
        help_text="Vilka uppgifter behövs, varför behövs de nu, och varför finns inget samtycke?",
    )
    valid_until = forms.DateField(label="Till och med", required=False, help_text="Tomt: tills vidare.")

    def __init__(self, *args: Any, place: str, units: Iterable[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = routine(place)
        units = list(units)
        self.unit_of = {str(unit.pk): unit for unit in units}
        self.fields["to_unit"].choices = [("", "Välj enhet"), *grouped(units)]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [(p.key, p.term) for p in rows.purposes]  # type: ignore[attr-defined]
        bases = [basis for basis in rows.legal_bases if basis.valid_from <= on]
        self.fields["legal_basis"].choices = [  # type: ignore[attr-defined]
            (b.key, explained(b.term, f"{b.text} {b.citation}. {b.certainty.sentence}")) for b in bases
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("ground") == "law":
            for name, text in (("legal_basis", "Välj vilken regel det är."), ("legal_note", "Skriv din bedömning.")):
                if not cleaned.get(name):
                    self.add_error(name, text)
        return cleaned


class EndForm(Form):
    shared_with: ClassVar = {"because": ("båda enheterna", "personen")}
    because = words("Varför avslutas det?", rows=2, required=True)


def age_of(person: Person, on: date) -> int | None:
    return age_on(person.born, on) if person.born and person.born <= on else None
