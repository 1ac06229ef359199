"""Addresses of the plan: the work, its rows, its versions, and how it goes."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.plans import going, rows, versions, views

urlpatterns = [
    page("samordningar/<uuid:pk>/plan/", views.of_coordination, name="coordination-plan", access=STAFF),
    page("samordningar/<uuid:pk>/plan/borja/", views.start, name="plan-start", access=STAFF),
    page("planer/<uuid:pk>/", views.plan, name="plan", access=STAFF),
    page("planer/<uuid:pk>/mote/", views.on_screen, name="plan-live", access=STAFF),
    page("planer/<uuid:pk>/lagg-fram/", views.propose, name="plan-propose", access=STAFF),
    page("planer/<uuid:pk>/avsluta/", views.close, name="plan-close", access=STAFF),
    page("planer/<uuid:pk>/text/<slug:part>/", rows.text, name="plan-text", access=STAFF),
    page("planer/<uuid:pk>/uppgifter/", rows.header, name="plan-header", access=STAFF),
    page("planer/<uuid:pk>/ny/<slug:kind>/", rows.add, name="plan-row-add", access=STAFF),
    page("planer/rad/<slug:kind>/<uuid:pk>/", rows.change, name="plan-row-change", access=STAFF),
    page("planer/rad/<slug:kind>/<uuid:pk>/ta-bort/", rows.remove, name="plan-row-remove", access=STAFF),
    page("planer/rad/<slug:kind>/<uuid:pk>/lagg-tillbaka/", rows.restore, name="plan-row-restore", access=STAFF),
    page("planer/rad/<slug:kind>/<uuid:pk>/flytta/", rows.move, name="plan-row-move", access=STAFF),
    page("planer/version/<uuid:pk>/", versions.version, name="plan-version", access=STAFF),
    page("planer/version/<uuid:pk>/pdf/", versions.as_pdf, name="plan-version-pdf", access=STAFF),
    page("planer/version/<uuid:pk>/svara/", versions.answer, name="plan-say", access=STAFF),
    page("planer/version/<uuid:pk>/personens-svar/", versions.record, name="plan-record-say", access=STAFF),
    page("planer/version/<uuid:pk>/ta-tillbaka/", versions.drop, name="plan-drop", access=STAFF),
    page("planer/insats/<uuid:pk>/", going.progress, name="plan-progress", access=STAFF),
    page("planer/<uuid:pk>/uppfoljning/", going.follow_up, name="plan-follow-up", access=STAFF),
]
