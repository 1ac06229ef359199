"""Lifting a question, answering it, lifting it further, proposing how it is solved and agreeing, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.agencies.models import Unit
from brygga.consents.words import and_list
from brygga.coordinations.may import own_part
from brygga.core import clock
from brygga.escalations import acts, may
from brygga.escalations.models import Escalation
from brygga.escalations.queries import at_issue, may_be_parties, parties_of, stands_for, with_details
from brygga.routines.loading import routine
from brygga.rules.ladders import LadderKind, following
from brygga.rules.words import in_sentence
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.escalations.forms import AgreeForm, AnswerForm, LiftForm, ProposeForm, RaiseForm, WhyForm

SOLVED = "Frågan är löst. Alla som den gäller har fått veta det."


def raise_one(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = the_coordination(request, pk)
    allowed_or_403(request, may.may_raise(actor, row))
    part = own_part(actor, row)
    unit_id = part.unit_id if part else row.unit_id
    units, ladders = may_be_parties(row, unit_id), routine(row.place).ladders_on(clock.today())
    offered = at_issue(actor, row, [unit_id, *(unit.pk for unit in units)])
    known = _from_the_link(request)
    form = RaiseForm(request.POST or None, ladders=ladders, units=units, offered=offered, initial=known)
    if form.is_valid():
        raised = carry_out(form, acts.raise_question, row, by=actor, **form.facts())
        if raised is not REFUSED:
            messages.success(request, f"Frågan är lyft till {in_sentence(raised.level_term)}.")
            return redirect("escalation", raised.pk)
    outside = _outside(request, units)
    context = {"nobody": not units, "outside": outside, "ladders": ladders, **sections(row, "responsibility", actor)}
    return show(request, "escalations/raise.html", form, **context)


def _from_the_link(request: Asking) -> dict[str, list[str]]:
    """What the page that led here was about: a handover's other side, an intervention."""
    return {"parties": request.GET.getlist("med"), "interventions": request.GET.getlist("insats")}


def _outside(request: Asking, known: list[Unit]) -> list[str]:
    """Those the link was about who may not know whom it concerns: they are taken along first."""
    asked = set(request.GET.getlist("med")) - {str(unit.pk) for unit in known}
    if not asked:
        return []
    rows = Unit.objects.filter(organisation__place=request.actor.place, closed_on=None).order_by("sort", "pk")
    return [unit.name for unit in rows if str(unit.pk) in asked]


def answer_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_answer(request.actor, row))
    form = AnswerForm(request.POST or None)
    return _done(request, row, form, acts.answer, "Ert svar är sparat. Alla som frågan gäller ser det.", "answer")


def lift_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_lift(request.actor, row))
    form = LiftForm(request.POST or None, initial={"from_level": row.level})
    above = following(row.levels, row.level)
    return _done(request, row, form, acts.lift, "Frågan är lyft vidare.", "lift", above=above)


def propose_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, _seen(request, pk)
    allowed_or_403(request, may.may_propose(actor, row))
    parties = parties_of(row)
    units = [party.unit for party in parties] if row.ladder == LadderKind.RESPONSIBILITY else None
    form = ProposeForm(request.POST or None, units=units)
    mine = stands_for(actor, row, parties)
    others = [party.unit.name for party in parties if party.unit_id not in mine]
    told = f"Förslaget är sparat. Frågan är löst när {and_list(others)} har gått med på det." if others else SOLVED
    return _done(request, row, form, acts.propose, told, "propose", others=and_list(others))


def agree_to_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, _seen(request, pk)
    allowed_or_403(request, may.may_agree(actor, row))
    parties = parties_of(row)
    mine = stands_for(actor, row, parties)
    last = all(party.agreed_at or party.unit_id in mine for party in parties)
    form = AgreeForm(request.POST or None, initial={"proposal": row.proposal})
    return _done(request, row, form, acts.agree, SOLVED if last else "Ert ja är sparat.", "agree", last=last)


def withdraw_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_withdraw(request.actor, row))
    return _done(request, row, WhyForm(request.POST or None), acts.withdraw, "Frågan är återtagen.", "withdraw")


def _done(
    request: Asking, row: Escalation, form: Form, act: Callable[..., Any], told: str, page: str, **more: Any
) -> HttpResponse:
    if form.is_valid() and carry_out(form, act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, told)
        return redirect("escalation", row.pk)
    return show(request, f"escalations/{page}.html", form, row=row, **more)


def _seen(request: Asking, pk: UUID) -> Escalation:
    found: Escalation = get_object_or_404(with_details(request.actor), pk=pk)
    return found
