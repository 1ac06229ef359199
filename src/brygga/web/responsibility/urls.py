"""The address of the section Ansvar."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.responsibility import views

urlpatterns = [
    page("samordningar/<uuid:pk>/ansvar/", views.responsibility, name="coordination-responsibility", access=STAFF),
]
