"""Addresses of the managers' meetings: the year, one meeting, the cases announced to it, and its minutes."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.series import announcing, cases, changing, exchanging, lists, minutes, one, running

urlpatterns = [
    page("manadsmoten/", lists.year, name="series", access=STAFF),
    page("manadsmoten/lagg-upp/", changing.lay_out_year, name="series-lay-out", access=STAFF),
    page("manadsmoten/anmal/", announcing.announce_one, name="series-announce", access=STAFF),
    page("samordningar/<uuid:pk>/anmal-till-mote/", announcing.announce_named, name="announce-named", access=STAFF),
    page("manadsmoten/utbyten/nytt/", exchanging.new_exchange, name="series-exchange-new", access=STAFF),
    page("manadsmoten/utbyten/<uuid:pk>/", exchanging.exchange_page, name="series-exchange", access=STAFF),
    page("manadsmoten/arenden/<uuid:pk>/", cases.case_page, name="docket-item", access=STAFF),
    page("manadsmoten/arenden/<uuid:pk>/ta-tillbaka/", cases.take_back, name="docket-withdraw", access=STAFF),
    page("manadsmoten/arenden/<uuid:pk>/utfall/", cases.decide_one, name="docket-decide", access=STAFF),
    page("manadsmoten/steg/<uuid:pk>/", running.step_page, name="decided-step", access=STAFF),
    page("manadsmoten/franvaro/<uuid:pk>/", running.absence, name="series-absence", access=STAFF),
    page("manadsmoten/<uuid:pk>/", one.meeting_page, name="series-meeting", access=STAFF),
    page("manadsmoten/<uuid:pk>/flytta/", changing.move_one, name="series-move", access=STAFF),
    page("manadsmoten/<uuid:pk>/stall-in/", changing.cancel_one, name="series-cancel", access=STAFF),
    page("manadsmoten/<uuid:pk>/skriver/", changing.swap, name="series-swap", access=STAFF),
    page("manadsmoten/<uuid:pk>/oppna/", running.open_one, name="series-hold", access=STAFF),
    page("manadsmoten/<uuid:pk>/narvaro/", running.attendance, name="series-attendance", access=STAFF),
    page("manadsmoten/<uuid:pk>/justera/", running.adopt_minutes, name="series-adopt", access=STAFF),
    page("manadsmoten/<uuid:pk>/protokoll.pdf", minutes.as_pdf, name="series-minutes-pdf", access=STAFF),
    page("manadsmoten/<uuid:pk>/ratta/", running.correct_minutes, name="series-correct", access=STAFF),
    page("manadsmoten/<uuid:pk>/punkt/<slug:key>/", running.note, name="series-note", access=STAFF),
]
