"""Addresses of the follow-up of many."""

from __future__ import annotations

from brygga.core.access import page, staff
from brygga.rules.powers import Power
from brygga.web.analysis import events, views
from brygga.web.analysis.parts import PARTS

ANALYSE = staff(Power.ANALYSE)

urlpatterns = [
    page("uppfoljning/", views.overview, name="analysis", access=ANALYSE),
    page("uppfoljning/handelser/", events.events, name="analysis-events", access=ANALYSE),
    *(page(f"uppfoljning/{one.slug}/", views.part(one), name=one.name, access=ANALYSE) for one in PARTS),
]
