"""Addresses of closings: those of a coordination, one with its steps, and opening again."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.closings import doing, views

urlpatterns = [
    page("samordningar/<uuid:pk>/avslut/", views.of_coordination, name="coordination-closings", access=STAFF),
    page("samordningar/<uuid:pk>/avslut/nytt/", doing.begin_one, name="begin-closing", access=STAFF),
    page("samordningar/<uuid:pk>/avslut/dodsfall/", doing.after_death, name="close-after-death", access=STAFF),
    page("samordningar/<uuid:pk>/oppna-igen/", doing.reopen_one, name="reopen-coordination", access=STAFF),
    page("avslut/<uuid:pk>/", views.closing, name="closing", access=STAFF),
    page("avslut/<uuid:pk>/andra/", doing.redirect_one, name="redirect-closing", access=STAFF),
    page("avslut/<uuid:pk>/papper/", views.paper_of, name="closing-pdf", access=STAFF),
    page("avslut/<uuid:pk>/<slug:how>/", doing.work, name="work-closing", access=STAFF),
]
