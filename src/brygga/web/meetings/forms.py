"""Forms about meetings. The words are those a caseworker would say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from brygga.core import clock
from brygga.meetings.facts import CircleFacts, NewTime, PreMeetingWords
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.meetings.states import Answer, Attendance, Mandate, PlaceKind
from brygga.rules.meetings import is_link, moment
from brygga.ui.forms import NO_SUCH_HOUR, Form

LENGTHS = [(m, f"{m} minuter") for m in (15, 30, 45, 60, 75, 90, 120)] + [(180, "3 timmar"), (240, "4 timmar")]
LONG = forms.Textarea(attrs={"rows": 3})


def may_wait(form: Form, *names: str) -> None:
    """Wanted, though the form can be saved without: nothing is said of it being optional."""
    for name in names:
        if name in form.fields:
            form.fields[name].may_wait = True  # type: ignore[attr-defined]


class TimeForm(Form):
    """Day, time and length, read as a Swedish clock shows them."""

    day = forms.DateField(label="Dag")
    time = forms.TimeField(label="Börjar", help_text="Till exempel 13.00.")
    minutes = forms.TypedChoiceField(label="Hur länge", choices=LENGTHS, coerce=int, initial=60)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self.starts_at = None
        if said.get("day") and said.get("time"):
            self.starts_at = moment(said["day"], said["time"])
            if self.starts_at is None:
                self.add_error("time", NO_SUCH_HOUR)
        elif said.get("day") and "time" not in self.errors:
            self.add_error("time", "Skriv när mötet börjar.")
        elif said.get("time") and "day" not in self.errors:
            self.add_error("day", "Välj vilken dag.")
        return said


def time_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting's time as the form's fields say it."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return {}
    local = meeting.starts_at.astimezone(clock.SWEDEN)
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return {"day": local.date(), "time": local.time(), "minutes": minutes}


def link_fault(kind: str, place: str) -> str:
    if kind == PlaceKind.VIDEO and place.strip() and not is_link(place.strip()):
        return "Klistra in hela länken. Den ska börja med https://."
    return ""


class RebookForm(TimeForm):
    place = forms.CharField(
        label="Ny plats, nytt nummer eller ny länk", required=False, max_length=500, help_text="Tomt: samma som förut."
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        length = time_of(meeting).get("minutes", 60)
        super().__init__(*args, initial={"minutes": length}, **kwargs)
        self.meeting = meeting
        _allow(self.fields["minutes"], length)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if fault := link_fault(self.meeting.place_kind, said.get("place", "")):
            self.add_error("place", fault)
        return said

    @property
    def new_time(self) -> NewTime | None:
        if self.starts_at is None:
            return None
        return NewTime(starts_at=self.starts_at, minutes=self.cleaned_data["minutes"], place=self.cleaned_data["place"])


def _allow(field: Any, minutes: int) -> None:
    """A length that is not among the usual ones stays as it was."""
    if minutes not in dict(field.choices):
        field.choices = sorted([*field.choices, (minutes, f"{minutes} minuter")])


MARKS = [(Attendance.PRESENT, "Kom"), (Attendance.ABSENT, "Uteblev"), (Attendance.EXCUSED, "Hade meddelat förhinder")]


class MissedForm(RebookForm):
    """Who came and who did not; and a new time at once, if there is one."""

    shared_with: ClassVar = {"why": ("alla som är kallade",)}
    why = forms.CharField(label="Vad vet ni om varför?", required=False, max_length=500)

    def __init__(self, *args: Any, meeting: Meeting, seats: Iterable[Attendee], names: dict[Any, str], **kwargs: Any):
        super().__init__(*args, meeting=meeting, **kwargs)
        self.seats = {f"seat_{seat.pk}": seat for seat in seats}
        for key, seat in self.seats.items():
            excused = Attendance.EXCUSED if seat.answer == Answer.NO else None
            self.fields[key] = forms.ChoiceField(
                label=names[seat.pk], widget=forms.RadioSelect, choices=MARKS, initial=excused
            )
        for name in ("day", "time"):
            self.fields[name].required = False
        self.marks = [self[key] for key in self.seats]

    @property
    def attendance(self) -> dict[Any, str]:
        return {seat.pk: self.cleaned_data[key] for key, seat in self.seats.items()}


class HereForm(Form):
    """Who is here: a tick for each."""

    here = forms.MultipleChoiceField(
        label="Vilka är här?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kryssa i vilka som är här."},
    )

    def __init__(self, *args: Any, names: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["here"].choices = [(str(pk), name) for pk, name in names.items()]  # type: ignore[attr-defined]

    def attendance(self, seats: Iterable[Attendee]) -> dict[Any, str]:
        """Those not ticked have stayed away, except the ones who had said that they could not come."""
        ticked = set(self.cleaned_data["here"])
        gone = {seat.pk: Attendance.EXCUSED if seat.answer == Answer.NO else Attendance.ABSENT for seat in seats}
        return {pk: Attendance.PRESENT if str(pk) in ticked else mark for pk, mark in gone.items()}


class AnswerForm(Form):
    """The answer, and how one comes prepared, in one."""

    answer = forms.ChoiceField(label="Kommer ni?", widget=forms.RadioSelect)
    name = forms.CharField(label="Vem kommer i stället?", required=False, max_length=200)
    note = forms.CharField(
        label="Meddelande till de andra",
        help_text="Kan ni inte komma: skriv varför, och gärna en tid som passar.",
        required=False,
        max_length=500,
    )
    mandate = forms.ChoiceField(
        label="Kan den som kommer besluta om era insatser på mötet?",
        widget=forms.RadioSelect,
        required=False,
        choices=[(Mandate.YES, "Ja, har mandat"), (Mandate.NO, "Nej, behöver fråga"), (Mandate.UNKNOWN, "Vet inte än")],
    )
    preparation = forms.CharField(
        label="Vad kan ni bidra med?",
        help_text="Insatser som ni kan föreslå, och det ni behöver veta. De andra kallade läser det före mötet.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )

    def __init__(self, *args: Any, seat: Attendee, audience: Iterable[str] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {
            "answer": seat.answer,
            "note": seat.answer_note,
            "name": seat.name if seat.answer == Answer.OTHER else "",
            "mandate": seat.mandate,
            "preparation": seat.preparation,
        }
        super().__init__(*args, **kwargs)
        words = [(Answer.YES, "Ja"), (Answer.NO, "Nej, kan inte")]
        if seat.unit_id:
            words.append((Answer.OTHER, "En kollega kommer i stället"))
        else:
            self.fields["answer"].label = (
                "Vad har personen svarat?" if seat.is_person else f"Vad har {seat.name} svarat?"
            )
            for name in ("name", "mandate", "preparation"):
                del self.fields[name]
        if seat.unit_id and seat.meeting.coordination.exploratory:
            del self.fields["preparation"]
        self.fields["answer"].choices = words  # type: ignore[attr-defined]
        may_wait(self, "mandate", "preparation")
        if "preparation" in self.fields:
            self.fields["preparation"].audience = list(audience)  # type: ignore[attr-defined]


class MinutesForm(Form):
    text = forms.CharField(label="Anteckningar", widget=forms.Textarea(attrs={"rows": 12}), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_wait(self, "text")


class OutcomeForm(Form):
    outcome = forms.ChoiceField(label="Vad ledde mötet till?", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Vad bestämdes?",
        help_text="Vem gör vad, och när. Lotsar ni vidare: vart, och vem som hjälper till.",
        widget=LONG,
        required=False,
        max_length=4000,
    )
    follow_up_on = forms.DateField(label="När följs det upp?", required=False)

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], follow_up: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]
        may_wait(self, "note", "follow_up_on")
        if not follow_up:
            del self.fields["follow_up_on"]


class MandateForm(Form):
    """Who of those here can decide, as they say it at the table."""

    def __init__(self, *args: Any, seats: Iterable[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {f"mandate_{seat.pk}": seat for seat in seats}
        for key, seat in self.seats.items():
            self.fields[key] = forms.ChoiceField(
                label=f"Kan {seat.who} besluta om sina insatser här?",
                widget=forms.RadioSelect,
                required=False,
                initial=seat.mandate,
                choices=[(Mandate.YES, "Ja"), (Mandate.NO, "Nej")],
            )
        may_wait(self, *self.seats)


class WhyForm(Form):
    shared_with: ClassVar = {"why": ("alla som är kallade",)}
    why = forms.CharField(
        label="Varför?",
        help_text="Nämn inte personen vid namn.",
        widget=LONG,
        max_length=300,
        error_messages={"required": "Skriv varför, så att alla som är kallade får veta det."},
    )


class AbsenceForm(Form):
    shared_with: ClassVar = {"note": ("alla som är kallade",)}
    note = forms.CharField(
        label="Vad kom ni överens om?",
        help_text="Till exempel: vem som kommer nästa gång, och hur ni hinner veta det i tid.",
        widget=LONG,
        max_length=500,
        error_messages={"required": "Skriv vad ni kom överens om."},
    )


class PreMeetingForm(Form):
    matters_to_me = forms.CharField(
        label="Det här är viktigt för mig", help_text="Med personens egna ord.", widget=LONG, required=False
    )
    not_raised = forms.CharField(label="Det här vill jag inte ta upp", widget=LONG, required=False)
    needs_for_meeting = forms.CharField(
        label="Så blir mötet bra för mig",
        help_text="Plats, tid på dagen, vem som sitter bredvid, pauser, tolk.",
        widget=LONG,
        required=False,
    )
    officials_first = forms.BooleanField(
        label="De professionella behöver träffas först",
        help_text="Till exempel om ni inte är eniga om vem som ansvarar för vad. Det ska personen slippa höra.",
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_wait(self, *self.fields)

    @staticmethod
    def of(talk: PreMeeting | None) -> dict[str, Any]:
        if talk is None:
            return {"seen": 0}
        names = ("matters_to_me", "not_raised", "needs_for_meeting", "officials_first")
        return {"seen": talk.revision, **{name: getattr(talk, name) for name in names}}

    @property
    def words(self) -> PreMeetingWords:
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return PreMeetingWords(**said)


class CircleForm(Form):
    name = forms.CharField(label="Vem?", help_text="Namn, eller vad personen kallar dem.", max_length=200)
    role = forms.CharField(label="Roll", help_text="Till exempel: min kontaktperson, syster.", required=False)
    unit = forms.TypedChoiceField(
        label="Enhet", help_text="Om det är någon som arbetar på en enhet i Brygga.", required=False, empty_value=None
    )
    answers_for = forms.CharField(label="Ansvarar för", required=False, max_length=500)
    reach = forms.CharField(label="Nås på", help_text="Telefon eller e-post.", required=False)
    mandate = forms.ChoiceField(
        label="Kan de besluta om det de ansvarar för?",
        widget=forms.RadioSelect,
        required=False,
        choices=[(Mandate.YES, "Ja, har mandat"), (Mandate.NO, "Nej"), (Mandate.UNKNOWN, "Vet inte än")],
    )
    wanted = forms.BooleanField(label="Personen vill ha med dem på mötet", required=False, initial=True)

    def __init__(self, *args: Any, units: Iterable[Any], place: CirclePlace | None = None, **kwargs: Any) -> None:
        if place is not None:
            names = ("name", "role", "answers_for", "reach", "mandate", "wanted")
            kwargs["initial"] = {name: getattr(place, name) for name in names} | {"unit": str(place.unit_id or "")}
        super().__init__(*args, **kwargs)
        known = {str(unit.pk): unit for unit in units}
        self.fields["unit"].choices = [("", "Ingen enhet"), *((key, unit.name) for key, unit in known.items())]  # type: ignore[attr-defined]
        self.fields["unit"].coerce = known.get  # type: ignore[attr-defined]

    @property
    def facts(self) -> CircleFacts:
        return CircleFacts(**self.cleaned_data)


def local_day(at: datetime) -> date:
    return clock.day_of(at)
