"""What the team does with an intake; each press is an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import caseworkers
from brygga.bookings.acts import plan_first_meeting
from brygga.bookings.queries import hours_of, offers
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.intakes import acts, may
from brygga.intakes.models import Intake
from brygga.intakes.queries import coordination_of, led_to
from brygga.people.models import Protection
from brygga.routines.vocabulary import BookedFor
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.intakes.card import card
from brygga.web.intakes.forms import (
    AppointForm,
    AssessForm,
    AttemptForm,
    DismissForm,
    MeetingForm,
    OpenForm,
    OutcomeForm,
    RegisterForm,
)
from brygga.web.intakes.views import seen, shown
from brygga.web.links import back_from


@dataclass(frozen=True, slots=True)
class Work:
    """One small form on an intake."""

    heading: str
    lead: str
    button: str
    done: str
    act: Callable[..., Any]
    may: Callable[[Actor, Intake], Decision]
    form: type[Form] = Form


WORK = {
    "kvittera": Work(
        "Kvittera",
        "Personen ser att någon har läst det.",
        "Kvittera",
        "Det är kvitterat.",
        acts.acknowledge,
        may.may_acknowledge,
    ),
    "forsok": Work(
        "Skriv in kontaktförsök",
        "Klockan stannar när ni har talats vid.",
        "Spara",
        "Kontaktförsöket är sparat.",
        acts.log_attempt,
        may.may_work,
        AttemptForm,
    ),
    "tid": Work(
        "Bestäm första mötet",
        "Personen ser tiden med sin kod. Inget skickas med mejl.",
        "Spara tiden",
        "Tiden är sparad. Personen ser den med sin kod.",
        plan_first_meeting,
        may.may_work,
        MeetingForm,
    ),
    "bedom": Work(
        "Vart hör det?",
        "Kryssa bara i det som är tydligt. Rutinens regler säger vart. Flera enheter kan arbeta parallellt.",
        "Spara",
        "Sparat. Här ser du vart rutinen leder.",
        acts.assess,
        may.may_assess,
        AssessForm,
    ),
    "lagg-undan": Work(
        "Lägg undan",
        "För det som kom två gånger, eller inte är något meddelande. Vill personen ha hjälp: skriv vad det blev.",
        "Lägg undan",
        "Det är undanlagt.",
        acts.dismiss,
        may.may_dismiss,
        DismissForm,
    ),
}


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    one = WORK.get(how)
    if one is None:
        raise Http404
    row = seen(request, pk)
    allowed_or_403(request, one.may(request.actor, row))
    about = _about(one, row, request)
    form = one.form(request.POST if request.method == "POST" else None, **about)
    if form.is_valid() and carry_out(form, one.act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, one.done)
        return redirect("intake", pk)
    return show(request, "intakes/work.html", form, card=card(row), work=one)


def _about(one: Work, row: Intake, request: Asking) -> dict[str, Any]:
    """What the form of this work needs to know."""
    if one.form is AssessForm:
        return {"intake": row}
    if one.form is MeetingForm:
        hours = hours_of(request.actor, row.unit_id, BookedFor.PERSON.value)
        return {"free": offers(hours, clock.now())}
    return {}


def take(request: Asking, pk: UUID) -> HttpResponse:
    """«Jag tar det», or a colleague."""
    row = seen(request, pk)
    allowed_or_403(request, may.may_appoint(request.actor, row))
    unit = Unit.objects.select_related("organisation").get(pk=row.unit_id)
    form = AppointForm(request.POST or None, candidates=list(caseworkers(unit, clock.today())))
    if form.is_valid():
        chosen: Assignment = form.cleaned_data["caseworker"]
        if carry_out(form, acts.appoint, row, by=request.actor, caseworker=chosen) is not REFUSED:
            messages.success(request, f"{chosen.staff.name} har hand om det nu.")
            return redirect(back_from(request, "intake", pk))
    one = Work(
        "Utse någon", "Den som utses ser det på sin startsida.", "Utse", "", acts.appoint, may.may_appoint, AppointForm
    )
    return show(request, "intakes/work.html", form, card=card(row), work=one)


def open_details(request: Asking, pk: UUID) -> HttpResponse:
    """Protected details are shown once, for a reason that the log keeps."""
    row = seen(request, pk)
    allowed = may.may_open_details(request.actor, row)
    allowed_or_403(request, allowed)
    form = OpenForm(request.POST or None)
    if form.is_valid() and not allowed:
        form.add_error(None, allowed.reason)
    if form.is_valid():
        return shown(request, row, why=form.cleaned_data["reason"])
    one = Work("Visa skyddade uppgifter", "Läsningen loggas med ditt skäl.", "Visa", "", shown, may.may_open_details)
    return show(request, "intakes/work.html", form, card=card(row), work=one)


def register_person(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_register(request.actor, row))
    one = card(row)
    given, _, family = ("", "", "") if one.masked else one.name.strip().rpartition(" ")
    first = {"given_name": given, "family_name": family, "identity": one.number}
    if one.masked:
        first = {"protection": Protection.MARKED.value}
    form = RegisterForm(request.POST or None, initial=first)
    if form.is_valid() and carry_out(form, acts.register, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Personen är registrerad. Öppna en samordning om flera ska hjälpas åt.")
        return redirect("intake", pk)
    return show(request, "intakes/register.html", form, card=one)


def end(request: Asking, pk: UUID) -> HttpResponse:
    """BOR-03: what it became, who receives, and what the person is told."""
    row = seen(request, pk)
    allowed_or_403(request, may.may_end(request.actor, row))
    form = OutcomeForm(request.POST or None, intake=row, on=clock.today())
    if form.is_valid():
        ended = carry_out(form, acts.record_outcome, row, by=request.actor, **form.facts())
        if ended is not REFUSED:
            asked = " och ".join(one.unit.name for one in led_to(ended) if one.request_id)
            sent = f" {asked} har fått en förfrågan." if asked else ""
            messages.success(request, f"{ended.outcome_rule.term}.{sent}")
            return redirect("intake", pk)
    return show(request, "intakes/end.html", form, card=card(row), coordinated=coordination_of(row) is not None)
