"""The stories of the demo, one file a person; each is told by the acts, at its own time."""

from __future__ import annotations

from collections.abc import Callable

from brygga.demo.stage import Stage

STORIES: tuple[Callable[[Stage], None], ...] = ()
