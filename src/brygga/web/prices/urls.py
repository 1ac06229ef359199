"""Addresses of prices. Who may set them is said in `prices.may`."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.prices import views

urlpatterns = [
    page("priser/", views.prices, name="prices", access=STAFF),
    page("priser/nytt/", views.new, name="new-price", access=STAFF),
    page("priser/<uuid:pk>/", views.one, name="price", access=STAFF),
    page("priser/<uuid:pk>/ta-bort/", views.remove, name="remove-price", access=STAFF),
]
