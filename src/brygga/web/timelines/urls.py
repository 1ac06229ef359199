"""Addresses of the timeline: the history of a person's care, as far as the reader may see it."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.timelines import views

urlpatterns = [
    page("samordningar/<uuid:pk>/tidslinje/", views.coordination_timeline, name="coordination-timeline", access=STAFF),
    page(
        "samordningar/<uuid:pk>/tidslinje/forklara/<slug:which>/",
        views.explain_one,
        name="explain-situation",
        access=STAFF,
    ),
]
