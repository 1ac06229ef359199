"""Addresses of the administration and of being away. Each says who gets in."""

from __future__ import annotations

from django.urls import URLPattern

from brygga.core.access import STAFF, page, staff
from brygga.rules.powers import Power
from brygga.web.administration import absence, importing, views
from brygga.web.administration import staff as people

ADMINISTRATOR = staff(Power.ADMINISTER)

urlpatterns: list[URLPattern] = [
    page("administration/", views.overview, name="administration", access=ADMINISTRATOR),
    page("administration/organisation/", views.change_organisation, name="change-organisation", access=ADMINISTRATOR),
    page(
        "administration/organisation/avveckla/", views.end_organisation, name="close-organisation", access=ADMINISTRATOR
    ),
    page("administration/organisation/ny/", views.new_organisation, name="add-organisation", access=ADMINISTRATOR),
    page("administration/enheter/ny/", views.new_unit, name="add-unit", access=ADMINISTRATOR),
    page("administration/enheter/<uuid:pk>/", views.unit, name="change-unit", access=ADMINISTRATOR),
    page("administration/enheter/<uuid:pk>/avveckla/", views.end_unit, name="close-unit", access=ADMINISTRATOR),
    page("administration/medarbetare/", people.staff_list, name="staff-list", access=ADMINISTRATOR),
    page("administration/medarbetare/ny/", people.new_staff, name="add-staff", access=ADMINISTRATOR),
    page("administration/las-in/", importing.import_rows, name="import-sheet", access=ADMINISTRATOR),
    page("administration/las-in/mall/", importing.model_sheet, name="import-model", access=ADMINISTRATOR),
    page("administration/medarbetare/<uuid:pk>/", people.member, name="staff-member", access=ADMINISTRATOR),
    page("administration/medarbetare/<uuid:pk>/uppdrag/", people.give, name="give-assignment", access=ADMINISTRATOR),
    page("administration/medarbetare/<uuid:pk>/slutar/", people.leaving, name="record-leaving", access=ADMINISTRATOR),
    page(
        "administration/medarbetare/<uuid:pk>/inloggning/", people.forget, name="forget-sign-in", access=ADMINISTRATOR
    ),
    page(
        "administration/medarbetare/<uuid:pk>/logga-ut/", people.sign_out, name="sign-out-member", access=ADMINISTRATOR
    ),
    page("administration/uppdrag/<uuid:pk>/", people.assignment, name="change-assignment", access=ADMINISTRATOR),
    page("administration/uppdrag/<uuid:pk>/avsluta/", people.end, name="end-assignment", access=ADMINISTRATOR),
    page("franvaro/", absence.mine, name="absence", access=STAFF),
    page("ersattare/<uuid:pk>/", absence.stand_in, name="stand-in", access=STAFF),
    page("ersattare/<uuid:pk>/avsluta/", absence.end, name="end-stand-in", access=STAFF),
]
