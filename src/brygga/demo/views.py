"""Choosing whom to be. In production one signs in instead."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.agencies.models import Assignment
from brygga.demo.choosing import beginnings, places
from brygga.demo.telling import humans
from brygga.web.accounts.sessions import ASSIGNMENT_KEY, PERSON_KEY, STAFF_KEY, begin


def personas(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _become(request)
    assignments = Assignment.objects.select_related("staff", "unit__organisation").order_by(
        "unit__organisation__place", "unit__organisation__sort", "unit__sort", "staff__sort"
    )
    return render(request, "demo/personas.html", {"begin": beginnings(assignments), "places": places(assignments)})


def _become(request: HttpRequest) -> HttpResponse:
    """Signs out whoever one was, and in as the chosen one."""
    if human := humans().get(request.POST.get("person", "")):
        begin(request, **{PERSON_KEY: human.index.hex()})
        return redirect("/min/")
    assignment = get_object_or_404(Assignment, pk=_id(request.POST.get("assignment", "")))
    begin(request, **{STAFF_KEY: str(assignment.staff_id), ASSIGNMENT_KEY: str(assignment.pk)})
    return redirect("/")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
