"""The meetings of the year by the routine, and what is changed by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.series import items
from brygga.series.acts import cancel, lay_out, move, swap_writer
from brygga.series.facts import NewHours
from brygga.series.items import Line
from brygga.series.laying import lay_out_all
from brygga.series.models import MeetingSeries, SeriesMeeting, WriterSwap
from brygga.series.queries import expected, suggested_writer, to_come, units_of
from brygga.series.states import MeetingState
from tests.cast import as_
from tests.series.conftest import JANUARY, NOON
from tests.series.making import announced, held

pytestmark = pytest.mark.requirement("STO-06")


def all_meetings():
    return list(SeriesMeeting.objects.unrestricted(because="the test looks at all").order_by("starts_at"))


def test_a_year_of_alternating_meetings_is_laid_out(rounds):
    there = all_meetings()
    assert [row.kind for row in there] == ["collaboration", "reconciliation"] * 6 + ["collaboration"]
    assert there[0].starts_at == datetime(2026, 12, 8, 9, tzinfo=clock.SWEDEN)
    assert there[1].starts_at == JANUARY
    assert there[-1].day == date(2027, 12, 14)


def test_laying_out_again_adds_only_what_has_come_and_leaves_what_was_changed(rounds):
    moved = _moved(rounds)
    with clock.set_to(datetime(2027, 1, 2, 3, tzinfo=clock.SWEDEN)):
        lay_out(rounds.house, by=SYSTEM, key="deputy_heads")
    there = all_meetings()
    assert len(there) == 14
    assert there[-1].day == date(2028, 1, 11)
    assert moved.starts_at in [row.starts_at for row in there]


def test_a_meeting_whose_day_has_passed_is_not_laid_out(rounds):
    with clock.set_to(datetime(2026, 12, 9, tzinfo=clock.SWEDEN)):
        series = lay_out(rounds.granne.organisation, by=rounds.doris, key="deputy_heads")
    rows = SeriesMeeting.objects.unrestricted(because="the test looks at all").filter(series=series)
    assert min(row.starts_at for row in rows) == JANUARY


def test_each_town_district_has_its_own_and_sees_only_that(rounds):
    lay_out(rounds.granne.organisation, by=rounds.doris, key="deputy_heads")
    assert {row.series_id for row in to_come(rounds.ulla)} == {rounds.series.pk}
    assert rounds.series.pk not in {row.series_id for row in to_come(rounds.doris)}
    assert to_come(rounds.ivar) == []
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        lay_out(rounds.house, by=rounds.doris, key="deputy_heads")
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        lay_out(rounds.house, by=rounds.ivar, key="deputy_heads")


def test_all_come_to_a_reconciliation_and_only_those_called_to_a_collaboration(rounds):
    announced(rounds)
    names = [row.assignment.staff.name for row in expected(rounds.january)]
    assert names == ["Ulla Ung", "Hedda Sten", "Elsa Ek"]
    assert [row.assignment.staff.name for row in expected(rounds.december)] == ["Ulla Ung", "Elsa Ek"]


def _moved(world):
    hours = NewHours(
        starts_at=datetime(2026, 12, 10, 13, tzinfo=clock.SWEDEN),
        ends_at=datetime(2026, 12, 10, 14, tzinfo=clock.SWEDEN),
        where="Sal 2",
    )
    return move(world.december, by=world.elsa, hours=hours, why="Lucia övas i salen.")


def test_a_meeting_moved_by_hand_takes_its_closing_time_with_it_and_is_told(rounds):
    announced(rounds)
    moved = _moved(rounds)
    assert moved.closes == "onsdag 9 december kl. 12.00"
    with clock.set_to(NOON + timedelta(hours=2)):
        assert announced(rounds).late_for is None
    told = InboxItem.objects.unrestricted(because="the test looks who was told").filter(event__act="series.move")
    assert [row.assignment_id for row in told] == [rounds.ulla.assignment_id]
    sentence = told.get().event.sentence
    assert sentence.endswith("flyttade samverkansmöte 10 december till torsdag 10 december kl. 13.00")


def test_a_cancelled_meeting_hands_its_cases_to_the_next(rounds):
    item = announced(rounds)
    cancelled = cancel(rounds.december, by=rounds.elsa, why="Ingen kan.")
    item.refresh_from_db()
    assert (cancelled.state, item.meeting) == (MeetingState.CANCELLED, rounds.january)
    told = InboxItem.objects.unrestricted(because="the test looks who was told").filter(event__act="series.cancel")
    assert told.exists()
    with pytest.raises(NotAllowed, match="Mötet är inställt"):
        cancel(rounds.december, by=rounds.elsa, why="Igen.")


@pytest.mark.parametrize("who", ["ivar", "uno", "doris"])
def test_only_those_who_come_change_it(rounds, who):
    with pytest.raises(NotAllowed, match="de som kommer till mötena"):
        cancel(rounds.december, by=getattr(rounds, who), why="Nej.")


@pytest.mark.requirement("STO-12")
def test_the_turn_to_write_goes_round_and_a_swap_is_kept(rounds):
    def turn(meeting):
        return suggested_writer(meeting, units_of(expected(meeting)))

    assert turn(rounds.january) == rounds.beroende
    with pytest.raises(NotAllowed, match="Välj en enhet som kommer"):
        swap_writer(rounds.january, by=rounds.elsa, to_unit=rounds.granne)
    swap_writer(rounds.january, by=rounds.elsa, to_unit=rounds.aldre, why="Ulla är på kurs.")
    (swap,) = WriterSwap.objects.visible_to(rounds.hedda)
    assert (swap.from_unit, swap.to_unit) == (rounds.beroende, rounds.aldre)
    rounds.january.refresh_from_db()
    assert held(rounds.january, rounds.elsa).writer_unit == rounds.aldre
    march = all_meetings()[3]
    assert turn(march) == rounds.beroende  # has never written; then social psychiatry, then elderly care


def test_every_night_the_year_is_laid_out_where_somebody_comes(rounds):
    """The next town district has a deputy head; nobody has pressed anything there."""
    lay_out_all()
    lay_out_all()
    rows = MeetingSeries.objects.unrestricted(because="the test looks at all")
    assert {row.organisation_id for row in rows} == {rounds.house.pk, rounds.granne.organisation_id}
    assert len(all_meetings()) == 26


@pytest.mark.requirement("STO-11")
def test_another_room_brings_what_a_standing_item_is_about(rounds, monkeypatch):
    def inventory(actor, meeting):
        return [Line(f"Tre överföringar före {meeting.day:%d/%m}", "En behöver boendestöd")]

    monkeypatch.setattr(items, "_suppliers", {})
    items.supplied_by("transfer_inventory", inventory)
    page = as_(Client(), rounds.hedda).get(reverse("series-meeting", args=[rounds.january.pk])).content.decode()
    assert "Tre överföringar före 12/01" in page and "En behöver boendestöd" in page
    december = as_(Client(), rounds.hedda).get(reverse("series-meeting", args=[rounds.december.pk])).content.decode()
    assert "Tre överföringar" not in december  # once a term
