"""Forms about granted interventions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from brygga.core import clock
from brygga.interventions.models import GrantedIntervention
from brygga.investigations.models import Resolution
from brygga.meetings.models import Meeting
from brygga.plans.models import Intervention
from brygga.routines.vocabulary import InterventionKind, Matter
from brygga.rules.dates import written
from brygga.ui.forms import Form

CIRCLE = ("enheterna som personen låter veta om det", "personen, när ni har berättat")
READERS = ("enheterna som ser insatsen",)
LONG = {"rows": 3}


def _offer(form: Form, name: str, rows: Iterable[Any], label: Any, none: str) -> None:
    """Some of the coordination's own things to choose among; without any there is nothing to ask."""
    found = {str(row.pk): row for row in rows}
    if not found:
        del form.fields[name]
        return
    field: Any = form.fields[name]
    field.choices = [("", none), *((key, label(row)) for key, row in found.items())]
    field.coerce = found.get


class PeriodForm(Form):
    starts_on = forms.DateField(label="Från och med")
    ends_on = forms.DateField(label="Till och med", required=False, help_text="Lämna tomt om den gäller tills vidare.")
    after = forms.TypedChoiceField(
        label="Ska en annan insats vara klar först?",
        help_text="Annars går de samtidigt.",
        required=False,
        empty_value=None,
    )

    def __init__(self, *args: Any, others: Iterable[GrantedIntervention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "after", others, lambda row: row.words, "Nej, samtidigt")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Insatsen kan inte sluta innan den har börjat.")
        return said


class GrantForm(PeriodForm):
    shared_with: ClassVar = {"words": CIRCLE}
    words = forms.CharField(
        label="Vad har ni beviljat?",
        help_text="Skriv så att personen förstår. Till exempel: Boendestöd två timmar i veckan.",
        max_length=500,
        error_messages={"required": "Skriv vad ni har beviljat."},
    )
    kind = forms.ChoiceField(label="Vilket slag av insats är det?", required=False)
    matter = forms.ChoiceField(
        label="Vad handlar den om?", help_text="De andra enheterna ser den om personen låter dem veta något om det."
    )
    decided_on = forms.DateField(label="När fattades beslutet?")
    decided_by = forms.CharField(
        label="Vem beslutade?", max_length=300, error_messages={"required": "Skriv vem som beslutade."}
    )
    delegation = forms.CharField(
        label="Enligt vilken delegation?",
        help_text="Till exempel: delegationsordningen, punkt 4.2.",
        max_length=300,
        error_messages={"required": "Skriv vilken delegation beslutet vilar på."},
    )
    resolution = forms.TypedChoiceField(label="Vilket beslut i Brygga bygger den på?", required=False, empty_value=None)
    plan_row = forms.TypedChoiceField(label="Vilken insats i planen är det?", required=False, empty_value=None)
    field_order: ClassVar = [
        *("words", "kind", "matter", "starts_on", "ends_on", "after"),
        *("decided_on", "decided_by", "delegation", "resolution", "plan_row"),
    ]

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[InterventionKind],
        matters: Iterable[Matter],
        resolutions: Iterable[Resolution],
        plan_rows: Iterable[Intervention],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        told = [(one.key, one.term) for one in kinds]
        self.fields["kind"].choices = [("", "Något annat"), *told]  # type: ignore[attr-defined]
        if not told:
            del self.fields["kind"]
        self.fields["matter"].choices = [("", "Välj"), *((one.key, one.term) for one in matters)]  # type: ignore[attr-defined]
        _offer(self, "resolution", resolutions, _decision, "Inget av dem")
        _offer(self, "plan_row", plan_rows, lambda row: row.text[:100], "Ingen av dem")


def _decision(row: Resolution) -> str:
    return f"{row.matter_term}, beslutat {written(row.decided_on)}"


class DayForm(Form):
    on = forms.DateField(label="Vilken dag?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class ResumeForm(DayForm):
    shared_with: ClassVar = {"note": READERS}
    note = forms.CharField(
        label="Vad gör att den kan börja igen?", widget=forms.Textarea(attrs=LONG), required=False, max_length=2000
    )


class InterruptForm(DayForm):
    shared_with: ClassVar = {"note": READERS}
    note = forms.CharField(
        label="Vad har hänt?",
        help_text="De andra som är med får veta direkt att insatsen är avbruten.",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv vad som har hänt, så att de andra vet vad de ska göra."},
    )


class EndForm(DayForm):
    shared_with: ClassVar = {"note": READERS}
    note = forms.CharField(
        label="Varför avslutas den?",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv varför insatsen avslutas."},
    )


def first_day() -> dict[str, date]:
    return {"starts_on": clock.today(), "decided_on": clock.today()}


class TickForm(Form):
    shared_with: ClassVar = {"what_was_done": ("alla som är med i samordningen",)}
    what_was_done = forms.CharField(
        label="Vad gjordes?",
        help_text="Behövdes steget inte den här gången? Skriv det.",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv vad som gjordes."},
    )


class CostForm(Form):
    shared_with: ClassVar = {"circumstances": READERS}
    circumstances = forms.MultipleChoiceField(label="Vad stämmer?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, asked: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circumstances"].choices = list(asked)  # type: ignore[attr-defined]


class PaymentForm(Form):
    shared_with: ClassVar = {"question": READERS}
    question = forms.CharField(
        label="Vad är ni inte överens om?",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv vad ni inte är överens om."},
    )


class SettleForm(Form):
    shared_with: ClassVar = {"settled_as": READERS}
    meeting = forms.TypedChoiceField(label="På vilket möte bestämdes det?", widget=forms.RadioSelect)
    settled_as = forms.CharField(
        label="Vem betalar, och vad?",
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
        error_messages={"required": "Skriv vem som betalar."},
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = [(key, f"{one.term} {one.when}") for key, one in found.items()]
        field.coerce = found.get
