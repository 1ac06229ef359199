"""What is known of a person: details, numbers, protection, representatives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import ReadRow
from brygga.core.secrets import blind_index
from brygga.people.acts import (
    add_representative,
    change_identity,
    change_representative,
    close_case,
    correct_identity,
    correct_person,
    end_representative,
    lift_protection,
    open_protected,
    raise_protection,
    register_person,
)
from brygga.people.models import Person, PersonIdentity, Representative
from brygga.people.queries import find, lacks_guardian, representatives, shown
from brygga.people.whom import person_actor
from brygga.rules.ages import birthday
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, FOLKE, OTTO

TODAY, DAY = clock.today(), timedelta(days=1)
NEW, CHILD, CHILDS_NUMBER = "199612312380", "Mio", "201503052381"
WHY = "Behöver ringa inför mötet i dag"
DETAILS = {
    "given_name": "Amina",
    "family_name": "Hassan",
    "address": "Storgatan 1",
    "phone": "070-1",
    "email": "a@example.se",
}


def protect(world, kind="marked"):
    correct_person(world.amina, by=world.sara, **DETAILS, born=world.amina.born)
    world.amina = raise_protection(world.amina, by=world.sara, protection=kind)
    return world.amina


def child(world):
    return register_person(
        world.innerstaden, by=world.sara, given_name="Mio", family_name="Ek", identity=parse(CHILDS_NUMBER)
    )


def speaker(person, by, **facts):
    given_ = {"kind": "guardian", "name": "Otto Ek", "may_consent": True, "since": TODAY}
    return add_representative(person, by=by, **{**given_, **facts})


# details


@pytest.mark.requirement("KAR-02")
def test_details_are_corrected_by_the_unit_that_has_the_case(world):
    correct_person(world.amina, by=world.sven, **DETAILS, interpreter="somaliska", information_ways=["sms", "picture"])
    view = shown(Person.objects.visible_to(world.sara).get(pk=world.amina.pk), world.sara)
    assert (view.phone, view.interpreter) == ("070-1", "somaliska")
    assert view.information_ways == ("Sms", "Bild som vi har ritat på mötet")


@pytest.mark.parametrize("who", ["siv", "rut", "sigrid", "adam", "amina_herself"])
def test_nobody_else_corrects_them(world, who):
    with pytest.raises(NotAllowed, match="inget öppet ärende"):
        correct_person(world.amina, by=getattr(world, who), **DETAILS)


def test_a_unit_whose_case_is_closed_reads_but_writes_no_more(world):
    close_case(world.aminas_case, by=world.sara)
    assert shown(world.amina, world.sara).own
    with pytest.raises(NotAllowed, match="inget öppet ärende"):
        correct_person(world.amina, by=world.sara, **DETAILS)


def test_unknown_ways_of_information_are_refused(world):
    with pytest.raises(NotAllowed, match="Okänt sätt"):
        correct_person(world.amina, by=world.sara, **DETAILS, information_ways=["pigeon"])


# numbers


def test_a_new_number_leads_to_the_person_and_so_does_the_old(world):
    change_identity(world.amina, by=world.sara, identity=parse(NEW), since=TODAY)
    view = shown(world.amina, world.sara)
    assert view.number == "19961231-2380"
    assert [n.text for n in view.numbers if n.until] == ["19910416-2384"]
    for number in (AMINA, NEW):
        assert list(find(world.sara, number).persons) == [world.amina]


def test_the_birthday_stays_when_the_number_changes(world):
    change_identity(world.amina, by=world.sara, identity=parse(NEW), since=TODAY)
    assert shown(world.amina, world.sara).born == date(1991, 4, 16)


def test_the_person_signs_in_with_the_number_of_today(world):
    change_identity(world.amina, by=world.sara, identity=parse(NEW), since=TODAY - DAY)
    assert person_actor(blind_index(AMINA, "identity"), TODAY) is None
    assert person_actor(blind_index(NEW, "identity"), TODAY).person_ids == {world.amina.pk}


def test_a_number_that_comes_back_is_the_same_row(world):
    change_identity(world.amina, by=world.sara, identity=parse(NEW), since=TODAY)
    change_identity(world.amina, by=world.sara, identity=parse(AMINA), since=TODAY)
    assert PersonIdentity._base_manager.filter(person=world.amina).count() == 2
    assert shown(world.amina, world.sara).number == "19910416-2384"


def test_a_wrong_number_leads_nowhere_after_it_is_corrected(world):
    correct_identity(world.amina, by=world.sara, identity=parse(NEW))
    assert not find(world.sara, AMINA).persons.exists()
    assert list(find(world.sara, NEW).persons) == [world.amina]


def test_a_number_belongs_to_one_person_in_an_organisation(world):
    child(world)
    for attempt in (
        lambda: change_identity(world.amina, by=world.sara, identity=parse(CHILDS_NUMBER), since=TODAY),
        lambda: correct_identity(world.amina, by=world.sara, identity=parse(CHILDS_NUMBER)),
    ):
        with pytest.raises(NotAllowed, match="finns redan hos en person"):
            attempt()


def test_there_must_be_something_to_correct(world):
    nameless = register_person(world.innerstaden, by=world.sara, given_name="Okänd", family_name="Man")
    with pytest.raises(NotAllowed, match="inget nummer"):
        correct_identity(nameless, by=world.sara, identity=parse(NEW))
    with pytest.raises(NotAllowed, match="samma nummer"):
        correct_identity(world.amina, by=world.sara, identity=parse(AMINA))


# protection


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize("kind", ["marked", "registered_elsewhere"])
def test_a_protected_person_is_masked_to_everyone_at_once(world, kind):
    protect(world, kind)
    person = Person.objects.visible_to(world.sara).get(pk=world.amina.pk)
    view = shown(person, world.sara)
    assert view.name == "Skyddad uppgift"
    assert (view.number, view.numbers, view.born, view.age) == ("", (), None, "")
    assert (view.address, view.phone, view.email) == ("", "", "")
    assert view.hidden


def test_the_place_in_a_list_betrays_nothing(world):
    protect(world)
    other = register_person(
        world.innerstaden, by=world.sara, given_name="Z", family_name="Ö", protection="marked", identity=parse(NEW)
    )
    amina = Person.objects.visible_to(world.sara).get(pk=world.amina.pk)
    assert amina.sort == other.sort


@pytest.mark.parametrize("who", ["sara", "chef"])
def test_the_responsible_caseworker_and_the_manager_open_with_a_reason(world, who):
    protect(world)
    reader = getattr(world, who)
    open_protected(world.amina, by=reader, reason=WHY)
    view = shown(Person.objects.visible_to(reader).get(pk=world.amina.pk), reader)
    assert (view.name, view.number, view.phone) == ("Amina Hassan", "19910416-2384", "070-1")
    row = ReadRow.objects.get(what="Skyddade uppgifter öppnade")
    assert (row.person_id, row.assignment_id, row.why) == (world.amina.pk, reader.assignment_id, WHY)


def test_an_opening_is_the_openers_own(world):
    protect(world)
    open_protected(world.amina, by=world.chef, reason=WHY)
    assert shown(world.amina, world.sara).hidden


def test_it_closes_after_a_quarter_of_an_hour(world):
    protect(world)
    opening = open_protected(world.amina, by=world.sara, reason=WHY)
    assert opening.closes_at - opening.opened_at == timedelta(minutes=15)
    with clock.set_to(opening.closes_at - timedelta(seconds=1)):
        assert not shown(world.amina, world.sara).hidden
    with clock.set_to(opening.closes_at):
        assert shown(world.amina, world.sara).hidden


@pytest.mark.parametrize("who", ["sven", "siv", "rut", "rolf", "sigrid", "adam", "greta", "amina_herself"])
def test_nobody_else_opens(world, who):
    protect(world)
    with pytest.raises(NotAllowed):
        open_protected(world.amina, by=getattr(world, who), reason=WHY)
    assert not ReadRow.objects.exists()


def test_a_reason_is_written(world):
    protect(world)
    with pytest.raises(NotAllowed, match="Skriv varför"):
        open_protected(world.amina, by=world.sara, reason="  för att  ")


def test_what_is_not_protected_is_not_opened(world):
    with pytest.raises(NotAllowed, match="inte skyddade"):
        open_protected(world.amina, by=world.sara, reason=WHY)


def test_stronger_protection_closes_what_was_open(world):
    protect(world)
    open_protected(world.amina, by=world.sara, reason=WHY)
    raise_protection(world.amina, by=world.sven, protection="registered_elsewhere")
    assert shown(Person.objects.visible_to(world.sara).get(pk=world.amina.pk), world.sara).hidden


def test_protection_is_raised_never_lowered_by_the_way(world):
    protect(world, "registered_elsewhere")
    with pytest.raises(NotAllowed, match="redan det skyddet"):
        raise_protection(world.amina, by=world.sara, protection="marked")


def test_what_is_closed_cannot_be_overwritten(world):
    protect(world)
    with pytest.raises(NotAllowed, match="Öppna dem med ett skäl"):
        correct_person(world.amina, by=world.sara, **DETAILS)
    open_protected(world.amina, by=world.sara, reason=WHY)
    assert correct_person(world.amina, by=world.sara, **{**DETAILS, "phone": "070-2"}).phone == "070-2"


def test_protection_is_lifted_by_the_one_with_the_power_and_a_reason(world):
    protect(world)
    with pytest.raises(NotAllowed, match="Tala med din chef"):
        lift_protection(world.amina, by=world.sara, reason=WHY)
    with pytest.raises(NotAllowed, match="inget öppet ärende"):
        lift_protection(world.amina, by=world.rolf, reason=WHY)
    assert lift_protection(world.amina, by=world.chef, reason=WHY).name == "Amina Hassan"
    with pytest.raises(NotAllowed, match="inget skydd"):
        lift_protection(world.amina, by=world.chef, reason=WHY)


def test_the_person_sees_their_own_details(world):
    protect(world)
    view = shown(Person.objects.visible_to(world.amina_herself).get(pk=world.amina.pk), world.amina_herself)
    assert (view.name, view.phone) == ("Amina Hassan", "070-1")


def test_another_organisation_sees_who_it_is_and_not_where_they_live(shared):
    correct_person(shared.amina, by=shared.sara, **DETAILS)
    view = shown(shared.coordination.person, shared.rut)
    assert (view.name, view.number) == ("Amina Hassan", "19910416-2384")
    assert (view.address, view.phone, view.email) == ("", "", "")


# representatives


def test_both_guardians_of_a_child(world):
    mio = child(world)
    assert lacks_guardian(mio, TODAY, representatives(mio, TODAY))
    speaker(mio, world.sara)
    speaker(mio, world.sara, name="Olga Ek")
    assert [r.name for r in representatives(mio, TODAY)] == ["Otto Ek", "Olga Ek"]
    assert not lacks_guardian(mio, TODAY, representatives(mio, TODAY))


def test_a_guardian_speaks_until_the_child_comes_of_age(world):
    mio = child(world)
    guardian = speaker(mio, world.sara, until=TODAY + 20_000 * DAY)
    eighteen = birthday(mio.born, 18)
    assert guardian.until == eighteen - DAY
    assert representatives(mio, eighteen) == []
    assert not lacks_guardian(mio, eighteen, [])


def test_nobody_of_age_has_a_guardian(world):
    with pytest.raises(NotAllowed, match="myndig"):
        speaker(world.amina, world.sara)


def test_a_relative_without_mandate_consents_to_nothing(world):
    with pytest.raises(NotAllowed, match="närstående"):
        speaker(world.amina, world.sara, kind="relative")
    assert speaker(world.amina, world.sara, kind="relative", may_consent=False).may_consent is False


def test_a_representative_acts_for_the_person_while_the_mandate_lasts(world):
    otto = speaker(world.amina, world.sara, kind="good_man", identity=parse(OTTO))
    index = blind_index(OTTO, "identity")
    assert person_actor(index, TODAY).person_ids == {world.amina.pk}
    end_representative(otto, by=world.sara, until=TODAY - DAY)
    assert person_actor(index, TODAY + DAY) is None


def test_nobody_represents_a_protected_person_in_the_portal(world):
    """The one they are protected from may be their guardian."""
    speaker(world.amina, world.sara, kind="good_man", identity=parse(OTTO))
    raise_protection(world.amina, by=world.sara, protection="marked")
    assert person_actor(blind_index(OTTO, "identity"), TODAY) is None


def test_who_speaks_for_a_protected_person_is_not_named_until_it_is_opened(world):
    """The guardian's family name is the child's."""
    speaker(world.amina, world.sara, kind="good_man")
    protect(world)
    assert [str(r) for r in representatives(world.amina, TODAY, world.sara)] == ["Skyddad uppgift, god man"]
    open_protected(world.amina, by=world.sara, reason=WHY)
    assert [str(r) for r in representatives(world.amina, TODAY, world.sara)] == ["Otto Ek, god man"]
    assert [str(r) for r in representatives(world.amina, TODAY, world.chef)] == ["Skyddad uppgift, god man"]


def test_a_mandate_does_not_end_before_it_begins(world):
    with pytest.raises(NotAllowed, match="före det börjar"):
        speaker(world.amina, world.sara, kind="proxy", until=TODAY - DAY)


@pytest.mark.parametrize("who", ["siv", "rut", "sigrid", "amina_herself"])
def test_only_the_persons_unit_says_who_speaks_for_them(world, who):
    otto = speaker(world.amina, world.sara, kind="good_man")
    for attempt in (
        lambda by: speaker(world.amina, by, kind="proxy"),
        lambda by: end_representative(otto, by=by, until=TODAY),
        lambda by: change_representative(otto, by=by, name="X"),
    ):
        with pytest.raises(NotAllowed):
            attempt(getattr(world, who))


def test_a_representatives_telephone_is_corrected(world):
    otto = speaker(world.amina, world.sara, kind="good_man")
    change_representative(otto, by=world.sven, name="Otto Hassan", phone="070-3")
    assert Representative.objects.visible_to(world.sara).get().phone == "070-3"


# finding


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize("text", ["amina", "Hassan", "hassan am", "199104162384", "910416-2384", "2026-00001"])
def test_one_finds_by_name_number_and_case_within_ones_unit(world, text):
    assert list(find(world.sara, text).persons) == [world.amina]
    for neighbour in (world.siv, world.sigrid, world.adam, world.greta):
        assert not find(neighbour, text).persons.exists()


@pytest.mark.parametrize("text", [FOLKE, "folke", "Storgatan", "somaliska", "mina", "%", "_", "", "  ", "a", "1"])
def test_nothing_else_finds_anyone(world, text):
    correct_person(world.amina, by=world.sara, **DETAILS, interpreter="somaliska")
    assert not find(world.sara, text).persons.exists()


def test_nobody_finds_a_protected_person_by_name(world):
    protect(world)
    for reader in (world.sara, world.chef):
        assert not find(reader, "Hassan").persons.exists()
        assert not find(reader, "Skyddad uppgift").persons.exists()
        assert [p.name for p in find(reader, AMINA).persons] == ["Skyddad uppgift"]
        assert [p.name for p in find(reader, "2026-00001").persons] == ["Skyddad uppgift"]
    assert not find(world.siv, AMINA).persons.exists()


def test_a_number_with_a_fault_is_told_without_its_digits(world):
    fault = find(world.sara, "19910416-2385").fault
    assert "stämmer inte" in fault
    assert "1991" not in fault


def test_the_person_searches_nothing(world):
    assert not find(world.amina_herself, "amina").persons.exists()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered(text):
    """Nothing typed breaks the search, and nobody who sees nothing finds anything."""
    from brygga.core.actor import SYSTEM

    found = find(replace(SYSTEM), text)
    assert found.persons.query.is_empty()
