"""The person's first page: what waits, what comes, what is agreed, who helps, who may know; for oneself or another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Staff
from brygga.config.sign_in import Provider, Providers
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.people.acts import add_representative, register_person
from brygga.people.whom import person_actor
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, OTTO, _index, as_
from tests.portal.conftest import KARIM, represented

pytestmark = pytest.mark.requirement("ALL-01")


def start(actor):
    return as_(Client(), actor).get("/min/").content.decode()


@pytest.mark.requirement("KAR-04")
def test_amina_sees_what_waits_what_comes_and_who_helps(hers):
    text = start(hers.amina_herself)
    for words in (
        "Hej Amina Hassan", "Det finns ett förslag till plan", "Du är inbjuden till ett möte", "klockan 13.00",
        "Sova hela natten", "Samtal om sömn", "Sara Berg", "Rut Månsson", "040-10 00 01",
    ):  # fmt: skip
        assert words in text


def test_what_is_answered_waits_no_more(hers):
    client = as_(Client(), hers.amina_herself)
    client.post(reverse("my-say", args=[hers.version.pk]), {"say": "yes"})
    client.post(reverse("my-meeting-answer", args=[hers.meeting.pk]), {"answer": "yes"})
    text = start(hers.amina_herself)
    assert "Det finns ett förslag till plan" not in text and "Du är inbjuden till ett möte" not in text


@pytest.mark.requirement("ALL-02")
def test_karim_sees_his_own_and_nothing_of_hers(hers):
    text = start(hers.other_person)
    assert "Sven Ek" in text and "Du har ingen gemensam plan än." in text
    for words in ("Amina", "Rut Månsson", "Sova", "Rådmansgatan"):
        assert words not in text


def test_two_organisations_stand_together(world):
    """She has a case at Innerstaden and one at Rådmannen, and no coordination yet."""
    register_person(world.radmannen, by=world.rut, given_name="Amina", family_name="Hassan", identity=parse(AMINA))
    text = start(world.amina_herself)
    assert "Vuxen Innerstaden" in text
    assert "Rådmannen" in start(person_actor(_index(AMINA), clock.today()))


def test_staff_with_protected_data_are_reached_through_the_unit(world):
    with asked_by("the test"):
        Staff.objects.filter(pk=world.sara.staff_id).update(protected=True)
    text = start(world.amina_herself)
    assert "Sara" not in text and "040-10 00 01" not in text
    assert "Socialsekreterare på Vuxen Innerstaden" in text and "040-10 00 00" in text


@pytest.mark.requirement("ALL-02")
def test_whoever_represents_sees_one_person_at_a_time(hers):
    """Otto has a case of his own and represents Amina: what is his is never mixed with what is hers."""
    register_person(hers.innerstaden, by=hers.sven, given_name="Otto", family_name="Ek", identity=parse(OTTO))
    represented(hers)
    otto = person_actor(_index(OTTO), clock.today())
    client = Client()
    session = client.session
    session["identity_index"] = _index(OTTO).hex()
    session["began"] = session["seen"] = clock.now().isoformat()
    session.save()
    client.cookies["sessionid"] = session.session_key
    own = client.get("/min/").content.decode()
    assert "Hej Otto Ek" in own and "Du ser dina egna uppgifter." in own and "Sova hela natten" not in own
    client.post(reverse("my-whom"), {"about": otto.whom[1].key})
    hers_now = client.get("/min/").content.decode()
    assert "Du ser det här som god man för <strong>Amina Hassan</strong>" in hers_now
    assert "Sova hela natten" in hers_now and "Sven Ek" not in hers_now
    client.post(reverse("my-whom"), {"about": str(hers.karim.pk)})
    assert "Amina Hassan" in client.get("/min/").content.decode()


def test_a_mandate_is_for_one_organisations_row_only(hers):
    """Rådmannen has not registered that Otto speaks for her."""
    theirs = register_person(
        hers.radmannen, by=hers.rut, given_name="Amina", family_name="Hassan", identity=parse(AMINA)
    )
    otto = represented(hers)
    assert otto.person_ids == {hers.amina.pk} and theirs.pk not in otto.person_ids


@pytest.mark.requirement("ALL-02")
def test_protected_with_one_organisation_is_represented_with_none(hers):
    """The one she is protected from may be registered as her good man elsewhere."""
    theirs = register_person(
        hers.radmannen, by=hers.rut, given_name="Amina", family_name="Hassan", identity=parse(AMINA)
    )
    assert represented(hers) is not None
    with asked_by("the test"):
        type(theirs)._base_manager.filter(pk=theirs.pk).update(protection="marked")
    assert person_actor(_index(OTTO), clock.today()) is None


def test_a_mother_of_two_chooses_and_reads_one(hers):
    represented(hers)
    facts = {"kind": "proxy", "name": "Otto Ek", "may_consent": False, "since": clock.today() - timedelta(days=1)}
    add_representative(hers.karim, by=hers.sven, identity=parse(OTTO), **facts)
    otto = person_actor(_index(OTTO), clock.today())
    assert [(one.name, one.as_what) for one in otto.whom] == [
        ("Amina Hassan", "god man"),
        ("Karim Ek", "ombud med fullmakt"),
    ]
    karims = person_actor(_index(OTTO), clock.today(), otto.whom[1].key)
    assert karims.person_ids == {hers.karim.pk} and not karims.speaks_for


def test_a_key_that_is_not_ones_own_chooses_nothing(hers):
    karims_key = person_actor(_index(KARIM), clock.today()).whom[0].key
    assert person_actor(_index(AMINA), clock.today(), karims_key).person_ids == {hers.amina.pk}


def test_a_stranger_reads_what_a_sip_is_and_where_to_sign_in(db):
    client = Client()
    assert "Du kan ta tillbaka ditt ja när du vill." in client.get(reverse("what-is-a-sip")).content.decode()
    assert client.get(reverse("my-sign-in")).status_code == 200
    assert client.get("/min/")["Location"].startswith("/logga-in/")


def test_staff_have_no_business_here(hers):
    assert as_(Client(), hers.sara).get("/min/").status_code == 302


def test_with_an_e_identification_service_the_door_leads_there(db, settings):
    settings.ENV = replace(settings.ENV, demo=False)
    closed = Client().get(reverse("my-sign-in")).content.decode()
    assert "Inloggningen är inte öppen här än." in closed
    provider = Provider(label="Logga in som privatperson", discovery="https://e-leg.example.se", client_id="brygga")
    settings.SIGN_IN = Providers(person=provider)
    text = Client().get(reverse("my-sign-in")).content.decode()
    assert "Logga in som privatperson" in text and reverse("sign-in-person") in text and "påhittade" not in text
