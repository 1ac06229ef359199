"""Taking back a consent: exactly what happens is said first, and it happens at once (MAL-03)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination
from brygga.core.writing import asked_by
from tests.cast import as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.requirement("MAL-03"), pytest.mark.requirement("ALL-01"), pytest.mark.requirement("ALL-02")]


@pytest.fixture
def wide(hers):
    """Her consent covers addiction too, for Rådmannen and for her sister."""
    with asked_by("the test"):
        for unit in (hers.innerstaden, hers.radmannen):
            ConsentGrant._base_manager.create(consent=hers.consent, unit=unit, matter="addiction")
        for matter in ("coordination", "addiction"):
            ConsentGrant._base_manager.create(consent=hers.consent, party_name="Systern Leila", matter=matter)
    return hers


def page(world, query=""):
    client = as_(Client(), world.amina_herself)
    return client, reverse("my-consent-withdraw", args=[world.consent.pk]) + query


def grant(world, **which):
    return ConsentGrant._base_manager.filter(consent=world.consent, **which).order_by("pk").first()


def sees(world, actor):
    return Coordination.objects.visible_to(actor).filter(pk=world.coordination.pk).exists()


def test_the_page_says_exactly_what_happens_and_does_nothing_yet(wide):
    client, url = page(wide)
    text = client.get(url).content.decode()
    assert "kan <strong>Rådmannen, Region Skåne, psykiatri</strong> inte längre se" in text
    assert "<strong>Systern Leila</strong> inte veta mer" in text
    assert f"Rådmannen är inte längre kallad till mötet {wide.meeting.when}." in text
    assert sees(wide, wide.rut)


def test_taken_back_wholly_closes_the_door_at_once(wide):
    client, url = page(wide)
    answer = client.post(url, {"reason": "Jag vill vila."})
    assert answer["Location"] == reverse("my-consent", args=[wide.consent.pk])
    row = Consent._base_manager.get(pk=wide.consent.pk)
    assert row.withdrawn_at and (row.withdrawn_how, row.withdrawn_reason) == (
        "I Brygga, av personen själv",
        "Jag vill vila.",
    )
    assert not sees(wide, wide.rut) and sees(wide, wide.sara)


def test_no_reason_is_asked_for(wide):
    client, url = page(wide)
    assert client.post(url).status_code == 302
    assert Consent._base_manager.get(pk=wide.consent.pk).withdrawn_at


def test_a_party_alone_is_taken_out(wide):
    client, url = page(wide, f"?part={grant(wide, unit=wide.radmannen).pk}")
    assert "Ta tillbaka det som gäller Rådmannen" in client.get(url).content.decode()
    client.post(url)
    assert not sees(wide, wide.rut)
    assert not Consent._base_manager.get(pk=wide.consent.pk).withdrawn_at
    assert grant(wide, party_name="Systern Leila").withdrawn_at is None


def test_someone_outside_is_taken_out_without_a_name_in_the_address(wide):
    sister = grant(wide, party_name="Systern Leila")
    client, url = page(wide, f"?part={sister.pk}")
    client.post(url)
    left = ConsentGrant._base_manager.filter(party_name="Systern Leila", withdrawn_at=None)
    assert not left.exists() and sees(wide, wide.rut)


def test_a_matter_is_taken_back_for_all_and_the_door_stays_open(wide):
    client, url = page(wide, "?fraga=1")
    text = client.get(url).content.decode()
    assert "inte veta mer om missbruk och beroende" in text and "inte längre se din samordning" not in text
    client.post(url)
    assert not ConsentGrant._base_manager.filter(matter="addiction", withdrawn_at=None).exists()
    assert sees(wide, wide.rut)


@pytest.mark.parametrize(
    "query", ["?fraga=0", "?fraga=99", "?fraga=addiction", "?part=0", "?part=019ad000-0000-7000-8000-000000000000"]
)
def test_what_is_not_there_to_take_back_is_404(wide, query):
    client, url = page(wide, query)
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


def test_a_grant_of_somebody_elses_consent_is_not_there(wide):
    """The address names Amina's consent and a grant of another's."""
    with asked_by("the test"):
        other = Consent._base_manager.create(
            person=wide.karim, unit=wide.innerstaden, state="given", form="oral", given_on=wide.consent.given_on,
            valid_from=wide.consent.valid_from, valid_until=wide.consent.valid_until, informed_by="Sven",
        )  # fmt: skip
        theirs = ConsentGrant._base_manager.create(consent=other, unit=wide.norr, matter="coordination")
    client, url = page(wide, f"?part={theirs.pk}")
    assert client.post(url).status_code == 404
    assert ConsentGrant._base_manager.get(pk=theirs.pk).withdrawn_at is None


def test_a_unit_that_sees_on_another_ground_is_told_of(wide):
    with asked_by("the test"):
        Disclosure._base_manager.create(
            stream_id=wide.coordination.pk, person=wide.amina, from_unit=wide.innerstaden, to_unit=wide.radmannen,
            legal_basis="duty_to_inform", legal_note="Hemligt", purpose="coordination", decided_by="Sara",
            decided_at=wide.disclosure.decided_at,
        )  # fmt: skip
    client, url = page(wide)
    text = client.get(url).content.decode()
    assert "på en annan grund: Rådmannen" in text and "Hemligt" not in text
    assert "inte längre se din samordning" not in text


def test_what_is_taken_back_cannot_be_taken_back_again(wide):
    client, url = page(wide)
    client.post(url)
    assert "Det finns inget att ta tillbaka" in client.get(url).content.decode()
    assert client.post(url).status_code == 422


def test_a_relative_reads_it_and_cannot_take_it_back(wide):
    client = as_(Client(), represented(wide, may_consent=False, kind="relative"))
    one = client.get(reverse("my-consent", args=[wide.consent.pk])).content.decode()
    assert "Rådmannen" in one and "Ta tillbaka" not in one
    url = reverse("my-consent-withdraw", args=[wide.consent.pk])
    assert client.post(url).status_code == 422
    assert Consent._base_manager.get(pk=wide.consent.pk).withdrawn_at is None


def test_a_good_man_takes_it_back_and_it_says_who(wide):
    client = as_(Client(), represented(wide))
    client.post(reverse("my-consent-withdraw", args=[wide.consent.pk]))
    assert Consent._base_manager.get(pk=wide.consent.pk).withdrawn_how == "I Brygga, genom god man"


def test_the_list_says_who_and_what_and_how_long(wide):
    text = as_(Client(), wide.amina_herself).get(reverse("my-consents")).content.decode()
    assert "Systern Leila" in text and "Missbruk och beroende" in text and "Gäller" in text
