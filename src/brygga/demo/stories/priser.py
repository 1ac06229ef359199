"""What a day and a time cost in Malmö: some units have set it, from a day, and some have not yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.demo.stage import Stage
from brygga.prices.acts import set_price

#: Whose, by whom, the unit as the follow-up calls it, of what, per what, in kronor, and from how long ago.
REGION, CITY = "radmannen", "innerstaden"
PRICES = (
    (REGION, "Ronja Wall", "Psykiatrisk akut", "emergency", "time", 4_150, 1000),
    (REGION, "Ronja Wall", "", "inpatient", "day", 8_900, 1000),
    (REGION, "Ronja Wall", "", "inpatient", "day", 9_650, 200),
    (CITY, "Petra Holst", "HVB", "placement", "day", 3_480, 1000),
)


def in_malmo(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-20, 10)
    for key, name, unit, kind, per, kronor, ago in PRICES:
        set_price(
            stage.unit(key).organisation,
            by=stage.actor(name),
            unit=unit or stage.unit("beroendecentrum").name,
            kind=kind,
            per=per,
            ore=kronor * 100,
            since=stage.day(-ago),
            source="Prislistan, påhittad för provkörningen",
        )
