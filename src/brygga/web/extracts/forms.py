"""Forms for extracts: the file, what its columns are, and on what ground it is read in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from brygga.consents.models import COORDINATION, Consent
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import matters_open_to
from brygga.core.actor import Actor
from brygga.extracts.grounds import may_rest_on
from brygga.extracts.models import Extract, ExtractProfile
from brygga.histories.reading import FIELDS, Field, Profile, Refused, guess
from brygga.histories.reading.profiles import CONSTANTS, ENCODINGS, LEAVE_OUT, NEEDED
from brygga.routines.loading import routine
from brygga.rules.critical import Kind
from brygga.rules.dates import written
from brygga.rules.law import FOLLOW_UP_BASES, LegalBasis
from brygga.ui.forms import Form
from brygga.web.consents.forms import explained, one

LARGEST_OF_ONE, LARGEST_OF_MANY = 5_000_000, 300_000_000
NOT_THERE = [("", "Finns inte i filen")]
KINDS = [(kind.value, kind.term) for kind in Kind]
LEFT_OUT = "leave-out"
#: In the order that people think of them.
ASKED = (
    Field.PERSON, Field.BEGINS, Field.ENDS, Field.KIND, Field.WORDS, Field.UNIT, Field.ORGANISATION, Field.COMPULSORY,
    Field.BROKEN_OFF, Field.NOTE,
)  # fmt: skip
MOST_WORDS = 30
OF_CONSENT = "consent-"
CHOOSE_GROUND = "Välj vilken grund inläsningen vilar på."


class FileForm(Form):
    file = forms.FileField(
        label="Fil", help_text="Csv, Excel (xlsx) eller Parquet.", error_messages={"required": "Välj en fil."}
    )
    profile = forms.ChoiceField(label="Hur ska kolumnerna läsas?", required=False)
    largest = LARGEST_OF_MANY

    def __init__(self, *args: Any, profiles: Iterable[ExtractProfile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profiles = {str(one.pk): one for one in profiles}
        known = [(key, f"Som {one.name}") for key, one in self.profiles.items()]
        self.fields["profile"].choices = [("", "Gissa av rubrikerna"), *known]  # type: ignore[attr-defined]
        if not known:
            del self.fields["profile"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.largest:
            raise forms.ValidationError(f"Filen är större än {self.largest // 1_000_000} megabyte. Dela upp den.")
        return file

    @property
    def saved(self) -> Profile | None:
        found = self.profiles.get(self.cleaned_data.get("profile", ""))
        return Profile.from_dict(found.content) if found else None


class FileOfOneForm(FileForm):
    matter = forms.ChoiceField(label="Vilken fråga gäller utdraget?", help_text="Det avgör vilka som får se raderna.")
    largest = LARGEST_OF_ONE

    def __init__(self, *args: Any, actor: Actor, coordination: Coordination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = matters_open_to(actor, coordination)  # type: ignore[attr-defined]
        self.fields["matter"].initial = COORDINATION


class ColumnsForm(Form):
    """One choice for each thing that a row may say, and for each word for a kind that nobody has placed."""

    encoding = forms.ChoiceField(
        label="Teckenkodning", required=False, choices=[("", "Hitta själv"), *((one, one) for one in ENCODINGS)],
        help_text="Ändra om å, ä och ö ser konstiga ut.",
    )  # fmt: skip
    left = forms.CharField(
        label="Ord i anteckningen som betyder att något avbröts", required=False, max_length=500,
        help_text="Skriv dem med komma emellan.",
    )  # fmt: skip
    save_as = forms.CharField(
        label="Spara som profil", required=False, max_length=80,
        help_text="Då är kolumnerna valda nästa gång. Skriv till exempel systemets namn.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        extract: Extract,
        headings: Sequence[str],
        profile: Profile,
        words: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        self.extract, self.before, self.words = extract, profile, list(words)[:MOST_WORDS]
        columns = [*NOT_THERE, *((one, one) for one in headings if one)]
        made: dict[str, forms.Field] = {}
        for field in ASKED:
            if field is Field.PERSON and extract.is_of_one:
                continue
            made[f"column_{field}"] = forms.ChoiceField(
                label=FIELDS[field], required=False, choices=columns, initial=profile.columns.get(field, "")
            )
            made[f"column_{field}"].may_wait = field in NEEDED  # type: ignore[attr-defined]
            if field in CONSTANTS and field is not Field.PERSON:
                made[f"constant_{field}"] = self._constant(field)
        for number, word in enumerate(self.words):
            made[f"word_{number}"] = forms.ChoiceField(
                label=f"Vad är ”{word}”?", required=False, initial=self._said(word),
                choices=[("", "Vet inte: raden är fel"), *KINDS, (LEFT_OUT, "Hoppa över sådana rader")],
            )  # fmt: skip
        self.fields["encoding"].initial = profile.encoding
        self.fields["left"].initial = ", ".join(profile.left)
        self.fields["save_as"].initial = profile.name
        self.fields = {**made, **self.fields}

    def _constant(self, field: Field) -> forms.Field:
        said: dict[str, Any] = {"label": f"{FIELDS[field]} för alla rader", "required": False}
        initial = self.before.constants.get(field, "")
        if field is Field.KIND:
            return forms.ChoiceField(choices=[("", "Står i kolumnen"), *KINDS], initial=initial, **said)
        return forms.CharField(max_length=200, initial=initial, help_text="Om det inte står i en kolumn.", **said)

    def _said(self, word: str) -> str:
        of = self.before.kinds.get(word.casefold())
        return LEFT_OUT if of == LEAVE_OUT and of is not None else of or ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        try:
            said["reading"] = self._profile(said)
        except Refused as refusal:
            self.add_error(None, str(refusal))
            return said
        for field in said["reading"].missing:
            self.add_error(f"column_{field}", f"Välj kolumnen för {FIELDS[field].lower()}.")
        if not self.extract.is_of_one and not said.get("column_person"):
            self.add_error("column_person", "Välj vilken kolumn som säger vem raden handlar om.")
        return said

    def _profile(self, said: dict[str, Any]) -> Profile:
        kinds = dict(self.before.kinds)
        for number, word in enumerate(self.words):
            if of := said.get(f"word_{number}"):
                kinds[word.casefold()] = LEAVE_OUT if of == LEFT_OUT else of
        left = tuple(word.strip() for word in said.get("left", "").split(",") if word.strip())
        return replace(
            self.before, columns={**self._whom, **_chosen(said, "column_")}, constants=_chosen(said, "constant_"),
            kinds=kinds, left=left, encoding=said.get("encoding", ""),
        )  # fmt: skip

    @property
    def _whom(self) -> dict[str, str]:
        """Of one person nobody chooses it; where the file says of whom it is, that is held to."""
        told = (of.columns.get(Field.PERSON, "") for of in (self.before, guess(self.headings)))
        column = next((one for one in told if one and one in self.headings), "")
        return {str(Field.PERSON): column} if self.extract.is_of_one and column else {}


def _chosen(said: dict[str, Any], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix) and value}


class GroundForm(Form):
    """On what ground, and for what."""

    shared_with: ClassVar = {"legal_note": ("de som läser i uppföljningen",)}
    ground = one((), label="Vilken grund vilar inläsningen på?", error_messages={"required": CHOOSE_GROUND})
    legal_note = forms.CharField(
        label="Er bedömning", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vilka uppgifter behövs, och varför? Behövs inte när det är personens samtycke.",
    )  # fmt: skip
    purpose = forms.CharField(
        label="Vad ska uppgifterna användas till?", max_length=300,
        error_messages={"required": "Skriv vad uppgifterna ska användas till."},
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, extract: Extract, consents: Iterable[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consents = {f"{OF_CONSENT}{one.pk}": one for one in consents}
        bases = routine(extract.coordination.place).legal_bases if extract.coordination else FOLLOW_UP_BASES
        self.fields["legal_note"].may_wait = True  # type: ignore[attr-defined]
        mine = [(key, self._consent(one)) for key, one in self.consents.items()]
        self.fields["ground"].choices = [*mine, *map(basis_choice, bases)]  # type: ignore[attr-defined]
        if extract.coordination:
            self.fields["legal_note"].audience = ("de som är med i samordningen",)  # type: ignore[attr-defined]
            if not mine:
                self.fields["ground"].help_text = f"Inget samtycke omfattar {extract.unit.name} i den här frågan."
        if self.is_bound:
            self.fields["ground"].error_messages["invalid_choice"] = self._why_not(actor, extract)

    def _consent(self, consent: Consent) -> str:
        excepted = f" Får inte omfatta: {' '.join(consent.exclusions.split())}" if consent.exclusions else ""
        lasts = f"Lämnat {written(consent.given_on)}, gäller till och med {written(consent.valid_until)}."
        return explained("Personens samtycke", f"{lasts} Bara de som står i samtycket ser raderna.{excepted}")

    def _why_not(self, actor: Actor, extract: Extract) -> str:
        """What may be said of a consent that was chosen, and is not among those it may rest on."""
        try:
            chosen = UUID(str(self["ground"].data).removeprefix(OF_CONSENT))
        except ValueError:
            return CHOOSE_GROUND
        return may_rest_on(actor, extract, chosen).reason or CHOOSE_GROUND

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("ground") and said["ground"] not in self.consents and not said.get("legal_note", "").strip():
            self.add_error("legal_note", "Skriv er bedömning.")
        return said

    @property
    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        ground = said.pop("ground")
        consent = self.consents.get(ground)
        return {**said, "consent": consent, "legal_basis": "" if consent else ground}


def basis_choice(basis: LegalBasis) -> tuple[str, str]:
    return basis.key, explained(basis.term, f"{basis.text} {basis.citation}. {basis.certainty.sentence}")


class WhyForm(Form):
    why = forms.CharField(label="Varför tas det bort?", max_length=300, error_messages={"required": "Skriv varför."})


class ParticipationForm(Form):
    legal_basis = one([basis_choice(one) for one in FOLLOW_UP_BASES], label="Vilken grund vilar det på?")
    words = forms.CharField(
        label="Er bedömning",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Till exempel vilket avtal eller beslut som finns.",
        error_messages={"required": "Skriv er bedömning."},
    )
