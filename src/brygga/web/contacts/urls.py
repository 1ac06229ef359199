"""Addresses of the contact log."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.contacts import roles, views, writing

urlpatterns = [
    page("kontaktlogg/", views.unit_contacts, name="unit-contacts", access=STAFF),
    page("kontaktlogg/<uuid:pk>/", views.contact_page, name="contact", access=STAFF),
    page("kontaktlogg/<uuid:pk>/ratta/", views.correct, name="correct-contact", access=STAFF),
    page("personer/<uuid:pk>/kontaktlogg/", views.person_contacts, name="person-contacts", access=STAFF),
    page("personer/<uuid:pk>/kontaktlogg/ny/", writing.log_before, name="log-contact", access=STAFF),
    page(
        "samordningar/<uuid:pk>/kontaktlogg/", views.coordination_contacts, name="coordination-contacts", access=STAFF
    ),
    page(
        "samordningar/<uuid:pk>/kontaktlogg/ny/", writing.log_in_coordination, name="log-shared-contact", access=STAFF
    ),
    page("personer/<uuid:pk>/roller/ny/", roles.tell, name="tell-role", access=STAFF),
    page("roller/<uuid:pk>/", roles.role_page, name="role", access=STAFF),
    page("roller/<uuid:pk>/avsluta/", roles.end, name="end-role", access=STAFF),
    page("roller/<uuid:pk>/samordning/", roles.to_coordination, name="lead-role-on", access=STAFF),
    page("roller/mottagen/<uuid:pk>/kvittera/", roles.receive, name="acknowledge-role", access=STAFF),
    page("roller/mottagen/<uuid:pk>/fel/", roles.misdirect, name="misdirected-role", access=STAFF),
]
