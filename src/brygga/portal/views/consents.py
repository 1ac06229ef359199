"""My consents: who may know what, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga import documents
from brygga.agencies.models import Unit
from brygga.consents.acts import withdraw_consent, withdraw_part
from brygga.consents.models import Consent
from brygga.consents.words import yes_of
from brygga.core import clock
from brygga.people.queries import shown
from brygga.portal.allowing import WITH, Allowed, Choice, allowed, answers, choice, effects, in_force, may_take_back
from brygga.portal.forms import WithdrawForm
from brygga.routines.loading import routine
from brygga.rules.words import in_sentence
from brygga.ui.doing import REFUSED, carry_out, sent, show

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_consents(request: Asking) -> HttpResponse:
    page = answers(request.actor, request.GET.get("efter", ""), clock.today())
    more = f"{reverse('my-consents')}?efter={page.after}" if page.after else ""
    held = [] if request.GET.get("efter") else in_force(request.actor, clock.today())
    shown_above = {one.consent.pk for one in held}
    past = [one for one in page.rows if one.consent.pk not in shown_above]
    return render(request, "portal/consents.html", {"held": held, "past": past, "more": more})


def my_consent(request: Asking, pk: UUID) -> HttpResponse:
    one = _seen(request, pk)
    purposes = {p.key: in_sentence(p.term) for p in routine(one.consent.unit.organisation.place).purposes}
    context = {
        "one": one,
        "consent": one.consent,
        "rows": [(party, one.told(party)) for party in one.parties if party.is_in],
        "purposes": ", ".join(purposes[key] for key in one.consent.purposes if key in purposes),
        "may_take_back": may_take_back(request.actor, one),
    }
    return render(request, "portal/consent.html", context)


def my_consent_withdraw(request: Asking, pk: UUID) -> HttpResponse:
    """What closes, told before it closes; without script and without hurry."""
    one = _seen(request, pk)
    chosen = choice(one, request.GET.get("part", ""), request.GET.get("fraga", ""))
    if chosen is None:
        raise Http404
    form = WithdrawForm(sent(request))
    if form.is_valid():
        done = _take_back(request, one, chosen, form)
        if done is not REFUSED:
            messages.success(request, _done(chosen))
            return redirect("my-consent", pk)
    context = {"one": one, "chosen": chosen, "effects": effects(request.actor, one, chosen)}
    return show(request, "portal/withdraw.html", form, **context, may=may_take_back(request.actor, one))


def _take_back(request: Asking, one: Allowed, chosen: Choice, form: WithdrawForm) -> Any:
    actor = request.actor
    how = f"I Brygga, genom {actor.represents_as}" if actor.represents else "I Brygga, av personen själv"
    facts: dict[str, Any] = {"by": actor, "how": how, "reason": form.cleaned_data["reason"]}
    if chosen.is_all:
        return carry_out(form, withdraw_consent, one.consent, **facts)
    if chosen.matter:
        return carry_out(form, withdraw_part, one.consent, **facts, matters=[chosen.matter.key])
    party = chosen.party
    assert party is not None
    whom = {"units": [Unit.objects.get(pk=party.unit_id)]} if party.unit_id else {"others": [party.name]}
    return carry_out(form, withdraw_part, one.consent, **facts, **whom)


def _done(chosen: Choice) -> str:
    if chosen.party:
        return f"Klart. {chosen.party.name} får inte längre veta något om dig genom det här samtycket."
    if chosen.matter:
        return f"Klart. Ditt samtycke gäller inte längre {in_sentence(chosen.matter.term)}."
    return "Klart. Samtycket är tillbakataget och gäller inte längre för någon."


def my_consent_pdf(request: Asking, pk: UUID) -> HttpResponse:
    """The person's own copy (KAR-02)."""
    one = _seen(request, pk)
    consent = one.consent
    context = {
        "consent": consent,
        "view": shown(consent.person, request.actor),
        "yes": yes_of(consent, request.actor),
        "givers": " och ".join(str(giver) for giver in (consent.given_by, consent.also_given_by) if giver),
        "author": consent.unit.organisation.name,
        "unit": consent.unit,
        "stage": one.stage,
    }
    made = documents.render("documents/consent.html", context, title="Samtycke till att dela uppgifter")
    headers = {"Content-Disposition": 'attachment; filename="mitt-samtycke.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _seen(request: Asking, pk: UUID) -> Allowed:
    rows = Consent.objects.visible_to(request.actor).select_related(*WITH, "person", "also_given_by")
    return allowed(request.actor, [get_object_or_404(rows, pk=pk)], clock.today())[0]
