"""Who is asking, whether the address is for them, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.access import Access, Door
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed
from brygga.core.visibility import steady_view
from brygga.people.whom import ABOUT_KEY, person_actor
from brygga.rules.identity_numbers import find_identity_numbers
from brygga.rules.powers import Power
from brygga.web.accounts import sessions
from brygga.web.accounts.sessions import ASSIGNMENT_KEY, PERSON_KEY, STAFF_KEY

#: Told to someone whose function does not carry the power that a page asks for.
FOR_WHOM = {
    Power.CASES: "Sidan är till för dem som arbetar med enhetens ärenden.",
    Power.DISTRIBUTE: "Sidan är till för den som tar emot och fördelar det som kommer till enheten.",
    Power.LEAD: "Sidan är till för chefer.",
    Power.MANDATE: "Sidan är till för dem som får besluta om insatser.",
    Power.COORDINATE: "Sidan är till för dem som kallar till möten och samordnar planer.",
    Power.ADMINISTER: "Sidan är till för administratörer.",
    Power.REVIEW: "Sidan är till för dem som granskar läsloggen.",
    Power.OPEN_PROTECTED: "Sidan är till för dem som får öppna skyddade uppgifter.",
    Power.ANALYSE: "Sidan är till för dem som följer upp arbetet för många.",
}


class WhoIsAsking:
    """Puts `request.actor` on every request, and keeps each address to those it says it is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _end_what_is_over(request)
        request.actor = actor = _actor(request)  # type: ignore[attr-defined]
        with steady_view():
            response = self.get_response(request)
        if actor is not None:
            response.headers.setdefault("Cache-Control", "no-store")  # nothing stays behind on a shared computer
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        access: Access | None = getattr(view, "access", None)
        if access is None:
            raise ImproperlyConfigured(f"{request.path} does not say who gets in.")
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        match access.door:
            case Door.PUBLIC:
                return None
            case Door.ACCOUNT:
                return None if request.session.get(STAFF_KEY) else _to_sign_in(request)
            case Door.PERSON:
                return None if actor and actor.is_person else _to_persons_own(request)
            case Door.STAFF:
                if actor is None or not actor.is_staff:
                    return _to_ones_own(actor, request)
                if access.power and not actor.has(access.power):
                    return render(request, "403.html", {"reason": FOR_WHOM[access.power]}, status=403)
        return None


class Refusals:
    """A refused act that no page has caught is a Swedish 403 with the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        return None


def _end_what_is_over(request: HttpRequest) -> None:
    if not sessions.is_signed_in(request):
        return
    if sessions.is_over(request):
        request.session.flush()
        messages.info(request, "Du har loggats ut för att det var ett tag sedan du var här. Logga in igen.")
    else:
        sessions.note_seen(request)


def _actor(request: HttpRequest) -> Actor | None:
    session = request.session
    if index := session.get(PERSON_KEY):
        return person_actor(bytes.fromhex(index), clock.today(), session.get(ABOUT_KEY, ""))
    if (staff_id := session.get(STAFF_KEY)) and (assignment_id := session.get(ASSIGNMENT_KEY)):
        return actor_for(UUID(staff_id), UUID(assignment_id), clock.today(), sessions.began(request))
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    door = "choose-assignment" if request.session.get(STAFF_KEY) else "sign-in"
    return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': _came_for(request)})}")


def _to_ones_own(actor: Actor | None, request: HttpRequest) -> HttpResponse:
    """The person who only typed Brygga's address comes to their own start; else the sign-in says what is asked for."""
    if actor is not None and request.path == reverse("start"):
        return HttpResponseRedirect(reverse("my-start"))
    return _to_sign_in(request)


def _to_persons_own(request: HttpRequest) -> HttpResponse:
    """To whoever works here too, who else would be sent to choose an assignment and back again without end."""
    return HttpResponseRedirect(reverse("my-sign-in")) if request.session.get(STAFF_KEY) else _to_sign_in(request)


def _came_for(request: HttpRequest) -> str:
    """The address, without what was asked for there when that holds an identity number."""
    return (
        request.path
        if find_identity_numbers(" ".join(str(value) for value in request.GET.values()))
        else request.get_full_path()
    )
