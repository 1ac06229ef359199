"""Addresses of consultations: writing up, asking, answering, and saying whom it is about when one may."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.consultations import answering, views, writing

urlpatterns = [
    page("konsultationer/", views.consultations, name="consultations", access=STAFF),
    page("konsultationer/skriv-upp/", writing.log_one, name="log-consultation", access=STAFF),
    page("konsultationer/fraga/", writing.ask_one, name="ask-consultation", access=STAFF),
    page("konsultationer/svarighet/", writing.raise_difficulty, name="raise-difficulty", access=STAFF),
    page("samordningar/<uuid:pk>/konsultation/", writing.log_named, name="log-named-consultation", access=STAFF),
    page("samordningar/<uuid:pk>/konsultation/fraga/", writing.ask_named, name="ask-named-consultation", access=STAFF),
    page("konsultationer/<uuid:pk>/", views.consultation_page, name="consultation", access=STAFF),
    page("konsultationer/<uuid:pk>/namnge/", answering.name_whom, name="name-consultation", access=STAFF),
    page("konsultationer/<uuid:pk>/<slug:how>/", answering.answer, name="answer-consultation", access=STAFF),
]
