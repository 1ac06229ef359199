"""That I want to stop: saying so, taking it back, and what I do if I need help again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga import documents
from brygga.closings import acts, may
from brygga.closings.keeping import TITLE, on_paper
from brygga.closings.models import Closing
from brygga.closings.queries import with_details
from brygga.coordinations.models import Coordination
from brygga.portal.ending import endings, stoppable
from brygga.portal.forms import StopForm
from brygga.ui.doing import carried_out, sent, show
from brygga.ui.forms import Form

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_closings(request: Asking) -> HttpResponse:
    return render(
        request, "portal/closings.html", {"endings": endings(request.actor), "ways": stoppable(request.actor)}
    )


def my_stop(request: Asking, pk: UUID) -> HttpResponse:
    """Nothing closes by it: they are told, and ask why first."""
    row = get_object_or_404(Coordination.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    form = StopForm(sent(request))
    told = "De som hjälper dig har fått veta att du vill sluta. De hör av sig."
    if carried_out(request, form, acts.ask_to_stop, row, told=told):
        return redirect("my-closings")
    return show(request, "portal/stop.html", form, row=row, may=may.may_ask_to_stop(request.actor, row))


def my_stop_regret(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    form = Form(sent(request))
    told = "Bra. De som hjälper dig har fått veta att du vill fortsätta."
    if carried_out(request, form, acts.regret, row, told=told):
        return redirect("my-closings")
    return show(request, "portal/stop_regret.html", form, row=row, may=may.may_regret(request.actor, row))


def my_resuming_pdf(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    made = documents.render("documents/resuming.html", on_paper(row, request.actor), title=TITLE)
    headers = {"Content-Disposition": 'attachment; filename="ta-kontakt-igen.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _seen(request: Asking, pk: UUID) -> Closing:
    rows = with_details(request.actor).select_related("coordination__unit__organisation")
    found: Closing = get_object_or_404(rows, pk=pk)
    return found
