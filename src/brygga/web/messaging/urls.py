"""Addresses of one's own settings, and of the calendar that others' programs fetch."""

from __future__ import annotations

from brygga.core.access import PUBLIC, STAFF, page
from brygga.web.messaging import views

urlpatterns = [
    page("installningar/", views.settings, name="settings", access=STAFF),
    page("installningar/kalender/", views.calendar_address, name="calendar-address", access=STAFF),
    page("kalender/<slug:secret>.ics", views.calendar_feed, name="calendar-feed", access=PUBLIC),
]
