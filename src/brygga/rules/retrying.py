"""How long to wait before trying again, and when to give up."""

from __future__ import annotations

from datetime import timedelta

#: After the first try, the second, and so on: a mail server that is down for two days loses nothing.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720))


def wait_after(tries: int) -> timedelta | None:
    """`tries` have been made; None when it is time to give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
