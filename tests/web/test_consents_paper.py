"""The person's copy: readable by everyone, and no more of the person than is needed."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from brygga.consents.acts import withdraw_consent
from brygga.core.writing import asked_by
from brygga.people.models import Person
from tests.cast import AMINA, as_
from tests.consents.saying import say_yes
from tests.documents.reading import read


@pytest.fixture
def consent(shared):
    terms = {"matters": ["housing", "finances"], "form": "written", "exclusions": "Inget om min syster."}
    left_out = [(shared.radmannen.pk, "finances")]
    return say_yes(shared, shared.radmannen, shared.psykiatri, other_parties=["Mormor"], excepted=left_out, **terms)


def printed(client, actor, consent):
    answer = as_(client, actor).get(reverse("consent-pdf", args=[consent.pk]))
    assert answer["Content-Type"] == "application/pdf"
    return read(answer.content)


@pytest.mark.requirement("ALL-04")
@pytest.mark.requirement("KAR-02")
def test_the_copy_is_accessible_and_says_it_all(client, shared, consent):
    paper = printed(client, shared.sara, consent)
    assert paper.is_accessible
    assert str(paper.pdf.docinfo["/Title"]) == "Samtycke till att dela uppgifter"
    assert (paper.count("H1"), paper.count("H2") >= 5, paper.count("Table"), paper.count("TH")) == (1, True, 1, 5)
    text = " ".join(paper.text.split())
    for said in (
        "Amina Hassan",
        "Rådmannen (Region Skåne, psykiatri)",
        "Mormor",
        "Boende",
        "Rådmannen (Region Skåne, psykiatri) får inte veta något om ekonomi och försörjning.",
        "Inget om min syster.",
        "Jag kan ta tillbaka hela samtycket",
        "Namnteckning",
    ):
        assert said in text


def test_the_identity_number_and_the_address_are_not_needed(client, shared, consent):
    text = printed(client, shared.sara, consent).text.replace("-", "")
    assert AMINA not in text
    assert AMINA[-4:] not in text


def test_a_party_prints_its_own_part(client, shared, consent):
    text = printed(client, shared.rut, consent).text
    assert "Rådmannen" in text
    assert "Mormor" not in text
    assert "Psykiatrimottagning" not in text


def test_a_protected_person_is_not_named(client, shared, consent):
    with asked_by("the test"):
        Person._base_manager.filter(pk=shared.amina.pk).update(protection="marked")
    text = printed(client, shared.sara, consent).text
    assert "Skyddad uppgift" in text
    assert not any(word in text for word in ("Amina", "Hassan", "1991"))


def test_a_withdrawn_consent_says_so_on_paper(client, shared, consent):
    withdraw_consent(consent, by=shared.sara, how="muntligt")
    assert "Samtycket är återkallat" in printed(client, shared.sara, consent).text


def test_a_warm_copy_takes_less_than_two_seconds(client, shared, consent):
    printed(client, shared.sara, consent)
    begun = time.perf_counter()
    as_(client, shared.sara).get(reverse("consent-pdf", args=[consent.pk]))
    assert time.perf_counter() - begun < 2
