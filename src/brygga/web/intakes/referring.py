"""A referral by any party's caseworker, and following what comes of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from brygga.core import clock
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.intakes.acts import refer
from brygga.intakes.may import may_refer
from brygga.intakes.queries import doors, sent
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.intakes.card import card
from brygga.web.intakes.forms import ReferForm
from brygga.web.links import after


def refer_one(request: Asking) -> HttpResponse:
    actor = request.actor
    mine = [door for door in doors(clock.today(), actor.place) if may_refer(actor, door.unit)]
    form = ReferForm(request.POST or None, doors=mine) if mine else None
    if form and form.is_valid():
        facts = form.cleaned_data
        yes = {"consent_on": facts["consent_on"], "consent_how": facts["consent_how"]}
        written = carry_out(form, refer, facts["to_unit"], by=actor, told=form.told(), **yes)
        if written is not REFUSED:
            messages.success(request, f"Remissen är skickad till {written.unit.name}. Här ser du vad som händer.")
            return redirect("intake", written.pk)
    return show(request, "intakes/refer.html", form)


def sent_ones(request: Asking) -> HttpResponse:
    page = by_key(sent(request.actor), request.GET.get("efter", ""))
    for row in page.rows:
        log_reading(request.actor, what="Remissen", person_id=row.person_id or row.pk, stream_id=row.pk)
    context = {"cards": [card(row) for row in page.rows], "next_url": after(page)}
    return render(request, "intakes/sent.html", context)
