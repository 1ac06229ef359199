"""Addresses of investigations and decisions: side by side, one by one, and telling the person."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.investigations import doing, mapping, views

urlpatterns = [
    page("samordningar/<uuid:pk>/utredningar/", views.side_by_side, name="coordination-investigations", access=STAFF),
    page("samordningar/<uuid:pk>/utredningar/ny/", doing.open_one, name="open-investigation", access=STAFF),
    page("utredningar/<uuid:pk>/", views.investigation, name="investigation", access=STAFF),
    page("utredningar/<uuid:pk>/andra/", doing.change_one, name="change-investigation", access=STAFF),
    page("utredningar/<uuid:pk>/beslut/", doing.decide_one, name="decide-investigation", access=STAFF),
    page("utredningar/<uuid:pk>/avsluta/", doing.close_one, name="close-investigation", access=STAFF),
    page("samordningar/<uuid:pk>/kartlaggningsplan/", mapping.plan_one, name="plan-mapping", access=STAFF),
    page("kartlaggningsplaner/<uuid:pk>/", mapping.plan_page, name="mapping-plan", access=STAFF),
    page("kartlaggningsplaner/<uuid:pk>/avsluta/", mapping.end_one, name="end-mapping-plan", access=STAFF),
    page("sammanfattningar/<uuid:pk>/skriv/", mapping.write_summary, name="write-summary", access=STAFF),
    page("sammanfattningar/<uuid:pk>/", mapping.summary_page, name="summary", access=STAFF),
    page("beslut/<uuid:pk>/beratta/", doing.tell, name="tell-decision", access=STAFF),
]
