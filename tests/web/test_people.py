"""A person's page, registering, searching: what each one sees, and what is logged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.acts import add_staff, add_unit, end_assignment
from brygga.agencies.models import Assignment
from brygga.consents.models import Consent
from brygga.coordinations.models import Entry
from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.people.acts import (
    add_representative,
    correct_person,
    open_protected,
    raise_protection,
    register_person,
)
from brygga.people.models import Case, Person, Representative
from brygga.rules.dates import written
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, FOLKE, as_

ROBIN, CHILD = "199704152397", "201503052381"
WHY = "Behöver ringa inför mötet i dag"
TODAY = clock.today()


def page_of(client, reader, person):
    return as_(client, reader).get(reverse("person", kwargs={"pk": person.pk}))


def send(client, reader, address, row, **data):
    return as_(client, reader).post(reverse(address, kwargs={"pk": row.pk}), data)


def text_of(response):
    return response.content.decode()


def protected(world):
    details = {"given_name": "Amina", "family_name": "Hassan", "phone": "070-1111111", "address": "Hemliga gatan 1"}
    correct_person(world.amina, by=world.sara, **details)
    world.amina = raise_protection(world.amina, by=world.sara, protection="marked")


def child(world):
    return register_person(world.innerstaden, by=world.sara, given_name="Mio", family_name="Ek", identity=parse(CHILD))


# the person's page


def test_the_page_is_for_those_whose_unit_has_the_case(client, world):
    assert "19910416-2384" in text_of(page_of(client, world.sara, world.amina))
    for neighbour in (world.siv, world.rut, world.sigrid, world.adam, world.greta):
        assert page_of(client, neighbour, world.amina).status_code == 404


@pytest.mark.requirement("ALL-02")
def test_reading_it_is_logged_once(client, world):
    page_of(client, world.sara, world.amina)
    row = ReadRow.objects.get()
    assert (row.what, row.person_id, row.assignment_id) == ("Personens sida", world.amina.pk, world.sara.assignment_id)


def test_who_may_not_see_it_leaves_no_reading(client, world):
    page_of(client, world.siv, world.amina)
    assert not ReadRow.objects.exists()


def test_it_says_that_others_records_are_not_here(client, world):
    assert "andra enheter och organisationer har om personen visas inte" in text_of(
        page_of(client, world.sara, world.amina)
    )


def test_it_shows_the_coordination_while_the_door_is_open(client, shared):
    assert "Samordning S-1" in text_of(page_of(client, shared.sara, shared.amina))


def test_what_ones_unit_wrote_stays_when_the_door_is_shut(client, shared):
    """Rådmannen has taken Amina on as its own person; then she withdraws."""
    own = register_person(
        shared.radmannen, by=shared.rut, given_name="Amina", family_name="Hassan", identity=parse(AMINA)
    )
    with asked_by("a test that sets the stage"):
        shared.ruts_part.case = Case._base_manager.get(person=own)
        shared.ruts_part.save()
        for unit, text in ((shared.radmannen, "Rådmannens ord"), (shared.innerstaden, "Innerstadens ord")):
            Entry._base_manager.create(
                coordination=shared.coordination,
                unit=unit,
                matter="coordination",
                text=text,
                written_by="X",
                written_at=clock.now(),
            )
    assert "Rådmannens ord" not in text_of(page_of(client, shared.rut, own))  # it stands in the coordination instead
    with asked_by("a test that withdraws"):
        Consent._base_manager.filter(pk=shared.consent.pk).update(withdrawn_at=clock.now())
    shut = text_of(page_of(client, shared.rut, own))
    assert "Rådmannens ord" in shut
    assert "Innerstadens ord" not in shut


def test_a_child_without_guardian_is_warned_about(client, world):
    mio = child(world)
    assert "Ingen vårdnadshavare är registrerad" in text_of(page_of(client, world.sara, mio))
    add_representative(mio, by=world.sara, kind="guardian", name="Otto Ek", since=TODAY)
    shown = text_of(page_of(client, world.sara, mio))
    assert "Ingen vårdnadshavare" not in shown
    assert "Otto Ek" in shown


def test_the_page_costs_the_same_with_one_case_as_with_many(client, world, django_assert_max_num_queries):
    page_of(client, world.sara, world.amina)
    with django_assert_max_num_queries(40) as one:
        page_of(client, world.sara, world.amina)
    with asked_by("a test that sets the stage"):
        for number in range(30):
            Case._base_manager.create(
                person=world.amina, unit=world.innerstaden, number=f"2020-{number:05}", opened_on=TODAY, closed_on=TODAY
            )
            Representative._base_manager.create(person=world.amina, kind="proxy", name=f"Ombud {number}", since=TODAY)
    with django_assert_max_num_queries(len(one)):
        page_of(client, world.sara, world.amina)


# protected


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize(
    "name",
    [
        "person",
        "change-person",
        "change-identity",
        "open-protected",
        "protect-person",
        "lift-protection",
        "add-representative",
    ],
)
def test_no_page_tells_who_is_protected(client, world, name):
    protected(world)
    shown = text_of(as_(client, world.sara).get(reverse(name, kwargs={"pk": world.amina.pk})))
    for secret in ("Amina", "Hassan", "2384", "19910416", "1991", "070-1111111", "Hemliga"):
        assert secret not in shown


def test_representatives_are_not_named_while_it_is_closed(client, world):
    add_representative(world.amina, by=world.sara, kind="good_man", name="Otto Ombud", since=TODAY)
    protected(world)
    row = Representative.objects.visible_to(world.sara).get()
    for address in (
        reverse("person", kwargs={"pk": world.amina.pk}),
        reverse("representative", kwargs={"pk": row.pk}),
        reverse("end-representative", kwargs={"pk": row.pk}),
    ):
        assert "Otto" not in text_of(as_(client, world.sara).get(address))


def test_opening_shows_for_a_while_and_asks_why(client, world):
    protected(world)
    assert send(client, world.sara, "open-protected", world.amina, reason="").status_code == 422
    assert send(client, world.sara, "open-protected", world.amina, reason=WHY).status_code == 302
    assert "Hemliga gatan 1" in text_of(page_of(client, world.sara, world.amina))
    assert "Hemliga" not in text_of(page_of(client, world.chef, world.amina))
    with clock.set_to(clock.now() + timedelta(minutes=16)):
        assert "Hemliga" not in text_of(page_of(client, world.sara, world.amina))


def test_a_colleague_is_told_who_opens(client, world):
    protected(world)
    refused = send(client, world.sven, "open-protected", world.amina, reason=WHY)
    assert refused.status_code == 422
    assert "ansvarig handläggare eller av din chef" in text_of(refused)


def test_protection_from_the_page_masks_at_once(client, world):
    send(client, world.sven, "protect-person", world.amina, protection="registered_elsewhere")
    assert "Amina" not in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.chef, "lift-protection", world.amina, reason=WHY).status_code == 302
    assert "Amina" in text_of(page_of(client, world.sara, world.amina))


# registering and changing


def register(client, reader, **data):
    facts = {"identity": ROBIN, "given_name": "Robin", "family_name": "Ek", "protection": "", "mine": "on"}
    return as_(client, reader).post(reverse("register-person"), {**facts, **data})


def test_registering_leads_to_the_person(client, world):
    response = register(client, world.sara, interpreter="somaliska", information_ways=["sms", "paper"])
    robin = Person.objects.visible_to(world.sara).get(given_name="Robin")
    assert response["Location"] == reverse("person", kwargs={"pk": robin.pk})
    case = Case.objects.visible_to(world.sara).get(person=robin)
    assert case.caseworker_id == world.sara.assignment_id
    assert robin.information_ways == ["sms", "paper"]


def test_who_is_known_already_is_opened_and_nothing_is_said_of_by_whom(client, world):
    register(client, world.sara)
    again = register(client, world.siv)
    assert again.status_code == 302
    shown = text_of(as_(client, world.siv).get(again["Location"]))
    assert "Robin Ek" in shown
    assert "Innerstaden" not in shown


def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(client, world):
    response = register(client, world.sara, identity="19970415-2398", family_name="", phone="070-5")
    shown = text_of(response)
    assert response.status_code == 422
    assert "Kontrollera de fyra sista siffrorna" in shown
    assert "Skriv personens efternamn." in shown
    assert 'value="19970415-2398"' in shown
    assert 'value="070-5"' in shown
    assert not Person.objects.visible_to(world.sara).filter(given_name="Robin").exists()


def test_the_number_is_carried_over_from_the_search_and_nothing_is_complained_of_yet(client, world):
    response = as_(client, world.sara).post(reverse("register-person"), {"start": "1", "identity": ROBIN})
    assert response.status_code == 200
    assert f'value="{ROBIN}"' in text_of(response)
    assert "Skriv personens" not in text_of(response)


def test_the_search_is_for_those_who_can_find_somebody(client, world):
    for who in ("sara", "sven", "rut", "chef", "rolf", "siv"):
        page = text_of(as_(client, getattr(world, who)).get("/"))
        assert 'action="/sok/"' in page, who
    for who in ("adam", "greta", "fred"):
        page = text_of(as_(client, getattr(world, who)).get("/"))
        assert 'action="/sok/"' not in page, who
        sought = text_of(client.post(reverse("search"), {"q": "Amina"}))
        assert "Här söker den som arbetar med enhetens ärenden." in sought
        assert 'name="q"' not in sought and "Registrera personen" not in sought and "Hassan" not in sought


def test_an_administrator_registers_nobody(client, world):
    response = register(client, world.adam)
    assert response.status_code in {403, 422}
    assert not Person._base_manager.filter(given_name="Robin").exists()


def test_a_manager_chooses_the_unit(client, world):
    from brygga.agencies.acts import add_unit
    from brygga.agencies.queries import actor_for

    team = add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    chef = actor_for(world.chef.staff_id, world.chef.assignment_id, TODAY)
    response = register(client, chef, unit=str(team.pk))
    assert response.status_code == 302
    assert Case.objects.visible_to(chef).filter(unit=team).exists()


def test_details_are_changed_on_the_page(client, world):
    data = {"given_name": "Amina", "family_name": "Hassan Ek", "phone": "070-2"}
    assert send(client, world.sara, "change-person", world.amina, **data).status_code == 302
    shown = text_of(page_of(client, world.sara, world.amina))
    assert "Amina Hassan Ek" in shown
    assert "070-2" in shown


@pytest.mark.parametrize(("why", "left"), [("changed", True), ("wrong", False)])
def test_a_new_number_keeps_the_old_a_correction_does_not(client, world, why, left):
    assert send(client, world.sara, "change-identity", world.amina, identity=ROBIN, why=why).status_code == 302
    shown = text_of(page_of(client, world.sara, world.amina))
    assert "19970415-2397" in shown
    assert ("19910416-2384" in shown) is left


def test_a_number_someone_else_has_is_refused_on_the_form(client, world):
    child(world)
    response = send(client, world.sara, "change-identity", world.amina, identity=CHILD, why="changed")
    assert response.status_code == 422
    assert "finns redan hos en person" in text_of(response)


def test_representatives_are_added_changed_and_ended(client, world):
    facts = {"kind": "good_man", "name": "Otto Ek", "since": str(TODAY), "may_consent": "on", "mandate": "bevaka rätt"}
    assert send(client, world.sara, "add-representative", world.amina, **facts).status_code == 302
    row = Representative.objects.visible_to(world.sara).get()
    assert send(client, world.sara, "representative", row, name="Otto Ek", phone="070-9").status_code == 302
    assert "070-9" in text_of(page_of(client, world.sara, world.amina))
    yesterday = str(TODAY - timedelta(days=1))
    with asked_by("a test that sets the stage"):
        Representative._base_manager.filter(pk=row.pk).update(since=TODAY - timedelta(days=9))
    assert send(client, world.sara, "end-representative", row, until=yesterday).status_code == 302
    assert "Otto Ek" not in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.siv, "representative", row, name="X").status_code == 404


def test_a_case_is_closed_and_opened_anew(client, world):
    assert send(client, world.sara, "close-case", world.aminas_case).status_code == 302
    assert "Öppna ett nytt ärende" in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.sara, "open-case", world.amina).status_code == 302
    assert Case.objects.visible_to(world.sara).open().filter(person=world.amina).exists()


def test_a_caseworker_is_appointed_on_the_page(client, world):
    data = {"caseworker": str(world.sven.assignment_id)}
    assert send(client, world.chef, "appoint-caseworker", world.aminas_case, **data).status_code == 302
    assert Case.objects.visible_to(world.chef).get(pk=world.aminas_case.pk).caseworker_id == world.sven.assignment_id
    refused = send(client, world.chef, "appoint-caseworker", world.aminas_case, caseworker=str(world.siv.assignment_id))
    assert refused.status_code == 422


# cases


def test_the_list_holds_the_units_open_cases(client, world):
    shown = text_of(as_(client, world.sara).get(reverse("cases")))
    assert "Amina Hassan" in shown
    assert "Folke" not in shown
    assert "Amina" not in text_of(as_(client, world.siv).get(reverse("cases")))


def test_mine_are_those_i_answer_for(client, world):
    assert "Amina" in text_of(as_(client, world.sara).get("/arenden/?visa=mina"))
    assert "Amina" not in text_of(as_(client, world.sven).get("/arenden/?visa=mina"))


def test_thirty_cases_cost_what_one_does(client, world, django_assert_num_queries, django_assert_max_num_queries):
    as_(client, world.sara)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("cases"))
    for number in range(29):
        register_person(world.innerstaden, by=world.sara, given_name=f"N{number}", family_name="Ny")
    with django_assert_num_queries(len(one)):
        client.get(reverse("cases"))


def test_the_list_goes_on_by_key(client, world):
    for number in range(35):
        register_person(world.innerstaden, by=world.sara, given_name=f"N{number}", family_name="Ny")
    first = as_(client, world.sara).get(reverse("cases"))
    second = client.get(reverse("cases") + first.context["next_url"])
    numbers = [case.number for case in first.context["page"].rows + second.context["page"].rows]
    assert len(numbers) == len(set(numbers)) == 36


# searching


def search(client, reader, q):
    return as_(client, reader).post(reverse("search"), {"q": q})


@pytest.mark.requirement("ALL-02")
def test_a_number_leads_to_the_person_and_is_logged_without_its_digits(client, world):
    assert search(client, world.sara, "910416-2384")["Location"] == reverse("person", kwargs={"pk": world.amina.pk})
    row = ReadRow.objects.get()
    assert (row.what, row.person_id, row.why) == ("Sökning", world.amina.pk, "")


@pytest.mark.parametrize("who", ["siv", "sigrid", "rut", "adam"])
def test_the_neighbour_gets_the_same_answer_as_for_a_number_nobody_has(client, world, who):
    reader = getattr(world, who)
    known, unknown = text_of(search(client, reader, AMINA)), text_of(search(client, reader, ROBIN))
    blank = lambda text, number: text.replace(number, "N")  # noqa: E731
    assert ("Här söker den som arbetar med" if who == "adam" else "Ingen på dina enheter") in known
    assert _without_keys(blank(known, AMINA)) == _without_keys(blank(unknown, ROBIN))
    assert not ReadRow.objects.exists()


def _without_keys(text):
    import re

    return re.sub(r'value="[0-9A-Za-z-]{36,}"', "", text)


@pytest.mark.parametrize("number", [AMINA, "19910416-2384", "910416-2384", "910416 2384", "19910416-2385", FOLKE])
def test_a_number_in_the_address_is_neither_sought_nor_shown(client, world, number):
    response = as_(client, world.sara).get(reverse("search"), {"q": number})
    assert response["Location"] == reverse("search")
    shown = text_of(client.get(response["Location"]))
    assert "Skriv numret i sökrutan" in shown
    assert "2384" not in shown
    assert "Amina" not in shown
    assert not ReadRow.objects.exists()


def test_a_name_lists_those_one_may_see_with_masked_numbers(client, world):
    register_person(world.innerstaden, by=world.sara, given_name="Amir", family_name="Ek", identity=parse(ROBIN))
    shown = text_of(search(client, world.sara, "am"))
    assert "Amina Hassan" in shown and "Amir Ek" in shown
    assert "19970415-****" in shown
    assert "2397" not in shown


def test_a_protected_person_is_found_by_number_only_and_masked(client, world):
    protected(world)
    assert "Ingen på dina enheter" in text_of(search(client, world.sara, "hassan"))
    assert search(client, world.sara, AMINA).status_code == 302


def test_names_go_on_by_key(client, world):
    for _ in range(35):
        register_person(world.innerstaden, by=world.sara, given_name="Nils", family_name="Ny")
    first = search(client, world.sara, "ny")
    second = client.post(reverse("search"), {"q": "ny", "efter": first.context["after"]})
    keys = [row.person.pk for row in first.context["rows"] + second.context["rows"]]
    assert len(keys) == len(set(keys)) == 35


def test_thirty_hits_cost_what_one_does(client, world, django_assert_num_queries, django_assert_max_num_queries):
    as_(client, world.sara)
    with django_assert_max_num_queries(20) as one:
        client.post(reverse("search"), {"q": "amina"})
    for _ in range(28):
        register_person(world.innerstaden, by=world.sara, given_name="Amina", family_name="Ny", identity=None)
    with django_assert_num_queries(len(one)):
        client.post(reverse("search"), {"q": "amina"})


# contacts


@pytest.mark.requirement("KAR-05")
def test_contacts_are_for_all_staff_and_tell_of_functions(client, world):
    shown = text_of(as_(client, world.rut).get(reverse("directory"), {"q": "innerstaden"}))
    assert "Enhetschef" in shown
    assert "Eva Chef" in shown
    unit = text_of(as_(client, world.rut).get(reverse("directory-unit", kwargs={"pk": world.innerstaden.pk})))
    assert "Frida Förut" in unit


@pytest.mark.requirement("KAR-05")
def test_the_whole_list_is_printed_with_whom_to_call_where_nobody_is(client, world, django_assert_num_queries):
    end_assignment(Assignment.objects.get(pk=world.fred.assignment_id), by=world.adam, until=TODAY - timedelta(days=1))
    as_(client, world.rut)
    with CaptureQueriesContext(connection) as asked:
        shown = text_of(client.get(reverse("directory-print")))
    assert "Eva Chef" in shown and "Rådmannen" in shown and "Fred Lund" not in shown and "Vakant" in shown
    for number in range(30):
        unit = add_unit(world.social, by=world.adam, name=f"Team {number}", kind="social_addiction", phone="040-77")
        add_staff(unit, by=world.adam, name=f"Anna {number}", function="social_worker", title="Socialsekreterare")
    with django_assert_num_queries(len(asked)):
        assert text_of(client.get(reverse("directory-print"))).count("040-77") == 60
    unit = text_of(client.get(reverse("directory-unit", kwargs={"pk": world.innerstaden.pk})))
    assert f"Vakant sedan {written(TODAY - timedelta(days=1))}" in unit


# the read log


@pytest.mark.requirement("ALL-02")
def test_the_reviewer_sees_what_the_own_organisation_has_read(client, shared):
    page_of(client, shared.sara, shared.amina)
    page_of(client, shared.rut, shared.folke)
    shown = text_of(as_(client, shared.greta).get(reverse("read-log")))
    assert "Sara Berg, socialsekreterare Vuxen Innerstaden" in shown
    assert "Amina Hassan" in shown
    assert "Rut" not in shown and "Folke" not in shown


def test_the_reviewer_asks_for_one_person_or_one_colleague(client, world):
    robin = register_person(
        world.innerstaden, by=world.sara, given_name="Robin", family_name="Ek", identity=parse(ROBIN)
    )
    page_of(client, world.sara, world.amina)
    page_of(client, world.sven, robin)
    about = text_of(as_(client, world.greta).post(reverse("read-log"), {"number": ROBIN}))
    assert "Robin Ek" in about and "Amina Hassan" not in about
    assert ReadRow.objects.filter(what="Granskning av läsloggen", person_id=robin.pk).count() == 1
    by = text_of(client.post(reverse("read-log"), {"staff": str(world.sara.staff_id)}))
    assert "Amina Hassan" in by and "Robin Ek" not in by


def test_the_reviewer_asks_for_some_days_and_for_what_was_opened_with_a_reason(client, world):
    yesterday = TODAY - timedelta(days=1)
    with clock.set_to(clock.now() - timedelta(days=1)):
        page_of(client, world.sara, world.amina)
    page_of(client, world.sven, world.amina)
    protected(world)
    open_protected(world.amina, by=world.sara, reason=WHY)
    as_(client, world.greta)

    def log(**asked):
        return text_of(client.post(reverse("read-log"), asked))

    assert "Sara Berg" in log(until=yesterday) and "Sven Ek, soc" not in log(until=yesterday)
    assert "Sven Ek, soc" in log(since=TODAY) and WHY in log(since=TODAY)
    assert WHY in log(opened="on") and "Sven Ek, soc" not in log(opened="on")
    assert "Inga läsningar" in log(since=TODAY + timedelta(days=1))


def test_others_do_not_see_the_log(client, world):
    for other in (world.sara, world.chef, world.adam):
        assert as_(client, other).get(reverse("read-log")).status_code == 403


def test_the_reviewer_sees_no_protected_name(client, world):
    protected(world)
    open_protected(world.amina, by=world.sara, reason=WHY)
    shown = text_of(as_(client, world.greta).get(reverse("read-log")))
    assert WHY in shown
    assert "Amina" not in shown


def test_a_coordinations_number_leads_there_for_those_who_see_it(client, shared):
    with asked_by("a test that sets the stage"):
        type(shared.coordination)._base_manager.filter(pk=shared.coordination.pk).update(number="S26-A2B3C")
    there = reverse("coordination", kwargs={"pk": shared.coordination.pk})
    assert search(client, shared.rut, "s26-a2b3c")["Location"] == there
    assert "Ingen på dina enheter" in text_of(search(client, shared.siv, "s26-a2b3c"))


def test_who_is_sent_to_sign_in_does_not_carry_the_number_along(client, world):
    assert client.get(reverse("search"), {"q": AMINA})["Location"] == "/logga-in/?next=%2Fsok%2F"
    assert client.get(reverse("search"), {"q": "amina"})["Location"] == "/logga-in/?next=%2Fsok%2F%3Fq%3Damina"


def test_that_someone_has_died_is_noted_and_taken_back_when_it_was_wrong(client, world):
    later = send(client, world.sara, "person-death", world.amina, died_on=str(TODAY + timedelta(days=1)))
    assert later.status_code == 422
    assert send(client, world.sara, "person-death", world.amina, died_on=str(TODAY)).status_code == 302
    assert "Avliden" in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.sara, "person-death", world.amina).status_code == 302
    assert "Avliden" not in text_of(page_of(client, world.sara, world.amina))
