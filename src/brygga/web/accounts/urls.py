"""Addresses for signing in and out."""

from __future__ import annotations

from functools import partial

from brygga.core.access import ACCOUNT, PUBLIC, STAFF, page
from brygga.web.accounts import signing_in, views

urlpatterns = [
    page("logga-in/", views.sign_in, name="sign-in", access=PUBLIC),
    page("logga-in/medarbetare/", partial(signing_in.to_provider, kind="staff"), name="sign-in-staff", access=PUBLIC),
    page(
        "logga-in/medarbetare/svar/",
        partial(signing_in.answer, kind="staff"),
        name="sign-in-staff-answer",
        access=PUBLIC,
    ),
    page("logga-in/person/", partial(signing_in.to_provider, kind="person"), name="sign-in-person", access=PUBLIC),
    page(
        "logga-in/person/svar/", partial(signing_in.answer, kind="person"), name="sign-in-person-answer", access=PUBLIC
    ),
    page("uppdrag/", views.choose_assignment, name="choose-assignment", access=ACCOUNT),
    page("logga-ut/overallt/", views.sign_out_all, name="sign-out-everywhere", access=STAFF),
    page("logga-ut/", views.sign_out, name="sign-out", access=PUBLIC),
]
