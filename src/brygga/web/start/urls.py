"""Addresses of the start page and the inbox."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.start import drafts, helping, views

urlpatterns = [
    page("", views.start, name="start", access=STAFF),
    page("inkorg/", views.inbox_page, name="inbox", access=STAFF),
    page("inkorg/last/", views.read_items, name="inbox-read", access=STAFF),
    page("inkorg/allt-last/", views.read_all, name="inbox-read-all", access=STAFF),
    page("hjalp/", helping.help_page, name="help", access=STAFF),
    page("utkast/", drafts.keep, name="keep-draft", access=STAFF),
]
