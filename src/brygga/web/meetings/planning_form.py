"""The form for planning a meeting: which, when, where, why, and who is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from brygga.agencies.models import Unit
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.queries import Suggested
from brygga.meetings.states import PlaceKind
from brygga.routines.vocabulary import MeetingNeed, MeetingType
from brygga.rules.words import in_sentence
from brygga.web.meetings.forms import LONG, TimeForm, _allow, link_fault, may_wait, time_of

OTHERS = 2
BY_ROUTINE = ("", "Som rutinen säger")


@dataclass(frozen=True, slots=True)
class Row:
    """One possible party, with its three fields."""

    call: Any
    who: Any = None
    required: Any = None


class PlanForm(TimeForm):
    kind = forms.ChoiceField(label="Vilket möte?", widget=forms.RadioSelect)
    place_kind = forms.ChoiceField(
        label="Hur ska ni ses?", widget=forms.RadioSelect, choices=PlaceKind.choices, initial=PlaceKind.ROOM
    )
    place = forms.CharField(
        label="Adress, telefonnummer eller länk",
        help_text="På plats: adress och rum. Telefon: numret som alla ringer. Video: länken till mötesrummet.",
        required=False,
        max_length=500,
    )
    purpose = forms.CharField(label="Syfte", help_text="Varför ni ska träffas.", widget=LONG, required=False)
    covers = forms.CharField(
        label="Vem och vad mötet omfattar",
        help_text="Till exempel: personens boende och vård det närmaste halvåret.",
        widget=LONG,
        required=False,
    )
    other = forms.CharField(label="Annat som är bra att veta", widget=LONG, required=False)
    without_pre_meeting = forms.CharField(
        label="Går ni vidare utan förmöte? Skriv varför",
        help_text="Behövs bara om rutinen har förmöte för den här mötestypen och ni inte har haft något.",
        required=False,
        max_length=500,
    )
    extra = forms.TypedChoiceField(label="Kalla en enhet till", required=False, empty_value=None)

    def __init__(
        self,
        *args: Any,
        types: Iterable[MeetingType],
        suggested: Iterable[Suggested],
        units: list[Any],
        known_units: dict[str, Unit],
        meeting: Meeting | None = None,
        seats: Iterable[Attendee] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.types = {row.key: row for row in types}
        self.suggested = list(suggested)
        self.fields["kind"].choices = [(key, _described(row)) for key, row in self.types.items()]  # type: ignore[attr-defined]
        self.fields["minutes"].choices = [BY_ROUTINE, *self.fields["minutes"].choices]  # type: ignore[attr-defined]
        self.fields["minutes"].empty_value = None  # type: ignore[attr-defined]
        self.fields["minutes"].initial = ""
        for name in ("day", "time", "minutes"):
            self.fields[name].required = False
        self.fields["extra"].choices = units  # type: ignore[attr-defined]
        self.fields["extra"].coerce = known_units.get  # type: ignore[attr-defined]
        if not any(MeetingNeed.PRE_MEETING in row.needs for row in self.types.values()):
            del self.fields["without_pre_meeting"]
        taken = {(seat.unit_id or seat.name): seat for seat in seats if not seat.is_person}
        for row in self.suggested:
            self._add(row, taken.pop(row.unit.pk if row.unit else row.name, None), is_new=meeting is None)
        self._add_others(list(taken.values()))
        may_wait(self, "day", "time", "minutes", "place", "purpose", "covers")
        may_wait(self, *(name for name in self.fields if name.startswith("who_")))
        if meeting is not None:
            self._fill(meeting)

    def _add(self, row: Suggested, seat: Attendee | None, *, is_new: bool) -> None:
        label = row.name if row.takes_part or row.unit is None else f"{row.name} (är inte med i samordningen än)"
        self.fields[f"call_{row.key}"] = forms.BooleanField(
            label=label,
            help_text="I personens mötescirkel" if row.wanted else "",
            required=False,
            initial=(row.takes_part or row.wanted) if is_new else seat is not None,
        )
        if row.unit is not None:
            staff = {str(a.pk): a for a in row.staff}
            who = forms.TypedChoiceField(label="Vem kommer därifrån?", required=False, empty_value=None)
            who.choices = [
                ("", "Enheten avgör"),
                *((key, f"{a.staff.name}, {in_sentence(a.title)}") for key, a in staff.items()),
            ]
            who.coerce = staff.get  # type: ignore[assignment]
            chosen = seat.assignment_id if seat else row.assignment and row.assignment.pk
            who.initial = str(chosen or "")
            self.fields[f"who_{row.key}"] = who
            self.fields[f"required_{row.key}"] = forms.BooleanField(
                label="Måste vara med", required=False, initial=seat.required if seat else True
            )

    def _add_others(self, seats: list[Attendee]) -> None:
        """Those who are in no unit here: a relative, a good man, someone from elsewhere."""
        self.others = []
        for number in range(max(OTHERS, len(seats) + 1)):
            seat = seats[number] if number < len(seats) else None
            name = forms.CharField(label="Namn", required=False, initial=seat.name if seat else "")
            role = forms.CharField(label="Roll", required=False, initial=seat.role if seat else "")
            self.fields[f"name_{number}"], self.fields[f"role_{number}"] = name, role
            self.others.append((f"name_{number}", f"role_{number}"))

    def _fill(self, meeting: Meeting) -> None:
        names = ("kind", "place_kind", "place", "purpose", "covers", "other", "without_pre_meeting")
        self.initial = {name: getattr(meeting, name) for name in names} | time_of(meeting)
        if "minutes" in self.initial:
            _allow_more(self.fields["minutes"], self.initial["minutes"])

    def rows(self) -> list[Row]:
        """For the page: each party with what one says of it."""
        return [
            Row(self[f"call_{row.key}"], self[f"who_{row.key}"], self[f"required_{row.key}"])
            if row.unit
            else Row(self[f"call_{row.key}"])
            for row in self.suggested
        ]

    def other_rows(self) -> list[tuple[Any, Any]]:
        return [(self[name], self[role]) for name, role in self.others]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if fault := link_fault(said.get("place_kind", ""), said.get("place", "")):
            self.add_error("place", fault)
        for name, role in self.others:
            if said.get(role) and not said.get(name):
                self.add_error(name, "Skriv vem det är.")
        return said

    @property
    def chosen_type(self) -> MeetingType:
        return self.types[self.cleaned_data["kind"]]

    @property
    def facts(self) -> MeetingFacts:
        said = self.cleaned_data
        return MeetingFacts(
            starts_at=self.starts_at,
            minutes=said["minutes"] or self.chosen_type.default_minutes,
            place_kind=PlaceKind(said["place_kind"]),
            place=said["place"],
            purpose=said["purpose"],
            covers=said["covers"],
            other=said["other"],
            without_pre_meeting=said.get("without_pre_meeting", ""),
        )

    @property
    def called(self) -> tuple[Called, ...]:
        said = self.cleaned_data
        ticked = [row for row in self.suggested if said[f"call_{row.key}"]]
        units = [self._unit(row) for row in ticked]
        extra = [Called(unit=said["extra"])] if said["extra"] else []
        others = [Called(name=said[n], role=said[r], required=False) for n, r in self.others if said[n].strip()]
        return tuple({row.key: row for row in (*units, *extra, *others)}.values())

    def _unit(self, row: Suggested) -> Called:
        return Called(
            unit=row.unit,
            assignment=self.cleaned_data.get(f"who_{row.key}"),
            name="" if row.unit else row.name,
            role=row.role,
            required=self.cleaned_data.get(f"required_{row.key}", False),
        )


def _allow_more(field: Any, minutes: int) -> None:
    blank, *lengths = field.choices
    field.choices = lengths
    _allow(field, minutes)
    field.choices = [blank, *field.choices]


def _described(row: MeetingType) -> str:
    """With what one must know to choose: whether a plan is made there (KAR-14), and whether anything is decided."""
    plan = "En plan kan göras eller ändras här." if row.carries_plan else ""
    words = (row.help, plan, "" if row.takes_decisions or "Inga beslut" in row.help else "Inga beslut fattas här.")
    return f"{row.term}. {' '.join(filter(None, words))}" if any(words) else row.term
