"""Two acts at once: the second begins while the first has written and not yet committed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

from django.db import connections, transaction

from brygga.core.acts import NotAllowed

#: As long as the first holds on to what it has written, so that the second has time to look.
HELD = 0.6


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> str:
    """Both are done, or the second is refused; why it was refused. What else goes wrong in either is raised."""
    written = Event()

    def before() -> str:
        try:
            with transaction.atomic():
                try:
                    first()
                finally:
                    written.set()
                sleep(HELD)
        finally:
            connections.close_all()
        return ""

    def after() -> str:
        written.wait()
        try:
            second()
        except NotAllowed as why:
            return str(why)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        return "".join(one.result() for one in [pool.submit(before), pool.submit(after)])
