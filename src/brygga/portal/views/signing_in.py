"""Public pages: the person's way in, and what a SIP is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_sign_in(request: Asking) -> HttpResponse:
    actor = request.actor
    if actor and actor.is_person:
        return redirect("my-start")
    provider = settings.SIGN_IN.person
    door = f"{reverse('sign-in-person')}?{urlencode({'next': reverse('my-start')})}" if provider else ""
    context = {"demo": settings.ENV.demo, "door": door, "label": provider.label if provider else ""}
    return render(request, "portal/sign_in.html", context)


def what_is_a_sip(request: Asking) -> HttpResponse:
    return render(request, "portal/what_is_a_sip.html")
