"""What pages ask: the meetings to come and those held, who is to come, whose turn it is, and the cases one may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.consents.models import COORDINATION, ConsentGrant
from brygga.coordinations.models import Coordination, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.routines.loading import routine
from brygga.rules.powers import Power
from brygga.rules.series import whose_turn
from brygga.series.may import PURPOSE, may_announce
from brygga.series.models import (
    CalledUnit,
    DecidedStep,
    DocketItem,
    MeetingSeries,
    MinutesCorrection,
    SeriesMeeting,
    SeriesSeat,
    StandingNote,
    WorkplaceExchange,
    WriterSwap,
)
from brygga.series.states import ItemState, MeetingState
from brygga.series.whose import comers, their_series, units_in

#: How many meetings ahead are shown, and may be announced to.
AHEAD = 12
WORKS = frozenset({Power.CASES, Power.COORDINATE, Power.LEAD, Power.DISTRIBUTE})


def series_of(actor: Actor) -> list[MeetingSeries]:
    return list(MeetingSeries.objects.visible_to(actor).order_by("key", "pk"))


def meetings(actor: Actor) -> Any:
    rows = SeriesMeeting.objects.visible_to(actor)
    return rows.select_related("series__organisation", "writer_unit", "about_unit")


def to_come(actor: Actor) -> list[SeriesMeeting]:
    """Those not held yet, the soonest first; one whose time has passed is still to be held, moved or cancelled."""
    return list(meetings(actor).filter(state=MeetingState.PLANNED).order_by("starts_at", "pk")[:AHEAD])


def over(actor: Actor) -> Any:
    return meetings(actor).exclude(state=MeetingState.PLANNED)


def next_after(meeting: SeriesMeeting) -> SeriesMeeting | None:
    rows = SeriesMeeting.objects.unrestricted(because="which meeting of the series comes next").select_related("series")
    found: SeriesMeeting | None = (
        rows.filter(series=meeting.series_id, state=MeetingState.PLANNED, starts_at__gt=meeting.starts_at)
        .order_by("starts_at", "pk")
        .first()
    )
    return found


def closed_for(meeting: SeriesMeeting, at: datetime) -> SeriesMeeting | None:
    """The meeting that a case came too late for, when it is announced to this one instead."""
    rows = SeriesMeeting.objects.unrestricted(because="which meeting's list has just closed").select_related("series")
    sooner = rows.filter(series=meeting.series_id, state=MeetingState.PLANNED, starts_at__gt=at)
    nearest = sooner.filter(starts_at__lt=meeting.starts_at).order_by("starts_at", "pk").first()
    return nearest if nearest and nearest.closes_at and nearest.closes_at < at else None


def open_lists(actor: Actor) -> list[SeriesMeeting]:
    """The next meetings that a case may be announced to."""
    soon = clock.now()
    rows = meetings(actor).filter(their_series(actor, "series__", comes=True), state=MeetingState.PLANNED)
    return [row for row in rows.filter(starts_at__gt=soon).order_by("starts_at", "pk")[:4] if may_announce(actor, row)]


@dataclass(frozen=True, slots=True)
class Expected:
    """Who is to come."""

    assignment: Assignment
    obliged: bool


def expected(meeting: SeriesMeeting) -> list[Expected]:
    """All of them to an obligatory meeting; else those whose units have announced a case or are called to one."""
    units, obliged = _units(meeting), True
    if not meeting.kind_rule.obligatory:
        called = _concerned(meeting)
        units, obliged = (units.filter(pk__in=called), True) if called else (units, False)
    return [Expected(row, obliged) for row in comers(meeting.rule, units, meeting.day)]


def _units(meeting: SeriesMeeting) -> Any:
    return units_in(meeting.rule, meeting.series.place, meeting.series.organisation_id)


def _concerned(meeting: SeriesMeeting) -> set[Any]:
    live = DocketItem.objects.unrestricted(because="which units a meeting's cases concern, and nothing of the cases")
    live = live.filter(meeting=meeting).exclude(state=ItemState.WITHDRAWN)
    rows = live.values_list("from_unit_id", "called__unit_id")
    return {unit for row in rows for unit in row} - {None}


def units_of(people: Iterable[Expected]) -> list[Unit]:
    return list({row.assignment.unit_id: row.assignment.unit for row in people}.values())


def units_to_call(meeting: SeriesMeeting, actor: Actor) -> list[Unit]:
    """The others of the series."""
    return list(_units(meeting).exclude(pk=actor.unit_id))


def units_that_may_know(meeting: SeriesMeeting, actor: Actor, coordination: Coordination) -> list[Unit]:
    """Those of them whom a consent in force lets the unit tell whom it is about."""
    grants = ConsentGrant.objects.unrestricted(because="which units the person has let the announcing unit consult")
    rows = grants.in_force(clock.today()).filter(consent__person_id=coordination.person_id, matter=COORDINATION)
    parties: dict[Any, set[Any]] = {}
    for consent, party, purposes in rows.values_list("consent_id", "unit_id", "consent__purposes"):
        if PURPOSE in purposes:
            parties.setdefault(consent, set()).add(party)
    known = {party for units in parties.values() if actor.unit_id in units for party in units} - {None}
    return [unit for unit in units_to_call(meeting, actor) if unit.pk in known]


def suggested_writer(meeting: SeriesMeeting, units: list[Unit]) -> Unit | None:
    """Whose turn it is among those who come, by who has written before (STO-12)."""
    return _turn(units, _had(meeting, "writer_unit_id"))


def suggested_about(meeting: SeriesMeeting) -> Unit | None:
    """Which unit the half hour is about, when the agenda has one (KAR-12)."""
    if not any(item.about_one for item in meeting.items):
        return None
    return _turn(list(_units(meeting)), _had(meeting, "about_unit_id"))


def _had(meeting: SeriesMeeting, field: str) -> list[Any]:
    rows = SeriesMeeting.objects.unrestricted(because="whose turn it has been before")
    rows = rows.filter(series=meeting.series_id, starts_at__lt=meeting.starts_at, state=MeetingState.HELD)
    return list(rows.exclude(**{field: None}).order_by("starts_at", "pk").values_list(field, flat=True))


def _turn(units: list[Unit], had: list[Any]) -> Unit | None:
    by_key = {unit.pk: unit for unit in units}
    chosen = whose_turn(list(by_key), had)
    return by_key[chosen] if chosen else None


def with_details(actor: Actor) -> Any:
    """Cases with those called and the next steps; `inside`: whom it is about is open to the actor by an engagement."""
    called = CalledUnit.objects.unrestricted(because="the case itself was seen").select_related("unit")
    steps = DecidedStep.objects.unrestricted(because="the case itself was seen").select_related(
        "unit", "meeting__series"
    )
    rows = DocketItem.objects.visible_to(actor).annotate(inside=open_doors(actor, "coordination_id"))
    return rows.select_related(
        *("from_unit__organisation", "coordination__person", "meeting__series", "late_for__series"),
    ).prefetch_related(
        Prefetch("called", queryset=called.order_by("unit__sort", "pk")),
        Prefetch("steps", queryset=steps.order_by("due_on", "pk")),
    )


def docket_of(actor: Actor, meeting: SeriesMeeting) -> tuple[list[Any], int]:
    """The cases that the actor may read, in the order they came, and how many others there are."""
    mine = list(with_details(actor).filter(meeting=meeting).order_by("announced_at", "pk"))
    shown = [row for row in mine if row.state != ItemState.WITHDRAWN]
    all_of_them = DocketItem.objects.unrestricted(because="how many cases stand on the list, and nothing of them")
    count = all_of_them.filter(meeting=meeting).exclude(state=ItemState.WITHDRAWN).count()
    return mine, count - len(shown)


def is_called(item: Any, actor: Actor) -> bool:
    return any(row.unit_id in actor.reads | actor.distributes for row in item.called.all())


def may_know_whom(item: Any, actor: Actor) -> bool:
    """Of one found by `with_details`: those called, who see it only while they are let in; the unit that announced
    it, while it takes part."""
    return bool(item.is_named and (item.inside or is_called(item, actor)))


def my_cases(actor: Actor) -> Any:
    """Named and other cases that the actor's units have announced or are called to."""
    return with_details(actor)


def notes_of(actor: Actor, meeting: SeriesMeeting) -> dict[str, StandingNote]:
    return {row.key: row for row in StandingNote.objects.visible_to(actor).filter(meeting=meeting)}


def steps_of(actor: Actor, meeting: SeriesMeeting) -> dict[str, list[DecidedStep]]:
    """The next steps under the standing items."""
    rows = DecidedStep.objects.visible_to(actor).filter(meeting=meeting, item=None)
    found: dict[str, list[DecidedStep]] = {}
    for row in rows.select_related("unit", "meeting__series").order_by("due_on", "pk"):
        found.setdefault(row.key, []).append(row)
    return found


def seats_of(actor: Actor, meeting: SeriesMeeting) -> list[SeriesSeat]:
    rows = SeriesSeat.objects.visible_to(actor).filter(meeting=meeting)
    rows = rows.select_related("unit__organisation", "assignment__staff", "meeting__series")
    return list(rows.order_by("unit__organisation__sort", "unit__sort", "assignment__staff__sort", "pk"))


def corrections_of(actor: Actor, meeting: SeriesMeeting) -> list[MinutesCorrection]:
    return list(MinutesCorrection.objects.visible_to(actor).filter(meeting=meeting).order_by("at", "pk"))


def swaps_of(actor: Actor, meeting: SeriesMeeting) -> list[WriterSwap]:
    rows = WriterSwap.objects.visible_to(actor).filter(meeting=meeting).select_related("from_unit", "to_unit")
    return list(rows.order_by("at", "pk"))


def my_steps(actor: Actor) -> Any:
    """The next steps that are for the actor's function at the own unit."""
    rows = DecidedStep.objects.visible_to(actor).mine(actor)
    return rows.select_related("unit", "meeting__series").order_by("due_on", "pk")


def absences(actor: Actor) -> Any:
    """Obliged parties that stayed away from the units one leads, and nobody has asked why (KAR-01)."""
    rows = SeriesSeat.objects.visible_to(actor).stayed_away()
    if not actor.has(Power.LEAD):
        return rows.none()
    rows = rows.filter(unit_id__in=actor.reads).exclude(assignment_id=actor.assignment_id)
    return rows.select_related("unit", "assignment__staff", "meeting__series").order_by("pk")


def to_prepare(actor: Actor) -> Any:
    """Cases that one's unit is called to, at meetings to come."""
    rows = with_details(actor).filter(state=ItemState.ANNOUNCED, meeting__state=MeetingState.PLANNED)
    return rows.filter(called__unit_id=actor.unit_id).order_by("meeting__starts_at", "pk")


def not_held(actor: Actor) -> Any:
    """Meetings whose time has passed without anybody having opened them, and minutes that wait to be adopted."""
    passed = Q(state=MeetingState.PLANNED, ends_at__lt=clock.now())
    open_yet = Q(state=MeetingState.HELD, adopted_at=None)
    mine = meetings(actor).filter(their_series(actor, "series__", comes=True)).filter(passed | open_yet)
    return mine.order_by("starts_at", "pk")


def about_person(actor: Actor, *, size: int = 30) -> list[Any]:
    """The newest that name the person who asks: that it was taken up, when and between whom."""
    called = CalledUnit.objects.unrestricted(because="the person sees who was called").select_related("unit")
    rows = DocketItem.objects.visible_to(actor).select_related("from_unit", "meeting__series")
    rows = rows.prefetch_related(Prefetch("called", queryset=called))
    return list(rows.order_by("-pk")[:size])


def functions_at(units: Sequence[Unit], place: str) -> list[tuple[Unit, str, str]]:
    """Who there is to take a step: each function held at the units today, with the routine's word for it."""
    terms = {function.key: function.term for function in routine(place).functions if function.powers & WORKS}
    rows = Assignment.objects.filter(in_force(clock.today()), staff__left_on=None, unit__in=[u.pk for u in units])
    held = set(rows.filter(function__in=terms).values_list("unit_id", "function"))
    return [(unit, key, term) for unit in units for key, term in terms.items() if (unit.pk, key) in held]


def units_in_series(meeting: SeriesMeeting) -> list[Unit]:
    return list(_units(meeting))


def units_of_series(series: MeetingSeries) -> list[Unit]:
    """Those of the series today."""
    return list(units_in(series.rule_on(clock.today()), series.place, series.organisation_id))


def staff_here(actor: Actor) -> list[Assignment]:
    """Those who work at the actor's unit."""
    rows = Assignment.objects.filter(in_force(clock.today()), unit_id=actor.unit_id, staff__left_on=None)
    return list(rows.select_related("staff", "unit").order_by("staff__sort", "pk"))


def exchanges(actor: Actor) -> Any:
    """Exchanges of workplace in the actor's series and units."""
    rows = WorkplaceExchange.objects.visible_to(actor)
    return rows.select_related("who__staff", "from_unit", "to_unit", "series")
