"""A short part of the section Ansvar. Each room makes its own: `web/<room>/part.py`, `part(actor, coordination)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Way:
    """A button: what one may do from here."""

    text: str
    url: str
    weight: str = "second"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the part: what it is, how it stands, and a few facts as label and words."""

    title: str
    url: str = ""
    status: str = ""
    tone: str = "neutral"
    also: str = ""
    also_tone: str = "warning"
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Shown by `template`: the common one draws rows and ways; a room with more to show has its own.

    `hidden` is how many there are that the reader may not see, `hidden_as` what they are called then.
    """

    key: str
    heading: str
    rows: tuple[Row, ...] = ()
    ways: tuple[Way, ...] = ()
    empty: str = ""
    icon: str = "document"
    note: str = ""
    hidden: int = 0
    hidden_as: str = ""
    warnings: tuple[str, ...] = ()
    template: str = "responsibility/part.html"
    more: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Actor, Coordination], Part | None]
