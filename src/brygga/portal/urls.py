"""The person's own addresses, on a telephone first. All but the first two are for whoever is signed in as a person."""

from __future__ import annotations

from brygga.core.access import PERSON, PUBLIC, page
from brygga.portal.views import (
    asking,
    consents,
    contacts,
    decisions,
    mappings,
    meetings,
    plans,
    readers,
    signing_in,
    start,
    times,
)

urlpatterns = [
    page("logga-in/", signing_in.my_sign_in, name="my-sign-in", access=PUBLIC),
    page("vad-ar-en-sip/", signing_in.what_is_a_sip, name="what-is-a-sip", access=PUBLIC),
    page("", start.my_start, name="my-start", access=PERSON),
    page("hjalp/", start.my_help, name="my-help", access=PERSON),
    page("vem/", start.my_whom, name="my-whom", access=PERSON),
    page("plan/", plans.my_plan, name="my-plan", access=PERSON),
    page("plan/<uuid:pk>/", plans.my_version, name="my-version", access=PERSON),
    page("plan/<uuid:pk>/svar/", plans.my_say, name="my-say", access=PERSON),
    page("plan/<uuid:pk>/pdf/", plans.my_version_pdf, name="my-version-pdf", access=PERSON),
    page("beslut/", decisions.my_decisions, name="my-decisions", access=PERSON),
    page("moten/", meetings.my_meetings, name="my-meetings", access=PERSON),
    page("moten/<uuid:pk>/", meetings.my_meeting, name="my-meeting", access=PERSON),
    page("moten/<uuid:pk>/svar/", meetings.my_meeting_answer, name="my-meeting-answer", access=PERSON),
    page("moten/<uuid:pk>/kalender/", meetings.my_meeting_ics, name="my-meeting-ics", access=PERSON),
    page("tider/", times.my_times, name="my-times", access=PERSON),
    page("tider/boka/", times.my_time_book, name="my-time-book", access=PERSON),
    page("tider/<uuid:pk>/", times.my_time, name="my-time", access=PERSON),
    page("tider/<uuid:pk>/flytta/", times.my_time_move, name="my-time-move", access=PERSON),
    page("tider/<uuid:pk>/avboka/", times.my_time_cancel, name="my-time-cancel", access=PERSON),
    page("samtycken/", consents.my_consents, name="my-consents", access=PERSON),
    page("samtycken/<uuid:pk>/", consents.my_consent, name="my-consent", access=PERSON),
    page("samtycken/<uuid:pk>/ta-tillbaka/", consents.my_consent_withdraw, name="my-consent-withdraw", access=PERSON),
    page("samtycken/<uuid:pk>/pdf/", consents.my_consent_pdf, name="my-consent-pdf", access=PERSON),
    page("samtal/", mappings.my_mappings, name="my-mappings", access=PERSON),
    page("samtal/<uuid:pk>/", mappings.my_mapping, name="my-mapping", access=PERSON),
    page("samtal/<uuid:pk>/pdf/", mappings.my_mapping_pdf, name="my-mapping-pdf", access=PERSON),
    page("vem-har-tittat/", readers.my_readers, name="my-readers", access=PERSON),
    page("kontakter/", contacts.my_contacts, name="my-contacts", access=PERSON),
    page("be-om-sip/", asking.ask_for_sip, name="ask-for-sip", access=PERSON),
    page("be-om-sip/<uuid:pk>/", asking.my_request, name="my-request", access=PERSON),
]
