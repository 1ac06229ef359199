"""Addresses of transfers at an age: the watch list, one case, what is announced, and the term's inventory."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.transfers import doing, views

urlpatterns = [
    page("overforingar/", views.transfers, name="transfers", access=STAFF),
    page("overforingar/inventering/", views.term_inventory, name="transfer-inventory", access=STAFF),
    page("overforingar/arende/<uuid:pk>/", views.watched_case, name="transfer-case", access=STAFF),
    page("overforingar/arende/<uuid:pk>/avisera/", doing.announce_one, name="announce-transfer", access=STAFF),
    page("overforingar/arende/<uuid:pk>/stannar/", doing.note_one, name="transfer-circumstance", access=STAFF),
    page("overforingar/arende/<uuid:pk>/behov/", doing.assess_one, name="transfer-need", access=STAFF),
    page("overforingar/<uuid:pk>/", views.transfer, name="transfer", access=STAFF),
    page("overforingar/<uuid:pk>/stoppa/", doing.stop_one, name="stop-transfer", access=STAFF),
]
