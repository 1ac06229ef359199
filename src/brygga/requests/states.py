"""The one state machine of every request (reference: field study, "the sender never learns what happened")."""

from __future__ import annotations

from django.db import models


class RequestState(models.TextChoices):
    DRAFT = "draft", "Utkast"
    SENT = "sent", "Skickad"
    ACKNOWLEDGED = "acknowledged", "Kvitterad"
    ACCEPTED = "accepted", "Accepterad"
    DECLINED = "declined", "Nej från verksamheten"
    MISDIRECTED = "misdirected", "Fel mottagare"
    FORWARDED = "forwarded", "Vidaresänd"
    WITHDRAWN = "withdrawn", "Återtagen"
    EXPIRED = "expired", "Förfallen utan svar"
    DONE = "done", "Klar"


S = RequestState

TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    S.DRAFT: frozenset({S.SENT, S.WITHDRAWN}),
    S.SENT: frozenset({S.ACKNOWLEDGED, S.ACCEPTED, S.DECLINED, S.MISDIRECTED, S.FORWARDED, S.WITHDRAWN, S.EXPIRED}),
    S.ACKNOWLEDGED: frozenset({S.ACCEPTED, S.DECLINED, S.MISDIRECTED, S.FORWARDED, S.WITHDRAWN, S.EXPIRED}),
    S.ACCEPTED: frozenset({S.DONE, S.WITHDRAWN}),
    S.DECLINED: frozenset(),
    S.MISDIRECTED: frozenset(),
    S.FORWARDED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset(),
    S.DONE: frozenset(),
}

#: Waiting for the receiver.
WAITING = frozenset({S.SENT, S.ACKNOWLEDGED})
#: Nothing more will happen.
ENDED = frozenset(state for state, following in TRANSITIONS.items() if not following)


def may_become(now: str, then: RequestState) -> bool:
    return then in TRANSITIONS[RequestState(now)]
