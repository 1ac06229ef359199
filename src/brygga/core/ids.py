"""Identities of rows, for addresses and for keys."""

from __future__ import annotations

import os
import time
import uuid
from threading import Lock

_lock = Lock()
_last = 0


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, method 3): random enough for an address, in order of birth for the index.

    What one act writes within a millisecond is in the order that it was written: rows are told apart by their key
    where they have the same time.
    """
    at = _tick()
    value = (at >> 12) << 80 | 0x7 << 76 | (at & 0xFFF) << 64 | 0x2 << 62
    return uuid.UUID(int=value | int.from_bytes(os.urandom(8), "big") >> 2)


def _tick() -> int:
    """The time in parts of 4096 of a millisecond, and never the same twice, also when the clock is set back."""
    global _last
    with _lock:
        _last = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        return _last
