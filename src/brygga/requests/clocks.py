"""The clocks of a request, from the routine of the coordination's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.core.clock import day_of
from brygga.requests.models import Request
from brygga.routines.loading import routine
from brygga.routines.vocabulary import ConsultationKind, RequestKind
from brygga.rules.calendar import SWEDEN, Weekday
from brygga.rules.clocks import due_at

GFI_WISH, MEETING_CALL, SIP_REQUEST = "gfi_wish", "meeting_call", "sip_request"


@dataclass(frozen=True, slots=True)
class Clocks:
    acknowledge_by: datetime | None
    answer_by: datetime | None
    expires_at: datetime | None


def kind_of(request: Request) -> RequestKind:
    """The routine's word for it, as it stood when the request was sent."""
    return routine(request.coordination.place).request_kind(
        request.kind, day_of(request.sent_at) if request.sent_at else None
    )


def clocks_from(place: str, kind: RequestKind | ConsultationKind, at: datetime) -> Clocks:
    rules = routine(place)

    def due(step: str) -> datetime | None:
        return due_at(rules.deadline(step, day_of(at)), at) if step else None

    return Clocks(due(kind.acknowledge), due(kind.answer), due(kind.expire))


def distribution_days(kind: RequestKind, unit: Unit, on: date) -> tuple[Weekday, ...]:
    """The unit's own days go before the routine's; none named means every working day."""
    own = tuple(Weekday(name.strip()) for name in unit.distribution_days.split(",") if name.strip() in set(Weekday))
    return own or kind.distribution_days(unit.kind, on)


def distributed_by(request: Request) -> date | None:
    """The first distribution day after the one it was sent (MAL-05: in one unit twice a week)."""
    if request.sent_at is None:
        return None
    sent_on = day_of(request.sent_at)
    return SWEDEN.next_weekday_of(distribution_days(kind_of(request), request.to_unit, sent_on), sent_on)


def workdays_to_appointment(request: Request) -> int | None:
    """How long the one who asked waited until somebody was appointed."""
    if not (request.appointed_id and request.sent_at and request.answered_at):
        return None
    return SWEDEN.workdays_between(day_of(request.sent_at), day_of(request.answered_at))
