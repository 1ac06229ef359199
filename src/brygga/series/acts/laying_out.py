"""The meetings of the coming year, by the routine; and what is changed by hand: another time, cancelled, who writes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from brygga.agencies.models import Organisation, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.decision import YES, no
from brygga.core.saving import change, create
from brygga.routines.loading import routine
from brygga.rules.series import months, occasion_in
from brygga.series import may
from brygga.series.facts import NewHours
from brygga.series.models import DocketItem, MeetingSeries, SeriesMeeting, WriterSwap
from brygga.series.queries import expected, next_after, suggested_writer, units_of
from brygga.series.states import ItemState, MeetingState

#: How far ahead meetings are laid out.
A_YEAR = timedelta(days=365)


@act("series.lay_out", may=may.may_lay_out, told_as="{by} lade upp möten", in_feed=False)
def lay_out(organisation: Organisation, *, by: Actor, at: datetime, key: str) -> MeetingSeries:
    """A year ahead. What is there already stays as it is, also when it has been moved or cancelled."""
    today = clock.day_of(at)
    if key not in {rule.key for rule in routine(organisation.place).series_on(today)}:
        raise NotAllowed("Rutinen har inga sådana möten.")
    series = _series(organisation, key, today)
    there = set(SeriesMeeting._base_manager.filter(series=series).values_list("month", flat=True))
    for month in months(today, today + A_YEAR, range(1, 13)):
        if month not in there:
            _meeting(series, month, at)
    return series


def _series(organisation: Organisation, key: str, today: date) -> MeetingSeries:
    across = routine(organisation.place).series(key, today).across
    whose: dict[str, Any] = {
        "place": organisation.place,
        "key": key,
        "organisation": None if across else organisation,
    }
    found: MeetingSeries | None = MeetingSeries._base_manager.filter(**whose).first()
    return found or create(MeetingSeries, **whose)


def _meeting(series: MeetingSeries, month: date, at: datetime) -> None:
    rule = series.rule_on(max(month, clock.day_of(at)))
    kind = rule.kind_in(month.month)
    there = occasion_in(rule.rhythm, month.year, month.month)
    if kind and there.starts_at > at:
        create(
            SeriesMeeting,
            series=series,
            kind=kind.key,
            month=month,
            starts_at=there.starts_at,
            ends_at=there.ends_at,
        )


@act("series.move", may=may.may_change, told_as="{by} flyttade {title} till {when}")
def move(meeting: SeriesMeeting, *, by: Actor, at: datetime, hours: NewHours, why: str) -> SeriesMeeting:
    """The list of cases closes by its clock before the new time."""
    insist(YES if hours.starts_at > at else no("Tiden har redan varit. Välj en tid som kommer."))
    return change(
        meeting,
        starts_at=hours.starts_at,
        ends_at=hours.ends_at,
        where=hours.where,
        changed_why=why,
    )


@act("series.cancel", may=may.may_change, told_as="{by} ställde in {title}")
def cancel(meeting: SeriesMeeting, *, by: Actor, why: str) -> SeriesMeeting:
    """The cases that wait are taken at the next meeting instead."""
    waiting = DocketItem._base_manager.filter(meeting=meeting, state=ItemState.ANNOUNCED)
    if waiting.exists():
        following = next_after(meeting)
        if following is None:
            raise NotAllowed("Det finns anmälda ärenden och inget möte att flytta dem till.")
        for item in waiting:
            change(item, meeting=following)
    return change(meeting, state=MeetingState.CANCELLED, changed_why=why)


@act("series.swap_writer", may=may.may_swap_writer, told_as="{by} bytte vem som skriver", in_feed=False)
def swap_writer(meeting: SeriesMeeting, *, by: Actor, at: datetime, to_unit: Unit, why: str = "") -> SeriesMeeting:
    """STO-12: the turn is suggested, and a swap is kept."""
    units = units_of(expected(meeting))
    if to_unit.pk not in {unit.pk for unit in units}:
        raise NotAllowed("Välj en enhet som kommer till mötet.")
    before = meeting.writer_unit or suggested_writer(meeting, units)
    if before and before.pk != to_unit.pk:
        create(WriterSwap, meeting=meeting, from_unit=before, to_unit=to_unit, why=why, at=at, by_label=by.label)
    return change(meeting, writer_unit=to_unit)
