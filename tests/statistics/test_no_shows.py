"""Who did not come, and what was called off: units as they are, persons only where nobody could be told (MAL-20)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.bookings.acts import cancel, note_attendance
from brygga.bookings.models import BookedPerson, Booking, BookingStep
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.meetings.models import Attendee, Meeting
from brygga.people.models import Person
from brygga.statistics import no_shows
from tests.bookings.making import NOW, booked, hours, moment
from tests.cast import as_

HOUR = timedelta(hours=1)
PRESENT, ABSENT, EXCUSED = "present", "absent", "excused"


def coordinated(world: Any, number: int) -> Coordination:
    """Somebody else whom Innerstaden has opened a coordination about."""
    with asked_by("test"):
        person = Person._base_manager.create(
            organisation=world.social, given_name=f"X{number}", family_name="Y", sort="1", born=date(1990, 1, 1),
            registered_at=clock.now(),
        )  # fmt: skip
        made = Coordination._base_manager.create(
            person=person,
            unit=world.innerstaden,
            place="malmo",
            number=f"X-{number}",
            opened_on=clock.today(),
            opened_by="x",
        )
        Engagement._base_manager.create(coordination=made, unit=world.innerstaden, since=clock.today())
    return made


def meeting(
    world: Any,
    about: Any = None,
    *,
    unit: str = PRESENT,
    person: str | None = PRESENT,
    state: str = "held",
    days: int = 5,
    **seat: Any,
) -> Meeting:
    """Called by Innerstaden to Rådmannen and the person."""
    at = clock.now() - timedelta(days=days)
    with asked_by("test"):
        made = Meeting._base_manager.create(
            coordination=about or world.coordination, kind="follow_up", state=state, called_by=world.innerstaden,
            called_by_label="x", starts_at=at, held_at=at if state == "held" else None,
        )  # fmt: skip
        Attendee._base_manager.create(meeting=made, unit=world.radmannen, attendance=unit, **seat)
        Attendee._base_manager.create(meeting=made, unit=world.innerstaden, attendance=PRESENT)
        if person is not None:
            Attendee._base_manager.create(meeting=made, is_person=True, attendance=person)
    return made


def of_units(actor: Any, days: int = 365) -> dict[str, Any]:
    today = clock.today()
    return {row.name: row for row in no_shows.units(actor, today - timedelta(days=days), today)}


def of_persons(actor: Any) -> list[tuple[list[str], str]]:
    today = clock.today()
    rows = no_shows.persons(actor, today - timedelta(days=365), today)
    return [([str(part) for part in row.parts], str(row.total)) for row in rows]


def test_how_often_a_unit_that_had_to_come_came(shared: Any) -> None:
    meeting(shared, unit=ABSENT)
    meeting(shared, unit=ABSENT, state="missed")
    meeting(shared, unit=EXCUSED)
    meeting(shared)
    meeting(shared, unit="")
    meeting(shared, unit=ABSENT, state="cancelled")
    meeting(shared, unit=ABSENT, state="called")
    meeting(shared, unit=ABSENT, required=False)
    meeting(shared, unit=ABSENT, withdrawn_at=clock.now())
    meeting(shared, unit=ABSENT, days=500)
    (row,) = of_units(shared.rolf).values()
    assert (row.parts, row.total) == ((1, 2, 1, 1), 5)
    assert sum(row.away.values()) == 2 and list(of_units(shared.chef)) == ["Vuxen Innerstaden"]
    assert of_units(shared.siv) == {} and of_units(shared.petra) == {}


def test_absences_stand_in_their_month_in_sweden(shared: Any) -> None:
    row = meeting(shared, unit=ABSENT)
    at = datetime(2026, 7, 1, 0, 30, tzinfo=clock.SWEDEN)
    with asked_by("test"):
        Meeting._base_manager.filter(pk=row.pk).update(held_at=at)
    (told,) = no_shows.units(shared.rolf, date(2026, 7, 1), date(2026, 7, 31))
    assert told.away == {(2026, 7): 1}
    assert no_shows.units(shared.rolf, date(2026, 6, 1), date(2026, 6, 30)) == []


def test_persons_are_told_only_where_no_part_is_of_few(shared: Any) -> None:
    others = [coordinated(shared, number) for number in range(10)]
    for number, one in enumerate(others):
        meeting(shared, one, person=ABSENT if number < 5 else PRESENT)
    assert of_persons(shared.chef) == [(["5", "5", "0", "0"], "10")]
    meeting(shared, others[0], person=EXCUSED)
    assert of_persons(shared.chef) == [(["visas inte"] * 4, "11")]
    assert of_persons(shared.rolf) == [] and of_persons(shared.siv) == []


def test_many_meetings_of_few_persons_are_few_persons(shared: Any) -> None:
    for _ in range(9):
        meeting(shared, person=ABSENT)
    assert of_persons(shared.chef) == [(["visas inte"] * 4, "visas inte")]
    assert no_shows.persons(shared.chef, date(2020, 1, 1), date(2020, 12, 31)) == []


def at_a_time(world: Any, row: Any, number: int, person: Any, off_before: timedelta | None = None) -> None:
    """A time that was booked, and called off so long before it was to begin."""
    starts_at = moment(row, number)
    state = "booked" if off_before is None else "cancelled"
    with asked_by("test"):
        made = Booking._base_manager.create(
            hours=row, unit=world.innerstaden, starts_at=starts_at, ends_at=starts_at + HOUR, state=state, booked_by="x"
        )
        BookedPerson._base_manager.create(booking=made, person=person)
        said = {"booking": made, "starts_at": starts_at, "by_label": "x"}
        BookingStep._base_manager.create(step="booked", at=starts_at - HOUR, **said)
        if off_before is not None:
            BookingStep._base_manager.create(step="cancelled", at=starts_at - off_before, **said)


def times_of(actor: Any) -> list[tuple[list[str], str]]:
    today = clock.today()
    rows = no_shows.times(actor, today - timedelta(days=60), today)
    return [([str(part) for part in row.parts], str(row.total)) for row in rows]


def test_times_that_stood_and_times_called_off_in_time_or_late(shared: Any) -> None:
    with clock.set_to(NOW):
        row = hours(shared)
        people = [coordinated(shared, number).person for number in range(5)]
        for number, person in enumerate(people):
            at_a_time(shared, row, number, person)
            at_a_time(shared, row, 5 + number, person, off_before=24 * HOUR)
            at_a_time(shared, row, 10 + number, person, off_before=23 * HOUR)
        assert times_of(shared.chef) == []
    with clock.set_to(NOW + timedelta(days=60)):
        assert times_of(shared.chef) == [(["0", "0", "5", "5", "5"], "15")]
        assert times_of(shared.siv) == [] and times_of(shared.rolf) == []
        at_a_time(shared, row, 15, shared.amina)
        assert times_of(shared.chef) == [(["0", "0", "6", "5", "5"], "16")]


def test_times_that_the_person_came_to_and_did_not(shared: Any) -> None:
    with clock.set_to(NOW):
        row = hours(shared)
        for number in range(10):
            at_a_time(shared, row, number, coordinated(shared, number).person)
    with clock.set_to(NOW + timedelta(days=60)):
        for number, booking in enumerate(Booking._base_manager.order_by("starts_at")):
            note_attendance(booking, by=shared.sara, came=number % 2 == 0)
        assert times_of(shared.chef) == [(["5", "5", "0", "0", "0"], "10")]


def test_one_who_called_off_is_not_told(shared: Any) -> None:
    with clock.set_to(NOW):
        cancel(booked(shared, hours(shared)), by=shared.amina_herself, why="Sjuk.")
    with clock.set_to(NOW + timedelta(days=60)):
        assert times_of(shared.chef) == [(["visas inte"] * 5, "visas inte")]


def test_the_page_is_for_those_who_lead(client: Client, shared: Any) -> None:
    assert "Inget möte har hållits" in as_(client, shared.rolf).get(reverse("no-shows")).content.decode()
    meeting(shared, unit=ABSENT)
    html = client.get(reverse("no-shows")).content.decode()
    assert "Gånger som en enhet uteblev" in html and "Personerna på möten" not in html
    mine = as_(Client(), shared.chef).get(reverse("no-shows")).content.decode()
    assert "Era enheter på möten" in mine and "Gånger som en enhet uteblev" not in mine
    assert "visas inte" in mine and "Personerna på möten som ni kallade till" in mine
    for who in (shared.sara, shared.petra, shared.adam):
        assert as_(Client(), who).get(reverse("no-shows")).status_code == 403


def test_thirty_ask_as_little_as_one(client: Client, shared: Any) -> None:
    as_(client, shared.chef)

    def questions() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(reverse("no-shows") + "?tid=tva-ar").status_code == 200
        return len(told)

    meeting(shared)
    few = questions()
    for number in range(29):
        meeting(shared, coordinated(shared, number), unit=ABSENT, days=20 * number)
    assert questions() == few
