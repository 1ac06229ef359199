"""Every component in every state, on one page: to look at, and for axe to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe

from brygga.core import clock
from brygga.rules.coaching import staircase
from brygga.ui.components.charts import Bar, Taken
from brygga.ui.components.flow import Way
from brygga.ui.components.forms import AnswerRow
from brygga.ui.components.icons import ICONS
from brygga.ui.components.lanes import Lane, Mark, Stretch
from brygga.ui.drafts import Draft
from brygga.ui.forms import Form, MomentField


@dataclass(frozen=True, slots=True)
class SampleItem:
    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class SampleActor:
    name: str = "Anna Berg"
    title: str = "socialsekreterare"
    unit_name: str = "Vuxen Innerstaden"
    organisation_name: str = "Socialnämnden, Exempelstad"
    is_staff: bool = True


STAFF_PLACES = (
    SampleItem("Start", "/ui/", "home", current=True),
    SampleItem("Inkorg", "/ui/#lista", "inbox", count=3),
    SampleItem("Samordningar", "/ui/#steg", "bridge"),
    SampleItem("Möten", "/ui/mote/", "calendar"),
    SampleItem("Formulär", "/ui/formular/", "document"),
    SampleItem("Personens sidor", "/ui/min-sida/", "person"),
)
PERSON_PLACES = (
    SampleItem("Start", "/ui/min-sida/", "home", current=True),
    SampleItem("Min plan", "/ui/min-sida/#plan", "plan"),
    SampleItem("Mina möten", "/ui/min-sida/#moten", "calendar", count=1),
    SampleItem("Mina samtycken", "/ui/min-sida/#samtycken", "shield"),
)
PARTIES = ("Region Exempel, psykiatrin", "Försäkringskassan, Exempelstad")

BARS = (Bar("September", 7), Bar("Oktober", 12), Bar("November", 22, tone="good"), Bar("Juli", 0, "inga"))
WARD, CLINIC, HOME = "Beroendecentrum, vårdavdelning 2", "Beroendemottagningen", "Boendestöd Innerstaden"
WAYS = (
    Way(WARD, CLINIC, 42),
    Way(WARD, "Ingen tog över", 17, lost=True),
    Way(CLINIC, HOME, 21),
    Way("Psykiatriska akutmottagningen", WARD, 30),
    Way("Psykiatriska akutmottagningen", "Ingen tog över", 6, lost=True),
)
LONG_LIST = 17
ERRORS = ("400", "403", "404", "500", "403_csrf")


class SampleForm(Form):
    purpose = forms.CharField(
        label="Vad ska mötet handla om?", help_text="Skriv kort, med personens egna ord om det går."
    )
    background = forms.CharField(label="Bakgrund", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="Hur ska ni ses?",
        widget=forms.RadioSelect,
        choices=[("room", "På plats"), ("video", "Videosamtal"), ("phone", "Telefon")],
    )
    areas = forms.MultipleChoiceField(
        label="Vilka områden gäller det?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Välj alla som stämmer.",
        choices=[("home", "Boende"), ("work", "Arbete och sysselsättning"), ("health", "Hälsa")],
    )
    unit = forms.ChoiceField(
        label="Mottagare", choices=[("", "Välj enhet"), ("a", "Beroendemottagningen"), ("b", "Boendestöd")]
    )
    on = forms.DateField(label="Önskat datum")
    at = forms.TimeField(label="Klockslag", required=False)
    latest = MomentField(label="Svar önskas senast", required=False)
    number = forms.IntegerField(label="Antal deltagare", min_value=2, max_value=20)
    email = forms.EmailField(label="E-post till den som bokar lokal", required=False)
    file = forms.FileField(label="Bilaga", required=False)
    asked = forms.BooleanField(
        label="Jag har frågat personen", help_text="Utan personens ja kan kallelsen inte skickas."
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].audience = ["Region Exempel, psykiatrin", "Försäkringskassan"]  # type: ignore[attr-defined]


def _staff(**parts: object) -> dict[str, object]:
    return {"navigation": STAFF_PLACES, "actor": SampleActor(), "searches": True, **parts}


def gallery(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return render(
        request,
        "ui/gallery/index.html",
        _staff(
            now=now,
            draft=Draft("/ui/utkast/", now),
            today=clock.today(),
            yesterday=now - timedelta(days=1),
            tomorrow=clock.today() + timedelta(days=1),
            late=clock.today() - timedelta(days=4),
            later=clock.today() + timedelta(days=30),
            icons=sorted(ICONS),
            bars=BARS,
            ways=WAYS,
            lanes=_sample_lanes(),
            lanes_first=clock.today() - timedelta(days=500),
            room=[Bar("Inskrivna", 32, "32 av 40")],
            **_sample_steps(),
            parties=PARTIES,
            nobody=(),
            hidden=("Arbetsförmedlingen",),
            marks=("Kontakt nu", "Nyligen"),
            sample_messages=_sample_messages(),
            answer_rows=_sample_answers(),
            faulty=SampleForm({"purpose": ""}),
        ),
    )


def _sample_lanes() -> list[Lane]:
    def ago(days: int) -> date:
        return clock.today() - timedelta(days=days)

    return [
        Lane(
            "Socialtjänsten", [Stretch("Utredning", ago(480), ago(400)), Stretch("Boendestöd", ago(390), tone="good")]
        ),
        Lane("Psykiatrin", [Stretch("Slutenvård", ago(300), ago(250), tone="warning")], [Mark("Uteblev", ago(160))]),
        Lane("Arbetsförmedlingen", [Stretch("Arbetsträning", ago(60))]),
    ]


def _sample_steps() -> dict[str, object]:
    def ago(days: int) -> date:
        return clock.today() - timedelta(days=days)

    recorded = [(ago(300), 0), (ago(210), 1), (ago(120), 2), (ago(60), 1), (ago(20), 3)]
    ladder = ("Coachas enskilt", "Med i grupp", "Matchas mot arbete eller studier", "I arbete eller studier")
    taken = [Taken(ladder[step], day, "Cecilia Hed") for day, step in reversed(recorded)]
    return {"ladder": ladder, "stood": staircase(recorded), "taken": taken}


def _sample_messages() -> list[object]:
    return [
        Message(messages.SUCCESS, "Kallelsen är skickad till tre mottagare."),
        Message(messages.WARNING, "Försäkringskassan har inte svarat än."),
        Message(messages.ERROR, mark_safe("Brevet till <em>Arbetsförmedlingen</em> kom inte fram.")),
    ]


def _sample_answers() -> list[object]:
    return [
        AnswerRow("Boende", is_heading=True),
        AnswerRow("Hur bor du?", ("Egen lägenhet",)),
        AnswerRow("Vem hjälper dig hemma?", ("Boendestöd", "Mamma")),
        AnswerRow("Något annat?"),
    ]


def form_samples(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        messages.success(request, "Tack, allt var rätt ifyllt. Inget har sparats: det här är ett exempel.")
        return HttpResponseRedirect(request.path)
    status = 422 if form.is_bound else 200
    return render(request, "ui/gallery/forms.html", _staff(form=form, parties=PARTIES), status=status)


def draft_sample(request: HttpRequest) -> HttpResponse:
    """What a draft's address answers: 204 to the script, the way back to a person."""
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    messages.success(request, "Utkast sparat.")
    return HttpResponseRedirect("/ui/formular/")


def list_sample(request: HttpRequest) -> HttpResponse:
    """Seventeen rows, five at a time, by key."""
    after = request.GET.get("efter", "")
    first = int(after) + 1 if after.isdecimal() else 1
    rows = [number for number in range(first, first + 5) if number <= LONG_LIST]
    next_url = f"/ui/lista/?efter={rows[-1]}" if rows and rows[-1] < LONG_LIST else ""
    return render(request, "ui/gallery/list.html", _staff(rows=rows, next_url=next_url, total=LONG_LIST))


def portal_sample(request: HttpRequest) -> HttpResponse:
    actor = SampleActor(name="Folke Ek", title="", unit_name="", is_staff=False)
    return render(
        request,
        "ui/gallery/portal.html",
        {
            "navigation": PERSON_PLACES,
            "actor": actor,
            "parties": PARTIES,
            "at": clock.now() + timedelta(days=9),
            "since": _a_year_ago(),
        },
    )


def _a_year_ago() -> datetime:
    return clock.now() - timedelta(days=365)


def meeting_sample(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/meeting.html", {"at": clock.now(), "later": clock.today() + timedelta(days=90)})


def error_sample(request: HttpRequest) -> HttpResponse:
    """What a fault looks like: ?kod=404."""
    code = request.GET.get("kod", "")
    if code not in ERRORS:
        return HttpResponseRedirect("/ui/")
    reason = "Det saknas ett samtycke som omfattar mottagaren. Fråga personen först." if code == "403" else ""
    return render(request, f"{code}.html", {"reason": reason}, status=int(code[:3]))
