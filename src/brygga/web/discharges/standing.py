"""How a discharge stands, in the steps of the law: what is done, what is next, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brygga.core import clock
from brygga.core.clock import day_of
from brygga.discharges.queries import called_on
from brygga.discharges.states import DischargeState
from brygga.rules.dates import written

TONES = {
    DischargeState.ADMITTED: "info",
    DischargeState.READY: "warning",
    DischargeState.DISCHARGED: "good",
    DischargeState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A step: its words, whether it is done, and by when."""

    text: str
    state: str
    note: str = ""
    due: date | None = None


def lines(row: Any) -> list[Line]:
    """What the reader may know: those told by the law's notice alone see when, and not who or how."""
    if row.state == DischargeState.WITHDRAWN:
        return [_told(row), Line("Utskrivningen avbröts", "done", written(row.withdrawn_on))]
    inside = row.whole
    found = [_told(row)]
    found += [_contact(row)] if inside else []
    found += [_ready(row)]
    found += list(_call(row)) if inside else []
    found += list(_payment(row))
    return [*found, _out(row), *([_informed(row)] if inside else [])]


def _told(row: Any) -> Line:
    late = ", senare än 24 timmar" if row.whole and row.notice_was_late else ""
    return Line("Inskrivningsmeddelande", "done", f"{written(day_of(row.notified_at))}{late}")


def _contact(row: Any) -> Line:
    if row.contact:
        return Line("Fast vårdkontakt", "done", f"{row.contact}, {row.contact_unit}")
    return Line("Fast vårdkontakt", "current" if row.is_open else "todo", "Utses före utskrivningen")


def _ready(row: Any) -> Line:
    if row.ready_at:
        return Line("Utskrivningsklar", "done", f"Meddelat {moment(row.ready_at)}")
    if row.is_open:
        return Line("Utskrivningsklar", "current", f"Beräknas till {written(row.estimated_on)}")
    return Line("Utskrivningsklar", "todo", "Meddelades inte")


def _call(row: Any) -> Iterator[Line]:
    if row.compulsory:
        yield Line("Samordnad vårdplan", "todo", "Enligt 7 a § LPT eller 12 a § LRV, i stället för kallelsen")
        return
    called = called_on(row)
    if called:
        yield Line("Kallad till samordnad planering", "done", written(called))
    elif row.ready_at and row.is_open:
        yield Line("Kalla till samordnad planering", "current", f"Senast {written(row.call_by)}", row.call_by)
    elif row.is_open:
        yield Line("Kalla till samordnad planering", "todo", "Senast tre dagar efter utskrivningsklar")


def _payment(row: Any) -> Iterator[Line]:
    if row.pays_from and row.is_open:
        begun = row.pays_from <= clock.today()
        text = "Kommunens betalningsansvar kan ha börjat" if begun else "Kommunens betalningsansvar kan börja"
        yield Line(text, "todo", written(row.pays_from))


def _out(row: Any) -> Line:
    return Line("Utskriven", "done", written(row.discharged_on)) if row.discharged_at else Line("Utskriven", "todo")


def _informed(row: Any) -> Line:
    if row.informed_on:
        return Line("Informationen överförd", "done", written(row.informed_on))
    if row.discharged_on:
        return Line("Överför informationen", "current", f"Senast {written(row.discharged_on)}", row.discharged_on)
    return Line("Överför informationen", "todo", "Senast samma dag som utskrivningen")


def moment(at: datetime) -> str:
    local = at.astimezone(clock.SWEDEN)
    return f"{written(local.date())} kl. {local:%H.%M}"
