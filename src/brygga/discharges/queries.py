"""Reads about discharges: what is open, what has come to the unit, and which of the law's days are near or gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.core.visibility import once_a_page
from brygga.discharges.may import knows_discharges, side_of
from brygga.discharges.models import Discharge, DischargeReceiver, holds, reads_whole
from brygga.discharges.states import OPEN, DischargeState
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.people.models import Case
from brygga.routines.loading import all_routines
from brygga.routines.vocabulary import PartyKind
from brygga.rules.case_kinds import NextStep
from brygga.rules.discharge import call_is_late_before

#: How long the person's own page tells of one that is over.
LATELY = timedelta(days=30)
NOT_CALLED = Q(state=DischargeState.READY, compulsory=False, called_on=None, met_at=None)
NOT_INFORMED = Q(state=DischargeState.DISCHARGED, informed_on=None)


def with_details(actor: Actor) -> Any:
    """`whole`: whether the reader may know more than the four things; `met_at`: when a planning was called to here."""
    rows = Discharge.objects.visible_to(actor)
    whole = Q(pk__isnull=False) if actor.is_person else reads_whole(actor)
    return rows.select_related(
        "person", "coordination__person", "coordination__unit", "ward__organisation", "contact_unit"
    ).annotate(whole=ExpressionWrapper(whole, BooleanField()), met_at=_called())


def _called() -> Subquery:
    """The first call to a joint planning since the admission, in the same coordination."""
    kinds = {
        kind.key
        for place in all_routines()
        for kind in place.meeting_types
        if kind.carries_plan or NextStep.DISCHARGE_PLANNING in kind.suggested_for
    }
    rows = Meeting._base_manager.filter(
        coordination_id=OuterRef("coordination_id"),
        kind__in=kinds,
        state__in=(MeetingState.CALLED, MeetingState.HELD),
        called_at__gte=OuterRef("admitted_at"),
        called_at__lte=Coalesce(OuterRef("discharged_at"), Value(clock.now())),
    )
    return Subquery(rows.order_by("called_at").values("called_at")[:1])


def called_on(row: Any) -> Any:
    """The day that the planning was called to, here or elsewhere."""
    return row.called_on or (day_of(row.met_at) if row.met_at else None)


def receivers_of(actor: Actor, discharge: Discharge) -> list[DischargeReceiver]:
    rows = DischargeReceiver.objects.visible_to(actor).filter(discharge=discharge)
    return list(rows.select_related("unit__organisation").order_by("unit__sort", "pk"))


def told_us(actor: Actor) -> Any:
    """What has come to the actor's own units, as long as the notice holds."""
    rows = DischargeReceiver.objects.unrestricted(because="what one's own units have been told")
    rows = rows.filter(holds(), unit_id__in=actor.reads | actor.distributes)
    return rows.select_related("discharge__person", "discharge__ward", "discharge__coordination__person", "unit")


def own_receipt(actor: Actor, discharge: Discharge) -> DischargeReceiver | None:
    """The actor's unit's part as one that was told."""
    found: DischargeReceiver | None = told_us(actor).filter(discharge=discharge).order_by("pk").first()
    return found


def to_see(actor: Actor) -> Any:
    """What has come to the actor's units and nobody there has seen, the first that came first."""
    news = Q(seen_at=None) | Q(seen_at__lt=F("discharge__told_at"))
    return told_us(actor).filter(news).order_by("discharge__told_at", "pk")


def to_plan(actor: Actor) -> Any:
    """Seen, and nobody has begun to plan."""
    seen = told_us(actor).filter(planning_since=None, discharge__state__in=OPEN, seen_at__gte=F("discharge__told_at"))
    return seen.order_by("discharge__estimated_on", "pk")


def wards_own(actor: Actor) -> Any:
    return with_details(actor).filter(ward_id__in=actor.reads)


def to_do(actor: Actor) -> Any:
    """What the region's units have left to do: call, tell a new day, hand over what the others need to know."""
    past = Q(state=DischargeState.ADMITTED, estimated_on__lt=clock.today())
    ours = Q(ward_id__in=actor.reads)
    contacts = Q(contact_unit_id__in=actor.reads) & NOT_CALLED
    rows = with_details(actor).filter(ours & (NOT_CALLED | NOT_INFORMED | past) | contacts)
    return rows.order_by("ready_at", "pk")


def overdue(actor: Actor) -> Any:
    """Of those, where a day of the law or the estimated day is over."""
    today = clock.today()
    not_called = NOT_CALLED & Q(ready_at__lt=clock.midnight(call_is_late_before(today)))
    not_informed = NOT_INFORMED & Q(discharged_at__lt=clock.midnight(today))
    past = Q(state=DischargeState.ADMITTED, estimated_on__lt=today)
    return wards_own(actor).filter(not_called | not_informed | past)


def has_any(actor: Actor) -> bool:
    """Whether the actor's units have told or been told of a discharge: the menu shows its list."""
    mine = actor.reads | actor.distributes
    if not mine or not knows_discharges(actor.place):
        return False
    told = DischargeReceiver._base_manager.filter(unit_id__in=mine)
    ours = Discharge._base_manager.filter(ward_id__in=actor.reads)
    asked = Assignment.objects.filter(Q(Exists(told)) | Q(Exists(ours)), pk=actor.assignment_id)
    return bool(once_a_page(("discharges", actor.assignment_id), asked.exists))


def in_coordination(actor: Actor, coordination: Coordination) -> list[Discharge]:
    return list(with_details(actor).filter(coordination=coordination, whole=True).order_by("-pk")[:5])


def units_to_tell(coordination: Coordination, discharge: Discharge | None = None) -> list[Unit]:
    """Open units of the municipalities in the place, those that take part first; not those who know already."""
    rows = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=coordination.place)
    if discharge is not None:
        rows = rows.exclude(pk__in=DischargeReceiver._base_manager.filter(discharge=discharge).values("unit_id"))
    rows = rows.select_related("organisation").order_by("organisation__sort", "sort", "pk")
    found = [unit for unit in rows if side_of(unit) is PartyKind.MUNICIPALITY]
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None)
    here = set(parts.values_list("unit_id", flat=True))
    return sorted(found, key=lambda unit: unit.pk not in here)


def going_home(actor: Actor) -> list[Discharge]:
    """The person's own: what is under way, and what ended lately."""
    since = clock.now() - LATELY
    rows = with_details(actor).filter(Q(state__in=OPEN) | Q(discharged_at__gte=since))
    return list(rows.order_by("-pk")[:3])


def keeps_case_open(case: Case) -> str:
    going_on = Discharge._base_manager.filter(state__in=OPEN, ward_id=case.unit_id, person_id=case.person_id)
    return "Utskrivningen pågår. Skriv ut personen eller avbryt den först." if going_on.exists() else ""


def keeps_coordination_open(coordination: Coordination) -> str:
    going_on = Discharge._base_manager.filter(state__in=OPEN, coordination=coordination)
    return "En utskrivning pågår. Skriv ut personen eller avbryt den först." if going_on.exists() else ""


def keeps_unit_open(unit: Unit) -> str:
    going_on = Discharge._base_manager.filter(state__in=OPEN, ward=unit)
    return "Enheten har utskrivningar som pågår. Avsluta dem först." if going_on.exists() else ""
