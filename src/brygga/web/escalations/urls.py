"""Addresses of lifted questions: raising, answering, lifting further, proposing, agreeing, taking back."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.escalations import doing, views

urlpatterns = [
    page("samordningar/<uuid:pk>/lyft/", doing.raise_one, name="raise-question", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/", views.escalation_page, name="escalation", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/svara/", doing.answer_one, name="answer-escalation", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/vidare/", doing.lift_one, name="lift-escalation", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/foresla/", doing.propose_one, name="propose-resolution", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/ga-med/", doing.agree_to_one, name="agree-to-resolution", access=STAFF),
    page("lyfta-fragor/<uuid:pk>/ta-tillbaka/", doing.withdraw_one, name="withdraw-escalation", access=STAFF),
]
