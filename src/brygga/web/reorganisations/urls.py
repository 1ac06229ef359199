"""Addresses of reorganisations: deciding one from the unit's page, seeing what it moves, doing it or calling it off."""

from __future__ import annotations

from brygga.core.access import STAFF, page, staff
from brygga.rules.powers import Power
from brygga.web.reorganisations import views

ADMINISTRATOR = staff(Power.ADMINISTER)

urlpatterns = [
    page("administration/enheter/<uuid:pk>/omorganisera/", views.plan, name="reorganise-unit", access=ADMINISTRATOR),
    page("omorganisationer/<uuid:pk>/", views.one, name="reorganisation", access=STAFF),
    page("omorganisationer/<uuid:pk>/dela/", views.split_one, name="split-reorganisation", access=ADMINISTRATOR),
    page("omorganisationer/<uuid:pk>/genomfor/", views.carry_out_now, name="do-reorganisation", access=ADMINISTRATOR),
    page(
        "omorganisationer/<uuid:pk>/aterkalla/", views.take_back, name="call-off-reorganisation", access=ADMINISTRATOR
    ),
]
