"""The first meeting of an intake is a booked slot: noted once, moved and given back together (BOR-02, BOR-04)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.bookings.acts import cancel, move, plan_first_meeting
from brygga.bookings.models import BookedHours, Booking
from brygga.bookings.queries import Offer, agenda, hours_of, offers
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.intakes import acts
from brygga.intakes.acts.asking import holder
from brygga.intakes.models import Intake
from tests.bookings.making import NOW, hours
from tests.cast import as_
from tests.intakes.asking import taken


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.set_to(NOW):
        yield


def free(world: Any) -> list[Offer]:
    return offers(hours_of(world.sara, world.innerstaden.pk, "person"), clock.now())


def planned(world: Any, row: Intake | None = None, place: int = 0) -> Intake:
    offer = free(world)[place]
    row = row or taken(world)
    return plan_first_meeting(row, by=world.sara, hours=offer.hours, starts_at=offer.slot.starts_at)


def booked(row: Intake) -> list[Any]:
    rows = Booking._base_manager.filter(first_meeting__intake=row, state="booked")
    return list(rows.values_list("starts_at", flat=True))


def fresh(row: Intake) -> Intake:
    return Intake._base_manager.get(pk=row.pk)


@pytest.mark.requirement("BOR-02", "BOR-04")
def test_the_slot_is_taken_and_the_time_noted_in_one(world: Any) -> None:
    hours(world)
    first = free(world)[0]
    row = planned(world)
    assert booked(row) == [row.meeting_at] == [first.slot.starts_at] and row.meeting_place == first.hours.where
    assert row.contacted_at and first.key not in {offer.key for offer in free(world)}
    with pytest.raises(NotAllowed, match="bokad av någon annan"):
        plan_first_meeting(taken(world), by=world.sara, hours=first.hours, starts_at=first.slot.starts_at)


def test_a_long_link_to_a_video_room_goes_along(world: Any) -> None:
    link = "https://video.exempel.se/l/meetup-join/" + "19a3meeting" * 22
    assert 201 <= len(link) <= 300
    row = hours(world)
    with asked_by("the place of the hours"):
        BookedHours._base_manager.filter(pk=row.pk).update(place=link)
    assert fresh(planned(world)).meeting_place == link


def test_only_those_who_work_with_it_plan_it(world: Any) -> None:
    hours(world)
    row, offer = taken(world), free(world)[0]
    for who in (world.siv, world.rut, world.adam):
        with pytest.raises(NotAllowed):
            plan_first_meeting(row, by=who, hours=offer.hours, starts_at=offer.slot.starts_at)
    assert not Booking._base_manager.exists()


def test_another_time_gives_the_slot_back(world: Any) -> None:
    hours(world)
    row = planned(world)
    again = planned(world, row, place=3)
    assert booked(row) == [again.meeting_at] != [row.meeting_at]
    later = again.meeting_at.replace(hour=15)
    by_hand = plan_first_meeting(again, by=world.sara, starts_at=later, place="Kommunhuset")
    assert (by_hand.meeting_at, by_hand.meeting_place, booked(row)) == (later, "Kommunhuset", [])


@pytest.mark.requirement("BOR-04")
def test_moved_or_cancelled_among_the_bookings_it_follows(world: Any) -> None:
    hours(world)
    row = planned(world)
    booking, offer = Booking._base_manager.get(), free(world)[2]
    move(booking, by=world.sven, hours=offer.hours, starts_at=offer.slot.starts_at)
    assert fresh(row).meeting_at == offer.slot.starts_at
    cancel(Booking._base_manager.get(), by=world.sven, why="Sjuk")
    assert fresh(row).meeting_at is None


@pytest.mark.parametrize("how", ["withdrawn", "ended"])
def test_what_ends_gives_the_slot_back(world: Any, how: str) -> None:
    hours(world)
    row = planned(world)
    if how == "withdrawn":
        acts.withdraw(row, by=holder(row))
    else:
        acts.record_outcome(row, by=world.sara, outcome="nothing", reason="Bo vill inte.")
    assert booked(row) == []


@pytest.mark.requirement("BOR-02", "BOR-04")
def test_the_form_offers_the_units_free_times_and_another(client: Client, world: Any) -> None:
    hours(world)
    row, offer = taken(world), free(world)[0]
    url = reverse("work-intake", args=[row.pk, "tid"])
    page = as_(client, world.sara).get(url).content.decode()
    assert "En ledig tid hos er" in page and offer.key in page
    assert client.post(url, {"slot": "", "meeting_at": "", "meeting_place": ""}).status_code == 422
    assert client.post(url, {"slot": offer.key, "meeting_at": "2099-01-01 10.00"}).status_code == 422
    assert client.post(url, {"slot": offer.key}).status_code == 302
    assert booked(row) == [fresh(row).meeting_at]
    gone = as_(Client(), world.sven).post(url, {"slot": offer.key})
    assert gone.status_code == 422 and "hann bli bokad" in gone.content.decode()


def test_the_agenda_says_who_comes_to_those_who_may_know_and_masks_whom_it_must(world: Any, client: Client) -> None:
    hours(world)
    row = planned(world)
    day = row.meeting_at.astimezone(clock.SWEDEN).date()

    def names(actor: Any) -> list[str]:
        sittings = agenda(actor, world.innerstaden, day, day)[0].sittings
        return [line.name for sitting in sittings for line in sitting.lines if line.booking]

    assert names(world.sara) == ["Bo Ek"] and names(world.siv) == []
    own = Booking._base_manager.get(first_meeting__intake=row)
    assert "Bo Ek" in as_(client, world.sara).get(f"/tider/bokning/{own.pk}/").content.decode()
    with asked_by("test"):
        Intake._base_manager.filter(pk=row.pk).update(protected=True)
    assert names(world.sara) == ["Skyddad uppgift"]
