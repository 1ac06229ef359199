"""My place in the coaching team: where I stand, my times, my steps; saying yes, no and that I want to leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.coaching import acts, may, queries
from brygga.coaching.models import Enrolment, Participation
from brygga.coaching.states import State
from brygga.core import clock
from brygga.portal.forms import LeavePlaceForm
from brygga.rules.meetings import is_link
from brygga.ui.components.charts import Taken
from brygga.ui.doing import REFUSED, carried_out, carry_out, sent, show
from brygga.ui.forms import Form

if TYPE_CHECKING:
    from brygga.coaching.queries import Way
    from brygga.web.asking import Asking


@dataclass(frozen=True, slots=True)
class Standing:
    """One place, in words to the person."""

    row: Enrolment
    words: str
    way: Way
    taken: list[Taken]
    coming: list[tuple[Any, bool]]
    groups: list[Any]
    may_answer: bool
    may_leave: bool


def my_coaching(request: Asking) -> HttpResponse:
    rows = queries.mine(request.actor)
    if not rows:
        return show(request, "portal/coaching.html", None, places=[])
    places = [_standing(row, request) for row in rows]
    return show(request, "portal/coaching.html", None, places=places, today=clock.today())


def _standing(row: Enrolment, request: Asking) -> Standing:
    actor, way = request.actor, queries.way_of(row)
    going = row.state == State.ENROLLED
    return Standing(
        row=row,
        words=_words(row),
        way=way,
        taken=[Taken(one.rule.plain, one.on, "", one.note) for one in way.recorded],
        coming=[(one, is_link(one.activity.where)) for one in queries.coming_of(row, clock.now())] if going else [],
        groups=[one for one in queries.parts_of(row) if one.until is None],
        may_answer=bool(may.may_say_yes(actor, row)),
        may_leave=bool(may.may_leave_queue(actor, row) if row.is_queued else may.may_end(actor, row)),
    )


def _words(row: Enrolment) -> str:
    if row.state == State.WAITING:
        before = queries.queue_place(row)
        ahead = {0: "Du står först i kön.", 1: "En person står före dig."}.get(
            before, f"{before} personer står före dig."
        )
        return f"Du står i kö. {ahead} De hör av sig till dig medan du väntar."
    if row.state == State.OFFERED:
        return "Du har tackat ja. De hör av sig om när du börjar." if row.said_yes_at else "Du har fått en plats."
    if row.state == State.ENROLLED:
        return "Du är inskriven."
    return "Du har slutat." if row.state == State.ENDED else "Du står inte längre i kö."


def my_place_yes(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    form = Form(sent(request))
    if carried_out(request, form, acts.say_yes, row, told="Tack. De hör av sig om när du börjar."):
        return redirect("my-coaching")
    return show(request, "portal/coaching_yes.html", form, row=row, may=may.may_say_yes(request.actor, row))


def my_place_leave(request: Asking, pk: UUID) -> HttpResponse:
    """No to the offer, out of the queue, or out of the team: one page, with the words of where one stands."""
    row, actor = _seen(request, pk), request.actor
    queued = row.is_queued
    allowed = may.may_leave_queue(actor, row) if queued else may.may_end(actor, row)
    form = LeavePlaceForm(sent(request))
    if form.is_valid() and _left(form, row, request) is not REFUSED:
        messages.success(request, "Du står inte längre i kö." if queued else "Du har slutat i teamet.")
        return redirect("my-coaching")
    offered = row.state == State.OFFERED and not row.said_yes_at
    heading = "Tacka nej till platsen" if offered else "Lämna kön" if queued else "Sluta i teamet"
    return show(request, "portal/coaching_leave.html", form, row=row, may=allowed, heading=heading)


def _left(form: LeavePlaceForm, row: Enrolment, request: Asking) -> Any:
    why = form.cleaned_data["why"]
    if row.is_queued:
        return carry_out(form, acts.leave_queue, row, by=request.actor, why=why)
    way = row.rule.own_way_out(clock.today())
    return carry_out(form, acts.end, row, by=request.actor, ended_reason=way.key if way else "", ended_note=why)


def my_activity_leave(request: Asking, pk: UUID) -> HttpResponse:
    rows = Participation.objects.visible_to(request.actor).select_related("activity", "enrolment")
    one: Any = rows.filter(pk=pk).first()
    if one is None:
        raise Http404
    form = Form(sent(request))
    if carried_out(request, form, acts.leave_activity, one, told="Du är inte med längre."):
        return redirect("my-coaching")
    allowed = may.may_leave_activity(request.actor, one)
    return show(request, "portal/coaching_activity_leave.html", form, one=one, may=allowed)


def _seen(request: Asking, pk: UUID) -> Enrolment:
    found: Enrolment | None = queries.with_details(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
