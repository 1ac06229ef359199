"""Vem som betalar: the place's rule as a suggestion, and a question that is settled in a meeting (STO-19, MAL-14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.interventions import acts, may
from brygga.interventions.models import GrantedIntervention, PaymentQuestion
from brygga.interventions.queries import payment_questions
from brygga.meetings.may import can_settle_payment
from brygga.meetings.queries import settling_payment
from brygga.people.queries import shown
from brygga.routines.interventions import circumstance_terms, cost_rules_on
from brygga.routines.loading import routine
from brygga.rules import costs
from brygga.rules.ages import age_on
from brygga.rules.costs import CostRule, suggested
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.interventions.forms import CostForm, PaymentForm, SettleForm
from brygga.web.interventions.seen import readers, seen


@dataclass(frozen=True, slots=True)
class Cost:
    """What the place's rules say of an intervention, as far as the reader may know the age."""

    rule: CostRule | None
    asked: tuple[tuple[str, str], ...]
    known: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        return bool(self.rule or self.asked)


def cost_of(actor: Actor, row: GrantedIntervention) -> Cost:
    place, on = routine(row.coordination.place), clock.today()
    born = shown(row.coordination.person, actor).born
    age = age_on(born, on) if born and born <= on else None
    rules = cost_rules_on(place, on)
    known = frozenset(row.circumstances)
    rule = suggested(rules, age=age, kind=row.kind, circumstances=known)
    terms = circumstance_terms(place, costs.asked(rules, age=age, kind=row.kind))
    return Cost(rule, terms, tuple(term for key, term in terms if key in known))


def _done(form: Form, act: Callable[..., Any], subject: Any, request: Asking) -> bool:
    return carry_out(form, act, subject, by=request.actor, **form.cleaned_data) is not REFUSED


def describe(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_describe_cost(request.actor, row))
    asked = cost_of(request.actor, row).asked
    form = CostForm(request.POST or None, asked=asked, initial={"circumstances": row.circumstances})
    if form.is_valid() and _done(form, acts.describe_cost, row, request):
        messages.success(request, "Sparat. Förslaget bygger på det.")
        return redirect("granted-intervention", pk)
    return show(request, "interventions/cost.html", form, asks=bool(asked), row=row, readers=readers(row))


def ask(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_ask_payment(request.actor, row))
    form = PaymentForm(request.POST or None)
    if form.is_valid() and _done(form, acts.ask_payment, row, request):
        messages.success(request, "Frågan är ställd och de andra har fått veta. Kalla nu till mötet där den avgörs.")
        return redirect("granted-intervention", pk)
    return show(request, "interventions/ask_payment.html", form, row=row, readers=readers(row))


def settle(request: Asking, pk: UUID) -> HttpResponse:
    """The meetings that could be it are offered; of those that could not it is said why."""
    question = get_object_or_404(payment_questions(request.actor), pk=pk)
    row: GrantedIntervention = question.intervention
    allowed_or_403(request, may.may_settle_payment(request.actor, question))
    held = [(meeting, can_settle_payment(meeting)) for meeting in settling_payment(request.actor, row.coordination)]
    form = SettleForm(request.POST or None, meetings=[meeting for meeting, fits in held if fits])
    if form.is_valid() and _done(form, acts.settle_payment, question, request):
        messages.success(request, "Betalningsfrågan är avgjord.")
        return redirect("granted-intervention", row.pk)
    kinds = [kind for kind in routine(row.coordination.place).meeting_types if kind.settles_payment]
    context = {
        "refused": [f"{meeting.term} {meeting.when}: {fits.reason}" for meeting, fits in held if not fits],
        "fits": any(fits for _, fits in held),
        "kind": kinds[0] if kinds else None,
        "readers": readers(row),
    }
    return show(request, "interventions/settle.html", form, row=row, question=question, **context)


def questions_of(actor: Actor, row: GrantedIntervention) -> list[PaymentQuestion]:
    return list(payment_questions(actor).filter(intervention=row).order_by("-pk")[:20])
