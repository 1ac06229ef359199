"""How long a sign-in lasts: until it has rested too long, a working day has gone, or it was ended everywhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from brygga.core import clock

STAFF_KEY, ASSIGNMENT_KEY, PERSON_KEY = "staff_id", "assignment_id", "identity_index"
BEGAN_KEY, SEEN_KEY = "began", "seen"

LONGEST = timedelta(hours=10)
#: How exactly it is known when somebody was last here; the session is not written at each page.
NOTED = timedelta(minutes=1)


def begin(request: HttpRequest, **facts: str) -> None:
    """A session of one's own from here: nothing of what was before the sign-in comes along."""
    request.session.flush()
    now = clock.now().isoformat()
    request.session.update({**facts, BEGAN_KEY: now, SEEN_KEY: now})


def is_signed_in(request: HttpRequest) -> bool:
    return STAFF_KEY in request.session or PERSON_KEY in request.session


def is_over(request: HttpRequest) -> bool:
    """One that does not say when it began is over too."""
    began, seen, now = _at(request, BEGAN_KEY), _at(request, SEEN_KEY), clock.now()
    if began is None or seen is None:
        return True
    return now - seen > timedelta(minutes=settings.ENV.idle_minutes) or now - began > LONGEST


def note_seen(request: HttpRequest) -> None:
    seen, now = _at(request, SEEN_KEY), clock.now()
    if seen is None or now - seen > NOTED:
        request.session[SEEN_KEY] = now.isoformat()


def began(request: HttpRequest) -> datetime | None:
    return _at(request, BEGAN_KEY)


def _at(request: HttpRequest, key: str) -> datetime | None:
    value = request.session.get(key)
    return datetime.fromisoformat(value) if value else None
