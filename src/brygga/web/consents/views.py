"""A consent's page and paper, and the list of what a person has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga import documents
from brygga.consents import may
from brygga.consents.acts import note_copy_given
from brygga.consents.models import Consent, ConsentGrant, ConsentState
from brygga.consents.queries import Party, closing, history, parties_of
from brygga.consents.standing import Standing, answer_about
from brygga.consents.words import and_list, yes_of
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.mappings.queries import talk_of
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.routines.loading import routine
from brygga.rules.consents import Stage
from brygga.rules.words import in_sentence
from brygga.ui.components.dates import day
from brygga.web.asking import Asking
from brygga.web.consents.forms import CopyForm

WHO = ("person", "unit__organisation", "replaced_by", "given_by", "also_given_by", "taken_by__staff")


def consent(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = visible(actor, pk)
    log_reading(actor, what="Samtycke", person_id=row.person_id, stream_id=row.stream_id)
    answer = answer_about(row, clock.today())
    is_given, is_ours = row.state == ConsentState.GIVEN, row.unit_id in actor.reads
    parties = parties_of(actor, row)
    every = {matter for party in parties for matter in party.matters | party.withdrawn}
    purposes = {p.key: in_sentence(p.term) for p in routine(row.unit.organisation.place).purposes}
    context = {
        **about(actor, row),
        "answer": answer,
        "tone": answer.tone,
        "title": "Samtycke att dela uppgifter" if is_given else "Personen har sagt nej",
        "is_given": is_given,
        "rows": [_row(row, party, every) for party in parties],
        "is_ours": is_ours,
        "scope_note": "" if is_ours else "Här står det som gäller din enhet.",
        "disclosures": closing(row) if is_ours else [],
        "givers": and_list(map(str, filter(None, (row.given_by, row.also_given_by)))) or "Personen själv",
        "purposes": ", ".join(purposes.get(key, key) for key in row.purposes),
        "steps": _steps(actor, row),
        "can": _can(actor, row, answer),
        "renew_text": "Förnya" if answer.stage in (Stage.EXPIRING, Stage.EXPIRED) else "Ändra",
        "talk": talk_of(actor, row),
        "copy_form": CopyForm(initial={"how": "paper"}),
    }
    return render(request, "consents/consent.html", context)


def visible(actor: Actor, pk: UUID) -> Consent:
    found: Consent = get_object_or_404(Consent.objects.visible_to(actor).select_related(*WHO), pk=pk)
    return found


def about(actor: Actor, row: Consent) -> dict[str, Any]:
    """What every page about a consent needs: whom it is about, and the ways from here."""
    own = Person.objects.visible_to(actor).filter(pk=row.person_id).exists()
    urls = {f"{name}_url": reverse(f"consent-{name}", args=[row.pk]) for name in ("pdf", "withdraw", "copy")}
    of_person = {f"{name}_url": reverse(f"consent-{name}", args=[row.person_id]) for name in ("give", "decline")}
    return {
        "consent": row,
        "view": shown(row.person, actor),
        "person_url": person_url(row.person_id) if own else "",
        "list_url": reverse("consents", args=[row.person_id]),
        **urls,
        **of_person,
    }


def person_url(pk: UUID) -> str:
    return reverse("person", args=[pk])


def _can(actor: Actor, row: Consent, answer: Standing) -> dict[str, bool]:
    """Which buttons are shown: exactly those whose act would be allowed."""
    lasts = answer.opens or answer.stage is Stage.COMING
    renewable = row.unit_id in actor.reads and answer.stage not in (Stage.REPLACED, Stage.DECLINED)
    return {
        "withdraw_part": lasts and bool(may.may_withdraw_part(actor, row)),
        "copy": bool(may.may_note_copy(actor, row)),
        "renew": renewable and bool(may.may_give_consent(actor, row.person)),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A party, and in words what it may know."""

    name: str
    organisation: str
    told: str
    left_out: str
    withdrawn: str


def _row(row: Consent, party: Party, every: set[str]) -> Row:
    terms = {m.key: m.term for m in routine(row.unit.organisation.place).matters}

    def listed(keys: Any) -> str:
        return ", ".join(term for key, term in terms.items() if key in keys)

    left_out = every - party.matters - party.withdrawn
    return Row(party.name, party.organisation, listed(party.matters), listed(left_out), listed(party.withdrawn))


@dataclass(frozen=True, slots=True)
class Step:
    at: date | datetime
    title: str
    who: str = ""
    note: str = ""


def _steps(actor: Actor, row: Consent) -> list[Step]:
    """What has happened with the answer, the latest first."""
    said = "Personen sa ja" if row.state == ConsentState.GIVEN else "Personen sa nej"
    taker = row.taken_by.staff.name if row.taken_by else ""
    steps = [Step(row.given_on, said, f"{taker}, {row.unit.name}".strip(", "))]
    if row.copy_given_on:
        steps.append(Step(row.copy_given_on, "Personen fick en kopia"))
    if row.replaced_by and row.replaced_by.valid_from:
        steps.append(Step(row.replaced_by.valid_from, "Ersattes av ett nyare samtycke"))
    parts = ConsentGrant.objects.visible_to(actor).filter(consent=row).exclude(withdrawn_at=None)
    for at in sorted({part.withdrawn_at for part in parts} - {row.withdrawn_at}):
        same = [part for part in parts.select_related("unit") if part.withdrawn_at == at]
        whom = and_list(sorted({part.unit.name if part.unit else part.party_name for part in same}))
        steps.append(Step(at, f"En del togs tillbaka: {whom}", same[0].withdrawn_by, same[0].withdrawn_how))
    if row.withdrawn_at:
        steps.append(Step(row.withdrawn_at, "Samtycket togs tillbaka", row.withdrawn_by, row.withdrawn_how))
    elif row.valid_until and row.valid_until < clock.today():
        steps.append(Step(row.valid_until, "Samtycket gick ut"))
    return sorted(steps, key=_when, reverse=True)


def _when(step: Step) -> datetime:
    return step.at if isinstance(step.at, datetime) else clock.midnight(step.at)


@require_POST
def copy(request: Asking, pk: UUID) -> HttpResponse:
    row = visible(request.actor, pk)
    form = CopyForm(request.POST)
    if form.is_valid():
        note_copy_given(row, by=request.actor, how=form.cleaned_data["how"])
        messages.success(request, "Kopian är noterad.")
    else:
        messages.error(request, "Välj hur personen fick kopian.")
    return redirect("consent", pk=pk)


def pdf(request: Asking, pk: UUID) -> HttpResponse:
    """The person's copy."""
    row = visible(request.actor, pk)
    log_reading(request.actor, what="Samtycke på papper", person_id=row.person_id, stream_id=row.stream_id)
    made = paper(row, request.actor)
    headers = {"Content-Type": "application/pdf", "Content-Disposition": 'inline; filename="samtycke.pdf"'}
    return HttpResponse(made, headers=headers)


def paper(row: Consent, actor: Actor) -> bytes:
    """The written form, as much of it as this actor sees."""
    view = shown(row.person, actor)
    context = {
        "consent": row,
        "view": view,
        "yes": yes_of(row, actor),
        "givers": and_list(map(str, filter(None, (row.given_by, row.also_given_by)))),
        "author": row.unit.organisation.name,
        "unit": row.unit,
        "stage": answer_about(row, clock.today()).stage,
    }
    return documents.render("documents/consent.html", context, title="Samtycke till att dela uppgifter")


def consents(request: Asking, pk: UUID) -> HttpResponse:
    """Everything the person has answered, the latest first."""
    actor = request.actor
    person = get_object_or_404(Person.objects.visible_to(actor).select_related("organisation"), pk=pk)
    log_reading(actor, what="Samtycken", person_id=person.pk)
    context = {
        "view": shown(person, actor),
        "answers": [_answer(answer) for answer in history(actor, person, clock.today())],
        "may_give": bool(may.may_give_consent(actor, person)),
        "person_url": person_url(pk),
        "give_url": reverse("consent-give", args=[pk]),
        "decline_url": reverse("consent-decline", args=[pk]),
    }
    return render(request, "consents/list.html", context)


def _answer(answer: Standing) -> dict[str, Any]:
    row = answer.consent
    assert row is not None
    period = f"Till och med {day(row.valid_until)}. " if row.valid_until else ""
    return {
        "title": "Samtycke" if row.state == ConsentState.GIVEN else "Nej",
        "url": reverse("consent", args=[row.pk]),
        "note": f"{period}Taget {day(row.given_on)} av {row.unit.name}.",
        "stage": answer.stage,
        "tone": answer.tone,
    }
