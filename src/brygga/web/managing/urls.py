"""Addresses for those who lead."""

from __future__ import annotations

from brygga.core.access import page, staff
from brygga.rules.powers import Power
from brygga.web.managing import views

LEAD = staff(Power.LEAD)

urlpatterns = [
    page("min-enhet/", views.unit, name="my-unit", access=LEAD),
    page("min-enhet/forsenat/", views.what_is_late, name="my-unit-late", access=LEAD),
    page("min-enhet/forsenat/<slug:kind>/", views.late_of_a_kind, name="my-unit-late-kind", access=LEAD),
    page("min-enhet/utan-handlaggare/", views.vacant_parts, name="my-unit-vacant", access=LEAD),
    page("min-enhet/utan-plan/", views.coordinations_without_plan, name="my-unit-without-plan", access=LEAD),
    page("min-enhet/inte-uppfoljt/", views.coordinations_not_followed_up, name="my-unit-not-followed", access=LEAD),
    page("min-enhet/handlaggare/<uuid:pk>/", views.one_caseworker, name="my-unit-caseworker", access=LEAD),
]
