"""Addresses of discharges: the list, the notice from a coordination, the page that both sides read, and each step."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.discharges import doing, views

urlpatterns = [
    page("utskrivningar/", views.discharges, name="discharges", access=STAFF),
    page("samordningar/<uuid:pk>/inskrivning/", doing.notify, name="notify-admission", access=STAFF),
    page("utskrivningar/<uuid:pk>/", views.discharge, name="discharge", access=STAFF),
    page("utskrivningar/<uuid:pk>/<slug:how>/", doing.work, name="work-discharge", access=STAFF),
]
