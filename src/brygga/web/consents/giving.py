"""Taking the person's answer: a yes with all its parts, or a no."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.consents import may
from brygga.consents.acts import give_consent, record_no
from brygga.consents.models import COORDINATION, Consent
from brygga.consents.queries import history, parties_of
from brygga.consents.words import Yes, unit_name, yes_to
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import insist
from brygga.core.traces import log_reading
from brygga.people.models import Person
from brygga.people.queries import representatives, shown
from brygga.routines.loading import routine
from brygga.rules.consents import Stage, last_day
from brygga.web.asking import Asking
from brygga.web.consents.forms import PERSON, DeclineForm, GiveForm, age_of
from brygga.web.consents.views import person_url
from brygga.web.doing import REFUSED, carry_out, show

USUAL_PURPOSES = ["meeting", "mapping", "plan", "follow_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """Whom and what the person has spoken of already, in a mapping talk: nothing is typed twice."""

    units: Collection[UUID] = ()
    others: Collection[str] = ()
    matters: Collection[str] = ()


def give(request: Asking, pk: UUID) -> HttpResponse:
    """Take down a yes."""

    def saved(consent: Consent) -> HttpResponse:
        messages.success(request, "Samtycket är sparat och gäller. Ge personen en kopia.")
        return redirect("consent", pk=consent.pk)

    return take_yes(request, pk, Wished(), then=saved)


def take_yes(request: Asking, pk: UUID, wished: Wished, *, then: Callable[[Consent], HttpResponse]) -> HttpResponse:
    """The summary is what is read aloud; with script it follows each tick."""
    actor = request.actor
    person, unit = _person_and_unit(actor, pk)
    coordination = coordination_about(actor, person)
    earlier = _in_force(actor, person, unit)
    form = _form(request, person, unit, coordination, earlier, wished)
    only_looking = "HX-Request" in request.headers or "look" in request.POST
    context = {**_about(actor, person), "unit": unit, "earlier": earlier}
    if request.method == "POST" and only_looking:
        form.full_clean()
        yes = spelled_out(form, unit)
        if "HX-Request" in request.headers:
            return render(request, "consents/give.html#summary", {**context, "form": form, "yes": yes})
        return render(request, "consents/give.html", {**context, "form": form, "yes": yes})
    if form.is_valid():
        replaces = earlier if form.cleaned_data.get("instead") == "yes" else None
        stream_id = coordination.pk if coordination else None
        facts = {**form.facts(), "unit": unit, "stream_id": stream_id, "replaces": replaces}
        consent = carry_out(form, give_consent, person, by=actor, **facts)
        if consent is not REFUSED:
            return then(consent)
    if request.method == "GET":
        log_reading(actor, what="Ta emot samtycke", person_id=person.pk)
    return show(request, "consents/give.html", form, **context, yes=spelled_out(form, unit))


def decline(request: Asking, pk: UUID) -> HttpResponse:
    """Take down a no: what was said, and why a need is seen (MAL-12)."""
    actor = request.actor
    person, unit = _person_and_unit(actor, pk)
    coordination = coordination_about(actor, person)
    form = DeclineForm(request.POST or None, initial={"given_on": clock.today(), "informed_by": actor.name})
    if form.is_valid():
        stream_id = coordination.pk if coordination else None
        answer = carry_out(form, record_no, person, by=actor, unit=unit, stream_id=stream_id, **form.cleaned_data)
        if answer is not REFUSED:
            messages.success(request, "Svaret är sparat.")
            return redirect("consent", pk=answer.pk)
    earlier = _in_force(actor, person, unit)
    withdraw_url = reverse("consent-withdraw", args=[earlier.pk]) if earlier else ""
    context = {**_about(actor, person), "earlier": earlier, "withdraw_url": withdraw_url}
    return show(request, "consents/decline.html", form, **context)


def _about(actor: Actor, person: Person) -> dict[str, Any]:
    return {
        "person": person,
        "view": shown(person, actor),
        "person_url": person_url(person.pk),
        "decline_url": reverse("consent-decline", args=[person.pk]),
    }


def _person_and_unit(actor: Actor, pk: UUID) -> tuple[Person, Unit]:
    person = get_object_or_404(Person.objects.visible_to(actor).select_related("organisation"), pk=pk)
    insist(may.may_give_consent(actor, person))
    return person, Unit.objects.select_related("organisation").get(pk=may.taking_unit(actor, person.pk))


def coordination_about(actor: Actor, person: Person) -> Coordination | None:
    """The person's open coordination that the actor takes part in, for the feed and for those who are engaged."""
    open_ones: QuerySet[Coordination] = Coordination.objects.visible_to(actor).open().filter(person=person)
    return open_ones.order_by("-pk").first()


def _in_force(actor: Actor, person: Person, unit: Unit) -> Consent | None:
    """The unit's own latest consent that holds or is to come."""
    answers = history(actor, person, clock.today())
    lasting = (a.consent for a in answers if a.opens or a.stage is Stage.COMING)
    return next((c for c in lasting if c and c.unit_id == unit.pk and c.replaced_by_id is None), None)


def _form(
    request: Asking,
    person: Person,
    unit: Unit,
    coordination: Coordination | None,
    earlier: Consent | None,
    wished: Wished,
) -> GiveForm:
    today = clock.today()
    engaged = _engaged(request.actor, coordination, unit)
    known = {p.unit_id for p in parties_of(request.actor, earlier) if not p.is_out} if earlier else set()
    units = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=request.actor.place)
    others = units.exclude(pk=unit.pk).select_related("organisation").order_by("organisation__sort", "sort", "pk")
    near = [u for u in others if u.pk in engaged or u.pk in known or u.pk in wished.units]
    period = routine(person.organisation.place).deadline("consent_period", today)
    initial: dict[str, Any] = {
        "near": [str(u.pk) for u in near],
        "valid_from": today,
        "valid_until": last_day(period, today),
        "given_on": today,
        "purposes": USUAL_PURPOSES,
        "informed_by": request.actor.name,
        "givers": [PERSON],
        "instead": "yes",
    }
    form = GiveForm(
        request.POST or None,
        initial=_with_wished(initial | (_as_before(request.actor, earlier) if earlier else {}), wished),
        place=person.organisation.place,
        near=near,
        far=[u for u in others if u not in near],
        givers=representatives(person, today, request.actor),
        age=age_of(person, today),
        has_earlier=earlier is not None,
    )
    if near and wished.units:
        form.fields["near"].label = "Verksamheter som är kryssade på bilden, eller redan är med"
    return form


def _with_wished(initial: dict[str, Any], wished: Wished) -> dict[str, Any]:
    named = [*initial.get("others", "").splitlines(), *wished.others]
    matters = {*initial.get("matters", ()), *wished.matters}
    return initial | {"others": "\n".join(dict.fromkeys(named)), "matters": sorted(matters)}


def _engaged(actor: Actor, coordination: Coordination | None, unit: Unit) -> set[UUID]:
    if coordination is None:
        return set()
    parts = Engagement.objects.visible_to(actor).open().filter(coordination=coordination).exclude(unit=unit)
    return set(parts.values_list("unit_id", flat=True))


def _as_before(actor: Actor, earlier: Consent) -> dict[str, Any]:
    """Nothing typed twice: what the person said yes to last time is ticked."""
    parties = parties_of(actor, earlier)
    matters = sorted({matter for party in parties for matter in party.matters})
    in_it = [party for party in parties if party.unit_id and not party.is_out]
    return {
        "others": "\n".join(p.name for p in parties if p.unit_id is None and not p.is_out),
        "matters": matters,
        "excepted": [f"{party.unit_id}|{m}" for party in in_it for m in matters if m not in party.matters],
        "purposes": [purpose for purpose in earlier.purposes if purpose != COORDINATION],
        "exclusions": earlier.exclusions,
    }


def spelled_out(form: GiveForm, unit: Unit) -> Yes | None:
    """What is ticked so far, in plain words; nothing until somebody is chosen."""
    if not form.is_bound:
        return None
    units, others = form.chosen_units(), form.chosen_others()
    form.offer_exceptions()
    if not units and not others:
        return None
    kept = form.cleaned_data
    matters = {COORDINATION, *kept.get("matters", ())}
    left_out = form.chosen_exceptions()
    parties = {unit_name(unit): matters}
    parties |= {unit_name(u): {m for m in matters if (u.pk, m) not in left_out} for u in units}
    parties |= dict.fromkeys(others, matters)
    days: dict[str, date | None] = {name: kept.get(name) for name in ("valid_from", "valid_until")}
    return yes_to(
        unit.organisation.place,
        parties=parties,
        matters=matters,
        purposes=kept.get("purposes", ()),
        exclusions=kept.get("exclusions", ""),
        valid_from=days["valid_from"],
        valid_until=days["valid_until"],
    )
