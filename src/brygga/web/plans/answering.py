"""Forms for answering a version, telling how it goes, following up and ending."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.plans.difference import FieldChange
from brygga.plans.facts import GoalOutcomeFacts
from brygga.plans.models import Goal
from brygga.plans.states import CloseReason, GoalOutcome, InterventionState, Say
from brygga.ui.forms import Form

NOTE = forms.Textarea(attrs={"rows": 3})
#: Who reads what is said about a plan.
ALL = ("alla som är med i planen", "personen")


class SayForm(Form):
    shared_with: ClassVar = {"note": ALL}
    say = forms.TypedChoiceField(
        label="Svar",
        choices=Say.choices,
        coerce=Say,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett svar."},
    )
    note = forms.CharField(
        label="Kommentar",
        widget=NOTE,
        required=False,
        help_text="Vid nej: varför. Vid ja till en del: vilken del som väntar.",
    )
    rest_on = forms.DateField(label="När tas resten upp?", required=False, help_text="Bara vid ja till en del.")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        say = found.get("say")
        if say == Say.PARTLY and not found.get("rest_on"):
            self.add_error("rest_on", "Skriv ett datum då resten tas upp.")
        if say in (Say.PARTLY, Say.NO) and not found.get("note", "").strip():
            self.add_error("note", "Skriv varför det blev nej." if say == Say.NO else "Skriv vilken del som väntar.")
        if say != Say.PARTLY:
            found["rest_on"] = None
        return found


class UnitSayForm(SayForm):
    """For someone who can answer for several units, as a head can."""

    unit = forms.ChoiceField(label="Du svarar för", required=False)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = str(units[0].pk)
        self.order_fields(["unit", "say", "note", "rest_on"])

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        found["unit"] = next((unit for unit in self.units if str(unit.pk) == found.get("unit")), None)
        return found


class RecordSayForm(SayForm):
    how = forms.CharField(
        label="Hur lämnades svaret?",
        help_text="Till exempel: muntligt på mötet, underskrift på papper, eller genom god man (skriv vem).",
        error_messages={"required": "Skriv hur personen lämnade sitt svar."},
    )


class ProgressForm(Form):
    shared_with: ClassVar = {"note": ALL}
    state = forms.TypedChoiceField(
        label="Hur går det?",
        choices=InterventionState.choices,
        coerce=InterventionState,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur det går."},
    )
    note = forms.CharField(
        label="Berätta kort",
        widget=NOTE,
        required=False,
    )


class OutcomeForm(Form):
    """One goal at the follow-up."""

    shared_with: ClassVar = {"words": ALL}
    outcome = forms.TypedChoiceField(
        label="Hur gick det?",
        choices=[choice for choice in GoalOutcome.choices if choice[0]],
        coerce=GoalOutcome,
        widget=forms.RadioSelect,
        required=False,
        empty_value=GoalOutcome.NONE,
    )
    words = forms.CharField(label="Med personens ord", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    theirs: tuple[FieldChange, ...] = ()

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"mal-{goal.pk}")
        kwargs["initial"] = {"outcome": goal.outcome, "words": goal.outcome_note, "seen": goal.revision}
        super().__init__(*args, **kwargs)
        self.goal = goal

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("words") and not said.get("outcome"):
            self.add_error("outcome", "Välj hur det gick, så att det du skrev sparas.")
        return said

    def facts(self) -> GoalOutcomeFacts | None:
        said = self.cleaned_data
        if not said["outcome"] or not self.has_changed():
            return None
        self.goal.revision = said["seen"]
        return GoalOutcomeFacts(goal=self.goal, outcome=said["outcome"], words=said["words"])

    def compare(self, now: Goal) -> None:
        """What stands in the goal now, if written since, beside what was typed; alone when nothing was."""
        said = self.cleaned_data
        if said["seen"] == now.revision:
            return
        theirs = {"outcome": now.outcome, "words": now.outcome_note}
        kept = {} if said["outcome"] else theirs
        put = {self.add_prefix(name): str(value) for name, value in {**kept, "seen": now.revision}.items()}
        self.data = {**dict(self.data.items()), **put}
        compared = (
            ("outcome", GoalOutcome(now.outcome).label, GoalOutcome(said["outcome"]).label),
            ("words", now.outcome_note, said["words"]),
        )
        self.theirs = tuple(
            FieldChange(label=str(self.fields[name].label), old=str(old), new=str(new))
            for name, old, new in compared
            if not kept and old != new
        )


class FollowUpForm(Form):
    CONTINUE, CLOSE = "continue", "close"
    then = forms.ChoiceField(
        label="Vad händer nu?",
        choices=[(CONTINUE, "Planen fortsätter"), (CLOSE, "Planen avslutas")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om planen fortsätter eller avslutas."},
    )
    next_on = forms.DateField(label="Nästa uppföljning", required=False, help_text="Om planen fortsätter.")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("then") == self.CONTINUE and not found.get("next_on"):
            self.add_error("next_on", "Skriv när planen följs upp nästa gång.")
        if found.get("then") == self.CLOSE:
            found["next_on"] = None
        return found


class CloseForm(Form):
    shared_with: ClassVar = {"why": ALL}
    reason = forms.TypedChoiceField(
        label="Varför avslutas planen?",
        choices=CloseReason.choices,
        coerce=CloseReason,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför planen avslutas."},
    )
    why = forms.CharField(label="Berätta kort", widget=NOTE, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("reason") == CloseReason.OTHER and not found.get("why", "").strip():
            self.add_error("why", "Skriv varför planen avslutas.")
        return found
