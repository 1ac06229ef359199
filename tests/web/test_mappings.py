"""Mapping talks on the screen: ticked together, asked, read as far as the consent goes, given away as a copy."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, ConsentGrant
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.mappings import acts
from brygga.mappings.facts import Level, Said
from brygga.mappings.models import Mapping, MappingAnswer, MappingCopy, PictureContact
from brygga.mappings.states import Left
from brygga.people.models import Person
from brygga.rules.mappings import ASI
from tests.cast import as_
from tests.documents.reading import read
from tests.mappings.making import mapped, started

pytestmark = [pytest.mark.requirement("KAR-02"), pytest.mark.requirement("MAL-02")]


@pytest.fixture
def talk(shared: Any) -> Any:
    shared.talk, shared.copy = mapped(shared)
    return shared


@pytest.fixture
def sara(client: Client, shared: Any) -> Client:
    return as_(client, shared.sara)


def page(client: Client, name: str, pk: Any, code: int = 200) -> str:
    answer = client.get(reverse(name, args=[pk]))
    assert answer.status_code == code
    return str(answer.content.decode())


def send(client: Client, name: str, pk: Any, **fields: Any) -> Any:
    return client.post(reverse(name, args=[pk]), {"_once": str(uuid4()), **fields})


def test_a_talk_begins_with_the_picture(shared: Any, sara: Client) -> None:
    assert "Ingen har kartlagt" in page(sara, "coordination-mappings", shared.coordination.pk)
    assert "Handbok Malmö" in page(sara, "mapping-start", shared.coordination.pk)
    answer = send(sara, "mapping-start", shared.coordination.pk, kind="first_talk", held_on=clock.today().isoformat())
    mapping = Mapping._base_manager.get()
    assert answer["Location"] == reverse("mapping-picture", args=[mapping.pk])
    again = send(sara, "mapping-start", shared.coordination.pk, kind="first_talk", held_on=clock.today().isoformat())
    assert again.status_code == 422 and "redan ett sådant samtal" in again.content.decode()


def test_the_picture_shows_every_party_and_explains_secrecy_and_names_nobody(shared: Any, sara: Client) -> None:
    text = page(sara, "mapping-picture", started(shared).pk)
    for said in ("Region Skåne", "Öppenvårdspsykiatri", "Närstående", "tystnadsplikt", "Källa: Handbok Malmö"):
        assert said in text
    assert "Amina" not in text and "19910416" not in text


def test_what_is_ticked_is_on_the_page_and_in_the_form_the_next_time(shared: Any, sara: Client) -> None:
    mapping = started(shared)
    fields = {"unit-addiction_clinic-now": "on", "unit-addiction_clinic-who": "Rut", "seen": "0"}
    assert send(sara, "mapping-picture", mapping.pk, **fields).status_code == 302
    assert "Kontakt nu" in page(sara, "mapping", mapping.pk)
    again = page(sara, "mapping-picture", mapping.pk)
    assert 'value="Rut"' in again
    assert re.search(r'name="unit-addiction_clinic-now"[^>]*checked', again)
    assert "unit-addiction_clinic-lately" in again
    assert not re.search(r'name="unit-addiction_clinic-lately"[^>]*checked', again)


def test_a_picture_that_a_colleague_has_changed_is_not_overwritten(talk: Any, sara: Client) -> None:
    answer = send(sara, "mapping-picture", talk.talk.pk, seen="0", **{"near-good_man-now": "on"})
    assert answer.status_code == 422 and "Någon annan på enheten" in answer.content.decode()
    assert PictureContact._base_manager.count() == 3


def test_what_is_not_asked_now_is_asked_later_and_nobody_has_to_answer(talk: Any, sara: Client) -> None:
    text = page(sara, "mapping-questions", talk.talk.pk)
    assert "Oron är värst på kvällen." in text and "Svar nu eller senare" in text
    fields = {
        "social": "Bor hos en vän.",
        "addiction--lamnad": "declined",
        "mental_health": "Oron är värst på kvällen.",
    }
    assert send(sara, "mapping-questions", talk.talk.pk, **fields).status_code == 302
    text = page(sara, "mapping", talk.talk.pk)
    assert "Bor hos en vän." in text and "Vill inte svara" in text
    remaining = text[text.index("Återstår att fråga") : text.index("Frågor som alltid ställs")]
    assert "Hur vill du ha information?" in remaining and "alkohol" not in remaining


def test_a_question_is_not_both_answered_and_left(talk: Any, sara: Client) -> None:
    fields = {"social": "Bor hos en vän.", "social--lamnad": "not_relevant"}
    answer = send(sara, "mapping-questions", talk.talk.pk, **fields)
    assert answer.status_code == 422 and "både besvarad och lämnad" in answer.content.decode()
    assert "Bor hos en vän." in answer.content.decode()


def test_what_remains_stands_on_the_coordinations_page_for_the_unit_that_asks(talk: Any, client: Client) -> None:
    assert "Återstår att fråga" in page(as_(client, talk.sara), "coordination", talk.coordination.pk)
    assert "Återstår att fråga" not in page(as_(client, talk.rut), "coordination", talk.coordination.pk)
    assert "Återstår att fråga" in page(as_(client, talk.sara), "coordination-mappings", talk.coordination.pk)


def test_another_unit_reads_what_is_open_and_is_told_that_there_is_more(talk: Any, client: Client) -> None:
    text = page(as_(client, talk.rut), "mapping", talk.talk.pk)
    assert "Samtal om läkemedlen." in text
    for closed in ("Systern Leyla", "Vill kunna sova", "Oron är värst", "Sover fyra timmar", "Lämna en kopia"):
        assert closed not in text
    assert "2 svar och livsområden" in text
    with asked_by("the test"):
        for unit in (talk.innerstaden, talk.radmannen):
            ConsentGrant._base_manager.create(consent=talk.consent, unit=unit, matter="mental_health")
    text = page(as_(client, talk.rut), "mapping", talk.talk.pk)
    assert "Oron är värst" in text and "Sover fyra timmar" in text


@pytest.mark.parametrize("name", ["mapping-picture", "mapping-questions", "mapping-areas", "mapping-copy"])
def test_another_unit_does_not_write_in_it(talk: Any, client: Client, name: str) -> None:
    assert "Bara enheten som håller i samtalet" in page(as_(client, talk.rut), name, talk.talk.pk, code=403)


def test_who_reads_an_answer_stands_beside_it(talk: Any, sara: Client) -> None:
    with asked_by("the test"):
        for unit in (talk.innerstaden, talk.radmannen):
            ConsentGrant._base_manager.create(consent=talk.consent, unit=unit, matter="addiction")
    text = page(sara, "mapping-questions", talk.talk.pk)
    field = text[text.index('name="addiction"') : text.index('name="addiction--lamnad"')]
    assert "Delas med: Rådmannen" in field
    field = text[text.index('name="mental_health"') : text.index('name="mental_health--lamnad"')]
    assert "Rådmannen" not in field and "Personen själv" in field


def test_the_areas_keep_what_stood_before(talk: Any, sara: Client) -> None:
    assert "Narkotikaanvändning" in page(sara, "mapping-areas", talk.talk.pk)
    with clock.set_to(clock.now() + timedelta(minutes=5)):
        as_(sara, talk.sara)
        send(sara, "mapping-areas", talk.talk.pk, **{"mental_health-own": "1", "mental_health-note": "Sover bättre."})
        text = page(sara, "mapping", talk.talk.pk)
    assert "Sover bättre." in text and "Tidigare" in text and "Sover fyra timmar." in text
    assert "3, nu 1" in text


def test_a_number_beyond_the_scale_is_refused(talk: Any, sara: Client) -> None:
    assert send(sara, "mapping-areas", talk.talk.pk, **{"legal-own": "7"}).status_code == 422


class TestConsentFromThePicture:
    def test_nothing_is_typed_twice(self, talk: Any, sara: Client) -> None:
        text = page(sara, "mapping-consent", talk.talk.pk)
        for unit in (talk.radmannen, talk.psykiatri):
            assert re.search(rf'value="{unit.pk}"[^>]*checked', text)
        assert not re.search(rf'value="{talk.norr.pk}"[^>]*checked', text)
        assert re.search(r'value="mental_health"[^>]*checked', text)
        assert not re.search(r'value="legal"[^>]*checked', text)
        assert "Systern Leyla" in text

    def test_the_talk_holds_the_consent_and_the_copy_comes_next(self, talk: Any, sara: Client) -> None:
        today = clock.today()
        answer = send(
            sara,
            "mapping-consent",
            talk.talk.pk,
            near=[str(talk.radmannen.pk), str(talk.psykiatri.pk)],
            others="Systern Leyla",
            matters=["mental_health"],
            purposes=["meeting"],
            valid_from=today.isoformat(),
            valid_until=(today + timedelta(days=90)).isoformat(),
            form="written",
            given_on=today.isoformat(),
            informed_by="Sara Berg",
            informed_how=["Med bild eller ritning"],
            informed="on",
            givers=["person"],
            instead="no",
        )
        assert answer.status_code == 302, answer.content.decode()[:3000]
        assert answer["Location"] == reverse("mapping-copy", args=[talk.talk.pk])
        talk.talk.refresh_from_db()
        made = Consent._base_manager.latest("pk")
        assert talk.talk.consent_id == made.pk and made.unit_id == talk.innerstaden.pk
        assert reverse("consent", args=[made.pk]) in page(sara, "mapping", talk.talk.pk)
        assert reverse("mapping", args=[talk.talk.pk]) in page(sara, "consent", made.pk)

    def test_a_unit_without_a_case_of_its_own_is_told_what_to_do_first(self, shared: Any, client: Client) -> None:
        ruts = started(shared, by=shared.rut)
        assert "Ta emot personen" in page(as_(client, shared.rut), "mapping-consent", ruts.pk, code=403)


class TestTheCopy:
    def test_the_persons_own_ways_are_ticked(self, talk: Any, sara: Client) -> None:
        with asked_by("the test"):
            Person._base_manager.filter(pk=talk.amina.pk).update(information_ways=["portal", "picture"])
        text = page(sara, "mapping-copy", talk.talk.pk)
        assert re.search(r'value="picture"[^>]*checked', text) and re.search(r'value="portal"[^>]*checked', text)
        assert not re.search(r'value="paper"[^>]*checked', text)
        assert send(sara, "mapping-copy", talk.talk.pk, ways=["portal", "picture"]).status_code == 302
        assert "Skriv ut bilden" in page(sara, "mapping", talk.talk.pk)

    def test_without_an_address_it_says_so_and_keeps_what_was_ticked(self, talk: Any, sara: Client) -> None:
        answer = send(sara, "mapping-copy", talk.talk.pk, ways=["mail", "talk"])
        text = answer.content.decode()
        assert answer.status_code == 422 and "e-postadress" in text and re.search(r'value="talk"[^>]*checked', text)
        assert MappingCopy._base_manager.count() == 1

    def test_that_it_was_handed_over_is_noted_once(self, talk: Any, sara: Client) -> None:
        assert "Personen har fått den" in page(sara, "mapping", talk.talk.pk)
        assert send(sara, "mapping-copy-given", talk.copy.pk).status_code == 302
        assert "Personen har fått den" not in page(sara, "mapping", talk.talk.pk)
        assert send(sara, "mapping-copy-given", talk.copy.pk).status_code == 403

    @pytest.mark.requirement("ALL-04")
    def test_the_letter_has_the_address_the_yes_and_the_picture(self, talk: Any, sara: Client) -> None:
        with asked_by("the test"):
            person = Person._base_manager.get(pk=talk.amina.pk)
            person.address = "Exempelgatan 1\n211 00 Malmö"
            person.save()
        paper = read(sara.get(reverse("mapping-letter", args=[talk.talk.pk])).content)
        text = " ".join(paper.text.split())
        assert paper.is_accessible
        for said in ("Amina Hassan", "Exempelgatan 1", "sagt ja till", "Rådmannen", "Kontakt nu", "Systern Leyla"):
            assert said in text

    @pytest.mark.requirement("ALL-04")
    def test_the_picture_on_paper_holds_only_what_the_reader_may_see(self, talk: Any, client: Client) -> None:
        address = reverse("mapping-picture-pdf", args=[talk.talk.pk])
        ours, theirs = (read(as_(client, who).get(address).content) for who in (talk.sara, talk.rut))
        assert ours.is_accessible and "Leyla" in ours.text and "Leyla" not in theirs.text

    def test_what_was_taken_back_is_not_in_the_letter_nor_called_a_yes(self, talk: Any, sara: Client) -> None:
        assert "Gäller" in page(sara, "mapping", talk.talk.pk)
        withdraw_consent(talk.consent, by=talk.sara, how="Muntligt i ett möte")
        text = page(sara, "mapping", talk.talk.pk)
        assert "Återkallat" in text and "Fråga igen" in text
        paper = " ".join(read(sara.get(reverse("mapping-letter", args=[talk.talk.pk])).content).text.split())
        assert "Du har tagit tillbaka ditt ja" in paper and "får prata med varandra" not in paper

    def test_a_protected_persons_letter_hides_where_they_are(self, talk: Any, sara: Client) -> None:
        with asked_by("the test"):
            person = Person._base_manager.get(pk=talk.amina.pk)
            person.address, person.protection = "Exempelgatan 1", "marked"
            person.save()
        text = read(sara.get(reverse("mapping-letter", args=[talk.talk.pk])).content).text
        assert "Exempelgatan" not in text and "Amina" not in text


class TestThePersonsOwnSide:
    def test_what_was_written_about_me(self, talk: Any, client: Client) -> None:
        as_(client, talk.amina_herself)
        assert "Kartläggningssamtal" in str(client.get(reverse("my-mappings")).content.decode())
        text = page(client, "my-mapping", talk.talk.pk)
        for said in (
            "Systern Leyla",
            "Oron är värst på kvällen.",
            "Vill inte svara",
            "Sover fyra timmar.",
            "på papper",
        ):
            assert said in text
        paper = read(client.get(reverse("my-mapping-pdf", args=[talk.talk.pk])).content)
        assert "Leyla" in paper.text

    def test_what_the_unit_waits_with_is_not_there(self, talk: Any, client: Client, sara: Client) -> None:
        assert send(sara, "mapping-show", talk.talk.pk).status_code == 302
        as_(client, talk.amina_herself)
        assert "Inget samtal är skrivet här än." in client.get(reverse("my-mappings")).content.decode()
        page(client, "my-mapping", talk.talk.pk, code=404)
        send(as_(client, talk.sara), "mapping-show", talk.talk.pk, visa="1")
        page(as_(client, talk.amina_herself), "my-mapping", talk.talk.pk)

    def test_the_person_next_door_sees_nothing(self, talk: Any, client: Client) -> None:
        page(as_(client, talk.folke_himself), "my-mapping", talk.talk.pk, code=404)


class TestTheStartPage:
    def test_what_is_left_to_ask_and_to_give_lies_on_the_desk_of_the_one_who_answers_for_it(
        self, talk: Any, client: Client
    ) -> None:
        text = str(as_(client, talk.sara).get("/").content.decode())
        assert "Kartläggningssamtal: 3 frågor kvar att ställa" in text
        assert "Ge personen kopian: skriftligt på papper" in text
        for other in (talk.sven, talk.rut, talk.siv):
            text = str(as_(client, other).get("/").content.decode())
            assert "kvar att ställa" not in text and "Ge personen kopian" not in text

    def test_what_is_done_lies_there_no_more(self, talk: Any, client: Client) -> None:
        acts.hand_over(talk.copy, by=talk.sara)
        acts.finish_mapping(talk.talk, by=talk.sara)
        text = str(as_(client, talk.sara).get("/").content.decode())
        assert "Kartläggningssamtal" not in text and "Ge personen kopian" not in text

    def test_a_talk_with_nothing_left_to_ask_is_to_be_ended(self, talk: Any, client: Client) -> None:
        left = [Said(question=key, left=Left.DECLINED) for key in ("addiction", "social", "information")]
        acts.answer_questions(talk.talk, by=talk.sara, said=left)
        text = str(as_(client, talk.sara).get("/").content.decode())
        assert "Kartläggningssamtal: allt är frågat, avsluta samtalet" in text


def questions(client: Client, name: str, pk: Any) -> int:
    page(client, name, pk)
    with CaptureQueriesContext(connection) as asked:
        page(client, name, pk)
    return len(asked)


@pytest.mark.parametrize(
    "name", ["mapping", "mapping-questions", "mapping-areas", "coordination-mappings", "coordination"]
)
def test_a_page_asks_as_many_questions_with_thirty_rows_as_with_one(talk: Any, sara: Client, name: str) -> None:
    pk = talk.talk.pk if name.startswith("mapping") else talk.coordination.pk
    few = questions(sara, name, pk)
    for number in range(30):
        levels = [Level(area=area.key, own=number % 5, note=f"Nr {number}") for area in ASI.areas]
        acts.assess_areas(talk.talk, by=talk.sara, levels=levels)
        acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["talk"])
    acts.finish_mapping(talk.talk, by=talk.sara)
    for _ in range(30):
        acts.finish_mapping(started(talk), by=talk.sara)
    assert questions(sara, name, pk) == few
    assert few < 60


def test_a_form_sent_twice_is_one_talk(shared: Any, sara: Client) -> None:
    fields = {"kind": "first_talk", "held_on": clock.today().isoformat(), "_once": str(uuid4())}
    for _ in range(2):
        assert sara.post(reverse("mapping-start", args=[shared.coordination.pk]), fields).status_code == 302
    assert Mapping._base_manager.count() == 1


def test_a_unit_that_is_shut_out_keeps_its_own_talk(shared: Any, client: Client) -> None:
    ruts = started(shared, by=shared.rut)
    with asked_by("the test"):
        ConsentGrant._base_manager.filter(unit=shared.radmannen).delete()
    text = page(as_(client, shared.rut), "mapping", ruts.pk)
    assert "Kartläggningssamtal" in text and "Amina" not in text
    assert MappingAnswer._base_manager.count() == 0
