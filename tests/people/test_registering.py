"""Registering persons and opening cases: one person per organisation, nothing told of other units."""

from datetime import date, datetime, timedelta

import pytest

from brygga.agencies.acts import add_unit, close_unit, end_assignment
from brygga.agencies.models import Assignment
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, ReadRow
from brygga.people.acts import (
    appoint_caseworker,
    close_case,
    erase_exploratory,
    keep_case,
    open_case,
    register_person,
)
from brygga.people.models import Case, Person, PersonIdentity
from brygga.rules.identity_numbers import parse
from tests.cast import OTTO

ROBIN = "199704152397"
TODAY = clock.today()


def assignment_of(actor):
    return Assignment.objects.get(pk=actor.assignment_id)


def register(unit, by, number=ROBIN, **facts):
    names = {"given_name": "Robin", "family_name": "Ek"}
    return register_person(unit, by=by, identity=parse(number) if number else None, **{**names, **facts})


def case_of(person, unit):
    return Case._base_manager.get(person=person, unit=unit, closed_on=None)


def test_a_registered_person_has_a_case_at_the_unit_and_nowhere_else(world):
    robin = register(world.innerstaden, world.sara)
    assert Person.objects.visible_to(world.sven).filter(pk=robin.pk).exists()
    for neighbour in (world.siv, world.rut, world.sigrid):
        assert not Person.objects.visible_to(neighbour).filter(pk=robin.pk).exists()


def test_the_birthday_in_the_number_is_only_a_suggestion(world):
    assert register(world.innerstaden, world.sara).born == date(1997, 4, 15)
    assert register(world.innerstaden, world.sara, OTTO, born=date(1961, 5, 24)).born == date(1961, 5, 24)


def test_someone_without_a_number_can_be_registered(world):
    assert register(world.innerstaden, world.sara, None).born is None


def test_nobody_is_born_in_the_future(world):
    with pytest.raises(NotAllowed, match="framtiden"):
        register(world.innerstaden, world.sara, None, born=TODAY + timedelta(days=1))


@pytest.mark.parametrize("who", ["siv", "rut", "sigrid", "adam", "fred", "greta"])
def test_only_those_who_work_with_the_units_cases_register(world, who):
    with pytest.raises(NotAllowed, match="arbetar med enhetens ärenden"):
        register(world.innerstaden, getattr(world, who))


def test_the_organisation_knows_a_person_once(world):
    first = register(world.innerstaden, world.sara, address="Storgatan 1")
    again = register(world.norr, world.siv, given_name="Robban", address="Annan gata")
    assert again == first
    assert (again.given_name, again.address) == ("Robin", "Storgatan 1")
    assert [c.unit for c in Case.objects.visible_to(world.siv).filter(person=again)] == [world.norr]
    assert ReadRow.objects.get().what == "Registrering"


def test_another_organisation_has_its_own_person(world):
    here, there = register(world.innerstaden, world.sara), register(world.radmannen, world.rut)
    assert here != there
    assert not Person.objects.visible_to(world.rut).filter(pk=here.pk).exists()


def test_registering_twice_at_the_same_unit_changes_nothing(world):
    register(world.innerstaden, world.sara)
    register(world.innerstaden, world.sven)
    assert Case._base_manager.filter(unit=world.innerstaden).count() == 2  # Amina's and Robin's


def test_who_comes_back_gets_a_new_case(world):
    robin = register(world.innerstaden, world.sara)
    close_case(case_of(robin, world.innerstaden), by=world.sara)
    register(world.innerstaden, world.sara)
    assert Case._base_manager.filter(person=robin).count() == 2


def test_protection_typed_at_another_unit_is_raised_at_once(world):
    robin = register(world.innerstaden, world.sara)
    register(world.norr, world.siv, protection="marked")
    assert Person.objects.visible_to(world.sara).get(pk=robin.pk).name == "Skyddad uppgift"


def test_one_does_not_make_oneself_responsible_for_someone_protected_elsewhere(world):
    robin = register(world.innerstaden, world.sara, protection="marked", caseworker=assignment_of(world.sara))
    register(world.norr, world.siv, caseworker=assignment_of(world.siv))
    assert case_of(robin, world.innerstaden).caseworker_id == world.sara.assignment_id
    assert case_of(robin, world.norr).caseworker_id is None
    with pytest.raises(NotAllowed, match="Din chef utser"):
        appoint_caseworker(case_of(robin, world.norr), by=world.siv, caseworker=assignment_of(world.siv))


def test_the_person_appears_in_no_log_by_name_or_number(world):
    register(world.innerstaden, world.sara)
    facts = str(list(AuditRow.objects.values_list("facts", flat=True)))
    assert "Robin" not in facts
    assert "97041" not in facts


# cases


def test_numbers_count_per_unit_and_year(world):
    with clock.set_to(datetime(2031, 5, 1, 12, tzinfo=clock.SWEDEN)):
        ours = [register(world.innerstaden, world.sara, None) for _ in range(2)]
        theirs = register(world.norr, world.siv, None)
    assert [case_of(p, world.innerstaden).number for p in ours] == ["2031-00001", "2031-00002"]
    assert case_of(theirs, world.norr).number == "2031-00001"


def test_a_unit_has_one_open_case_about_a_person(world):
    with pytest.raises(NotAllowed, match="redan ett öppet ärende"):
        open_case(world.amina, by=world.sara, unit=world.innerstaden)


def test_a_case_is_opened_at_ones_own_unit_in_ones_own_organisation(world):
    with pytest.raises(NotAllowed, match="på enheten"):
        open_case(world.amina, by=world.sara, unit=world.norr)
    with pytest.raises(NotAllowed, match="annan organisation"):
        open_case(world.amina, by=world.rut, unit=world.radmannen)
    with pytest.raises(NotAllowed, match="arbetar med"):
        open_case(world.amina, by=world.amina_herself, unit=world.innerstaden)


@pytest.mark.parametrize("who", ["chef", "fred", "sara"])
def test_a_caseworker_is_appointed_by_manager_distributor_or_colleague(world, who):
    case = appoint_caseworker(world.aminas_case, by=getattr(world, who), caseworker=assignment_of(world.sven))
    assert case.caseworker_id == world.sven.assignment_id


@pytest.mark.parametrize("who", ["siv", "rolf", "adam", "rut", "amina_herself"])
def test_nobody_else_appoints(world, who):
    with pytest.raises(NotAllowed):
        appoint_caseworker(world.aminas_case, by=getattr(world, who), caseworker=assignment_of(world.sven))


def test_a_caseworker_works_with_cases_at_the_unit_today(world):
    for wrong in (world.siv, world.adam):
        with pytest.raises(NotAllowed, match="på enheten"):
            appoint_caseworker(world.aminas_case, by=world.chef, caseworker=assignment_of(wrong))
    end_assignment(assignment_of(world.sven), by=world.adam, until=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="uppdrag är avslutat"):
        appoint_caseworker(world.aminas_case, by=world.chef, caseworker=assignment_of(world.sven))


def test_a_closed_case_is_still(world):
    close_case(world.aminas_case, by=world.sara)
    with pytest.raises(NotAllowed, match="avslutat"):
        appoint_caseworker(world.aminas_case, by=world.chef, caseworker=assignment_of(world.sven))
    with pytest.raises(NotAllowed, match="avslutat"):
        close_case(world.aminas_case, by=world.sara)


def test_a_unit_with_open_cases_stays_open(world):
    register(world.norr, world.siv)
    with pytest.raises(NotAllowed, match="öppna ärenden"):
        close_unit(world.norr, by=world.adam)


def test_a_new_unit_is_usable_at_once(world):
    unit = add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    close_unit(unit, by=world.adam)
    with pytest.raises(NotAllowed, match="avvecklad"):
        register(unit, world.chef)


# what was never registered


@pytest.mark.requirement("MAL-06")
def test_an_open_minded_contact_leaves_nothing_when_nothing_follows(world):
    robin = register(world.innerstaden, world.sara, exploratory=True)
    erase_exploratory(robin, by=world.sara, unit=world.innerstaden)
    assert not Person._base_manager.filter(pk=robin.pk).exists()
    assert not PersonIdentity._base_manager.filter(person_id=robin.pk).exists()


def test_what_others_hold_is_not_erased(world):
    robin = register(world.innerstaden, world.sara)
    register(world.norr, world.siv, exploratory=True)
    erase_exploratory(robin, by=world.siv, unit=world.norr)
    assert [c.unit for c in Case._base_manager.filter(person=robin)] == [world.innerstaden]


def test_a_case_is_not_erased(world):
    for by, unit in ((world.sara, world.innerstaden), (world.siv, world.innerstaden)):
        with pytest.raises(NotAllowed):
            erase_exploratory(world.amina, by=by, unit=unit)
    robin = register(world.innerstaden, world.sara, exploratory=True)
    keep_case(case_of(robin, world.innerstaden), by=world.sara)
    with pytest.raises(NotAllowed):
        erase_exploratory(robin, by=world.sara, unit=world.innerstaden)
