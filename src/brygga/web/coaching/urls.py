"""Addresses of the coaching team and its activities."""

from __future__ import annotations

from brygga.core.access import STAFF, page
from brygga.web.coaching import activities, adding, doing, one, presence, team

urlpatterns = [
    page("coachingteam/", team.overview, name="coaching", access=STAFF),
    page("coachingteam/inskrivna/", team.enrolled_list, name="coaching-enrolled", access=STAFF),
    page("coachingteam/avslutade/", team.ended_list, name="coaching-ended", access=STAFF),
    page("coachingteam/stall-i-ko/", doing.stand_in_queue, name="coaching-queue", access=STAFF),
    page("coachingteam/aktiviteter/", activities.activity_list, name="activities", access=STAFF),
    page("coachingteam/aktiviteter/ny/", adding.new_activity, name="activity-new", access=STAFF),
    page("coachingteam/aktiviteter/<uuid:pk>/", activities.activity_page, name="activity", access=STAFF),
    page("coachingteam/aktiviteter/<uuid:pk>/deltagare/", activities.add_people, name="activity-join", access=STAFF),
    page("coachingteam/aktiviteter/<uuid:pk>/avsluta/", activities.close, name="activity-close", access=STAFF),
    page("coachingteam/deltagande/<uuid:pk>/sluta/", activities.leave, name="participation-end", access=STAFF),
    page("coachingteam/tillfalle/<uuid:pk>/", presence.session_page, name="activity-session", access=STAFF),
    page("coachingteam/tillfalle/<uuid:pk>/stall-in/", presence.cancel, name="session-cancel", access=STAFF),
    page("coachingteam/<uuid:pk>/", one.enrolment_page, name="enrolment", access=STAFF),
    page("coachingteam/<uuid:pk>/enskilt/", adding.for_one, name="activity-for-one", access=STAFF),
    page("coachingteam/<uuid:pk>/<slug:how>/", doing.work, name="work-enrolment", access=STAFF),
]
