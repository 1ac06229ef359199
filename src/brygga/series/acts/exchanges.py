"""An exchange of workplace registered, and noted as done."""

from __future__ import annotations

from datetime import date, datetime

from brygga.agencies.models import Assignment, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import act, insist
from brygga.core.decision import YES, no
from brygga.core.saving import change, create
from brygga.series import may
from brygga.series.models import MeetingSeries, WorkplaceExchange
from brygga.series.queries import staff_here, units_of_series


@act("series.register_exchange", may=may.may_register_exchange, told_as="{by} anmälde ett arbetsplatsutbyte")
def register_exchange(
    series: MeetingSeries, *, by: Actor, who: Assignment, to_unit: Unit, day: date
) -> WorkplaceExchange:
    """KAR-12: somebody at the own unit goes to another in the series. The unit that is visited is told."""
    insist(YES if who in staff_here(by) else no("Välj någon som arbetar på din enhet."))
    insist(YES if to_unit in units_of_series(series) else no("Välj en enhet i mötesserien."))
    insist(YES if day >= clock.today() else no("Dagen har redan varit. Välj en som kommer."))
    return create(
        WorkplaceExchange,
        series=series,
        who=who,
        from_unit=who.unit,
        to_unit=to_unit,
        day=day,
        registered_by=by.label,
    )


@act("series.note_exchange", may=may.may_note_exchange, told_as="{by} noterade ett arbetsplatsutbyte", in_feed=False)
def note_exchange(exchange: WorkplaceExchange, *, by: Actor, at: datetime) -> WorkplaceExchange:
    return change(exchange, done_at=at)
