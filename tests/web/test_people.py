"""A person's page, also of one who is protected: what each one sees, and what is logged."""

from datetime import timedelta

import pytest
from django.urls import reverse

from brygga.consents.models import Consent
from brygga.coordinations.models import Entry
from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.people.acts import (
    add_representative,
    register_person,
)
from brygga.people.models import Case, Representative
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, as_
from tests.web.persons import TODAY, WHY, child, page_of, protected, send, text_of


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


def test_that_someone_has_died_is_noted_and_taken_back_when_it_was_wrong(client, world):
    later = send(client, world.sara, "person-death", world.amina, died_on=str(TODAY + timedelta(days=1)))
    assert later.status_code == 422
    assert send(client, world.sara, "person-death", world.amina, died_on=str(TODAY)).status_code == 302
    assert "Avliden" in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.sara, "person-death", world.amina).status_code == 302
    assert "Avliden" not in text_of(page_of(client, world.sara, world.amina))
