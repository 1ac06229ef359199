"""Addresses for signing in and out."""

from __future__ import annotations

from brygga.core.access import ACCOUNT, PUBLIC, page
from brygga.web.accounts import views

urlpatterns = [
    page("logga-in/", views.sign_in, name="sign-in", access=PUBLIC),
    page("uppdrag/", views.choose_assignment, name="choose-assignment", access=ACCOUNT),
    page("logga-ut/", views.sign_out, name="sign-out", access=PUBLIC),
]
