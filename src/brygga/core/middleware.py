"""The submission key of a form, and the answer that its first sending got; what is sent is no draft any more."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from brygga.core import drafts, once
from brygga.core.models import Submission
from brygga.core.writing import asked_by


class DoneOnce:
    """A form with the same `_once` is carried out once; the second sending gets the first one's answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        token = once.key_under_way.set(key)
        try:
            response = self.get_response(request)
            actor = getattr(request, "actor", None)
            if response.status_code == 302 and actor and actor.is_staff:
                drafts.forget(actor, request.path, request.get_full_path())
            if response.status_code == 302 and once.key_under_way.get() is None:
                with asked_by("inskickat formulär"):
                    Submission.objects.filter(key=key).update(answered_with=response["Location"][:500])
            return response
        finally:
            once.key_under_way.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, once.AlreadyDone):
            return None
        actor = getattr(request, "actor", None)
        first = Submission.objects.filter(key=_key(request), owner=once.owner_of(actor) if actor else "").first()
        messages.info(request, "Det du skickade var redan sparat. Inget gjordes två gånger.")
        return HttpResponseRedirect(first.answered_with if first and first.answered_with else "/")


def _key(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("_once", ""))
    except ValueError:
        return None
