"""Forms of the plan. Each knows how to begin from a row and how to become its facts; acts save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from brygga.consents.models import COORDINATION
from brygga.plans.facts import (
    CrisisFacts,
    GoalFacts,
    HeaderFacts,
    InterventionFacts,
    LinkFacts,
    NeedFacts,
    RowFacts,
    StepFacts,
)
from brygga.plans.models import Goal, InterruptionStep, Intervention, PlanLink, PlanRow
from brygga.plans.queries import workers
from brygga.plans.states import Order, Performer
from brygga.plans.working import Working
from brygga.ui.forms import Form
from brygga.web.plans.choices import (
    OTHER,
    Choices,
    by_unit,
    called,
    chosen,
    organisation,
    part_for,
    performer_of,
    unit_by_key,
    unit_choices,
    who_choices,
    who_of,
)


class Seen(Form):
    """What the writer saw when they began; nothing newer is overwritten."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @property
    def seen_revision(self) -> int:
        return int(self.cleaned_data.get("seen") or 0)

    def seeing(self, revision: int) -> None:
        """Show the form again over the row as it is now."""
        self.data = MultiValueDict({**{key: [value] for key, value in self.data.items()}, "seen": [str(revision)]})


class Choosing(Form):
    def offer(self, name: str, choices: Choices) -> None:
        """The choices of a field, where they come from the plan."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class TextForm(Seen):
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 6}), required=False, strip=False)

    def __init__(self, *args: Any, heading: str, help_text: str = "", audience: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = heading, help_text
        self.fields["text"].audience = audience  # type: ignore[attr-defined]  # read by the form renderer


class RowForm(Seen, Choosing):
    """A row of one kind; `now` is the plan that it stands in."""

    def __init__(self, *args: Any, now: Working, row: PlanRow | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {**self.from_row(row), "seen": row.revision}
        super().__init__(*args, **kwargs)
        self.now, self.row = now, row
        self.prepare()

    def prepare(self) -> None:
        """Choices that come from the plan."""

    def from_row(self, row: PlanRow) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def facts(self) -> RowFacts:
        raise NotImplementedError


class NeedForm(RowForm):
    text = forms.CharField(
        label="Behov",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Med personens egna ord.",
        error_messages={"required": "Skriv vad personen behöver, med personens egna ord."},
    )
    matter = forms.ChoiceField(label="Livsområde", required=False)

    def prepare(self) -> None:
        on = self.now.plan.routine_since
        matters = [matter for matter in self.now.routine.matters_on(on) if matter.key != COORDINATION]
        self.offer("matter", [("", "Inget valt"), *((m.key, m.term) for m in matters)])

    def facts(self) -> NeedFacts:
        return NeedFacts(text=self.cleaned_data["text"], matter=self.cleaned_data["matter"])


class GoalForm(RowForm):
    text = forms.CharField(
        label="Mål",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv målet, så att det går att följa upp."},
    )
    parent = forms.ChoiceField(label="Är det ett delmål?", required=False)
    need = forms.ChoiceField(label="Vilket behov rör målet?", required=False)

    def prepare(self) -> None:
        tops = [g for g in self.now.goals if g.parent_id is None and (self.row is None or g.pk != self.row.pk)]
        self.offer(
            "parent",
            [
                ("", "Nej, ett eget mål"),
                *((str(g.pk), f"Delmål till: {g.text}") for g in tops),
            ],
        )
        self.offer("need", [("", "Inget särskilt"), *((str(n.pk), n.text) for n in self.now.needs)])

    def from_row(self, row: PlanRow) -> dict[str, Any]:
        assert isinstance(row, Goal)
        return {"text": row.text, "parent": str(row.parent_id or ""), "need": str(row.need_id or "")}

    def facts(self) -> GoalFacts:
        return GoalFacts(
            text=self.cleaned_data["text"],
            parent=chosen(self.now.goals, self.cleaned_data["parent"]),
            need=chosen(self.now.needs, self.cleaned_data["need"]),
        )


class InterventionForm(RowForm):
    text = forms.CharField(
        label="Vad ska göras?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv vad som ska göras."},
    )
    who = forms.ChoiceField(label="Vem gör det?", required=False)
    performer_name = forms.CharField(label="Namn, om någon annan gör det", required=False)
    when = forms.CharField(label="När?", required=False, help_text="Till exempel: varje tisdag, eller före sommaren.")
    starts_on = forms.DateField(label="Börjar", required=False)
    ends_on = forms.DateField(label="Slutar", required=False)
    benefit = forms.CharField(label="Nytta", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    goal = forms.ChoiceField(label="Vilket mål leder det till?", required=False)
    after = forms.ChoiceField(label="I vilken ordning?", required=False)
    part = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        self.fields["benefit"].label = f"Vilken nytta har {called(self.now)} av det?"
        self.fields["benefit"].help_text = "Med personens egna ord."
        others = [i for i in self.now.interventions if self.row is None or i.pk != self.row.pk]
        self.offer("who", who_choices(self.now, self.row))
        self.offer("goal", [("", "Inget särskilt"), *((str(g.pk), g.text) for g in self.now.goals)])
        self.offer(
            "after",
            [
                ("", "Samtidigt med andra insatser"),
                *((str(i.pk), f"Efter: {i.text}") for i in others),
            ],
        )

    def from_row(self, row: PlanRow) -> dict[str, Any]:
        assert isinstance(row, Intervention)
        plain = ("text", "performer_name", "when", "starts_on", "ends_on", "benefit", "part")
        chosen = {"goal": str(row.goal_id or ""), "who": who_of(row)}
        chosen["after"] = str(row.after_id or "") if row.order == Order.AFTER else ""
        return {**{name: getattr(row, name) for name in plain}, **chosen}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("who") == OTHER and not found.get("performer_name"):
            self.add_error("performer_name", "Skriv vem som gör det.")
        starts, ends = found.get("starts_on"), found.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Insatsen kan inte sluta före den börjar.")
        return found

    def facts(self) -> InterventionFacts:
        said = self.cleaned_data
        performer, unit, responsible = performer_of(said["who"])
        after = chosen(self.now.interventions, said["after"])
        return InterventionFacts(
            text=said["text"],
            goal=chosen(self.now.goals, said["goal"]),
            part=part_for(self.now, said["part"], unit),
            performer=performer,
            unit=unit,
            responsible=responsible,
            performer_name=said["performer_name"] if performer is Performer.OTHER else "",
            when=said["when"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            benefit=said["benefit"],
            order=Order.AFTER if after else Order.SIMULTANEOUS,
            after=after,
        )


class QuickIntervention(InterventionForm):
    """The four questions one asks aloud in the meeting: what, who, when, and what good it does."""

    def prepare(self) -> None:
        super().prepare()
        for name in ("starts_on", "ends_on", "goal", "after", "seen"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return {"starts_on": None, "ends_on": None, "goal": "", "after": "", **super().clean()}


class StepForm(RowForm):
    happens = forms.CharField(
        label="Om det här händer", max_length=500, error_messages={"required": "Skriv vad som kan hända."}
    )
    step = forms.CharField(label="Gör vi så här", max_length=500, error_messages={"required": "Skriv vad ni gör då."})
    unit = forms.ChoiceField(label="Vilken enhet gör det?", required=False)
    owner_name = forms.CharField(label="Vem?", required=False, help_text="Namn, eller någon utanför enheterna.")
    within_days = forms.IntegerField(label="Inom hur många dagar?", required=False, min_value=0, max_value=365)

    def prepare(self) -> None:
        self.offer("unit", unit_choices(self.now, "Ingen enhet"))

    def from_row(self, row: PlanRow) -> dict[str, Any]:
        assert isinstance(row, InterruptionStep)
        return {**super().from_row(row), "unit": str(row.unit_id or "")}

    def facts(self) -> StepFacts:
        said = self.cleaned_data
        return StepFacts(
            happens=said["happens"],
            step=said["step"],
            unit=unit_by_key(said["unit"]),
            owner_name=said["owner_name"],
            within_days=said["within_days"],
        )


class CrisisForm(RowForm):
    name = forms.CharField(label="Vem", error_messages={"required": "Skriv vem man kan kontakta."})
    reach = forms.CharField(label="Nås på", error_messages={"required": "Skriv telefonnummer eller hur man når dem."})
    when = forms.CharField(label="När", required=False, help_text="Till exempel: dygnet runt, eller vardagar 8–16.")

    def facts(self) -> CrisisFacts:
        return CrisisFacts(
            name=self.cleaned_data["name"], reach=self.cleaned_data["reach"], when=self.cleaned_data["when"]
        )


class LinkForm(RowForm):
    unit = forms.ChoiceField(label="Vilken enhets plan?", error_messages={"required": "Välj enhet."})
    kind = forms.CharField(
        label="Slag av plan", max_length=100, help_text="Till exempel vårdplan eller genomförandeplan."
    )
    where = forms.CharField(label="Var finns den?", max_length=300, help_text="Till exempel: i enhetens journal.")

    def prepare(self) -> None:
        self.offer("unit", unit_choices(self.now, "Välj enhet"))

    def from_row(self, row: PlanRow) -> dict[str, Any]:
        assert isinstance(row, PlanLink)
        return {**super().from_row(row), "unit": str(row.unit_id)}

    def facts(self) -> LinkFacts:
        unit = unit_by_key(self.cleaned_data["unit"])
        assert unit is not None
        return LinkFacts(unit=unit, kind=self.cleaned_data["kind"], where=self.cleaned_data["where"])


class HeaderForm(Seen, Choosing):
    coordinator = forms.ChoiceField(label="Vem samordnar planen?", required=False)
    responsible = forms.ChoiceField(
        label="Vem har det övergripande ansvaret?", required=False, help_text="En kommun eller en region."
    )
    follow_up_on = forms.DateField(label="När följs planen upp?", required=False)
    follow_up_by = forms.CharField(label="Vem tar upp det?", required=False)
    copies_to = forms.CharField(
        label="Kopia lämnas till",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="En mottagare på varje rad.",
    )

    def __init__(self, *args: Any, now: Working, **kwargs: Any) -> None:
        plan = now.plan
        kwargs["initial"] = {
            "coordinator": str(plan.coordinator_id or ""),
            "responsible": str(plan.responsible_id or ""),
            "follow_up_on": plan.follow_up_on,
            "follow_up_by": plan.follow_up_by,
            "copies_to": "\n".join(plan.copies_to),
            "seen": plan.revision,
        }
        super().__init__(*args, **kwargs)
        self.workers = workers(now)
        if plan.coordinator and plan.coordinator not in self.workers:
            self.workers.append(plan.coordinator)
        principals = {party.key for party in now.routine.parties if party.is_principal}
        organisations = {str(p.organisation_id): p.organisation for p in now.parties if p.key in principals}
        self.offer("coordinator", [("", "Ingen vald"), *by_unit(self.workers)])
        self.offer("responsible", [("", "Ingen vald"), *organisations.items()])

    def facts(self) -> HeaderFacts:
        said = self.cleaned_data
        return HeaderFacts(
            coordinator=chosen(self.workers, said["coordinator"]),
            responsible=organisation(said["responsible"]),
            follow_up_on=said["follow_up_on"],
            follow_up_by=said["follow_up_by"],
            copies_to=tuple(line.strip() for line in said["copies_to"].splitlines() if line.strip()),
        )


class PlaceForm(Choosing):
    before = forms.ChoiceField(label="Flytta raden till", required=False)

    def __init__(self, *args: Any, rows: list[PlanRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "before",
            [
                *((str(row.pk), f"Före: {_first_words(row)}") for row in rows),
                ("", "Sist"),
            ],
        )


def siblings(now: Working, row: PlanRow) -> list[PlanRow]:
    """The other rows of the same kind."""
    rows: list[Any] = [*now.needs, *now.goals, *now.interventions, *now.steps, *now.contacts, *now.links]
    return [other for other in rows if type(other) is type(row) and other.pk != row.pk]


def _first_words(row: PlanRow) -> str:
    text = next(str(getattr(row, name)) for name in ("text", "happens", "name", "kind") if hasattr(row, name))
    return text if len(text) <= 70 else f"{text[:69]}…"


ROW_FORMS: dict[str, type[RowForm]] = {
    "behov": NeedForm,
    "mal": GoalForm,
    "insats": InterventionForm,
    "avbrott": StepForm,
    "kris": CrisisForm,
    "annan-plan": LinkForm,
}
#: What a row is called when one adds, changes or misses it.
ROW_WORDS = {
    "behov": "behov",
    "mal": "mål",
    "insats": "insats",
    "avbrott": "steg vid avbrott",
    "kris": "kontakt i kris",
    "annan-plan": "annan plan",
}
