"""What the acts of a mapping are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """What was ticked about one on the picture. Nothing ticked: nothing is kept."""

    box: str
    unit_id: UUID | None = None
    now: bool = False
    lately: bool = False
    wished: bool = False
    who: str = ""
    what_for: str = ""

    @property
    def says_something(self) -> bool:
        return self.now or self.lately or self.wished


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer to a question, or how it was left."""

    question: str
    left: str
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How it is in one life area."""

    area: str
    own: int | None = None
    assessed: int | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        return self.own is not None or self.assessed is not None or bool(self.note)
