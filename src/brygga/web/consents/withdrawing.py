"""Taking back, wholly or in part: first what closes for whom, then the act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.consents import may
from brygga.consents.acts import withdraw_consent, withdraw_part
from brygga.consents.models import Consent
from brygga.consents.queries import Party, history, parties_of
from brygga.consents.words import effects, full_name
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import insist
from brygga.routines.loading import routine
from brygga.ui.components.dates import day
from brygga.web.asking import Asking
from brygga.web.consents.forms import OwnPartForm, WithdrawForm
from brygga.web.consents.views import about, visible
from brygga.web.doing import REFUSED, carry_out, show


def withdraw(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = visible(actor, pk)
    insist(may.may_withdraw_part(actor, row))
    parties = [party for party in parties_of(actor, row) if not party.is_out]
    form = _form(request, row, parties)
    context = {**about(actor, row), "back": reverse("consent", args=[pk]), "heading": "Ta tillbaka samtycket"}
    context |= {"open_parts": form.is_bound and request.POST.get("what") == "part", "own_unit": actor.unit_name}
    if not form.is_valid() or "change" in request.POST:
        return show(request, "consents/withdraw.html", form, **context)
    chosen = _chosen(actor, form, parties)
    if "sure" in request.POST:
        return _do(request, row, form, chosen, context)
    context["effects"] = effects(actor, row, **{name: chosen.get(name, ()) for name in ("units", "others", "matters")})
    context["kept"] = [(name, v) for name, values in request.POST.lists() if name in form.fields for v in values]
    return render(request, "consents/withdraw.html", {**context, "others_in_force": _others(actor, row)})


def _form(request: Asking, row: Consent, parties: list[Party]) -> WithdrawForm | OwnPartForm:
    posted = request.POST or None
    if not may.may_withdraw_consent(request.actor, row):
        return OwnPartForm(posted)
    terms = routine(row.unit.organisation.place).matters
    known = {matter for party in parties for matter in party.matters}
    choices = [(_key(party), full_name(party)) for party in parties if party.unit_id != row.unit_id]
    matters = [(m.key, m.term) for m in terms if m.key in known and m.key != "coordination"]
    return WithdrawForm(posted, initial={"what": "all"}, parties=choices, matters=matters)


def _key(party: Party) -> str:
    return str(party.unit_id or party.name)


def _chosen(actor: Actor, form: WithdrawForm | OwnPartForm, parties: list[Party]) -> dict[str, Any]:
    """What the act is told; nothing named means everything."""
    if isinstance(form, OwnPartForm):
        return {"units": [party.unit_id for party in parties if party.unit_id in actor.reads]}
    if form.is_whole():
        return {}
    named = [party for party in parties if _key(party) in form.cleaned_data["parties"]]
    return {
        "units": [party.unit_id for party in named if party.unit_id],
        "others": [party.name for party in named if not party.unit_id],
        "matters": form.cleaned_data["matters"],
    }


def _do(
    request: Asking,
    row: Consent,
    form: WithdrawForm | OwnPartForm,
    chosen: dict[str, Any],
    context: dict[str, Any],
) -> HttpResponse:
    said = {"by": request.actor, "how": form.cleaned_data["how"], "reason": form.cleaned_data["reason"]}
    if chosen:
        facts = {**chosen, "units": list(Unit.objects.filter(pk__in=chosen["units"]))}
        done = carry_out(form, withdraw_part, row, **said, **facts)
    else:
        done = carry_out(form, withdraw_consent, row, **said)
    if done is REFUSED:
        return show(request, "consents/withdraw.html", form, **context)
    messages.success(request, "Det är taget tillbaka och gäller från nu.")
    if row.unit_id in request.actor.reads:
        return redirect("consent", pk=row.pk)
    return redirect("/")


def _others(actor: Actor, row: Consent) -> str:
    """What goes on all the same: another consent that the actor knows of."""
    answers = history(actor, row.person, clock.today())
    others = [a.consent for a in answers if a.opens and a.consent and a.consent.pk != row.pk]
    if not others:
        return ""
    until = max(c.valid_until for c in others if c.valid_until)
    return f"Personen har också ett annat samtycke, till och med {day(until)}. Det ändras inte av det här."
