"""Addresses of extracts: of one person by the timeline, of many by the follow-up. Who may: `extracts.may`."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.extracts import joint, views

urlpatterns = [
    page("samordningar/<uuid:pk>/utdrag/", views.of_coordination, name="coordination-extracts", access=STAFF),
    page("samordningar/<uuid:pk>/utdrag/nytt/", views.new_of_one, name="new-extract-of-one", access=STAFF),
    page("utdrag/", views.extracts, name="extracts", access=STAFF),
    page("utdrag/nytt/", views.new_of_many, name="new-extract-of-many", access=STAFF),
    page("utdrag/gemensam-uppfoljning/", joint.joint_follow_up, name="joint-follow-up", access=STAFF),
    page("utdrag/<uuid:pk>/", views.extract, name="extract", access=STAFF),
    page("utdrag/<uuid:pk>/kolumner/", views.columns, name="extract-columns", access=STAFF),
    page("utdrag/<uuid:pk>/las-in/", views.import_it, name="extract-import", access=STAFF),
    page("utdrag/<uuid:pk>/fortsatt/", views.carry_on_now, name="extract-carry-on", access=STAFF),
    page("utdrag/<uuid:pk>/fel/", views.faults, name="extract-faults", access=STAFF),
    page("utdrag/<uuid:pk>/ta-bort/", views.remove, name="extract-remove", access=STAFF),
]
