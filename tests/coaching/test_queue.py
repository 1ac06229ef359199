"""BOR-09: the queue has an order with a reason, a clock, a bound, and an answer to whoever asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.coaching import acts, may, queries
from brygga.coaching.models import Enrolment, EnrolmentMove
from brygga.consents.acts import withdraw_consent
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.people.acts import close_case
from brygga.people.models import Case
from brygga.requests import acts as requests
from brygga.rules.sources import Rule
from tests.coaching.making import NOW, TODAY, again, asked, assignment, enrolled, known, queued

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-09")]


def names(rows: Any) -> list[str]:
    return [row.person.family_name for row in rows.order_by(*queries.QUEUE_ORDER, "pk")]


def fill(town: Any, number: int) -> None:
    """So many are enrolled already; written straight in, for they are only counted."""
    with asked_by("the cast"):
        for n in range(number):
            case = known(town, 100 + n)
            Enrolment._base_manager.create(
                unit=town.team, place="borlange", team="coaching_team", person=case.person, state="enrolled",
                queued_at=NOW, look_by=NOW, priority="others", rank=3, enrolled_on=TODAY,
                coach_id=town.love.assignment_id,
            )  # fmt: skip


def test_young_with_activity_compensation_come_first_then_those_far_from_work_then_by_waiting(town: Any) -> None:
    first = queued(town, 0)
    with clock.set_to(NOW + timedelta(days=1)):
        queued(town, 1, ("far_from_work",))
        queued(town, 2, ("activity_compensation", "far_from_work"))
        queued(town, 3)
    assert names(queries.in_queue(town.cecilia, town.team)) == ["ProvAC", "ProvAB", "ProvAA", "ProvAD"]
    assert isinstance(first.rule.priority(first.priority), Rule)
    assert queries.queue_place(again(first)) == 2


def test_another_group_is_a_choice_with_a_reason(town: Any) -> None:
    row = queued(town)
    with pytest.raises(NotAllowed, match="varför en annan grupp"):
        acts.assess(row, by=town.cecilia, circumstances=[], priority="activity_compensation")
    done = acts.assess(
        row, by=town.cecilia, circumstances=[], priority="activity_compensation", priority_why="Får beslut i veckan."
    )
    assert (done.rank, done.priority_why) == (1, "Får beslut i veckan.")
    back = acts.assess(done, by=town.love, circumstances=["far_from_work"])
    assert (back.priority, back.priority_why) == ("far_from_work", "")
    assert [move.what for move in queries.moves(back)][:1] == ["Bedömd: Långt från arbetsmarknaden"]


def test_a_group_that_the_routine_has_not_is_refused(town: Any) -> None:
    with pytest.raises(NotAllowed, match="rutinens grupper"):
        acts.assess(queued(town), by=town.cecilia, circumstances=[], priority="friends", priority_why="För att")


@pytest.mark.parametrize("day", [date(2009, 1, 14), date(1961, 5, 2)])
def test_one_outside_the_ages_is_not_put_in_the_queue(town: Any, day: date) -> None:
    with pytest.raises(NotAllowed, match="18–64 år"):
        queued(town, day=day)


@pytest.mark.parametrize("day", [date(2009, 1, 13), date(1962, 1, 14)])
def test_on_the_birthday_itself_one_is_old_enough_and_sixty_four_all_the_year(town: Any, day: date) -> None:
    assert queued(town, day=day).state == "waiting"


def test_nobody_stands_in_the_same_queue_twice(town: Any) -> None:
    row = queued(town)
    case = Case._base_manager.get(person=row.person)
    with pytest.raises(NotAllowed, match="redan i kö"):
        acts.queue(case, by=town.love)
    with pytest.raises(NotAllowed, match="står i kö eller är inskriven"):
        close_case(case, by=town.cecilia)


def test_the_clock_of_a_row_begins_anew_when_they_have_been_heard_from(town: Any) -> None:
    row = queued(town)
    assert row.look_by.date() == date(2027, 1, 27)
    assert list(queries.to_look_at(town.cecilia)) == []
    with clock.set_to(NOW + timedelta(days=16)):
        assert list(queries.to_look_at(town.cecilia)) == [row]
        assert list(queries.to_look_at(town.ture)) == []
        acts.note_contact(row, by=town.love, note_why="Ringde. Kan börja i mars.")
        assert list(queries.to_look_at(town.cecilia)) == []


def test_a_place_is_offered_by_the_function_that_hands_them_out(town: Any) -> None:
    row = queued(town)
    with pytest.raises(NotAllowed, match="delas ut"):
        acts.offer(row, by=town.love)
    done = acts.offer(row, by=town.cecilia)
    assert (done.state, done.answer_by.date()) == ("offered", date(2027, 1, 20))
    assert may.room_in(town.team.pk, done.rule).offered == 1
    with clock.set_to(NOW + timedelta(days=9)):
        assert list(queries.to_look_at(town.cecilia)) == [done]


def test_the_neighbour_teams_do_nothing_with_it(town: Any) -> None:
    row = queued(town)
    for other in (town.ture, town.grannen, town.dag, town.tove, town.bodil):
        assert not Enrolment.objects.visible_to(other).exists(), other.name
        assert not EnrolmentMove.objects.visible_to(other).exists(), other.name
        for act, facts in (
            (acts.assess, {"circumstances": []}),
            (acts.note_contact, {}),
            (acts.offer, {}),
            (acts.leave_queue, {"why": "Nej"}),
            (acts.enrol, {"coach": assignment(town.love)}),
        ):
            with pytest.raises(NotAllowed):
                act(row, by=other, **facts)
    assert again(row).state == "waiting"


def test_above_the_most_only_with_a_reason_by_the_function_that_may(town: Any) -> None:
    fill(town, 39)
    last, next_ = queued(town, 1), queued(town, 2)
    assert acts.offer(last, by=town.cecilia).over_why == ""
    with pytest.raises(NotAllowed, match="Skriv varför ni går över"):
        acts.offer(next_, by=town.cecilia)
    over = acts.offer(next_, by=town.cecilia, over_why="Avhoppet är klart nästa vecka.")
    assert over.over_why == "Avhoppet är klart nästa vecka."
    assert queries.room(town.team).words == "39 av 40, 2 erbjudna"


def test_one_who_was_offered_the_last_place_is_written_in_without_any_reason(town: Any) -> None:
    fill(town, 39)
    row = acts.offer(queued(town, 1), by=town.cecilia)
    done = acts.enrol(row, by=town.cecilia, coach=assignment(town.love))
    assert (done.state, done.over_why, queries.room(town.team).is_full) == ("enrolled", "", True)
    with pytest.raises(NotAllowed, match="Alla 40 platser är tagna"):
        acts.enrol(queued(town, 2), by=town.cecilia, coach=assignment(town.love))


def test_a_request_stands_in_the_queue_from_the_moment_it_is_sent_and_gets_its_receipt(town: Any) -> None:
    request = asked(town)
    (row,) = queries.in_queue(town.cecilia, town.team)
    assert (row.person, row.request, row.coordination, row.priority) == (town.selma, request, town.coordination, "")
    with pytest.raises(NotAllowed, match="Bedöm först"):
        acts.offer(row, by=town.cecilia)
    acts.assess(row, by=town.cecilia, circumstances=["activity_compensation"])
    assert again(request).state == "accepted"
    part = Engagement._base_manager.get(unit=town.team)
    assert (part.role, part.standing) == ("I kö: Coachingteamet", "planned")
    done = acts.enrol(again(row), by=town.cecilia, coach=assignment(town.love))
    assert (again(request).state, again(part).role) == ("done", "Inskriven: Coachingteamet")
    assert Case._base_manager.get(unit=town.team, person=town.selma).pk == again(part).case_id
    assert done.coach_id == town.love.assignment_id


def test_the_other_units_see_that_the_person_is_enrolled_and_nothing_more(town: Any) -> None:
    asked(town)
    row = Enrolment._base_manager.get()
    acts.assess(row, by=town.cecilia, circumstances=[])
    acts.enrol(again(row), by=town.cecilia, coach=assignment(town.love))
    seen = Engagement.objects.visible_to(town.tove).get(unit=town.team)
    assert seen.role == "Inskriven: Coachingteamet"
    assert not Enrolment.objects.visible_to(town.tove).exists()
    assert not Enrolment.objects.visible_to(town.ture).exists()


def test_a_coach_who_may_not_answer_requests_assesses_and_the_request_still_waits(town: Any) -> None:
    request = asked(town)
    acts.assess(Enrolment._base_manager.get(), by=town.love, circumstances=[])
    assert again(request).state == "sent"


def test_when_the_sender_takes_it_back_the_row_leaves_the_queue(town: Any) -> None:
    request = asked(town)
    requests.withdraw(request, by=town.tove, reason="Har ordnat sig.")
    row = Enrolment._base_manager.get()
    assert (row.state, row.ended_note) == ("left", "Förfrågan togs tillbaka")


def test_when_the_consent_is_withdrawn_the_row_leaves_and_is_seen_no_more(town: Any) -> None:
    asked(town)
    withdraw_consent(town.consent, by=town.tove, how="oral", reason="Vill inte längre.")
    row = Enrolment._base_manager.get()
    assert row.state == "left"
    assert not Enrolment.objects.visible_to(town.cecilia).exists()


def test_whom_the_team_has_a_case_about_stays_when_a_consent_ends(town: Any) -> None:
    row = enrolled(town, 0)
    assert may.ground(row)
    assert again(row).state == "enrolled"


def test_the_persons_no_and_the_teams_no_are_different_answers(town: Any) -> None:
    request = asked(town)
    row = Enrolment._base_manager.get()
    with pytest.raises(NotAllowed, match="Skriv varför"):
        acts.leave_queue(row, by=town.cecilia)
    acts.leave_queue(row, by=town.cecilia, why="Utanför uppdraget.")
    assert (again(request).state, again(request).reason) == ("declined", "Utanför uppdraget.")
    other = asked(town)
    row = Enrolment._base_manager.exclude(state="left").get()
    acts.leave_queue(row, by=town.cecilia, why="Har fått jobb.", own_no=True)
    assert again(other).state == "withdrawn" and "Har fått jobb" in again(other).reason


def test_selma_says_yes_herself_and_stands_as_having_done_so(town: Any) -> None:
    asked(town)
    row = Enrolment._base_manager.get()
    with pytest.raises(NotAllowed, match="Ingen plats"):
        acts.say_yes(row, by=town.selma_herself)
    acts.assess(row, by=town.cecilia, circumstances=[])
    acts.offer(again(row), by=town.cecilia)
    done = acts.say_yes(again(row), by=town.selma_herself)
    assert (done.said_yes_at, list(queries.to_look_at(town.cecilia))) == (NOW, [done])
    with pytest.raises(NotAllowed, match="redan tackat ja"):
        acts.say_yes(done, by=town.selma_herself)


def test_selma_declines_herself_and_whoever_asked_learns_it(town: Any) -> None:
    request = asked(town)
    row = Enrolment._base_manager.get()
    acts.assess(row, by=town.cecilia, circumstances=[])
    acts.offer(again(row), by=town.cecilia)
    done = acts.leave_queue(again(row), by=town.selma_herself, why="Börjar plugga på egen hand.")
    assert (done.state, again(request).state) == ("left", "withdrawn")
    assert queries.moves(done)[0].what == "Tackade nej till platsen"


def test_time_alone_ends_no_ones_wait(town: Any) -> None:
    """A request that somebody has assessed does not expire however long the queue is."""
    asked(town)
    acts.assess(Enrolment._base_manager.get(), by=town.cecilia, circumstances=[])
    with clock.set_to(NOW + timedelta(days=90)):
        call_command("run_clocks")
    assert Enrolment._base_manager.get().state == "waiting"
