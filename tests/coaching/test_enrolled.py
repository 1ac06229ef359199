"""BOR-09: enrolled with a coach; steps that are added and never changed; an end with where to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brygga.coaching import acts, queries
from brygga.coaching.models import Enrolment, Participation, Progress
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.people.models import Case
from brygga.rules.coaching import Stood
from tests.coaching.making import NOW, TODAY, activity, again, asked, assignment, enrolled, queued

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-09")]


def test_only_somebody_who_works_in_the_team_is_coach(town: Any) -> None:
    row = queued(town)
    for other in (town.ture, town.tove, town.bodil):
        with pytest.raises(NotAllowed, match="arbetar i teamet"):
            acts.enrol(row, by=town.cecilia, coach=assignment(other))
    done = acts.enrol(row, by=town.cecilia, coach=assignment(town.love))
    with pytest.raises(NotAllowed, match="redan coach"):
        acts.change_coach(done, by=town.cecilia, coach=assignment(town.love))
    assert acts.change_coach(done, by=town.love, coach=assignment(town.cecilia)).coach_id == town.cecilia.assignment_id


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_is_enrolled_before_they_came_or_in_the_future(town: Any, days: int) -> None:
    row = queued(town)
    with pytest.raises(NotAllowed, match="Välj en dag"):
        acts.enrol(row, by=town.cecilia, coach=assignment(town.love), on=TODAY + timedelta(days=days))


def test_steps_are_added_and_never_changed(town: Any) -> None:
    row = enrolled(town)
    acts.record_step(row, by=town.love, step="coached", on=TODAY)
    with clock.set_to(NOW + timedelta(days=60)):
        acts.record_step(row, by=town.love, step="matched", on=date(2027, 3, 1), step_note="Söker till Komvux.")
        acts.record_step(row, by=town.cecilia, step="in_group", on=date(2027, 3, 10))
        way = queries.way_of(again(row))
    assert [(one.step, one.by_label.split(",")[0]) for one in way.recorded] == [
        ("in_group", "Cecilia Hed"), ("matched", "Love Lind"), ("coached", "Love Lind"),
    ]  # fmt: skip
    assert way.stood == (
        Stood(0, TODAY, date(2027, 3, 1)),
        Stood(2, date(2027, 3, 1), date(2027, 3, 10)),
        Stood(1, date(2027, 3, 10), None),
    )
    assert way.now == "Med i grupp"


def test_a_step_is_one_of_the_routines_on_a_day_that_has_been(town: Any) -> None:
    row = enrolled(town)
    for step, on, why in (
        ("flying", TODAY, "rutinens steg"),
        ("coached", TODAY + timedelta(days=1), "Välj en dag"),
        ("coached", TODAY - timedelta(days=1), "Välj en dag"),
    ):
        with pytest.raises(NotAllowed, match=why):
            acts.record_step(row, by=town.love, step=step, on=on)
    assert not Progress._base_manager.exists()


def test_the_end_says_why_and_where_to_and_frees_the_place_and_the_seats(town: Any) -> None:
    row = enrolled(town)
    acts.join(activity(town), by=town.love, enrolments=[row])
    with pytest.raises(NotAllowed, match="vem som tar vid"):
        acts.end(row, by=town.love, ended_reason="other_actor")
    with pytest.raises(NotAllowed, match="rutinens skäl"):
        acts.end(row, by=town.love, ended_reason="gone")
    done = acts.end(row, by=town.love, ended_reason="other_actor", ended_to=town.job_unit, ended_note="Praktik.")
    assert (done.state, done.ended_to, queries.room(town.team).enrolled) == ("ended", town.job_unit, 0)
    assert Participation._base_manager.get().until == TODAY
    with pytest.raises(NotAllowed, match="inte inskriven"):
        acts.record_step(done, by=town.love, step="coached", on=TODAY)


def test_where_to_is_kept_only_when_somebody_takes_over(town: Any) -> None:
    done = acts.end(enrolled(town), by=town.love, ended_reason="studies", ended_to=town.job_unit)
    assert done.ended_to is None


def test_one_who_has_ended_may_come_back(town: Any) -> None:
    row = enrolled(town)
    acts.end(row, by=town.love, ended_reason="work")
    assert acts.queue(Case._base_manager.get(person=row.person), by=town.cecilia).state == "waiting"


def test_selma_ends_it_herself_and_only_in_the_way_that_is_hers(town: Any) -> None:
    asked(town)
    row = Enrolment._base_manager.get()
    acts.assess(row, by=town.cecilia, circumstances=[])
    row = acts.enrol(again(row), by=town.cecilia, coach=assignment(town.love))
    with pytest.raises(NotAllowed, match="rutinens skäl"):
        acts.end(row, by=town.selma_herself, ended_reason="work")
    assert acts.end(row, by=town.selma_herself, ended_reason="own_wish").state == "ended"


def test_the_neighbour_team_reads_nothing_of_it(town: Any) -> None:
    row = enrolled(town)
    acts.record_step(row, by=town.love, step="coached", on=TODAY)
    for other in (town.ture, town.grannen, town.dag, town.tove):
        assert not Enrolment.objects.visible_to(other).exists()
        assert not Progress.objects.visible_to(other).exists()
        for act, facts in ((acts.record_step, {"step": "matched", "on": TODAY}), (acts.end, {"ended_reason": "work"})):
            with pytest.raises(NotAllowed):
                act(row, by=other, **facts)
    assert not Progress.objects.visible_to(town.selma_herself).exists()
