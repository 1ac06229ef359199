"""Reads of prices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from brygga.core.actor import Actor
from brygga.prices.models import UnitPrice

ORDER = ("unit", "kind", "since", "pk")


def standing(rows: Iterable[UnitPrice]) -> list[UnitPrice]:
    """Of each unit, kind and day the last that was said, if it was not taken away; rows come in `ORDER`."""
    last = {(row.organisation_id, *row.what, row.since): row for row in rows}
    return [row for row in last.values() if row.ore is not None]


def told_by(actor: Actor) -> list[UnitPrice]:
    """All that holds from some day, of the actor's organisation."""
    return standing(UnitPrice.objects.visible_to(actor).order_by(*ORDER))


def in_force(rows: Iterable[UnitPrice], on: date) -> dict[tuple[str, str], UnitPrice]:
    """What holds that day, of rows that stand."""
    return {row.what: row for row in rows if row.since <= on}


def history_of(price: UnitPrice) -> list[UnitPrice]:
    """All that has been said of the same, the newest day first."""
    rows = UnitPrice.objects.unrestricted(because="one price of it was seen").filter(
        organisation_id=price.organisation_id, unit=price.unit, kind=price.kind
    )
    return list(rows.order_by("-since", "-pk"))


def of_organisations(organisation_ids: Iterable[UUID]) -> list[UnitPrice]:
    """For counting what the follow-up costs: those of the organisations whose events are counted."""
    rows: Any = UnitPrice.objects.unrestricted(because="whose events one may count, their prices count them")
    rows = rows.filter(organisation_id__in=list(organisation_ids)).select_related("organisation")
    return standing(rows.order_by("organisation_id", *ORDER))
