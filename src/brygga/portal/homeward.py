"""That one is in inpatient care and will go home, in the person's words: when, who knows, and what they know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.core.actor import Actor
from brygga.discharges.models import DischargeReceiver
from brygga.discharges.queries import called_on, going_home
from brygga.discharges.states import DischargeState
from brygga.rules.dates import written


@dataclass(frozen=True, slots=True)
class Homeward:
    ward: str
    phone: str
    state: str
    estimated_on: date
    went_home_on: date | None
    contact: str
    contact_unit: str
    called_on: date | None
    compulsory: bool
    told: tuple[tuple[str, str, bool], ...]
    """The units told: name, telephone, and whether they plan."""

    @property
    def is_open(self) -> bool:
        return self.went_home_on is None

    @property
    def line(self) -> str:
        if self.went_home_on:
            return f"Du skrevs ut från {self.ward} {written(self.went_home_on)}."
        ready = " Avdelningen tycker att du är färdig där." if self.state == DischargeState.READY else ""
        return f"Du är inskriven på {self.ward}. De räknar med att du kan åka hem {written(self.estimated_on)}.{ready}"


def homeward(actor: Actor) -> list[Homeward]:
    rows = going_home(actor)
    told = DischargeReceiver.objects.visible_to(actor).filter(discharge__in=rows).select_related("unit")
    units: dict[Any, list[tuple[str, str, bool]]] = {}
    for one in told.order_by("unit__sort", "pk"):
        units.setdefault(one.discharge_id, []).append((one.unit.name, one.unit.phone, one.planning_since is not None))
    return [_one(row, tuple(units.get(row.pk, ()))) for row in rows]


def _one(row: Any, told: tuple[tuple[str, str, bool], ...]) -> Homeward:
    return Homeward(
        ward=row.ward.name,
        phone=row.ward.phone,
        state=row.state,
        estimated_on=row.estimated_on,
        went_home_on=row.discharged_on,
        contact=row.contact,
        contact_unit=row.contact_unit.name if row.contact_unit else "",
        called_on=called_on(row),
        compulsory=row.compulsory,
        told=told,
    )
