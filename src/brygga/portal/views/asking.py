"""Asking for a SIP, and following what comes of it (MAL-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga.core import clock
from brygga.core.paging import by_key
from brygga.portal import asking
from brygga.portal.forms import TakeBackForm
from brygga.portal.helping import helpers
from brygga.portal.waiting import already
from brygga.requests.acts import withdraw
from brygga.requests.may import may_withdraw
from brygga.requests.queries import expected, form_of, history
from brygga.ui.doing import REFUSED, carry_out, sent, show
from brygga.ui.questionnaires import answers, form_class

if TYPE_CHECKING:
    from brygga.portal.asking import Door
    from brygga.web.asking import Asking

MOVED = "Något har ändrats sedan du öppnade sidan. Läs vem som får läsa det du skriver, och skicka igen."


def ask_for_sip(request: Asking) -> HttpResponse:
    """One place to ask has its form at once; several are chosen among; with none one is told whom to call."""
    actor = request.actor
    doors = asking.doors(actor)
    open_doors = [door for door in doors if door.may]
    if request.method == "POST" and not open_doors and (waiting := asking.waiting(actor)):
        messages.info(request, "Du har redan bett om en SIP.")
        return redirect("my-request", waiting.pk)
    chosen = _chosen(request, open_doors)
    page = by_key(asking.asked(actor), request.GET.get("efter", ""), size=10)
    context = {
        "doors": open_doors,
        "refusals": sorted({door.may.reason for door in doors if not door.may}) if not open_doors else [],
        "helpers": [] if doors else helpers(actor, clock.today()),
        "already": already(actor, clock.now()),
        "rows": [(row, asking.word(row), asking.tone(row)) for row in page.rows],
        "more": f"{reverse('ask-for-sip')}?efter={page.after}" if page.after else "",
    }
    if chosen is None:
        return render(request, "portal/ask.html", {**context, "form": None})
    return _form(request, chosen, context)


def _chosen(request: Asking, open_doors: list[Door]) -> Door | None:
    wanted = request.GET.get("om", "")
    found = next((door for door in open_doors if door.key == wanted), None)
    return found or (open_doors[0] if len(open_doors) == 1 else None)


def _form(request: Asking, door: Door, context: dict[str, object]) -> HttpResponse:
    questions = door.form
    first = questions.items[0].link_id
    form = form_class(questions)(request.POST or None)
    if form.is_bound and door.key != request.GET.get("om"):
        form.add_error(None, MOVED)
    if form.is_valid():
        given = form.answers()
        words = str(given.pop(first, ""))
        sent = carry_out(form, door.act, door.subject, by=request.actor, words=words, more=given)
        if sent is not REFUSED:
            messages.success(request, f"Tack. {door.unit.name} har fått det du skrev.")
            return redirect("my-request", sent.pk)
    due = door.due(clock.now())
    return show(request, "portal/ask.html", form, **context, door=door, questions=questions, due=due)


def my_request(request: Asking, pk: UUID) -> HttpResponse:
    """The receipt: what was asked, what has happened, what happens next. It can be taken back."""
    row = get_object_or_404(asking.asked(request.actor), pk=pk)
    form = TakeBackForm(sent(request))
    if form.is_valid():
        done = carry_out(form, withdraw, row, by=request.actor, reason=form.cleaned_data["reason"])
        if done is not REFUSED:
            messages.success(request, "Du har tagit tillbaka det du bad om.")
            return redirect("my-request", pk)
    context = {
        "row": row,
        "word": asking.word(row),
        "tone": asking.tone(row),
        "next": expected(row),
        "steps": asking.steps(row, clock.now()),
        "ask_again": row.state in asking.NO_PLAN_CAME,
        "onward": asking.asked(request.actor).filter(forwarded_from=row).first(),
        "answers": answers(form_of(row), row.answers),
        "history": [(step, asking.WORDS.get(step.state, "")) for step in history(row)],
        "may_withdraw": may_withdraw(request.actor, row),
    }
    return show(request, "portal/request.html", form, **context)
