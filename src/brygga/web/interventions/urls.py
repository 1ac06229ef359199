"""Addresses of granted interventions: granting one, reading it, and saying how it goes."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.interventions import doing, views

urlpatterns = [
    page("samordningar/<uuid:pk>/insatser/ny/", doing.grant, name="grant-intervention", access=STAFF),
    page("insatser/<uuid:pk>/", views.one, name="granted-intervention", access=STAFF),
    page("insatser/<uuid:pk>/<slug:how>/", doing.work, name="work-intervention", access=STAFF),
]
