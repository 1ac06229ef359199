"""What stands still at one's units, as figures that lead to their lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brygga.coordinations.queries import vacant
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import count_up_to, counted
from brygga.statistics.workload import not_followed_up, our_parts, without_plan
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    number: int
    url: str
    tone: str

    @property
    def counted(self) -> str:
        return counted(self.number)


#: What is counted, which list has it, and whether any at all is too many.
COUNTED: tuple[tuple[str, Callable[[Actor], Any], str, bool], ...] = (
    ("pågående samordningar", our_parts, "coordinations", False),
    ("utan handläggare", lambda actor: vacant(actor, clock.today()), "my-unit-vacant", True),
    ("utan plan", without_plan, "my-unit-without-plan", False),
    ("inte uppföljda", not_followed_up, "my-unit-not-followed", True),
)


def standing_still(actor: Actor) -> list[Figure]:
    figures = []
    for label, rows, name, too_many in COUNTED:
        number = count_up_to(rows(actor))
        url = f"{way_to(name)}?visa=enhetens" if name == "coordinations" else way_to(name)
        figures.append(Figure(label, number, url, "warning" if too_many and number else "neutral"))
    return figures
