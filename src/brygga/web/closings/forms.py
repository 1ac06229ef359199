"""Forms of a closing. What is written is read by all who are in, and by the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from brygga.agencies.models import Unit
from brygga.closings.facts import Direction
from brygga.closings.states import Answer, Consents, Goals
from brygga.core import clock
from brygga.routines.closings import ClosingKind
from brygga.rules.closings import Reach
from brygga.ui.forms import Form

ALL = ("alla som är med", "personen")
LONG = {"rows": 3}


def long_text(label: str, missing: str = "", *, help_text: str = "", limit: int = 2000) -> forms.CharField:
    said = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs=LONG),
        max_length=limit,
        required=bool(missing),
        error_messages=said,
    )


class DirectionForm(Form):
    """Which kind, who leaves, and who receives; what the kind does not ask for is left out."""

    shared_with: ClassVar = {"why": ALL}
    kind = forms.ChoiceField(label="Vilket slag av avslut?", widget=forms.RadioSelect)
    wants_to_stop = forms.BooleanField(label="Personen vill själv sluta", required=False)
    leaves = forms.TypedMultipleChoiceField(
        label="Vilka slutar?",
        help_text="Behövs inte när alla slutar.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    new_unit = forms.TypedChoiceField(
        label="Vem tar emot personen?",
        help_text="Bara vid övergång. En enhet som ska ta emot tas först med i samordningen.",
        required=False,
        empty_value=None,
    )
    new_elsewhere = forms.CharField(
        label="Eller någon utanför Brygga",
        help_text="Bara vid övergång. Till exempel en enhet i en annan kommun, om personen flyttar.",
        required=False,
        max_length=300,
    )
    why = long_text("Varför avslutar ni?", "Skriv varför ni avslutar.")

    def __init__(self, *args: Any, kinds: dict[str, ClosingKind], units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds, known = kinds, {str(unit.pk): unit for unit in units}
        named = [(key, unit.name) for key, unit in known.items()]
        fields: Any = self.fields
        fields["kind"].choices = [(row.key, f"{row.term}. {row.help}") for row in kinds.values()]
        fields["leaves"].choices, fields["leaves"].coerce = named, known.get
        fields["new_unit"].choices, fields["new_unit"].coerce = [("", "Ingen i Brygga"), *named], known.get
        reaches = {row.reach for row in kinds.values()}
        if Reach.TRANSITION not in reaches:
            del fields["new_unit"], fields["new_elsewhere"]
        if reaches == {Reach.ALL}:
            del fields["leaves"]

    def direction(self) -> Direction:
        said = self.cleaned_data
        reach = self.kinds[said["kind"]].reach
        moves = reach is Reach.TRANSITION
        return Direction(
            kind=said["kind"],
            why=said["why"],
            leaves=() if reach is Reach.ALL else tuple(said.get("leaves", ())),
            new_unit=said.get("new_unit") if moves else None,
            new_elsewhere=said.get("new_elsewhere", "") if moves else "",
            wants_to_stop=said["wants_to_stop"],
        )


class ExploreForm(Form):
    shared_with: ClassVar = {"explored_words": ALL}
    on = forms.DateField(label="När pratade ni?")
    explored_words = long_text(
        "Vad sa personen?",
        "Skriv vad personen sa.",
        help_text="Med personens egna ord. Vad har inte fungerat? Finns det något som skulle få personen att stanna?",
    )


class TalkForm(Form):
    shared_with: ClassVar = {"talk_who": ALL}
    talk_on = forms.DateField(label="När hölls slutsamtalet?")
    talk_who = long_text("Vilka var med?", "Skriv vilka som var med.", limit=500)
    new_unit_was_there = forms.BooleanField(label="Den nya kontakten var med", required=False)
    new_unit_not = long_text("Om inte: varför var den nya kontakten inte med?", limit=500)

    def __init__(self, *args: Any, moves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not moves:
            del self.fields["new_unit_was_there"], self.fields["new_unit_not"]


class NoTalkForm(Form):
    shared_with: ClassVar = {"talk_not": ALL}
    talk_not = long_text(
        "Varför hålls inget slutsamtal?",
        "Skriv varför inget slutsamtal hålls.",
        help_text="Skriv också hur personen har fått frågan.",
    )


class GoalsForm(Form):
    shared_with: ClassVar = {"goals_words": ALL}
    goals = forms.ChoiceField(label="Hur är det med målen?", widget=forms.RadioSelect, choices=Goals.choices)
    goals_words = long_text("Vilka mål är nådda, och vem arbetar vidare med resten?", "Skriv hur det är med målen.")


class ResumingForm(Form):
    shared_with: ClassVar = dict.fromkeys(("resume_whom", "resume_how", "resume_signs"), ALL)
    resume_whom = long_text(
        "Vem hör personen av sig till?",
        "Skriv vem personen hör av sig till.",
        help_text="Namn, enhet och telefon. Skriv till personen: ”Ring Sven på …”.",
        limit=500,
    )
    resume_how = long_text("Hur gör personen?", "Skriv hur personen gör.", limit=1000)
    resume_signs = long_text("Vilka tecken är bra att se upp med?", limit=1000)


class ConsentsForm(Form):
    shared_with: ClassVar = {"consents_words": ALL}
    consents = forms.ChoiceField(label="Vad vill personen?", widget=forms.RadioSelect, choices=Consents.choices)
    consents_words = long_text("Något mer som personen sa", limit=1000)


class ContactForm(Form):
    shared_with: ClassVar = {"new_contact_words": ALL}
    on = forms.DateField(label="Sedan när fungerar kontakten?")
    new_contact_words = long_text(
        "Hur vet ni det?",
        "Skriv hur ni vet att kontakten fungerar.",
        help_text="Till exempel att personen har varit där flera gånger, och själv säger att det fungerar.",
    )


class AnswerForm(Form):
    shared_with: ClassVar = {"words": ALL}
    answer = forms.ChoiceField(label="Är din enhet med på avslutet?", widget=forms.RadioSelect, choices=Answer.choices)
    words = long_text("Vill ni säga något?", help_text="Skriv varför, om ni säger nej.", limit=1000)


class WhyForm(Form):
    shared_with: ClassVar = {"why": ALL}

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label

    why = long_text("Varför?", "Skriv varför.", limit=1000)


def today() -> dict[str, Any]:
    return {name: clock.today() for name in ("on", "talk_on")}
