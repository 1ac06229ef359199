"""The pre-meeting with the person, and the meeting circle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import units_to_ask
from brygga.core import clock
from brygga.core.acts import Changed
from brygga.meetings import may
from brygga.meetings.acts import (
    add_to_circle,
    change_circle_place,
    finish_pre_meeting,
    remove_from_circle,
    write_pre_meeting,
)
from brygga.meetings.queries import circle, own_talk
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, sent, show, show_as_it_is
from brygga.web.meetings.drawing import HEIGHT, MIDDLE, SEAT, WIDTH, draw, words_at
from brygga.web.meetings.finding import about, read, the_place, units_reading
from brygga.web.meetings.forms import CircleForm, PreMeetingForm
from brygga.web.meetings.holding import SEEN


def talk(request: Asking, pk: UUID) -> HttpResponse:
    """Saved by itself while one talks; "Klart" says that the pre-meeting has been held."""
    coordination = the_coordination(request, pk, "coordinator__staff")
    decision = may.may_pre_meet(request.actor, coordination)
    allowed_or_403(request, decision)
    saves_itself = "application/json" in request.headers.get("Accept", "")
    own = own_talk(request.actor, coordination)
    form = PreMeetingForm(sent(request), initial=PreMeetingForm.of(own))
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            saved = carry_out(form, write_pre_meeting, coordination, by=request.actor, seen=seen, words=form.words)
        except Changed as other:
            return HttpResponse(status=409) if saves_itself else _collided(request, coordination, other.current, form)
        if saved is not REFUSED:
            if saves_itself:
                return HttpResponse(status=204, headers={SEEN: str(saved.revision)})
            return _saved(request, coordination, saved)
    read(request, coordination, "Förmötet med personen")
    context = {**_drawn(request, coordination), "talk": own}
    return show_as_it_is(request, "meetings/pre_meeting.html", form, **context)


def _saved(request: Asking, coordination: Coordination, saved: Any) -> HttpResponse:
    if "_draft" in request.POST:
        messages.success(request, "Utkast sparat.")
        return redirect("pre-meeting", coordination.pk)
    finish_pre_meeting(saved, by=request.actor, held_on=saved.held_on or clock.today())
    messages.success(request, "Förmötet är sparat.")
    return redirect("coordination-meetings", coordination.pk)


def _drawn(request: Asking, coordination: Coordination) -> dict[str, Any]:
    places = circle(request.actor, coordination)
    found = about(request, coordination)
    middle = {"x": MIDDLE[0], "y": MIDDLE[1], "words": words_at(found["person"].name, MIDDLE[1])}
    return {
        **found,
        "places": places,
        "drawn": draw(places),
        "middle": middle,
        "size": {"width": WIDTH, "height": HEIGHT, "seat": SEAT},
        "readers": units_reading(coordination),
        "may_plan": may.may_plan(request.actor, coordination),
    }


def _collided(request: Asking, coordination: Coordination, theirs: Any, yours: PreMeetingForm) -> HttpResponse:
    labels = {name: field.label for name, field in yours.fields.items() if name != "seen"}
    words = [(label, getattr(theirs, name), yours.cleaned_data[name]) for name, label in labels.items()]
    form = PreMeetingForm(initial={**yours.cleaned_data, "seen": theirs.revision})
    context = {
        "form": form,
        "differences": [row for row in words if row[1] != row[2] and isinstance(row[1], str)],
        "who": theirs.written_by,
        **about(request, coordination),
    }
    return render(request, "meetings/talk_collided.html", context, status=409)


def add(request: Asking, pk: UUID) -> HttpResponse:
    coordination = the_coordination(request, pk, "coordinator__staff")
    allowed_or_403(request, may.may_draw(request.actor, coordination))
    form = CircleForm(sent(request), units=_units(coordination))
    if (
        form.is_valid()
        and carry_out(form, add_to_circle, coordination, by=request.actor, facts=form.facts) is not REFUSED
    ):
        return redirect(f"{reverse('pre-meeting', args=[pk])}#motescirkel")
    readers = units_reading(coordination)
    return show(request, "meetings/circle_place.html", form, readers=readers, **about(request, coordination))


def change(request: Asking, pk: UUID) -> HttpResponse:
    place = the_place(request, pk)
    allowed_or_403(request, may.may_change_place(request.actor, place))
    form = CircleForm(sent(request), units=_units(place.coordination), place=place)
    if (
        form.is_valid()
        and carry_out(form, change_circle_place, place, by=request.actor, facts=form.facts) is not REFUSED
    ):
        return redirect(f"{reverse('pre-meeting', args=[place.coordination_id])}#motescirkel")
    context = {"place": place, "readers": units_reading(place.coordination), **about(request, place.coordination)}
    return show(request, "meetings/circle_place.html", form, **context)


@require_POST
def remove(request: Asking, pk: UUID) -> HttpResponse:
    place = the_place(request, pk)
    coordination = remove_from_circle(place, by=request.actor)
    messages.success(request, f"{place.name} är borttagen ur mötescirkeln.")
    return redirect(f"{reverse('pre-meeting', args=[coordination.pk])}#motescirkel")


def _units(coordination: Coordination) -> list[Unit]:
    """Those who take part first, then the other units of the place."""
    engaged = Unit.objects.filter(engagements__coordination=coordination, engagements__ended_on=None)
    return [*engaged.order_by("sort", "pk"), *units_to_ask(coordination)]
