"""What is typed in a form is kept until it is sent: the script saves it, the button throws it away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from brygga.core import clock, drafts
from brygga.core.access import Access, Door
from brygga.web.accounts.inside import within
from brygga.web.asking import Asking


@require_POST
def keep(request: Asking) -> HttpResponse:
    address = _form_at(request)
    if "_forget" in request.POST:
        drafts.forget(request.actor, address)
        return redirect(within(request.GET.get("fran", "")) or address)
    try:
        drafts.keep(request.actor, address, request.POST.lists(), clock.now())
    except drafts.TooLong:
        return HttpResponse(status=413)
    return HttpResponse(status=204)


def _form_at(request: Asking) -> str:
    """The address of a page of ours that the asker's function opens."""
    address = request.GET.get("sida", "")
    try:
        access: Access | None = getattr(resolve(address.partition("?")[0]).func, "access", None)
    except Resolver404 as nowhere:
        raise Http404 from nowhere
    if access is None or access.door is not Door.STAFF or len(address) > 200:
        raise Http404
    if access.power and not request.actor.has(access.power):
        raise Http404
    return address
