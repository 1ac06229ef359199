"""Prices as tests set them."""

from __future__ import annotations

from datetime import date
from typing import Any

from brygga.prices.acts import set_price
from brygga.prices.models import UnitPrice

SINCE = date(2026, 1, 1)


def priced(world: Any, ore: int = 85_000, **said: Any) -> UnitPrice:
    """What a contact at Vuxen Innerstaden costs, by Eva who leads it."""
    what = {"unit": "Vuxen Innerstaden", "kind": "contact", "per": "time", "since": SINCE, "source": "Prislista 2026"}
    return set_price(world.social, **{"by": world.chef, "ore": ore, **what, **said})
