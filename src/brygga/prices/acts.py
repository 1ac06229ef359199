"""A price is set or taken away. What was said before stays as it was."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Organisation
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import create
from brygga.prices import may
from brygga.prices.models import Per, UnitPrice
from brygga.rules.critical import LASTING, Kind

#: Ten million kronor for one day is a slip of the pen.
MOST = 1_000_000_000
ONE_DAY = "Det som är över samma dag har ett pris per gång."
SAY_WHERE_FROM = "Skriv var priset kommer ifrån."


@act("prices.set", may=may.may_set, told_as="{by} skrev ett pris")
def set_price(
    organisation: Organisation,
    *,
    by: Actor,
    at: datetime,
    unit: str,
    kind: str,
    per: str,
    ore: int,
    since: date,
    source: str,
) -> UnitPrice:
    """From a day on. The same day once more corrects what was said."""
    if per == Per.DAY and Kind(kind) not in LASTING:
        raise NotAllowed(ONE_DAY)
    if not 0 <= ore <= MOST:
        raise NotAllowed("Priset är ett belopp upp till tio miljoner kronor.")
    if not source.strip():
        raise NotAllowed(SAY_WHERE_FROM)
    return create(
        UnitPrice,
        organisation=organisation,
        unit=unit,
        kind=kind,
        per=per,
        ore=ore,
        since=since,
        source=source.strip(),
        set_by=by.label,
        set_at=at,
    )


@act("prices.remove", may=may.may_remove, told_as="{by} tog bort ett pris")
def remove_price(price: UnitPrice, *, by: Actor, at: datetime, source: str) -> UnitPrice:
    """As if it had never been said: what was said before goes on. `source` says why."""
    if not source.strip():
        raise NotAllowed("Skriv varför priset tas bort.")
    return create(
        UnitPrice,
        organisation=price.organisation,
        unit=price.unit,
        kind=price.kind,
        per=price.per,
        ore=None,
        since=price.since,
        source=source.strip(),
        set_by=by.label,
        set_at=at,
    )
