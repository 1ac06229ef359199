"""Addresses of requests: writing, following, receiving and answering."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.requests import answering, views, writing

urlpatterns = [
    page("fordelning/", views.distribution, name="distribution", access=STAFF),
    page("forfragningar/", views.requests_sent, name="requests", access=STAFF),
    page("samordningar/<uuid:pk>/forfragningar/", views.of_coordination, name="coordination-requests", access=STAFF),
    page("samordningar/<uuid:pk>/forfragningar/ny/<slug:kind>/", writing.new_request, name="new-request", access=STAFF),
    page("forfragningar/<uuid:pk>/", views.request_page, name="request", access=STAFF),
    page("forfragningar/<uuid:pk>/skriv/", writing.write, name="write-request", access=STAFF),
    page("forfragningar/<uuid:pk>/utkast/", writing.draft, name="draft-request", access=STAFF),
    page("forfragningar/<uuid:pk>/utse/", answering.appoint_one, name="appoint-request", access=STAFF),
    page("forfragningar/<uuid:pk>/vidare/", answering.forward_on, name="forward-request", access=STAFF),
    page("forfragningar/<uuid:pk>/<slug:how>/", answering.answer, name="answer-request", access=STAFF),
]
