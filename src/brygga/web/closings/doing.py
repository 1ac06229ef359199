"""Beginning a closing, its steps, carrying it out, and opening a coordination again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.closings import acts, may
from brygga.closings.dying import close_after_death
from brygga.closings.keeping import keeps
from brygga.closings.models import Closing
from brygga.closings.queries import parties_of
from brygga.closings.standing import weigh
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.routines.closings import closing_kinds_on
from brygga.routines.loading import routine
from brygga.rules.closings import Reach
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.closings import forms
from brygga.web.closings.views import seen
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show


def begin_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _coordination(request, pk)
    allowed_or_403(request, may.may_begin(request.actor, row))
    form = _direction_form(request, row)
    if form.is_valid():
        begun = carry_out(form, acts.begin, row, by=request.actor, direction=form.direction())
        if begun is not REFUSED:
            messages.success(request, "Avslutet är påbörjat. Alla som är med har fått veta det.")
            return redirect("closing", begun.pk)
    return show(request, "closings/begin.html", form, **sections(row))


def redirect_one(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_work_on(request.actor, row))
    initial = {
        "kind": row.kind,
        "why": row.why,
        "wants_to_stop": row.wants_to_stop,
        "leaves": [str(party.unit_id) for party in parties_of(row) if party.leaves],
        "new_unit": str(row.new_unit_id or ""),
        "new_elsewhere": row.new_elsewhere,
    }
    form = _direction_form(request, row.coordination, initial)
    if form.is_valid():
        done = carry_out(form, acts.redirect, row, by=request.actor, direction=form.direction())
        if done is not REFUSED:
            messages.success(request, "Avslutet är ändrat. De andra får svara på nytt.")
            return redirect("closing", row.pk)
    return show(request, "closings/redirect.html", form, row=row)


def _direction_form(request: Asking, row: Coordination, initial: dict[str, Any] | None = None) -> forms.DirectionForm:
    parts = Engagement.objects.visible_to(request.actor).open().filter(coordination=row).select_related("unit")
    units = [part.unit for part in parts.order_by("unit__sort", "pk") if door_is_open(row, part.unit_id)]
    kinds = closing_kinds_on(routine(row.place), clock.today())
    return forms.DirectionForm(request.POST or None, kinds=kinds, units=units, initial=initial)


@dataclass(frozen=True, slots=True)
class Work:
    """A step: its words, the act and who may, and how the form is made."""

    heading: str
    lead: str
    button: str
    done: str
    act: Any
    may: Callable[[Any, Closing], Any]
    form: Callable[[Any, Closing], Form]


def _moves(row: Closing) -> bool:
    return row.rule.reach is Reach.TRANSITION


def _kept(row: Closing, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name))}


def _explore(data: Any, row: Closing) -> Form:
    initial = {"on": row.explored_on or clock.today(), "explored_words": row.explored_words or row.why}
    return forms.ExploreForm(data, initial=initial)


def _talk(data: Any, row: Closing) -> Form:
    kept = _kept(row, "talk_on", "talk_who", "new_unit_was_there", "new_unit_not")
    return forms.TalkForm(data, moves=_moves(row), initial=forms.today() | kept)


def _contact(data: Any, row: Closing) -> Form:
    initial = {"on": row.new_contact_on or clock.today(), "new_contact_words": row.new_contact_words}
    return forms.ContactForm(data, initial=initial)


WORK: dict[str, Work] = {
    "utforska": Work(
        "Varför vill personen sluta?",
        "Ta reda på varför innan något avslutas. Lyssna först, och fråga vad som skulle hjälpa.",
        "Spara",
        "Det personen sa är sparat.",
        acts.explore,
        may.may_work_on,
        _explore,
    ),
    "samtal": Work(
        "Slutsamtal",
        "Ni som slutar, de som är kvar och personen ses en gång till: uppföljning, vägen tillbaka och samtycken.",
        "Spara",
        "Slutsamtalet är sparat.",
        acts.note_talk,
        may.may_work_on,
        _talk,
    ),
    "inget-samtal": Work(
        "Inget slutsamtal",
        "Personen vill inte ha något, eller går inte att nå. Det ska synas varför.",
        "Spara",
        "Det är sparat att inget slutsamtal hålls.",
        acts.note_no_talk,
        may.may_work_on,
        lambda data, row: forms.NoTalkForm(data, initial=_kept(row, "talk_not")),
    ),
    "mal": Work(
        "Målen",
        "Målen ska vara nådda, eller gå att nå hos dem som är kvar.",
        "Spara",
        "Det är sparat.",
        acts.note_goals,
        may.may_work_on,
        lambda data, row: forms.GoalsForm(data, initial=_kept(row, "goals", "goals_words")),
    ),
    "aterkomst": Work(
        "Plan för att ta kontakt igen",
        "Personen läser den på sin sida och får den på papper.",
        "Spara planen",
        "Planen är sparad. Skriv ut den och ge den till personen.",
        acts.plan_resuming,
        may.may_work_on,
        lambda data, row: forms.ResumingForm(data, initial=_kept(row, "resume_whom", "resume_how", "resume_signs")),
    ),
    "samtycken": Work(
        "Samtyckena",
        "Fråga personen. Det som någon har läst går inte att göra oläst, men inget nytt lämnas ut.",
        "Spara",
        "Det är sparat.",
        acts.note_consents,
        may.may_work_on,
        lambda data, row: forms.ConsentsForm(data, initial=_kept(row, "consents", "consents_words")),
    ),
    "kontakt": Work(
        "Den nya kontakten fungerar",
        "De andra slutar först när det här är sagt.",
        "Bekräfta",
        "Den nya kontakten är bekräftad.",
        acts.confirm_contact,
        may.may_confirm_contact,
        _contact,
    ),
    "svara": Work(
        "Svara för din enhet",
        "Ingen lämnar ensam. Avslutet genomförs när alla som är med har sagt ja.",
        "Skicka svaret",
        "Svaret är sparat.",
        acts.answer,
        may.may_answer,
        lambda data, _row: forms.AnswerForm(data),
    ),
    "avbryt": Work(
        "Avbryt avslutet",
        "Alla fortsätter som förut.",
        "Avbryt avslutet",
        "Avslutet är avbrutet. Alla fortsätter som förut.",
        acts.call_off,
        may.may_work_on,
        lambda data, _row: forms.WhyForm(data, label="Varför avbryter ni?"),
    ),
    "genomfor": Work(
        "Genomför avslutet",
        "Det här händer nu. Det går inte att ångra, men samordningen kan öppnas igen.",
        "Genomför avslutet",
        "Avslutet är genomfört. Alla har fått veta det.",
        acts.finish,
        may.may_finish,
        lambda data, _row: Form(data),
    ),
}


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    one = WORK.get(how)
    if one is None:
        raise Http404
    row = seen(request, pk)
    allowed_or_403(request, one.may(request.actor, row))
    form = one.form(request.POST if request.method == "POST" else None, row)
    if form.is_valid() and carry_out(form, one.act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, one.done)
        return _after(request, row)
    result = keeps(weigh(row)) if how == "genomfor" else ()
    return show(request, "closings/work.html", form, row=row, work=one, how=how, keeps=result)


def _after(request: Asking, row: Closing) -> HttpResponse:
    """A unit that has left reads on what it was part of; one that could not see the end goes to its list."""
    still = Closing.objects.visible_to(request.actor).filter(pk=row.pk).exists()
    return redirect("closing", row.pk) if still else redirect("coordinations")


def after_death(request: Asking, pk: UUID) -> HttpResponse:
    row = _coordination(request, pk)
    allowed_or_403(request, may.may_close_after_death(request.actor, row))
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and carry_out(form, close_after_death, row, by=request.actor) is not REFUSED:
        messages.success(request, "Samordningen är avslutad. Alla som var med har fått veta det.")
        return redirect("coordination-closings", row.pk)
    return show(request, "closings/after_death.html", form, **sections(row))


def reopen_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _coordination(request, pk)
    allowed_or_403(request, may.may_reopen_together(request.actor, row))
    form = forms.WhyForm(request.POST or None, label="Varför öppnar ni igen?")
    if form.is_valid() and carry_out(form, acts.reopen, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Samordningen är öppen igen. Fråga personen om samtycke innan ni tar med någon.")
        return redirect("coordination", row.pk)
    return show(request, "closings/reopen.html", form, **sections(row))


def _coordination(request: Asking, pk: UUID) -> Coordination:
    rows = Coordination.objects.visible_to(request.actor).select_related("person", "unit")
    found: Coordination = get_object_or_404(rows, pk=pk)
    return found
