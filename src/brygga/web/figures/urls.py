"""Addresses of figures for those who lead."""

from __future__ import annotations

from brygga.core.access import page, staff
from brygga.rules.powers import Power
from brygga.web.figures import views

urlpatterns = [
    page("ledtider/", views.lead_times, name="lead-times", access=staff(Power.LEAD)),
    page("ledtider/kvittenser/", views.acknowledged, name="acknowledging", access=staff(Power.LEAD)),
    page("ledtider/uteblivet/", views.no_shows, name="no-shows", access=staff(Power.LEAD)),
]
