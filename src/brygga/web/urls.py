"""The staff pages, room by room."""

from __future__ import annotations

from django.urls import include, path

ROOMS = (
    "start",
    "accounts",
    "people",
    "consents",
    "coordinations",
    "mappings",
    "requests",
    "consultations",
    "contacts",
    "investigations",
    "interventions",
    "handovers",
    "escalations",
    "responsibility",
    "timelines",
    "reflections",
    "transfers",
    "discharges",
    "intakes",
    "coaching",
    "meetings",
    "plans",
    "closings",
    "bookings",
    "series",
    "messaging",
    "followups",
    "figures",
    "managing",
    "prices",
    "analysis",
    "extracts",
    "administration",
    "reorganisations",
)

urlpatterns = [path("", include(f"brygga.web.{room}.urls")) for room in ROOMS]
