"""Addresses of what is learnt: seeking, counting, writing, adding to and taking back."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.reflections import views, writing

urlpatterns = [
    page("lardomar/", views.reflections, name="reflections", access=STAFF),
    page("lardomar/antal/", views.counts, name="reflection-counts", access=STAFF),
    page("lardomar/ny/", writing.write_one, name="write-reflection", access=STAFF),
    page("lardomar/<uuid:pk>/", views.reflection_page, name="reflection", access=STAFF),
    page("lardomar/<uuid:pk>/tillagg/", writing.add_to_one, name="add-to-reflection", access=STAFF),
    page("lardomar/<uuid:pk>/ta-tillbaka/", writing.withdraw_one, name="withdraw-reflection", access=STAFF),
]
