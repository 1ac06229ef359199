"""Where a granted intervention stands, and in which order it is done."""

from __future__ import annotations

from django.db import models


class GrantedState(models.TextChoices):
    DECIDED = "decided", "Beslutad, inte påbörjad"
    ONGOING = "ongoing", "Pågår"
    INTERRUPTED = "interrupted", "Avbruten"
    ENDED = "ended", "Avslutad"


S = GrantedState

TRANSITIONS: dict[GrantedState, frozenset[GrantedState]] = {
    S.DECIDED: frozenset({S.ONGOING, S.ENDED}),
    S.ONGOING: frozenset({S.INTERRUPTED, S.ENDED}),
    S.INTERRUPTED: frozenset({S.ONGOING, S.ENDED}),
    S.ENDED: frozenset(),
}

#: What somebody answers for: all but what has ended.
ALIVE = frozenset({S.DECIDED, S.ONGOING, S.INTERRUPTED})

#: To the person, in words that need no explanation.
FOR_THE_PERSON: dict[GrantedState, str] = {
    S.DECIDED: "Har inte börjat än",
    S.ONGOING: "Pågår",
    S.INTERRUPTED: "Avbruten",
    S.ENDED: "Slut",
}


def may_become(now: str, then: GrantedState) -> bool:
    return then in TRANSITIONS[GrantedState(now)]
