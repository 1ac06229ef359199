"""What is still open when units want to leave: told by the rooms that keep it, so that nothing is let go of unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.discharges.models import Discharge
from brygga.escalations.models import Escalation, EscalationParty
from brygga.interventions.models import GrantedIntervention
from brygga.investigations.models import Investigation
from brygga.investigations.states import InvestigationState
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.plans.models import Plan
from brygga.requests.models import Request
from brygga.requests.states import ENDED, RequestState
from brygga.transfers.models import Transfer

BECAUSE = "nobody leaves while something is open"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves which coordination, and whether the whole of it ends by that."""

    coordination: Coordination
    leaves: frozenset[UUID]
    stays: frozenset[UUID]
    ends: bool
    new_unit: UUID | None = None


#: Sentences that each say what is open and what to do about it, without naming the person.
Teller = Callable[[Leaving], Iterable[str]]
_tellers: list[Teller] = []


def left_open(teller: Teller) -> Teller:
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def what_is_open(leaving: Leaving) -> tuple[str, ...]:
    return tuple(sentence for teller in _tellers for sentence in teller(leaving))


def _those_of(units: Collection[UUID], *paths: str) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{path}__in": units})
    return found


@left_open
def requests(leaving: Leaving) -> Iterable[str]:
    rows = Request.objects.unrestricted(because=BECAUSE).filter(coordination=leaving.coordination)
    rows = rows.exclude(state__in=ENDED | {RequestState.DRAFT})
    if not leaving.ends:
        rows = rows.filter(_those_of(leaving.leaves, "from_unit_id", "to_unit_id"))
    one = "En förfrågan är inte klar. Svara på den eller ta tillbaka den."
    several = "{} förfrågningar är inte klara. Svara på dem eller ta tillbaka dem."
    yield from _so_many(rows.count(), one, several)


@left_open
def meetings(leaving: Leaving) -> Iterable[str]:
    """When the whole ends; a unit that leaves is simply not called again."""
    if not leaving.ends:
        return
    rows = Meeting.objects.unrestricted(because=BECAUSE).filter(coordination=leaving.coordination)
    one = "Ett möte är kallat framåt i tiden. Håll det eller ställ in det."
    several = "{} möten är kallade framåt i tiden. Håll dem eller ställ in dem."
    yield from _so_many(rows.filter(state=MeetingState.CALLED, starts_at__gt=clock.now()).count(), one, several)


@left_open
def investigations(leaving: Leaving) -> Iterable[str]:
    rows = Investigation.objects.unrestricted(because=BECAUSE).filter(coordination=leaving.coordination)
    going = rows.filter(state=InvestigationState.OPEN, unit_id__in=leaving.leaves).select_related("unit")
    for name in dict.fromkeys(going.order_by("unit__sort").values_list("unit__name", flat=True)):
        yield f"{name} har en utredning som pågår. Avsluta den först."


@left_open
def interventions(leaving: Leaving) -> Iterable[str]:
    """At every moment one unit answers for each: those who leave hand it over first."""
    rows = GrantedIntervention.objects.unrestricted(because=BECAUSE).alive().filter(coordination=leaving.coordination)
    theirs = rows.filter(responsible_unit_id__in=leaving.leaves)
    for name in dict.fromkeys(
        theirs.order_by("responsible_unit__sort").values_list("responsible_unit__name", flat=True)
    ):
        yield f"{name} ansvarar för en insats. Avsluta den, eller lämna över ansvaret till en enhet som är kvar."


@left_open
def transfers(leaving: Leaving) -> Iterable[str]:
    """One that is on its way to another unit at an age is followed to its day, or stopped with a reason."""
    rows = Transfer.objects.unrestricted(because=BECAUSE).announced().filter(coordination=leaving.coordination)
    if not leaving.ends:
        rows = rows.filter(_those_of(leaving.leaves, "from_unit_id", "to_unit_id"))
    one = "En överföring till en annan enhet är aviserad. Vänta till dagen, eller stoppa den."
    yield from _so_many(rows.count(), one, "{} överföringar är aviserade. Vänta till dagen, eller stoppa dem.")


@left_open
def lifted_questions(leaving: Leaving) -> Iterable[str]:
    """A party is in until it is solved, and one that is to answer until it does."""
    rows = Escalation.objects.unrestricted(because=BECAUSE).unfinished().filter(coordination=leaving.coordination)
    if not leaving.ends:
        mine = EscalationParty._base_manager.filter(unit_id__in=leaving.leaves).values("escalation_id")
        rows = rows.filter(pk__in=mine)
    one = "En fråga är lyft till cheferna. Vänta tills den är löst, eller ta tillbaka den."
    yield from _so_many(
        rows.count(), one, "{} frågor är lyfta till cheferna. Vänta tills de är lösta, eller ta tillbaka dem."
    )


@left_open
def discharges(leaving: Leaving) -> Iterable[str]:
    """The ward that has somebody admitted stays until the person is home; the whole stays with it."""
    rows = Discharge.objects.unrestricted(because=BECAUSE).open().filter(coordination=leaving.coordination)
    if not leaving.ends:
        rows = rows.filter(ward_id__in=leaving.leaves)
    if rows.exists():
        yield "En utskrivning från slutenvård pågår. Vänta tills personen är utskriven, eller avbryt den."


@left_open
def plan(leaving: Leaving) -> Iterable[str]:
    """A plan has nobody to follow it up when the whole ends."""
    rows = Plan.objects.unrestricted(because=BECAUSE).open().filter(coordination=leaving.coordination)
    if leaving.ends and rows.exists():
        yield "Följ upp planen (SIP) och avsluta den."


@left_open
def those_who_go_on(leaving: Leaving) -> Iterable[str]:
    """When the unit that opened it leaves, several who remain need a coordination of their own to go on in."""
    stays = leaving.stays - {leaving.new_unit}
    if not leaving.ends or len(stays) < 2:
        return
    parts = Engagement._base_manager.filter(coordination=leaving.coordination, ended_on=None, unit_id__in=stays)
    own = Coordination._base_manager.filter(closed_on=None)
    if not any(own.filter(unit_id=part.unit_id, person=part.case.person_id).exists() for part in parts if part.case):
        yield (
            "De som är kvar är flera, och samordningen är er. En av dem öppnar en egen samordning och tar med de "
            "andra, innan ni slutar."
        )


def _so_many(count: int, one: str, several: str) -> Iterable[str]:
    if count:
        yield one if count == 1 else several.format(count)
