"""What the person fills in. Few questions, plain words; what it means is for the acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from brygga.core import clock
from brygga.meetings.states import Answer
from brygga.plans.states import Say
from brygga.ui.forms import Form
from brygga.ui.slots import SlotForm


class YesForm(Form):
    """One press is enough."""

    shared_with: ClassVar = {"note": ("alla som är med i din plan",)}
    note = forms.CharField(label="Vill du säga något mer?", widget=forms.Textarea(attrs={"rows": "2"}), required=False)


class PartForm(Form):
    """Yes to a part: which part waits, and when it is talked about."""

    shared_with: ClassVar = {"note": ("alla som är med i din plan",)}
    note = forms.CharField(
        label="Vilken del vill du prata mer om?",
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv vilken del du vill prata mer om."},
    )
    rest_on = forms.DateField(
        label="När vill du att ni pratar om resten?",
        error_messages={"required": "Välj en dag när ni pratar om resten."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"rest_on": clock.today() + timedelta(days=14)}
        super().__init__(*args, **kwargs)

    def clean_rest_on(self) -> date:
        day: date = self.cleaned_data["rest_on"]
        if day <= clock.today():
            raise forms.ValidationError("Välj en dag som kommer, tidigast i morgon.")
        return day


class NoForm(Form):
    """A no with the person's own words, so that the others know what to change."""

    shared_with: ClassVar = {"note": ("alla som är med i din plan",)}
    note = forms.CharField(
        label="Vad är det som inte är bra?",
        help_text="Skriv med dina egna ord. Då vet de andra vad som behöver ändras.",
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Skriv vad som inte är bra. Då vet de andra vad som behöver ändras."},
    )


#: The three ways to answer a plan, in the order they are shown.
SAYS: dict[Say, type[Form]] = {Say.YES: YesForm, Say.PARTLY: PartForm, Say.NO: NoForm}


class AnswerForm(Form):
    """Whether one comes to a meeting."""

    shared_with: ClassVar = {"note": ("alla som är kallade",)}
    answer = forms.ChoiceField(
        label="Kommer du på mötet?",
        choices=[
            (Answer.YES.value, "Ja, jag kommer"),
            (Answer.NO.value, "Nej, jag kan inte komma då"),
            (Answer.OTHER.value, "Någon annan kommer i stället för mig"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett svar."},
    )
    name = forms.CharField(label="Vem kommer i stället?", required=False, max_length=200)
    note = forms.CharField(
        label="Vill du säga något mer?",
        help_text="Till exempel en tid som passar bättre, eller om du vill ta med någon.",
        widget=forms.Textarea(attrs={"rows": "3"}),
        required=False,
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("answer") == Answer.OTHER and not (found.get("name") or "").strip():
            self.add_error("name", "Skriv vem som kommer i stället.")
        return found


class WithdrawForm(Form):
    """Taking back a yes needs no reason; there is room for one."""

    shared_with: ClassVar = {"reason": ("enheten som tog emot ditt samtycke",)}
    reason = forms.CharField(
        label="Vill du säga varför?",
        help_text="Du behöver inte skriva något här.",
        widget=forms.Textarea(attrs={"rows": "3"}),
        required=False,
        max_length=1000,
    )


class TakeBackForm(Form):
    """Taking back an ask for a SIP."""

    shared_with: ClassVar = {"reason": ("enheten som du frågade",)}
    reason = forms.CharField(
        label="Vill du säga varför?",
        help_text="Du behöver inte skriva något här.",
        widget=forms.Textarea(attrs={"rows": "2"}),
        required=False,
        max_length=500,
    )


class TimeForm(SlotForm):
    """A press on the time is enough; a few words before if one wants to."""

    about = forms.CharField(
        label="Vill du säga något innan?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": "2"})
    )

    def __init__(self, *args: Any, told: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].audience = tuple(told)  # type: ignore[attr-defined]  # read by BoundField


class CancelTimeForm(Form):
    shared_with: ClassVar = {"why": ("de som du skulle träffa",)}
    why = forms.CharField(
        label="Vill du säga varför?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": "2"})
    )


class StopForm(Form):
    shared_with: ClassVar = {"words": ("alla som hjälper dig tillsammans",)}
    words = forms.CharField(
        label="Vill du säga varför?",
        help_text="Du behöver inte skriva något här. De frågar dig när ni pratar.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class LeavePlaceForm(Form):
    shared_with: ClassVar = {"why": ("coachingteamet", "den som frågade om en plats åt dig")}
    why = forms.CharField(
        label="Vill du säga varför?",
        help_text="Du behöver inte skriva något här.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
