"""Sending what is due, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from brygga.core import clock
from brygga.messaging.acts import queue
from brygga.messaging.letters import Letter, letter_for
from brygga.messaging.models import Outgoing
from brygga.messaging.senders import NeverArrives, Unreachable, send_mail, send_sms
from brygga.messaging.states import Channel, Kind

WAYS: dict[str, Callable[[Letter], None]] = {Channel.MAIL: send_mail, Channel.SMS: send_sms}


def deliver(*, most: int = 500) -> int:
    """How many left the house."""
    gone = 0
    for _ in range(most):
        now = clock.now()
        row = queue.take(now)
        if row is None:
            break
        gone += _deliver(row, now)
    return gone


def _deliver(row: Outgoing, now: datetime) -> bool:
    if row.kind == Kind.NEWS and (last := queue.last_news(row)) and last + queue.AN_HOUR > now:
        queue.later(row, last + queue.AN_HOUR)
        return False
    letter = letter_for(row, now)
    if letter is None:
        queue.needless(row, now)
        return False
    try:
        WAYS[row.channel](letter)
    except NeverArrives as fault:
        queue.failed(row, now, str(fault), for_good=True)
    except Unreachable as fault:
        queue.failed(row, now, str(fault))
    else:
        queue.sent(row, now)
        return True
    return False
