"""Addresses of handovers: where one stands, its steps, what follows, and the day."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.handovers import doing, views

urlpatterns = [
    page("overlamningar/<uuid:pk>/", views.handover_page, name="handover", access=STAFF),
    page("overlamningar/<uuid:pk>/insatser/", doing.choose, name="choose-handed-over", access=STAFF),
    page("overlamningar/<uuid:pk>/dag/", doing.date, name="date-handover", access=STAFF),
    page("overlamningar/<uuid:pk>/steg/<slug:step>/", doing.note, name="note-handover-step", access=STAFF),
]
