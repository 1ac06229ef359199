"""Carrying out an act from a staff page."""

from __future__ import annotations

from django.http import HttpRequest

from brygga.core.acts import NotAllowed
from brygga.core.decision import Decision
from brygga.ui.doing import REFUSED, carried_out, carry_out, sent, show, show_as_it_is

__all__ = ["REFUSED", "allowed_or_403", "carried_out", "carry_out", "sent", "show", "show_as_it_is"]


def allowed_or_403(request: HttpRequest, decision: Decision) -> None:
    """A form that leads to a refusal is not shown; the reason is.

    What was sent goes on to the act, which answers for itself.
    """
    if request.method != "POST" and not decision:
        raise NotAllowed(decision.reason)
