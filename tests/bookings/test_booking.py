"""Who sets hours up, who books, moves and cancels, and who may know whom a time is for."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from brygga.bookings.acts import book, cancel, close_day, end_hours, move, note_attendance, open_day, set_up_hours
from brygga.bookings.may import HAS_ONE, NOT_KNOWN
from brygga.bookings.models import TAKEN, BookedHours, BookedPerson, Booking, BookingStep
from brygga.bookings.queries import agenda, hours_for, knowing, offers, own_ways, whom_of
from brygga.consents.acts import withdraw_consent
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from tests.bookings.making import MONDAY, NOW, again, booked, facts, hours, moment

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-04")]


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.set_to(NOW):
        yield


def test_the_head_sets_hours_up_and_a_caseworker_the_neighbour_and_the_administrator_do_not(world: Any) -> None:
    row = hours(world)
    assert (row.for_whom, row.title) == ("person", "varje måndag kl. 09.00–11.00")
    for other in (world.sara, world.siv, world.rolf, world.adam):
        with pytest.raises(NotAllowed, match="läggs upp av den som rutinen säger"):
            set_up_hours(world.innerstaden, by=other, facts=facts())


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"starts": time(11), "ends": time(9)}, "sluta efter"),
        ({"until": MONDAY - timedelta(days=1)}, "före den första"),
        ({"slot_minutes": 121}, "kortare än en tid"),
        ({"kind": "psychiatry"}, "lägger du inte upp"),
    ],
)
def test_hours_that_make_no_sense_are_refused_with_why(world: Any, told: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        hours(world, **told)
    assert not BookedHours._base_manager.exists()


def test_amina_books_a_time_with_those_who_help_her(world: Any) -> None:
    row = hours(world)
    booking = booked(world, row, about="Hyran.")
    assert (booking.when, booking.booked_by) == ("måndag 18 januari 2027 kl. 09.00", "personen själv")
    (step,) = BookingStep._base_manager.all()
    assert (step.step, step.by_label) == ("booked", "personen själv")
    assert InboxItem._base_manager.get().unit_id == world.innerstaden.pk, "the unit is told, nobody else"


def test_the_one_who_has_no_case_there_does_not_see_the_hours(world: Any) -> None:
    row = hours(world)
    with pytest.raises(NotAllowed, match="går inte att boka här"):
        book(row, by=world.folke_himself, starts_at=moment(row), person=world.folke)
    assert own_ways(world.folke_himself).keys() == {world.radmannen.pk}
    assert list(BookedHours.objects.visible_to(world.folke_himself)) == []


def test_consultation_hours_are_not_for_the_person(world: Any) -> None:
    row = hours(world, kind="consultation")
    with pytest.raises(NotAllowed, match="går inte att boka här"):
        booked(world, row)


def test_one_time_at_a_time_so_that_there_are_times_for_others(world: Any) -> None:
    row = hours(world)
    first = booked(world, row)
    with pytest.raises(NotAllowed, match=HAS_ONE):
        booked(world, row, 1)
    cancel(first, by=world.amina_herself)
    booked(world, row, 1)


def test_a_time_that_somebody_has_is_not_given_twice_and_a_cancelled_one_is_free_again(world: Any) -> None:
    row = hours(world)
    first = booked(world, row)
    with pytest.raises(NotAllowed, match=TAKEN):
        book(row, by=world.sara, starts_at=moment(row))
    cancel(first, by=world.sara, why="Sjuk")
    assert book(row, by=world.sara, starts_at=moment(row)).is_booked


@pytest.mark.parametrize("off", [timedelta(minutes=1), timedelta(days=1), timedelta(hours=5), -timedelta(days=7)])
def test_a_moment_that_is_no_slot_is_refused(world: Any, off: timedelta) -> None:
    row = hours(world)
    with pytest.raises(NotAllowed, match="Tiden"):
        book(row, by=world.sara, starts_at=moment(row) + off)


def test_a_time_that_has_begun_is_refused(world: Any) -> None:
    row = hours(world)
    with clock.set_to(moment(row)), pytest.raises(NotAllowed, match="redan varit"):
        book(row, by=world.sara, starts_at=moment(row))


@pytest.mark.requirement("MAL-15")
def test_rut_books_a_consultation_at_innerstaden_without_a_person(world: Any) -> None:
    row = hours(world, kind="consultation")
    booking = book(row, by=world.rut, starts_at=moment(row))
    assert not BookedPerson._base_manager.exists()
    assert booking.from_unit_id == world.radmannen.pk
    with pytest.raises(NotAllowed, match="Välj vem"):
        book(hours(world), by=world.rut, starts_at=moment(row))


def test_the_hours_of_another_place_and_those_who_work_with_no_cases_are_refused(world: Any) -> None:
    row = hours(world, kind="consultation")
    for other in (world.adam, world.greta):
        with pytest.raises(NotAllowed, match="arbetar med ärenden"):
            book(row, by=other, starts_at=moment(row))


@pytest.mark.requirement("STO-16")
def test_a_name_does_not_cross_to_a_unit_that_does_not_know_the_person(world: Any) -> None:
    """Rådmannen has Folke; Innerstaden does not, and no consent opens its door."""
    row = hours(world, kind="consultation")
    with pytest.raises(NotAllowed, match="får inte veta vem"):
        book(row, by=world.rut, starts_at=moment(row), person=world.folke)
    assert hours_for(world.rut, knowing(world.folke, None, world.rut)) == []
    assert NOT_KNOWN.startswith("Enheten får inte veta")


@pytest.mark.requirement("MAL-15")
def test_with_consent_rut_books_for_amina_and_both_units_see_whom(shared: Any) -> None:
    row = hours(shared, kind="consultation")
    assert set(knowing(shared.amina, shared.coordination, shared.rut)) == {shared.innerstaden.pk, shared.radmannen.pk}
    booking = book(
        row,
        by=shared.rut,
        starts_at=moment(row),
        person=shared.amina,
        coordination=shared.coordination,
        about="Boendet",
    )
    for reader in (shared.rut, shared.sara, shared.amina_herself):
        assert whom_of(reader, [booking])[booking.pk].about == "Boendet"
    for neighbour in (shared.siv, shared.pia, shared.sigrid, shared.adam):
        assert whom_of(neighbour, [booking]) == {}
        assert not Booking.objects.visible_to(neighbour).filter(pk=booking.pk).exists()


@pytest.mark.requirement("MAL-13")
def test_when_the_door_closes_the_time_stands_but_no_longer_says_whom(shared: Any) -> None:
    row = set_up_hours(shared.radmannen, by=shared.rolf, facts=facts(kind="consultation"))
    whom = {"person": shared.amina, "coordination": shared.coordination}
    booking = book(row, by=shared.sara, starts_at=moment(row), **whom)
    assert whom_of(shared.rut, [booking])[booking.pk].person == shared.amina
    withdraw_consent(shared.consent, by=shared.sara, how="per telefon")
    assert Booking.objects.visible_to(shared.rut).filter(pk=booking.pk).exists()
    assert whom_of(shared.rut, [booking]) == {}
    with pytest.raises(NotAllowed, match="får inte veta vem"):
        book(row, by=shared.sara, starts_at=moment(row, 1), **whom)


def test_the_neighbours_person_cannot_be_booked_for(world: Any) -> None:
    row = hours(world)
    with pytest.raises(NotAllowed, match="inget ärende om personen"):
        book(row, by=world.siv, starts_at=moment(row), person=world.amina)


def test_moving_keeps_the_history_and_frees_the_old_time(world: Any) -> None:
    row = hours(world)
    booking = booked(world, row)
    moved = move(booking, by=world.sara, hours=row, starts_at=moment(row, 2), why="Jag är på kurs.")
    assert (moved.starts_at, moved.sequence) == (moment(row, 2), 1)
    steps = BookingStep._base_manager.order_by("pk").values_list("step", "why")
    assert list(steps) == [("booked", ""), ("moved", "Jag är på kurs.")]
    assert moment(row) in {offer.slot.starts_at for offer in offers([row], NOW)}


def test_moving_to_a_taken_time_or_to_another_kind_is_refused_and_nothing_moves(world: Any) -> None:
    row, other = hours(world), hours(world, kind="consultation", weekday=1)
    booking = booked(world, row)
    book(row, by=world.sara, starts_at=moment(row, 1))
    with pytest.raises(NotAllowed, match=TAKEN):
        move(booking, by=world.amina_herself, hours=row, starts_at=moment(row, 1))
    with pytest.raises(NotAllowed, match="samma enhet"):
        move(booking, by=world.sara, hours=other, starts_at=moment(other))
    assert again(booking).starts_at == moment(row)


def test_the_neighbour_and_the_person_next_door_change_nothing(world: Any) -> None:
    booking = booked(world, hours(world))
    for other in (world.siv, world.pia, world.folke_himself, world.adam):
        with pytest.raises(NotAllowed):
            cancel(booking, by=other, why="Nej")
        with pytest.raises(NotAllowed):
            move(booking, by=other, hours=booking.hours, starts_at=moment(booking.hours, 1))


def test_what_has_been_and_what_is_cancelled_stays_as_it_is(world: Any) -> None:
    booking = booked(world, hours(world))
    with clock.set_to(booking.starts_at), pytest.raises(NotAllowed, match="redan varit"):
        cancel(booking, by=world.sara, why="Nej")
    cancel(booking, by=world.sara, why="Sjuk")
    with pytest.raises(NotAllowed, match="redan avbokad"):
        cancel(booking, by=world.sara, why="Igen")


def test_the_unit_notes_whether_the_person_came_and_what_it_noted_before_is_kept(world: Any) -> None:
    booking = booked(world, hours(world))
    with pytest.raises(NotAllowed, match="inte varit än"):
        note_attendance(booking, by=world.sara, came=True)
    told = InboxItem._base_manager.count()
    with clock.set_to(NOW + timedelta(days=30)):
        for who in (world.siv, world.rut, world.amina_herself):
            with pytest.raises(NotAllowed, match="enheten som hade tiden"):
                note_attendance(booking, by=who, came=False)
        assert again(booking).came is None
        note_attendance(booking, by=world.sara, came=False)
        note_attendance(booking, by=world.sara, came=True)
    assert (again(booking).came, InboxItem._base_manager.count()) == (True, told)
    steps = BookingStep._base_manager.filter(booking=booking).order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["booked", "missed", "came"]


def test_nobody_comes_or_stays_away_from_what_is_called_off_or_for_no_person(world: Any) -> None:
    off, row = booked(world, hours(world)), hours(world, kind="consultation")
    cancel(off, by=world.sara, why="Sjuk")
    without = book(row, by=world.rut, starts_at=moment(row))
    with clock.set_to(NOW + timedelta(days=30)):
        with pytest.raises(NotAllowed, match="avbokad"):
            note_attendance(off, by=world.sara, came=False)
        with pytest.raises(NotAllowed, match="inte bokad för en person"):
            note_attendance(without, by=world.sara, came=False)


def test_who_booked_is_told_when_the_other_cancels_and_nobody_of_what_they_did_themselves(world: Any) -> None:
    row = hours(world, kind="consultation")
    booking = book(row, by=world.rut, starts_at=moment(row))
    cancel(booking, by=world.sara, why="Sjuk")
    told = InboxItem._base_manager.order_by("pk").values_list("unit_id", "assignment_id", "event__sentence")
    assert [(unit, to) for unit, to, _ in told] == [
        (world.innerstaden.pk, None),
        (world.radmannen.pk, world.rut.assignment_id),
    ]
    assert [sentence for _, _, sentence in told][1].endswith("avbokade tiden måndag 18 januari 2027 kl. 09.00")


def test_a_closed_day_offers_nothing_and_a_booked_day_is_not_closed(world: Any) -> None:
    row = hours(world)
    booking = booked(world, row)
    with pytest.raises(NotAllowed, match="en bokad tid den dagen"):
        close_day(row, by=world.chef, day=MONDAY)
    cancel(booking, by=world.sara, why="Studiedag")
    closed = close_day(row, by=world.chef, day=MONDAY, why="Studiedag")
    with pytest.raises(NotAllowed, match="finns inte längre"):
        booked(world, row)
    with pytest.raises(NotAllowed, match="redan stängd"):
        close_day(row, by=world.chef, day=MONDAY)
    with pytest.raises(NotAllowed, match="återkommer inte"):
        close_day(row, by=world.chef, day=MONDAY + timedelta(days=1))
    with pytest.raises(NotAllowed, match="den som lägger upp"):
        open_day(closed, by=world.sara)
    open_day(closed, by=world.chef)
    booked(world, row)


def test_hours_do_not_end_before_a_time_that_somebody_has(world: Any) -> None:
    row = hours(world)
    booked(world, row, 4)
    with pytest.raises(NotAllowed, match="en bokad tid efter den dagen"):
        end_hours(row, by=world.chef, until=MONDAY)
    end_hours(row, by=world.chef, until=MONDAY + timedelta(days=7))
    assert {offer.day for offer in offers([again(row)], NOW)} == {MONDAY, MONDAY + timedelta(days=7)}


def test_the_week_of_the_unit_shows_each_slot_and_names_only_to_those_who_may_know(world: Any) -> None:
    row = hours(world)
    booked(world, row, 1)
    first, last = MONDAY, MONDAY + timedelta(days=6)
    days = agenda(world.sara, world.innerstaden, first, last)
    (sitting,) = days[0].sittings
    assert [line.name for line in sitting.lines] == ["", "Amina Hassan", "", ""]
    assert [line.is_free for line in sitting.lines] == [True, False, True, True]
    assert [day.sittings for day in days[1:]] == [()] * 6
    (seen,) = agenda(world.pia, world.innerstaden, first, last)[0].sittings
    assert [(line.is_free, line.booking) for line in seen.lines] == [
        (True, None),
        (False, None),
        (True, None),
        (True, None),
    ]
