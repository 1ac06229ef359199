"""Signing in, choosing the assignment to act in, and out again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga.agencies.acts import sign_out_everywhere
from brygga.agencies.models import Staff
from brygga.agencies.queries import choices_of
from brygga.core import clock
from brygga.web.accounts.inside import within
from brygga.web.accounts.sessions import ASSIGNMENT_KEY, STAFF_KEY, began
from brygga.web.asking import Asking


def sign_in(request: Asking) -> HttpResponse:
    came_for = within(request.GET.get("next", ""))
    if request.actor and not came_for:
        return redirect("start")
    ways = [(kind, provider) for kind in ("staff", "person") if (provider := getattr(settings.SIGN_IN, kind))]
    doors = [
        (provider.label, f"{reverse(f'sign-in-{kind}')}?{urlencode({'next': came_for})}") for kind, provider in ways
    ]
    return render(request, "accounts/sign_in.html", {"demo": settings.ENV.demo, "next": came_for, "doors": doors})


def choose_assignment(request: HttpRequest) -> HttpResponse:
    """One assignment is chosen by itself; several are asked about; none is told why."""
    staff = Staff.objects.get(pk=request.session[STAFF_KEY])
    began_at = began(request)
    if began_at is None or staff.is_signed_out_since(began_at):
        return _out(request)
    choices = choices_of(staff.pk, clock.today())
    wanted = request.POST.get("assignment") or (str(choices[0].assignment.pk) if len(choices) == 1 else "")
    chosen = next((c for c in choices if str(c.assignment.pk) == wanted), None)
    if chosen is None:
        return render(request, "accounts/choose_assignment.html", {"choices": choices, "next": _next(request)})
    request.session[ASSIGNMENT_KEY] = str(chosen.assignment.pk)
    request.session.cycle_key()
    return HttpResponseRedirect(_next(request) or "/")


@require_POST
def sign_out_all(request: Asking) -> HttpResponse:
    """Here and on every other computer and telephone."""
    sign_out_everywhere(Staff.objects.get(pk=request.actor.staff_id), by=request.actor)
    return _out(request)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("sign-in")


def _out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    messages.success(request, "Du är utloggad på alla datorer och telefoner.")
    return redirect("sign-in")


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is within Brygga."""
    return within(request.POST.get("next") or request.GET.get("next") or "")
