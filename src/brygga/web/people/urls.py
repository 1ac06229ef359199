"""Addresses of persons, cases, the directory and the read log. Each says who gets in."""

from __future__ import annotations

from django.urls import URLPattern

from brygga.core.access import STAFF, page, staff
from brygga.rules.powers import Power
from brygga.web.people import contacts, dying, protection, readlog, representatives, search, views

urlpatterns: list[URLPattern] = [
    page("arenden/", views.cases, name="cases", access=STAFF),
    page("arenden/<uuid:pk>/handlaggare/", views.caseworker, name="appoint-caseworker", access=STAFF),
    page("arenden/<uuid:pk>/avsluta/", views.end_case, name="close-case", access=STAFF),
    page("personer/ny/", views.register, name="register-person", access=STAFF),
    page("personer/<uuid:pk>/", views.person, name="person", access=STAFF),
    page("personer/<uuid:pk>/andra/", views.change_person, name="change-person", access=STAFF),
    page("personer/<uuid:pk>/dodsfall/", dying.death, name="person-death", access=STAFF),
    page("personer/<uuid:pk>/nummer/", views.identity, name="change-identity", access=STAFF),
    page("personer/<uuid:pk>/arende/", views.begin_case, name="open-case", access=STAFF),
    page("personer/<uuid:pk>/oppna/", protection.open_details, name="open-protected", access=STAFF),
    page("personer/<uuid:pk>/skydd/", protection.protect, name="protect-person", access=STAFF),
    page("personer/<uuid:pk>/skydd/ta-bort/", protection.unprotect, name="lift-protection", access=STAFF),
    page("personer/<uuid:pk>/foretradare/", representatives.add, name="add-representative", access=STAFF),
    page("foretradare/<uuid:pk>/", representatives.change, name="representative", access=STAFF),
    page("foretradare/<uuid:pk>/avsluta/", representatives.end, name="end-representative", access=STAFF),
    page("sok/", search.search, name="search", access=STAFF),
    page("kontakter/", contacts.directory_page, name="directory", access=STAFF),
    page("kontakter/utskrift/", contacts.print_page, name="directory-print", access=STAFF),
    page("kontakter/<uuid:pk>/", contacts.unit_page, name="directory-unit", access=STAFF),
    page("lasloggen/", readlog.read_log, name="read-log", access=staff(Power.REVIEW)),
]
