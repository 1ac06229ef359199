"""Forms of the coaching team: few fields, each filled in as far as it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Assignment, Unit
from brygga.coaching.models import Enrolment
from brygga.coaching.queries import Seat
from brygga.coaching.states import There
from brygga.core import clock
from brygga.people.models import Case
from brygga.ui.forms import Form

SHORT = forms.Textarea(attrs={"rows": 3})
THE_TEAM = ("de som arbetar i teamet", "personen själv")
THE_ASKER = ("de som arbetar i teamet", "personen själv", "den som frågade")


class CircumstancesForm(Form):
    circumstances = forms.MultipleChoiceField(
        label="Vad gäller för personen?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def ask(self, choices: dict[str, str]) -> None:
        self.fields["circumstances"].choices = list(choices.items())  # type: ignore[attr-defined]


class QueueForm(CircumstancesForm):
    case = forms.TypedChoiceField(label="Vem?", error_messages={"required": "Välj en person."})
    field_order = ("case", "circumstances")

    def __init__(self, *args: Any, cases: Sequence[Case], choices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(case.pk): case for case in cases}
        field: Any = self.fields["case"]
        field.choices = [("", "Välj"), *((key, f"{case.person.name}, {case.number}") for key, case in by_key.items())]
        field.coerce = by_key.get
        self.ask(choices)


class AssessForm(CircumstancesForm):
    shared_with: ClassVar = {"priority_why": THE_TEAM}
    priority = forms.ChoiceField(label="Grupp i kön", required=False)
    priority_why = forms.CharField(
        label="Varför en annan grupp?",
        required=False,
        max_length=500,
        widget=SHORT,
        help_text="Bara när du väljer en annan grupp än den som rutinen säger.",
    )

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        kwargs["initial"] = {"circumstances": enrolment.circumstances, "priority_why": enrolment.priority_why}
        if enrolment.priority_why:
            kwargs["initial"]["priority"] = enrolment.priority
        super().__init__(*args, **kwargs)
        rules, on = enrolment.rule, clock.today()
        self.ask(rules.circumstances_on(on))
        groups = [(row.key, row.term) for row in rules.priorities_on(on)]
        self.fields["priority"].choices = [("", "Den som rutinen säger"), *groups]  # type: ignore[attr-defined]


class ContactForm(Form):
    shared_with: ClassVar = {"note_why": THE_TEAM}
    note_why = forms.CharField(label="Vad sa ni?", required=False, max_length=500, widget=SHORT)


class OverForm(Form):
    """The reason is asked for only when the team is full."""

    shared_with: ClassVar = {"over_why": THE_TEAM}
    over_why = forms.CharField(
        label="Alla platser är tagna. Varför går ni över?",
        max_length=500,
        widget=SHORT,
        error_messages={"required": "Skriv varför ni går över platserna."},
    )

    def __init__(self, *args: Any, full: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not full:
            del self.fields["over_why"]


class EnrolForm(OverForm):
    coach = forms.TypedChoiceField(label="Coach", error_messages={"required": "Välj en coach."})
    on = forms.DateField(label="Från och med")
    said_yes = forms.BooleanField(
        label="Personen har sagt ja till platsen", error_messages={"required": "Fråga personen först."}
    )
    field_order = ("coach", "on", "over_why", "said_yes")

    def __init__(self, *args: Any, enrolment: Enrolment, coaches: Sequence[Assignment], **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()}
        super().__init__(*args, **kwargs)
        choose_coach(self, coaches)
        if enrolment.said_yes_at:
            del self.fields["said_yes"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.cleaned_data.pop("said_yes", None)
        return self.cleaned_data


class CoachForm(Form):
    coach = forms.TypedChoiceField(label="Coach", error_messages={"required": "Välj en coach."})

    def __init__(self, *args: Any, coaches: Sequence[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_coach(self, coaches)


def choose_coach(form: Form, coaches: Sequence[Assignment]) -> None:
    by_key = {str(one.pk): one for one in coaches}
    field: Any = form.fields["coach"]
    field.choices = [("", "Välj"), *((key, str(one)) for key, one in by_key.items())]
    field.coerce = by_key.get


class LeaveForm(Form):
    shared_with: ClassVar = {"why": THE_ASKER}
    who = forms.ChoiceField(
        label="Vem har bestämt det?",
        choices=[("person", "Personen"), ("team", "Teamet")],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label="Varför?", max_length=500, widget=SHORT)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.cleaned_data["own_no"] = self.cleaned_data.pop("who", "") == "person"
        return self.cleaned_data


class ProgressForm(Form):
    shared_with: ClassVar = {"step_note": THE_TEAM}
    step = forms.ChoiceField(label="Vilket steg?", widget=forms.RadioSelect)
    on = forms.DateField(label="Från och med")
    step_note = forms.CharField(
        label="Anteckning",
        required=False,
        max_length=500,
        widget=SHORT,
        help_text="Till exempel vilket arbete eller vilken utbildning.",
    )

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()}
        super().__init__(*args, **kwargs)
        steps = enrolment.rule.steps_on(clock.today())
        self.fields["step"].choices = [(row.key, row.term) for row in steps]  # type: ignore[attr-defined]


class EndForm(Form):
    shared_with: ClassVar = {"ended_note": THE_TEAM}
    ended_reason = forms.ChoiceField(label="Varför avslutas det?", widget=forms.RadioSelect)
    ended_to = forms.ModelChoiceField(
        label="Vem tar vid?",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Ingen",
        help_text="Bara när en annan aktör tar vid.",
    )
    on = forms.DateField(label="Sista dagen")
    ended_note = forms.CharField(label="Anteckning", required=False, max_length=1000, widget=SHORT)

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["ended_reason"].choices = [(row.key, row.term) for row in enrolment.rule.ends_on(clock.today())]
        fields["ended_to"].queryset = others_in(enrolment.place).exclude(pk=enrolment.unit_id)


def others_in(place: str) -> Any:
    """Every unit that is open in the place, one's own and those of others."""
    rows = Unit.objects.filter(organisation__place=place, closed_on=None, organisation__closed_on=None)
    return rows.select_related("organisation").order_by("organisation__sort", "sort", "pk")


class JoinForm(Form):
    enrolments = forms.TypedMultipleChoiceField(
        label="Vilka ska vara med?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en person."},
    )

    def __init__(self, *args: Any, rows: Sequence[Enrolment], several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(row.pk): row for row in rows}
        field: Any = self.fields["enrolments"]
        field.choices = [
            (key, f"{row.person.name}, {row.unit.name}" if several else row.person.name) for key, row in by_key.items()
        ]
        field.coerce = by_key.get


class CancelSessionForm(Form):
    cancelled_why = forms.CharField(
        label="Varför?",
        max_length=200,
        help_text="Deltagarna läser det. Skriv inget om någon person.",
        error_messages={"required": "Skriv varför, så att deltagarna förstår."},
    )


class PresenceForm(Form):
    """Everybody in one go; what is not noted yet begins as present."""

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        self.seats = {f"p-{seat.participation.pk}": seat for seat in seats}
        super().__init__(*args, **kwargs)
        for name, seat in self.seats.items():
            self.fields[name] = forms.ChoiceField(
                label=seat.participation.enrolment.person.name,
                choices=There.choices,
                widget=forms.RadioSelect,
                initial=seat.presence.there if seat.presence else There.PRESENT,
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        told = {self.seats[name].participation.pk: there for name, there in self.cleaned_data.items()}
        self.cleaned_data = {"presence": told}
        return self.cleaned_data
