"""Sending what is due, one at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from brygga.core import clock
from brygga.messaging.acts import queue
from brygga.messaging.letters import Letter, letter_for
from brygga.messaging.models import Outgoing
from brygga.messaging.senders import NeverArrives, Unreachable, send_mail, send_sms
from brygga.messaging.states import Channel, Kind

LOG = logging.getLogger(__name__)
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
    try:
        letter = letter_for(row, now)
        if letter is None:
            queue.needless(row, now)
            return False
        WAYS[row.channel](letter)
    except NeverArrives as fault:
        queue.failed(row, now, str(fault), for_good=True)
    except Unreachable as fault:
        queue.failed(row, now, str(fault))
    except Exception as fault:  # noqa: BLE001  a provider's own code: what is wrong with it holds up no other letter
        LOG.error("A letter could not be sent: %s", type(fault).__name__)  # its words may hold a number
        queue.failed(row, now, type(fault).__name__)
    else:
        queue.sent(row, now)
        return True
    return False
