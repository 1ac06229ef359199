"""Reads about handovers: under way, late, to be carried out tonight, and what stands in the way of granting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from brygga.coordinations.may import can_hold, door_is_open
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision, no
from brygga.handovers.models import HandedOver, Handover, HandoverStep
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import ongoing_in
from brygga.meetings.models import Attendee, Meeting
from brygga.people.models import Representative, RepresentativeKind
from brygga.requests.queries import with_details as requests_with_details
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine
from brygga.rules.powers import Power

#: As many as one coordination shows at a time.
MOST = 30


def with_details(actor: Actor) -> Any:
    rows = Handover.objects.visible_to(actor)
    return rows.select_related(
        "coordination__person", "coordination__unit", "request__coordination", "request__from_unit__organisation",
        "request__to_unit__organisation", "request__appointed__staff", "request__from_assignment__staff",
    )  # fmt: skip


def steps_done(handovers: Iterable[Handover]) -> dict[Any, list[HandoverStep]]:
    """By handover, in one question: those of handovers that were seen."""
    rows = HandoverStep.objects.unrestricted(because="the handovers themselves were seen")
    found: dict[Any, list[HandoverStep]] = defaultdict(list)
    for row in rows.filter(handover__in=[one.pk for one in handovers]).select_related("meeting").order_by("pk"):
        found[row.handover_id].append(row)
    return found


def in_coordination(actor: Actor, coordination: Coordination) -> list[Handover]:
    return list(with_details(actor).filter(coordination=coordination).order_by("-pk")[:MOST])


def to_go_on_with(actor: Actor) -> Any:
    """Under way to the actor's units, after the yes: theirs who were appointed, and those who lead or hand out."""
    rows = with_details(actor).under_way().filter(request__state=RequestState.ACCEPTED)
    rows = rows.filter(request__to_unit_id__in=actor.reads | actor.distributes, moves_on=None)
    leads = actor.powers & {Power.LEAD, Power.DISTRIBUTE}
    return rows if leads else rows.filter(request__appointed_id=actor.assignment_id)


def planned(actor: Actor) -> Any:
    """Under way from or to the actor's units."""
    units = actor.reads | actor.distributes
    return with_details(actor).under_way().filter(sides(units), coordination__closed_on=None)


def sides(units: Iterable[Any]) -> Q:
    return Q(request__from_unit_id__in=units) | Q(request__to_unit_id__in=units)


def between_units(actor: Actor) -> list[tuple[str, str]]:
    """From which unit to which, of the organisation's others that are under way: to be counted, and nothing more."""
    rows = Handover.objects.unrestricted(because="how many handovers go between units, and nothing of them")
    rows = rows.under_way().filter(request__from_unit__organisation_id=actor.organisation_id)
    rows = rows.filter(coordination__closed_on=None).exclude(sides(actor.reads | actor.distributes))
    names = rows.order_by("request__from_unit__sort", "request__to_unit__sort", "pk")
    return list(names.values_list("request__from_unit__name", "request__to_unit__name"))


def of_person(actor: Actor) -> list[Handover]:
    """The person's own, the latest first: under way, and those that came about."""
    rows = with_details(actor).filter(request__state__in=[*WAITING, RequestState.ACCEPTED, RequestState.DONE])
    return list(rows.order_by("-pk")[:MOST])


def chosen(handover: Handover) -> list[GrantedIntervention]:
    """What follows, as far as it is still alive. For acts, and for the two sides."""
    kept = HandedOver.objects.unrestricted(because="what follows with a handover that was seen")
    return list(
        ongoing_in(handover.coordination).filter(pk__in=kept.filter(handover=handover).values("intervention_id"))
    )


def open_matters(handover: Handover) -> set[str]:
    """What the person has let the unit that takes over know about."""
    opened, unit_id = handover.coordination, handover.request.to_unit_id
    matters = routine(opened.place).matters_on(clock.today())
    return {matter.key for matter in matters if door_is_open(opened, unit_id, matter.key)}


def answered_for(handover: Handover) -> list[GrantedIntervention]:
    """What the unit that hands over answers for now."""
    return list(ongoing_in(handover.coordination).filter(responsible_unit_id=handover.request.from_unit_id))


def to_choose(handover: Handover) -> list[GrantedIntervention]:
    """Of it, what the person has let the unit that takes over know about."""
    told = open_matters(handover)
    return [row for row in answered_for(handover) if row.matter in told]


def shown(actor: Actor, handover: Handover) -> list[GrantedIntervention]:
    """What follows, as far as the reader may see it."""
    return list(GrantedIntervention.objects.visible_to(actor).filter(pk__in=[row.pk for row in chosen(handover)]))


def stays(handover: Handover) -> bool:
    """Whether the unit that handed over still answers for something else there."""
    return bool(answered_for(handover))


def receivers_part(handover: Handover) -> Engagement | None:
    parts = Engagement._base_manager.filter(coordination_id=handover.coordination_id, ended_on=None)
    return parts.filter(unit_id=handover.request.to_unit_id).first()


def due(on: date) -> Any:
    """For the clocks: whose day has come."""
    rows = Handover.objects.unrestricted(because="the clocks run for everybody")
    return rows.under_way().filter(moves_on__lte=on)


def hindrance(coordination: Coordination, unit_id: Any) -> str:
    """STO-17: the receiver investigates at once, but grants nothing until the responsibility has moved."""
    rows = Handover.objects.unrestricted(because="whether a unit may grant something yet").under_way()
    found = rows.filter(coordination=coordination, request__to_unit_id=unit_id)
    sender = found.values_list("request__from_unit__name", flat=True).first()
    if sender is None:
        return ""
    return f"Insatser kan ges först när ansvaret har gått över från {sender}. Ni kan utreda under tiden."


def meeting_of(handover: Handover) -> Meeting | None:
    """The joint meeting that the receiver has called or planned, the latest."""
    kind = handover.rule.meeting_type
    rows = Meeting.objects.unrestricted(because="the handover itself was seen; its meeting is told by day only")
    mine = rows.filter(coordination_id=handover.coordination_id, kind=kind, called_by_id=handover.request.to_unit_id)
    found: Meeting | None = mine.filter(called_at__isnull=False).order_by("-pk").first() if kind else None
    return found


#: Those who act in the person's place, whatever the person says about it.
SPEAK = (RepresentativeKind.GUARDIAN, RepresentativeKind.GOOD_MAN, RepresentativeKind.ADMINISTRATOR)


def not_called(handover: Handover, meeting: Meeting | None) -> list[str]:
    """Others who give care, and those who stand in for the person: they take part in the new plan (STO-17)."""
    called = Attendee.objects.unrestricted(because="who has been called to the joint meeting")
    seats = list(called.filter(meeting=meeting, withdrawn_at=None)) if meeting else []
    units, names = {seat.unit_id for seat in seats}, {seat.name.strip().lower() for seat in seats}
    parts = Engagement._base_manager.filter(coordination_id=handover.coordination_id, ended_on=None)
    wanted = parts.exclude(unit_id__in={*units, handover.request.to_unit_id}).select_related("unit")
    spoken = Representative.objects.unrestricted(because="who stands in for the person is called to the joint meeting")
    rows = spoken.filter(person_id=handover.coordination.person_id, kind__in=SPEAK, until=None)
    missing = [part.unit.name for part in wanted.order_by("unit__sort", "pk")]
    return missing + [row.get_kind_display() for row in rows.order_by("pk") if row.name.strip().lower() not in names]


def passes_on(handover: Handover) -> Decision:
    """Whether the coordination itself goes along with the responsibility."""
    if handover.coordination.unit_id != handover.request.from_unit_id:
        return no("Samordningen hålls av en annan enhet.")
    return can_hold(handover.coordination, handover.to_unit)


def waiting_to_be_sent(actor: Actor) -> Any:
    """Drafts that somebody else at the unit has written, for whoever has the function to send them."""
    rules = routine(actor.place)
    asks = {row.request_kind for row in rules.handover_kinds}
    mine = [key for key in asks if actor.has(rules.request_kind(key).from_power or Power.CASES)]
    drafts = requests_with_details(actor).filter(state=RequestState.DRAFT, kind__in=mine)
    return drafts.filter(from_unit_id=actor.unit_id).exclude(from_assignment_id=actor.assignment_id).order_by("pk")
