"""What other rooms bring to a standing item: lines that each reader may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brygga.core.actor import Actor
from brygga.series.models import SeriesMeeting


@dataclass(frozen=True, slots=True)
class Line:
    """`address` is the name of the page it leads to, `args` what that is about."""

    text: str
    note: str = ""
    address: str = ""
    args: tuple[Any, ...] = ()


Supplier = Callable[[Actor, SeriesMeeting], list[Line]]
_suppliers: dict[str, list[Supplier]] = {}


def supplied_by(key: str, supplier: Supplier) -> None:
    """What stands under the standing item with this key, for the one who reads. Asked once a page."""
    there = _suppliers.setdefault(key, [])
    if supplier not in there:
        there.append(supplier)


def lines_under(key: str, actor: Actor, meeting: SeriesMeeting) -> list[Line]:
    return [line for supplier in _suppliers.get(key, ()) for line in supplier(actor, meeting)]
