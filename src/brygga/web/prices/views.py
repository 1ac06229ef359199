"""What help costs: the prices in force, a new one, and all that has been said of one."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.agencies.models import Organisation, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import insist
from brygga.prices import may
from brygga.prices.acts import remove_price, set_price
from brygga.prices.models import UnitPrice
from brygga.prices.queries import history_of, in_force, standing, told_by
from brygga.statistics.histories import NotNow, units_of
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show
from brygga.web.links import way_to
from brygga.web.prices.forms import AmountForm, PriceForm, RemoveForm, as_it_stands


def prices(request: Asking) -> HttpResponse:
    organisation = _own(request)
    rows, today = told_by(request.actor), clock.today()
    now = in_force(rows, today)
    context = {
        "organisation": organisation,
        "now": list(now.values()),
        "later": [row for row in rows if row.since > today],
        "may_set": may.may_set(request.actor, organisation),
        "analysis_url": way_to("analysis-costs"),
    }
    return render(request, "prices/list.html", context)


def new(request: Asking) -> HttpResponse:
    organisation = _own(request)
    form = PriceForm(request.POST or None, units=_units(request.actor), initial={"since": clock.today()})
    if form.is_valid():
        done = carry_out(form, set_price, organisation, by=request.actor, **form.facts)
        if done is not REFUSED:
            messages.success(request, f"Priset är sparat: {done.unit}, {done.amount}.")
            return redirect("prices")
    return show(request, "prices/new.html", form)


def one(request: Asking, pk: UUID) -> HttpResponse:
    """A new amount of the same; what was said before is kept and shown."""
    price = get_object_or_404(UnitPrice.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
    form = AmountForm(request.POST or None, kind=price.kind, initial=as_it_stands(price))
    if form.is_valid():
        said = {"unit": price.unit, "kind": price.kind, **form.facts}
        if carry_out(form, set_price, price.organisation, by=request.actor, **said) is not REFUSED:
            messages.success(request, "Priset är sparat.")
            return redirect("price", price.pk)
    rows = history_of(price)
    stands = {row.pk for row in standing(reversed(rows))}
    told = [(row, row.pk in stands, way_to("remove-price", row.pk) if row.pk in stands else "") for row in rows]
    decision = may.may_set(request.actor, price.organisation)
    return show(request, "prices/one.html", form, price=price, told=told, may_set=decision)


def remove(request: Asking, pk: UUID) -> HttpResponse:
    price = get_object_or_404(UnitPrice.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
    allowed_or_403(request, may.may_remove(request.actor, price))
    form = RemoveForm(request.POST or None)
    if carried_out(request, form, remove_price, price, told="Priset är borttaget. Det som gällde före gäller igen."):
        return redirect("price", price.pk)
    return show(request, "prices/remove.html", form, price=price)


def _own(request: Asking) -> Organisation:
    organisation = Organisation.objects.get(pk=request.actor.organisation_id)
    insist(may.may_set(request.actor, organisation))
    return organisation


def _units(actor: Actor) -> list[str]:
    """The organisation's units as they are called today, in the follow-up's files, and among the prices."""
    names = set(Unit.objects.filter(organisation_id=actor.organisation_id).values_list("name", flat=True))
    names |= {row.unit for row in told_by(actor)}
    with suppress(NotNow):
        names |= set(units_of(actor, actor.organisation_name))
    return sorted(names, key=str.casefold)
