"""Versions: as they were put forward, what was answered, on paper."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from brygga import documents
from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.people.queries import shown
from brygga.plans import acts
from brygga.plans import content as contents
from brygga.plans.answers import answered
from brygga.plans.may import answering_units, may_drop, may_record_persons_say, may_say
from brygga.plans.models import PlanVersion
from brygga.plans.queries import difference, states_now, version_before
from brygga.plans.reading import Fact, Section, for_reader, sections
from brygga.plans.states import IN_FORCE
from brygga.web.asking import Asking
from brygga.web.coordinations.sections import sections as coordination_sections
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.plans.answering import RecordSayForm, UnitSayForm
from brygga.web.plans.finding import note_reading, the_version


def version(request: Asking, pk: UUID) -> HttpResponse:
    found = the_version(request, pk)
    note_reading(request, found.plan, "Planen, " + str(found))
    before = version_before(request.actor, found)
    facts = {
        "version": found,
        "content": _content(request, found),
        "parts": _sections(request, found),
        "answers": answered(found),
        "before": before,
        "changes": difference(before, found) if before else (),
        "may_say": may_say(request.actor, found),
        "may_record": may_record_persons_say(request.actor, found),
        "may_drop": may_drop(request.actor, found),
        "in_force": found.state in IN_FORCE,
        **coordination_sections(found.plan.coordination, "plan", request.actor),
    }
    return render(request, "plans/version.html", facts)


def _content(request: Asking, found: PlanVersion) -> contents.Content:
    person = shown(found.plan.coordination.person, request.actor)
    return for_reader(contents.read(found.content), name=person.name, hidden=person.hidden)


def _sections(request: Asking, found: PlanVersion, *, on_paper: bool = False) -> tuple[Section, ...]:
    """A version that holds shows how its interventions go today; an old one only what it said."""
    content = _content(request, found)
    live = found.state in IN_FORCE and not on_paper
    states = states_now(line.id for line in content.interventions) if live else {}
    details = _details(request, found) if on_paper else []
    return sections(content, states=states, answers=answered(found).rows, details=details)


def _details(request: Asking, found: PlanVersion) -> list[Fact]:
    """Number and address are never frozen in a version: they are told to those who may see them now."""
    person = shown(found.plan.coordination.person, request.actor)
    if person.protected:  # a paper goes further than a screen that closes after a while
        return []
    told = (("Personnummer", person.number), ("Adress", person.address), ("Telefon", person.phone))
    return [Fact(label=label, value=value) for label, value in told]


def as_pdf(request: Asking, pk: UUID) -> HttpResponse:
    found = the_version(request, pk)
    note_reading(request, found.plan, "Planen som dokument, " + str(found))
    paper = paper_of(found, _content(request, found), _sections(request, found, on_paper=True))
    name = f"plan-version-{found.number}.pdf"
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def paper_of(found: PlanVersion, content: contents.Content, parts: tuple[Section, ...]) -> bytes:
    """The form of the place on paper, with the content as data inside."""
    data = json.dumps(contents.as_json(content), ensure_ascii=False, indent=1).encode()
    attached = documents.Attachment(name="plan.json", data=data, description="Planens innehåll, för datorer")
    facts: dict[str, Any] = {
        "version": found,
        "content": content,
        "sections": parts,
        "author": content.responsible,
        "printed_on": clock.today(),
    }
    title = "Samordnad individuell plan (SIP)"
    return documents.render("documents/plan.html", facts, title=title, attachments=[attached])


def answer(request: Asking, pk: UUID) -> HttpResponse:
    found = the_version(request, pk)
    mine = answering_units(request.actor, found)
    units = sorted(Unit.objects.filter(pk__in=mine), key=lambda unit: mine.index(unit.pk))
    form = UnitSayForm(request.POST or None, units=units)
    if form.is_valid():
        said = carry_out(form, acts.say, found, by=request.actor, **form.cleaned_data)
        if said is not REFUSED:
            return _thanks(request, found)
    ours = {str(key) for key in mine}
    promised = [line for line in contents.read(found.content).interventions if line.unit_id in ours]
    may = may_say(request.actor, found)
    return show(request, "plans/say.html", form, version=found, may=may, units=units, promised=promised)


def record(request: Asking, pk: UUID) -> HttpResponse:
    found = the_version(request, pk)
    form = RecordSayForm(request.POST or None)
    if form.is_valid():
        said = carry_out(form, acts.record_persons_say, found, by=request.actor, **form.cleaned_data)
        if said is not REFUSED:
            return _thanks(request, found)
    return show(request, "plans/record_say.html", form, version=found, may=may_record_persons_say(request.actor, found))


def _thanks(request: Asking, found: PlanVersion) -> HttpResponse:
    now = the_version(request, found.pk)
    words = {
        "adopted": "Svaret är sparat. Alla har sagt ja: planen är antagen.",
        "partly": "Svaret är sparat. Planen är antagen till en del.",
    }
    messages.success(request, words.get(now.state, "Svaret är sparat."))
    return redirect("plan-version", pk=found.pk)


@require_POST
def drop(request: Asking, pk: UUID) -> HttpResponse:
    found = the_version(request, pk)
    acts.drop_version(found, by=request.actor)
    messages.success(request, f"Version {found.number} är tillbakatagen. Arbetsversionen finns kvar.")
    return redirect("plan", pk=found.plan_id)
