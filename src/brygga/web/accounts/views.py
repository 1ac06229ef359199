"""Signing in, choosing the assignment to act in, and out again."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga.agencies.queries import choices_of
from brygga.core import clock
from brygga.web.accounts.inside import within
from brygga.web.middleware import ASSIGNMENT_KEY, STAFF_KEY


def sign_in(request: HttpRequest) -> HttpResponse:
    came_for = within(request.GET.get("next", ""))
    ways = [(kind, provider) for kind in ("staff", "person") if (provider := getattr(settings.SIGN_IN, kind))]
    doors = [
        (provider.label, f"{reverse(f'sign-in-{kind}')}?{urlencode({'next': came_for})}") for kind, provider in ways
    ]
    return render(request, "accounts/sign_in.html", {"demo": settings.ENV.demo, "next": came_for, "doors": doors})


def choose_assignment(request: HttpRequest) -> HttpResponse:
    """One assignment is chosen by itself; several are asked about; none is told why."""
    choices = choices_of(UUID(request.session[STAFF_KEY]), clock.today())
    wanted = request.POST.get("assignment") or (str(choices[0].assignment.pk) if len(choices) == 1 else "")
    chosen = next((c for c in choices if str(c.assignment.pk) == wanted), None)
    if chosen is None:
        return render(request, "accounts/choose_assignment.html", {"choices": choices, "next": _next(request)})
    request.session[ASSIGNMENT_KEY] = str(chosen.assignment.pk)
    request.session.cycle_key()
    return HttpResponseRedirect(_next(request) or "/")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("sign-in")


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is within Brygga."""
    return within(request.POST.get("next") or request.GET.get("next") or "")
