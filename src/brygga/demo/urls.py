"""Addresses of the demo only; not there in production."""

from __future__ import annotations

from brygga.core.access import PUBLIC, page
from brygga.demo import views

urlpatterns = [page("prova/", views.personas, name="personas", access=PUBLIC)]
