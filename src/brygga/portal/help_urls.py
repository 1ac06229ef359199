"""«Be om hjälp»: for anybody, without signing in."""

from __future__ import annotations

from brygga.core.access import PUBLIC, page
from brygga.portal.views import helping

urlpatterns = [
    page("", helping.choose, name="ask-for-help", access=PUBLIC),
    page("kvitto/", helping.receipt, name="help-receipt", access=PUBLIC),
    page("<slug:place>/", helping.of_place, name="help-place", access=PUBLIC),
    page("<slug:place>/<uuid:pk>/", helping.ask, name="help-ask", access=PUBLIC),
]
