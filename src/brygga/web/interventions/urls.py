"""Addresses of granted interventions: granting one, reading it, and saying how it goes."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.interventions import doing, every, one, paying, steps

urlpatterns = [
    page("samordningar/<uuid:pk>/insatser/", every.every, name="coordination-interventions", access=STAFF),
    page("samordningar/<uuid:pk>/insatser/ny/", doing.grant, name="grant-intervention", access=STAFF),
    page("insatser/<uuid:pk>/", one.one, name="granted-intervention", access=STAFF),
    page("insatser/<uuid:pk>/kostnad/", paying.describe, name="describe-cost", access=STAFF),
    page("insatser/<uuid:pk>/betalningsfraga/", paying.ask, name="ask-payment", access=STAFF),
    page("betalningsfragor/<uuid:pk>/", paying.settle, name="settle-payment", access=STAFF),
    page("avbrottssteg/<uuid:pk>/", steps.tick, name="raised-step", access=STAFF),
    page("insatser/<uuid:pk>/<slug:how>/", doing.work, name="work-intervention", access=STAFF),
]
