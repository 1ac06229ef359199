"""The directory: functions, holders, stand-ins, vacancies."""

from datetime import timedelta

import pytest

from brygga.agencies.acts import add_staff, add_unit, end_assignment, name_stand_in
from brygga.agencies.directory import directory
from brygga.agencies.models import Assignment, Staff
from brygga.core import clock

pytestmark = pytest.mark.requirement("KAR-05")
TODAY = clock.today()


def entry(page, unit):
    return next(e for e in page.rows if e.unit == unit)


def place(entry, term):
    return next(p for p in entry.places if p.term == term)


def test_it_shows_every_organisation_in_the_place_in_swedish_order(world):
    assert [e.unit.name for e in directory(world.sara).rows] == [
        "Vuxen Lund",
        "Vuxen Innerstaden",
        "Vuxen Norr",
        "Psykiatrimottagning Malmö",
        "Rådmannen",
    ]


def test_a_function_tells_who_holds_it_and_who_stands_in(world):
    chef = Assignment.objects.get(pk=world.chef.assignment_id)
    name_stand_in(chef, by=world.chef, staff=Staff.objects.get(pk=world.sven.staff_id), since=TODAY, until=TODAY)
    (held,) = place(entry(directory(world.rut), world.innerstaden), "Enhetschef").holders
    assert (held.name, held.phone, held.stand_ins) == ("Eva Chef", "040-10 00 01", ("Sven Ek",))


def test_a_function_nobody_holds_is_vacant_since_the_last_one_went(world):
    distributor = Assignment.objects.get(pk=world.fred.assignment_id)
    end_assignment(distributor, by=world.adam, until=TODAY - timedelta(days=3))
    found = place(entry(directory(world.rut), world.innerstaden), "GFI-fördelare")
    assert (found.holders, found.vacant_since) == ((), TODAY - timedelta(days=3))
    assert [h.name for h in found.earlier] == ["Fred Lund"]


def test_nobody_with_protected_data_is_given_out(world):
    add_staff(
        world.norr,
        by=world.adam,
        name="Sky Dd",
        function="counsellor",
        title="Kurator",
        email="sky@example.se",
        phone="040-99",
        protected=True,
    )
    (held,) = place(entry(directory(world.rut), world.norr), "Kurator").holders
    assert (held.phone, held.email) == ("", "")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("råd", ["Rådmannen"]),
        ("vuxen norr", ["Vuxen Norr"]),
        ("lund", ["Vuxen Lund"]),
        ("gfi-fördelare", ["Vuxen Innerstaden"]),
        ("finns inte", []),
    ],
)
def test_one_finds_by_unit_organisation_or_function(world, text, units):
    assert [e.unit.name for e in directory(world.sara, text).rows] == units


def test_pages_follow_each_other_without_gap_or_overlap(world):
    seen, after = [], ""
    while True:
        page = directory(world.sara, after=after, size=2)
        seen += [e.unit.name for e in page.rows]
        if not (after := page.after):
            break
    assert seen == [e.unit.name for e in directory(world.sara).rows]


def test_thirty_units_cost_what_one_does(world, django_assert_num_queries):
    def cost(expected):
        with django_assert_num_queries(expected):
            return len(directory(world.sara, "team", size=50).rows)

    def grow(number):
        unit = add_unit(world.social, by=world.adam, name=f"Team {number}", kind="social_addiction")
        add_staff(unit, by=world.adam, name=f"Anna {number}", function="social_worker", title="Socialsekreterare")

    grow(0)
    assert cost(3) == 1
    for number in range(1, 30):
        grow(number)
    assert cost(3) == 30
