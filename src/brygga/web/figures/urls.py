"""Addresses of figures for those who lead."""

from __future__ import annotations

from brygga.core.access import page, staff
from brygga.rules.powers import Power
from brygga.web.figures import views

urlpatterns = [page("ledtider/", views.lead_times, name="lead-times", access=staff(Power.LEAD))]
