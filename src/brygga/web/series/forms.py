"""Forms of the managers' meetings: short enough to fill in at the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Assignment, Unit
from brygga.consultations.anonymity import identities_in
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.rules.meetings import ending
from brygga.rules.words import in_sentence
from brygga.series.facts import CaseFacts, NewHours, StepFacts
from brygga.series.models import SeriesMeeting
from brygga.series.states import Attendance, Outcome
from brygga.ui.forms import Form
from brygga.web.meetings.forms import TimeForm

LONG = forms.Textarea(attrs={"rows": 3})
CLOSED = "Anmälan till det mötet har stängt. Välj nästa möte här, eller ta den akuta vägen om det inte kan vänta."


def show_nobody(form: Form, actor: Actor, names: Iterable[str]) -> None:
    """The reason stands at the field that shows whom it is about."""
    texts = {name: str(form.cleaned_data.get(name) or "") for name in names}
    for name, reason in identities_in(actor, None, texts).items():
        form.add_error(name, reason)


class AnnounceForm(Form):
    """What an announcement holds; what is missing is named at its field (STO-07)."""

    shared_with: ClassVar = dict.fromkeys(("background", "situation", "question"), ("din enhet", "enheterna du kallar"))
    meeting = forms.TypedChoiceField(label="Till vilket möte?", error_messages={"invalid_choice": CLOSED})
    to_units = forms.TypedMultipleChoiceField(
        label="Vilka enheter ska vara med när ärendet tas upp?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en enhet. Den kallas till mötet."},
    )
    age = forms.IntegerField(
        label="Ålder",
        help_text="Ungefär räcker.",
        min_value=0,
        max_value=120,
        error_messages={"required": "Skriv ungefär hur gammal personen är."},
    )
    background = forms.CharField(
        label="Kort bakgrund",
        help_text="Diagnoser och tidigare utredningar.",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Bakgrunden saknas: diagnoser och tidigare utredningar. Finns inga, skriv det."},
    )
    situation = forms.CharField(
        label="Aktuell situation",
        help_text="Pågående insatser och planering.",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Situationen saknas: pågående insatser och planering. Finns inga, skriv det."},
    )
    question = forms.CharField(
        label="Problembild och fråga",
        help_text="Vad är svårt nu, och vad vill ni att mötet svarar på?",
        widget=LONG,
        max_length=2000,
        error_messages={"required": "Frågan saknas: vad är svårt nu, och vad vill ni ha svar på?"},
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        lists: Sequence[SeriesMeeting],
        units: Sequence[Unit],
        coordination: Coordination | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.coordination = actor, coordination
        meetings, called = {str(row.pk): row for row in lists}, {str(unit.pk): unit for unit in units}
        fields: dict[str, Any] = self.fields
        fields["meeting"].choices = [(key, f"{row.term} {row.when}") for key, row in meetings.items()]
        fields["meeting"].coerce = meetings.get
        fields["to_units"].choices = [(key, unit.name) for key, unit in called.items()]
        fields["to_units"].coerce = called.get
        if coordination is not None:
            del fields["age"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.coordination is None:
            show_nobody(self, self.actor, ("background", "situation", "question"))
        return said

    @property
    def case(self) -> CaseFacts:
        said = self.cleaned_data
        return CaseFacts(
            background=said["background"],
            situation=said["situation"],
            question=said["question"],
            coordination=self.coordination,
            age=said.get("age"),
        )


class StepForm(Form):
    """Who takes the next step, when there is one."""

    what = forms.CharField(label="Nästa steg", required=False, max_length=300)
    who = forms.ChoiceField(label="Vem tar det?", required=False)
    due_on = forms.DateField(label="Senast", required=False)

    def __init__(self, *args: Any, actor: Actor, functions: Sequence[tuple[Unit, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.holders = {f"{unit.pk}_{key}": (unit, key) for unit, key, _ in functions}
        named = [(f"{unit.pk}_{key}", f"{term}, {unit.name}") for unit, key, term in functions]
        self.fields["who"].choices = [("", "Välj"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("what"):
            if not said.get("who") and "who" not in self.errors:
                self.add_error("who", "Välj vem som tar nästa steg.")
            if not said.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Skriv när det senast ska vara gjort.")
            elif said.get("due_on") and said["due_on"] < clock.today():
                self.add_error("due_on", "Dagen har redan varit. Välj en senare.")
        elif (said.get("who") or said.get("due_on")) and "what" not in self.errors:
            self.add_error("what", "Skriv vad nästa steg är.")
        return said

    @property
    def step(self) -> StepFacts | None:
        said = self.cleaned_data
        if not said.get("what"):
            return None
        unit, function = self.holders[said["who"]]
        return StepFacts(what=said["what"], unit=unit, function=function, due_on=said["due_on"])


class NoteForm(StepForm):
    """Under a standing item. Before the meeting there is nothing to decide yet."""

    shared_with: ClassVar = {"text": ("alla i mötesserien",)}
    text = forms.CharField(
        label="Anteckning", widget=LONG, max_length=4000, error_messages={"required": "Skriv vad som sades."}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order: ClassVar[list[str]] = ["text", "what", "who", "due_on", "seen"]

    def __init__(self, *args: Any, decides: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            for name in ("what", "who", "due_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        show_nobody(self, self.actor, ("text", "what"))
        return said


class DecideForm(StepForm):
    outcome = forms.ChoiceField(label="Vad kom mötet fram till?", widget=forms.RadioSelect, choices=Outcome.choices)
    note = forms.CharField(label="Det ni kom fram till", widget=LONG, required=False, max_length=2000)
    field_order: ClassVar[list[str]] = ["outcome", "note", "what", "who", "due_on"]

    def __init__(self, *args: Any, named: bool, readers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named
        self.fields["note"].audience = tuple(readers)  # type: ignore[attr-defined]  # read by BoundField

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.named:
            show_nobody(self, self.actor, ("note", "what"))
        return said


class HereForm(Form):
    """Who is there. Whoever is not ticked stayed away."""

    here = forms.MultipleChoiceField(
        label="Vilka är med?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kryssa i vilka som är med."},
    )
    excused = forms.MultipleChoiceField(
        label="Vilka hade meddelat förhinder?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {str(pk): pk for pk, _ in people}
        for name in ("here", "excused"):
            self.fields[name].choices = [(str(pk), text) for pk, text in people]  # type: ignore[attr-defined]

    @property
    def marks(self) -> dict[Any, str]:
        here, excused = self.cleaned_data["here"], self.cleaned_data["excused"]
        otherwise = {key: Attendance.EXCUSED if key in excused else Attendance.ABSENT for key in self.keys}
        return {pk: Attendance.PRESENT if key in here else otherwise[key] for key, pk in self.keys.items()}


class MoveForm(TimeForm):
    shared_with: ClassVar = {"why": ("alla som kommer",)}
    where = forms.CharField(label="Plats eller länk", required=False, max_length=300)
    why = forms.CharField(
        label="Varför flyttas det?", max_length=300, error_messages={"required": "Skriv varför mötet flyttas."}
    )

    def __init__(self, *args: Any, meeting: SeriesMeeting, **kwargs: Any) -> None:
        local = meeting.starts_at.astimezone(clock.SWEDEN)
        length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
        now = {"day": local.date(), "time": local.time(), "minutes": length, "where": meeting.where}
        super().__init__(*args, initial=now, **kwargs)
        for name in ("day", "time"):
            self.fields[name].required = True

    @property
    def hours(self) -> NewHours:
        said = self.cleaned_data
        assert self.starts_at is not None
        ends_at = ending(self.starts_at, said["minutes"])
        return NewHours(starts_at=self.starts_at, ends_at=ends_at, where=said["where"])


class CancelForm(Form):
    shared_with: ClassVar = {"why": ("alla som kommer",)}
    why = forms.CharField(
        label="Varför ställs det in?", max_length=300, error_messages={"required": "Skriv varför mötet ställs in."}
    )


class WithdrawForm(Form):
    shared_with: ClassVar = {"why": ("din enhet",)}
    why = forms.CharField(
        label="Varför?", max_length=300, error_messages={"required": "Skriv varför ärendet tas tillbaka."}
    )


class SwapForm(Form):
    shared_with: ClassVar = {"why": ("alla i mötesserien",)}
    to_unit = forms.TypedChoiceField(label="Vilken enhet skriver?", widget=forms.RadioSelect)
    why = forms.CharField(label="Varför byter ni?", required=False, max_length=300)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {str(unit.pk): unit for unit in units}
        self.fields["to_unit"].choices = [(key, unit.name) for key, unit in offered.items()]  # type: ignore[attr-defined]
        self.fields["to_unit"].coerce = offered.get  # type: ignore[attr-defined]


class AbsenceForm(Form):
    shared_with: ClassVar = {"how": ("alla i mötesserien", "enhetens chefer")}
    how = forms.CharField(
        label="Vad sade ni?",
        help_text="Vem du talade med, och vad som gäller till nästa gång.",
        max_length=300,
        error_messages={"required": "Skriv vad ni kom fram till."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        show_nobody(self, self.actor, ("how",))
        return said


class CorrectionForm(Form):
    shared_with: ClassVar = {"text": ("alla i mötesserien",)}
    text = forms.CharField(
        label="Rättelse", widget=LONG, max_length=2000, error_messages={"required": "Skriv vad som ska rättas."}
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        show_nobody(self, self.actor, ("text",))
        return said


class ExchangeForm(Form):
    who = forms.TypedChoiceField(label="Vem åker?", error_messages={"required": "Välj vem."})
    to_unit = forms.TypedChoiceField(label="Till vilken enhet?", error_messages={"required": "Välj en enhet."})
    day = forms.DateField(label="Vilken dag?", error_messages={"required": "Välj en dag."})

    def __init__(self, *args: Any, staff: Sequence[Assignment], units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, visited = {str(one.pk): one for one in staff}, {str(unit.pk): unit for unit in units}
        fields: dict[str, Any] = self.fields
        named = [(key, f"{one.staff.name}, {in_sentence(one.title)}") for key, one in people.items()]
        fields["who"].choices = [("", "Välj"), *named]
        fields["who"].coerce = people.get
        fields["to_unit"].choices = [("", "Välj"), *((key, unit.name) for key, unit in visited.items())]
        fields["to_unit"].coerce = visited.get
