"""Addresses of the follow-ups."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.followups import views

urlpatterns = [page("uppfoljningar/", views.follow_ups, name="follow-ups", access=STAFF)]
