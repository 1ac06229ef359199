"""What the team does with somebody in the queue or enrolled; each press is an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from brygga.agencies.models import Assignment
from brygga.agencies.queries import caseworkers
from brygga.coaching import acts, may, queries
from brygga.coaching.models import Enrolment
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coaching import forms
from brygga.web.coaching.cards import card
from brygga.web.coaching.one import seen
from brygga.web.coaching.team import here
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show

Made = Callable[[Any, Enrolment], Form]


@dataclass(frozen=True, slots=True)
class Work:
    """One small form on an enrolment."""

    heading: str
    lead: str
    button: str
    done: str
    act: Callable[..., Any]
    may: Callable[[Actor, Enrolment], Decision]
    form: Made


def _coaches(row: Enrolment) -> list[Assignment]:
    return [one for one in caseworkers(row.unit, clock.today()) if may.can_coach(one, row.unit_id, clock.today())]


def _is_full(row: Enrolment) -> bool:
    return may.room_in(row.unit_id, row.rule, row).is_full


WORK = {
    "bedom": Work(
        "Bedöm grupp i kön",
        "Kryssa i det som gäller. Rutinen säger vilken grupp det blir. Den som frågade ser att ni har tagit emot.",
        "Spara",
        "Gruppen är sparad.",
        acts.assess,
        may.may_assess,
        lambda data, row: forms.AssessForm(data, enrolment=row),
    ),
    "horde-av": Work(
        "Vi har hört av oss",
        "Klockan börjar om, så att ingen väntar utan besked.",
        "Spara",
        "Sparat. Klockan har börjat om.",
        acts.note_contact,
        may.may_note_contact,
        lambda data, _row: forms.ContactForm(data),
    ),
    "erbjud": Work(
        "Erbjud plats",
        "Platsen hålls tills personen har svarat. Personen ser erbjudandet i Brygga, eller får det av er.",
        "Erbjud platsen",
        "Platsen är erbjuden.",
        acts.offer,
        may.may_offer,
        lambda data, row: forms.OverForm(data, full=_is_full(row)),
    ),
    "skriv-in": Work(
        "Skriv in",
        "Personen får en coach. De andra enheterna i samordningen ser att personen är inskriven.",
        "Skriv in",
        "Personen är inskriven.",
        acts.enrol,
        may.may_enrol,
        lambda data, row: forms.EnrolForm(
            data, enrolment=row, coaches=_coaches(row), full=not row.offered_at and _is_full(row)
        ),
    ),
    "ur-kon": Work(
        "Ta ur kön",
        "Den som frågade får veta varför.",
        "Ta ur kön",
        "Personen står inte längre i kö.",
        acts.leave_queue,
        may.may_leave_queue,
        lambda data, _row: forms.LeaveForm(data),
    ),
    "coach": Work(
        "Byt coach",
        "Personen ser vem som är coach.",
        "Byt coach",
        "Coachen är bytt.",
        acts.change_coach,
        may.may_change_coach,
        lambda data, row: forms.CoachForm(data, coaches=[one for one in _coaches(row) if one.pk != row.coach_id]),
    ),
    "steg": Work(
        "Skriv in ett steg",
        "Det som redan står ändras inte. Har personen gått tillbaka ett steg skriver du in det.",
        "Spara steget",
        "Steget är sparat.",
        acts.record_step,
        may.may_record,
        lambda data, row: forms.ProgressForm(data, enrolment=row),
    ),
    "avsluta": Work(
        "Avsluta inskrivningen",
        "Platsen blir ledig. Aktiviteterna avslutas samma dag.",
        "Avsluta",
        "Inskrivningen är avslutad.",
        acts.end,
        may.may_end,
        lambda data, row: forms.EndForm(data, enrolment=row),
    ),
}


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    one = WORK.get(how)
    if one is None:
        raise Http404
    row = seen(request, pk)
    allowed_or_403(request, one.may(request.actor, row))
    form = one.form(request.POST if request.method == "POST" else None, row)
    if form.is_valid() and carry_out(form, one.act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, one.done)
        return redirect("enrolment", pk)
    rules = row.rule.priorities_on(clock.today()) if how == "bedom" else ()
    return show(request, "coaching/work.html", form, card=card(row), work=one, rules=rules)


def stand_in_queue(request: Asking) -> HttpResponse:
    """One of the team's own cases. Whoever is asked for by a request stands there already."""
    unit, context = here(request)
    cases = list(queries.cases_to_queue(request.actor, unit)[:200])
    wanted = request.GET.get("person", "")
    rule = queries.rule_of(unit)
    chosen = next((str(case.pk) for case in cases if str(case.person_id) == wanted), "")
    form = forms.QueueForm(
        request.POST or None, cases=cases, choices=rule.circumstances_on(clock.today()), initial={"case": chosen}
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        made = carry_out(form, acts.queue, facts.pop("case"), by=request.actor, **facts)
        if made is not REFUSED:
            messages.success(request, f"Står i kö: {made.rule.priority(made.priority).term}.")
            return redirect("enrolment", made.pk)
    context |= {"cases": cases, "back": f"{reverse('coaching')}?enhet={unit.pk}", "rule": rule}
    return show(request, "coaching/queue.html", form, **context)
