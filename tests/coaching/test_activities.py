"""BOR-06, BOR-09: an activity is added in a minute, is held by anybody in the place, has seats and who was there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brygga.agencies.acts import found_organisation
from brygga.coaching import acts, queries
from brygga.coaching.models import Activity, ActivitySession, Participation, Presence
from brygga.core import clock
from brygga.core.acts import NotAllowed
from tests.coaching.making import NOW, TODAY, activity, again, asked, assignment, enrolled, facts, known

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-09")]


def sessions(row: Activity) -> list[ActivitySession]:
    return queries.sessions_of(row)


@pytest.mark.requirement("BOR-06")
def test_an_administrator_connects_a_new_actor_whose_activity_is_used_at_once(town: Any) -> None:
    new = found_organisation(
        None, by=town.bodil, name="Studieförbundet", place="borlange", party="other", unit_name="Kursgården",
        unit_kind="other_unit", administrator="Kaj Nord", email="kaj@example.se",
    )  # fmt: skip
    row = activity(town, by=town.bodil, name="Prova på måleri", organiser=new.unit)
    person = enrolled(town)
    acts.join(row, by=town.love, enrolments=[person])
    assert [one.enrolment for one in queries.participants(town.love, row)] == [person]
    assert queries.participants(town.bodil, row) == [] and queries.hidden_participants(town.bodil, row) == 1


@pytest.mark.requirement("BOR-06")
def test_those_who_are_neither_team_nor_its_administrator_add_nothing(town: Any) -> None:
    for other in (town.ture, town.grannen, town.dag, town.tove):
        with pytest.raises(NotAllowed):
            activity(town, by=other)
    with pytest.raises(NotAllowed, match="inget coachingteam"):
        activity(town, unit=town.door, by=town.bodil)
    with pytest.raises(NotAllowed, match="läggs till av teamet"):
        activity(town, by=town.bodil, form="individual")


def test_it_comes_back_every_week_to_its_last_day(town: Any) -> None:
    row = activity(town)
    assert [one.day for one in sessions(row)] == [TODAY + timedelta(days=7 * n) for n in range(5)]
    assert row.often == "varje onsdag kl. 13.00–15.00 till och med 10 februari 2027"
    once = activity(town, every_weeks=0, last=None)
    assert [one.day for one in sessions(once)] == [TODAY]


def test_an_organiser_from_elsewhere_and_times_that_never_come_are_refused(town: Any) -> None:
    with pytest.raises(NotAllowed, match="inga tillfällen"):
        activity(town, last=TODAY - timedelta(days=1))
    assert not Activity._base_manager.exists()


def test_the_seats_are_kept_and_nobody_has_two(town: Any) -> None:
    row, people = activity(town, seats=2), [enrolled(town, n) for n in range(3)]
    with pytest.raises(NotAllowed, match="Det finns 2 platser kvar"):
        acts.join(row, by=town.love, enrolments=people)
    acts.join(row, by=town.love, enrolments=people[:1])
    with pytest.raises(NotAllowed, match="redan med"):
        acts.join(row, by=town.love, enrolments=people[:1])
    acts.join(row, by=town.love, enrolments=people[1:2])
    with pytest.raises(NotAllowed, match="full"):
        acts.join(row, by=town.love, enrolments=people[2:])
    acts.leave_activity(Participation._base_manager.first(), by=town.love)
    acts.join(row, by=town.love, enrolments=people[2:])


def test_one_who_only_waits_has_no_seat(town: Any) -> None:
    with pytest.raises(NotAllowed, match="inte inskriven"):
        acts.join(activity(town), by=town.cecilia, enrolments=[acts.queue(known(town), by=town.cecilia)])


def test_two_teams_share_a_group_and_neither_sees_whom_the_other_has_there(town: Any) -> None:
    row, ours = activity(town), enrolled(town)
    acts.join(row, by=town.love, enrolments=[ours])
    theirs = acts.queue(known(town, 1, unit=town.second), by=town.ture)
    theirs = acts.enrol(theirs, by=town.ture, coach=assignment(town.ture))
    with pytest.raises(NotAllowed):
        acts.join(row, by=town.ture, enrolments=[ours])
    acts.join(row, by=town.ture, enrolments=[theirs])
    for actor, own in ((town.love, ours), (town.ture, theirs)):
        assert [one.enrolment for one in queries.participants(actor, row)] == [own]
        assert queries.hidden_participants(actor, row) == 1
        session = ActivitySession.objects.visible_to(actor).order_by("starts_at").first()
        assert [seat.participation.enrolment for seat in queries.seats_at(session, actor)] == [own]
        assert queries.others_at(session, actor) == 1


def test_what_is_for_one_alone_is_seen_by_the_team_and_that_one(town: Any) -> None:
    row = enrolled(town)
    alone = acts.add_for_one(row, by=town.love, activity=facts(town, name="Samtal med coach", form="individual"))
    assert (alone.seats, queries.participants(town.love, alone)[0].enrolment) == (1, row)
    for other in (town.ture, town.grannen, town.dag, town.bodil, town.selma_herself):
        assert not Activity.objects.visible_to(other).filter(pk=alone.pk).exists(), other.name
    with pytest.raises(NotAllowed, match="full"):
        acts.join(alone, by=town.love, enrolments=[enrolled(town, 1)])


def test_a_group_is_known_in_the_place_and_its_sessions_only_by_those_who_have_somebody_there(town: Any) -> None:
    row = activity(town)
    for other in (town.ture, town.dag, town.tove, town.grannen):
        assert Activity.objects.visible_to(other).get() == row
        assert not ActivitySession.objects.visible_to(other).exists(), other.name


def test_presence_is_noted_for_the_whole_session_at_once_and_says_the_latest(town: Any) -> None:
    row, people = activity(town), [enrolled(town, n) for n in range(3)]
    parts = acts.join(row, by=town.love, enrolments=people)
    first = sessions(row)[0]
    told = dict(zip([part.pk for part in parts], ("present", "notified", "absent"), strict=True))
    with pytest.raises(NotAllowed, match="har börjat"):
        acts.note_presence(first, by=town.love, presence=told)
    with clock.set_to(NOW + timedelta(hours=4)):
        acts.note_presence(first, by=town.love, presence=told)
        acts.note_presence(first, by=town.cecilia, presence={parts[2].pk: "present"})
        assert queries.summed(queries.presence_of(people[1])) == {"Anmälde frånvaro": 1}
        assert queries.summed(queries.presence_of(people[2])) == {"Var med": 1}
    assert Presence._base_manager.count() == 3


def test_presence_is_noted_by_those_who_have_somebody_there_and_of_their_own(town: Any) -> None:
    row, ours = activity(town), enrolled(town)
    (part,) = acts.join(row, by=town.love, enrolments=[ours])
    first = sessions(row)[0]
    with clock.set_to(NOW + timedelta(hours=4)):
        for other in (town.ture, town.grannen, town.bodil, town.dag):
            with pytest.raises(NotAllowed):
                acts.note_presence(first, by=other, presence={part.pk: "absent"})
        with pytest.raises(NotAllowed, match="Välj för var och en"):
            acts.note_presence(first, by=town.love, presence={part.pk: "asleep"})
        with pytest.raises(NotAllowed, match="Välj för var och en"):
            acts.note_presence(first, by=town.love, presence={ours.pk: "present"})
    assert not Presence._base_manager.exists()


def test_one_who_came_later_is_not_expected_at_the_earlier_session(town: Any) -> None:
    row, ours = activity(town), enrolled(town)
    with clock.set_to(NOW + timedelta(days=6)):
        acts.join(row, by=town.love, enrolments=[ours])
    assert [len(queries.seats_at(one, town.love)) for one in sessions(row)[:3]] == [0, 1, 1]


def test_a_cancelled_session_has_no_presence_and_the_start_page_asks_only_for_what_was_held(town: Any) -> None:
    row, ours = activity(town), enrolled(town)
    acts.join(row, by=town.love, enrolments=[ours])
    one, two = sessions(row)[:2]
    with pytest.raises(NotAllowed, match="arbetar i teamet"):
        acts.cancel_session(one, by=town.ture, cancelled_why="Nej")
    acts.cancel_session(one, by=town.love, cancelled_why="Ledaren är sjuk")
    with clock.set_to(NOW + timedelta(days=8)):
        with pytest.raises(NotAllowed, match="inställt"):
            acts.note_presence(again(one), by=town.love, presence={})
        assert list(queries.without_presence(town.cecilia)) == [two]
        assert list(queries.without_presence(town.ture)) == []
        acts.note_presence(two, by=town.love, presence={Participation._base_manager.get().pk: "present"})
        assert list(queries.without_presence(town.cecilia)) == []


def test_a_closed_activity_keeps_what_has_been_and_takes_nobody_more(town: Any) -> None:
    row, ours = activity(town), enrolled(town)
    acts.join(row, by=town.love, enrolments=[ours])
    with clock.set_to(NOW + timedelta(days=8)):
        with pytest.raises(NotAllowed):
            acts.close_activity(row, by=town.ture)
        acts.close_activity(row, by=town.bodil)
    assert [one.cancelled_at is None for one in sessions(row)] == [True, True, False, False, False]
    assert Participation._base_manager.get().until == date(2027, 1, 21)
    with pytest.raises(NotAllowed, match="avslutad"):
        acts.join(again(row), by=town.love, enrolments=[ours])


def test_selma_sees_her_own_activities_and_leaves_one(town: Any) -> None:
    asked(town)
    row = queries.in_queue(town.cecilia, town.team).get()
    acts.assess(row, by=town.cecilia, circumstances=[])
    row = acts.enrol(again(row), by=town.cecilia, coach=assignment(town.love))
    group, other = activity(town), activity(town, name="En annan grupp")
    acts.join(group, by=town.love, enrolments=[row, enrolled(town)])
    assert list(Activity.objects.visible_to(town.selma_herself)) == [group]
    (mine,) = Participation.objects.visible_to(town.selma_herself)
    assert len(queries.coming_of(row, NOW)) == 5 and other not in {one.activity for one in queries.parts_of(row)}
    acts.leave_activity(mine, by=town.selma_herself)
    assert again(mine).until == TODAY
    with pytest.raises(NotAllowed):
        acts.leave_activity(Participation._base_manager.get(until=None), by=town.selma_herself)
