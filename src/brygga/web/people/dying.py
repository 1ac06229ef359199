"""That somebody has died: what stops by it is said before it is saved; and taking back what was wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.people import may
from brygga.people.acts import correct_death, register_death
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import carried_out, sent, show
from brygga.web.people.forms import DeathForm


def death(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    if row.died_on:
        return _was_wrong(request, row)
    form = DeathForm(request.POST or None)
    told = "Dödsfallet är registrerat. Avsluta samordningarna när ni är redo."
    if carried_out(request, form, register_death, row, told=told):
        return redirect("person", pk=pk)
    decision = may.may_register_death(request.actor, row)
    view = shown(row, request.actor)
    return show(request, "people/death.html", form, title="Registrera dödsfall", view=view, decision=decision)


def _was_wrong(request: Asking, row: Person) -> HttpResponse:
    form = Form(sent(request))
    told = "Dödsfallet är borttaget. Det som ställdes in får ni boka på nytt."
    if carried_out(request, form, correct_death, row, told=told):
        return redirect("person", pk=row.pk)
    decision = may.may_correct_death(request.actor, row)
    view = shown(row, request.actor)
    return show(request, "people/death_wrong.html", form, title="Dödsfallet är fel", view=view, decision=decision)
