"""Addresses of coordinations and the units' parts in them."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.coordinations import notes, parts, views

urlpatterns = [
    page("samordningar/", views.coordinations, name="coordinations", access=STAFF),
    page("samordningar/oppna/<uuid:case>/", views.open_from_case, name="open-coordination", access=STAFF),
    page("samordningar/<uuid:pk>/", views.coordination, name="coordination", access=STAFF),
    page("samordningar/<uuid:pk>/last/", views.read, name="coordination-read", access=STAFF),
    page("samordningar/<uuid:pk>/handelser/", views.events, name="coordination-events", access=STAFF),
    page("samordningar/<uuid:pk>/nasta-steg/", views.next_step, name="next-step", access=STAFF),
    page("samordningar/<uuid:pk>/samordnare/", views.coordinator, name="coordinator", access=STAFF),
    page("samordningar/<uuid:pk>/avsluta/", views.close, name="close-coordination", access=STAFF),
    page("samordningar/<uuid:pk>/samtycke/", views.consents, name="coordination-consents", access=STAFF),
    page("samordningar/<uuid:pk>/anteckningar/", notes.notes_of, name="notes", access=STAFF),
    page("samordningar/<uuid:pk>/anteckningar/ny/", notes.share, name="share-note", access=STAFF),
    page("samordningar/anteckningar/<uuid:pk>/ratta/", notes.correct, name="correct-note", access=STAFF),
    page("samordningar/<uuid:pk>/ta-med/", parts.let_in_unit, name="let-in", access=STAFF),
    page("samordningar/del/<uuid:pk>/", parts.engagement, name="engagement", access=STAFF),
    page(
        "samordningar/del/<uuid:pk>/handlaggare/", parts.appoint_caseworker, name="engagement-caseworker", access=STAFF
    ),
    page("samordningar/del/<uuid:pk>/lage/", parts.describe, name="describe-part", access=STAFF),
    page("samordningar/del/<uuid:pk>/ta-emot/", parts.take_on_person, name="take-on", access=STAFF),
]
