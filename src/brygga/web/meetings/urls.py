"""Addresses of meetings. Each says who gets in."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.meetings import holding, lists, one, planning, pre_meeting

urlpatterns = [
    page("moten/", lists.my_meetings, name="meetings", access=STAFF),
    page("samordningar/<uuid:pk>/moten/", lists.of_coordination, name="coordination-meetings", access=STAFF),
    page("samordningar/<uuid:pk>/mote/", planning.plan, name="meeting-plan", access=STAFF),
    page("samordningar/<uuid:pk>/formote/", pre_meeting.talk, name="pre-meeting", access=STAFF),
    page("samordningar/<uuid:pk>/motescirkel/", pre_meeting.add, name="circle-add", access=STAFF),
    page("motescirkel/<uuid:pk>/", pre_meeting.change, name="circle-change", access=STAFF),
    page("motescirkel/<uuid:pk>/ta-bort/", pre_meeting.remove, name="circle-remove", access=STAFF),
    page("moten/<uuid:pk>/", one.meeting, name="meeting", access=STAFF),
    page("moten/<uuid:pk>/kalender.ics", one.calendar, name="meeting-ics", access=STAFF),
    page("moten/svar/<uuid:pk>/", one.answer, name="meeting-answer", access=STAFF),
    page("moten/franvaro/<uuid:pk>/", one.absence, name="meeting-absence", access=STAFF),
    page("moten/<uuid:pk>/andra/", planning.change, name="meeting-change", access=STAFF),
    page("moten/<uuid:pk>/kalla/", planning.call, name="meeting-call", access=STAFF),
    page("moten/<uuid:pk>/ta-bort/", planning.discard, name="meeting-discard", access=STAFF),
    page("moten/<uuid:pk>/stall-in/", planning.cancel, name="meeting-cancel", access=STAFF),
    page("moten/<uuid:pk>/boka-om/", planning.new_time, name="meeting-rebook", access=STAFF),
    page("moten/<uuid:pk>/hall/", holding.held, name="meeting-hold", access=STAFF),
    page("moten/<uuid:pk>/narvaro/", holding.attendance, name="meeting-attendance", access=STAFF),
    page("moten/<uuid:pk>/blev-inte-av/", holding.missed, name="meeting-missed", access=STAFF),
    page("moten/<uuid:pk>/anteckningar/", holding.minutes, name="meeting-minutes", access=STAFF),
    page("moten/<uuid:pk>/mandat/", holding.mandates, name="meeting-mandates", access=STAFF),
    page("moten/<uuid:pk>/utfall/", holding.outcome, name="meeting-outcome", access=STAFF),
]
