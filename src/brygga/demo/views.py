"""Choosing whom to be. In production one signs in instead."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.agencies.models import Assignment, Staff
from brygga.people.models import PersonIdentity
from brygga.web.middleware import ASSIGNMENT_KEY, PERSON_KEY, STAFF_KEY


def personas(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _become(request)
    assignments = Assignment.objects.select_related("staff", "unit__organisation").order_by(
        "unit__organisation__place", "unit__organisation__sort", "unit__sort", "staff__sort"
    )
    identities = PersonIdentity.objects.unrestricted(because="the demo lets one be anybody").select_related(
        "person__organisation"
    )
    return render(
        request, "demo/personas.html", {"assignments": assignments, "identities": identities.order_by("person__sort")}
    )


def _become(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    if chosen := request.POST.get("assignment"):
        assignment = get_object_or_404(Assignment, pk=UUID(chosen))
        request.session[STAFF_KEY], request.session[ASSIGNMENT_KEY] = str(assignment.staff_id), str(assignment.pk)
        return redirect("start")
    if staff := request.POST.get("staff"):
        request.session[STAFF_KEY] = str(get_object_or_404(Staff, pk=UUID(staff)).pk)
        return redirect("choose-assignment")
    identity = get_object_or_404(
        PersonIdentity.objects.unrestricted(because="the demo lets one be anybody"), pk=UUID(request.POST["identity"])
    )
    request.session[PERSON_KEY] = identity.index.hex()
    return redirect("my-start")
