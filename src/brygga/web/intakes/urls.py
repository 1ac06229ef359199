"""Addresses of intakes: the team's queue, the page of one, and what one does with it."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.intakes import doing, referring, views

urlpatterns = [
    page("intag/", views.queue, name="intakes", access=STAFF),
    page("intag/remiss/", referring.refer_one, name="refer", access=STAFF),
    page("intag/skickade/", referring.sent_ones, name="referrals", access=STAFF),
    page("intag/<uuid:pk>/", views.intake_page, name="intake", access=STAFF),
    page("intag/<uuid:pk>/ta/", doing.take, name="take-intake", access=STAFF),
    page("intag/<uuid:pk>/visa/", doing.open_details, name="open-intake", access=STAFF),
    page("intag/<uuid:pk>/registrera/", doing.register_person, name="register-intake", access=STAFF),
    page("intag/<uuid:pk>/resultat/", doing.end, name="end-intake", access=STAFF),
    page("intag/<uuid:pk>/<slug:how>/", doing.work, name="work-intake", access=STAFF),
]
