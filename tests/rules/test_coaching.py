"""Who comes first, how many there is room for, when something is held, where somebody has stood."""

from datetime import date, time

import pytest

from brygga.routines.loading import routine
from brygga.rules.coaching import Room, Timetable, chosen_place, occasions_of, place_in_queue, staircase

BORLANGE = routine("borlange").coaching("coaching_team")
ON = date(2027, 1, 13)
pytestmark = pytest.mark.requirement("BOR-09")


def placed(*circumstances, age=25):
    return place_in_queue(BORLANGE.priorities_on(ON), age=age, circumstances=frozenset(circumstances))


def test_the_document_gives_thirty_to_forty_between_eighteen_and_sixty_four():
    assert (BORLANGE.low, BORLANGE.high, BORLANGE.ages) == (30, 40, "18–64 år")
    assert "30–40 kontinuerligt inskrivna" in BORLANGE.source


@pytest.mark.parametrize(
    ("circumstances", "key", "rank"),
    [
        (("activity_compensation",), "activity_compensation", 1),
        (("far_from_work",), "far_from_work", 2),
        (("far_from_work", "activity_compensation"), "activity_compensation", 1),
        ((), "others", 3),
        (("something_else",), "others", 3),
    ],
)
def test_the_first_group_that_fits_is_the_place_in_the_queue(circumstances, key, rank):
    found = placed(*circumstances)
    assert (found.rule.key, found.rank) == (key, rank)
    assert found.rule.source.startswith("Uppdragsbeskrivning En dörr in")


def test_a_chosen_group_has_its_own_rank_and_an_unknown_one_none():
    assert chosen_place(BORLANGE.priorities_on(ON), "far_from_work").rank == 2
    assert chosen_place(BORLANGE.priorities_on(ON), "friends") is None


@pytest.mark.parametrize(
    ("room", "free", "words"),
    [
        (Room(30, 40, 32), 8, "8 lediga platser."),
        (Room(30, 40, 39), 1, "En ledig plats."),
        (Room(30, 40, 38, 2), 0, "Fullt. Den som står i kö får vänta."),
        (Room(30, 40, 12), 28, "Färre än 30, som är det minsta. 28 lediga platser."),
        (Room(30, 40, 41), 0, "Fler än 40, som är det mesta."),
    ],
)
def test_a_place_that_is_offered_is_kept_until_it_is_answered(room, free, words):
    assert (room.free, room.standing, room.is_full) == (free, words, free == 0)


def test_an_activity_once_is_held_on_the_day_that_was_chosen_even_a_holiday():
    once = Timetable(first=date(2027, 1, 6), starts=time(9), ends=time(10, 30))
    (slot,) = occasions_of(once)
    assert (slot.ends_at - slot.starts_at).total_seconds() == 90 * 60


def test_one_that_comes_back_leaves_holidays_out_and_ends_on_its_last_day():
    weekly = Timetable(first=date(2026, 12, 30), last=date(2027, 1, 20), starts=time(9), ends=time(10), every_weeks=1)
    assert [slot.starts_at.date() for slot in occasions_of(weekly)] == [
        date(2026, 12, 30), date(2027, 1, 13), date(2027, 1, 20),
    ]  # fmt: skip


def test_the_hour_on_the_wall_is_the_same_after_the_clocks_have_changed():
    weekly = Timetable(first=date(2027, 3, 24), last=date(2027, 3, 31), starts=time(9), ends=time(10), every_weeks=1)
    assert [slot.starts_at.hour for slot in occasions_of(weekly)] == [8, 7]


@pytest.mark.parametrize(("starts", "ends"), [(time(10), time(10)), (time(10), time(9))])
def test_what_ends_before_it_begins_is_never_held(starts, ends):
    assert occasions_of(Timetable(first=ON, starts=starts, ends=ends)) == ()


def test_the_staircase_goes_up_and_down_and_the_last_step_still_lasts():
    one, two, three = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
    stood = staircase([(three, 0), (one, 0), (two, 2)])
    assert [(s.step, s.since, s.until) for s in stood] == [(0, one, two), (2, two, three), (0, three, None)]


def test_the_same_step_again_draws_nothing_new_and_of_one_day_the_last_counts():
    one, two = date(2026, 9, 1), date(2026, 10, 1)
    assert [(s.step, s.since) for s in staircase([(one, 0), (one, 1), (two, 1)])] == [(1, one)]
    assert staircase([]) == ()


def test_a_sixth_place_has_a_team_of_its_own_without_any_code():
    from pathlib import Path

    workshop = routine("sjatte", Path(__file__).parents[1] / "routines").coaching("workshop")
    assert place_in_queue(workshop.priorities_on(ON), age=19).rule.key == "youngest_first"
    assert place_in_queue(workshop.priorities_on(ON), age=20).rule.key == "everyone"
    assert place_in_queue(workshop.priorities_on(ON), age=None).rule.key == "everyone"
    assert workshop.over_power is None
