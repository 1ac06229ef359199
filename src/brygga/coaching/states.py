"""Where somebody stands with a coaching team, and the small words of its activities."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "I kö"
    OFFERED = "offered", "Plats erbjuden"
    ENROLLED = "enrolled", "Inskriven"
    ENDED = "ended", "Avslutad"
    LEFT = "left", "Lämnade kön"


IN_QUEUE = frozenset({State.WAITING, State.OFFERED})
#: One of these at a time with each team.
ACTIVE = IN_QUEUE | {State.ENROLLED}


#: What may follow on each.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.OFFERED, State.ENROLLED, State.LEFT}),
    State.OFFERED: frozenset({State.ENROLLED, State.LEFT}),
    State.ENROLLED: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
    State.LEFT: frozenset(),
}


class Form(models.TextChoices):
    GROUP = "group", "Grupp"
    INDIVIDUAL = "individual", "Enskilt"


class There(models.TextChoices):
    """What is noted of each participant of a session."""

    PRESENT = "present", "Var med"
    NOTIFIED = "notified", "Anmälde frånvaro"
    ABSENT = "absent", "Kom inte"


PRESENCE_TONES = {There.PRESENT: "good", There.NOTIFIED: "info", There.ABSENT: "warning"}
