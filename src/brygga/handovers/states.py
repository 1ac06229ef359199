"""Where a handover stands. Until the yes it is the request's own state; after it, what its steps say."""

from __future__ import annotations

from django.db import models

from brygga.requests.states import RequestState as R


class Stage(models.TextChoices):
    SENT = "sent", "Skickad"
    CONFIRMED = "confirmed", "Bekräftad"
    GOING_OVER = "going_over", "Handläggare utsedd"
    READY = "ready", "Klar att gå över"
    DATED = "dated", "Dagen är bestämd"
    MOVED = "moved", "Ansvaret har gått över"
    STOPPED = "stopped", "Blev inte av"


def stage(request_state: str, *, nothing_left: bool, dated: bool, moved: bool) -> Stage:
    """A handover has no state of its own to fall out of step with its request."""
    if moved:
        return Stage.MOVED
    match R(request_state):
        case R.DRAFT | R.SENT:
            return Stage.SENT
        case R.ACKNOWLEDGED:
            return Stage.CONFIRMED
        case R.ACCEPTED if dated:
            return Stage.DATED
        case R.ACCEPTED:
            return Stage.READY if nothing_left else Stage.GOING_OVER
        case _:
            return Stage.STOPPED
