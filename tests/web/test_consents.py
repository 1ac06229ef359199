"""The consent pages: take an answer, read it, take it back, and see who has been told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.consents.queries import covering
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from tests.cast import as_
from tests.consents.saying import say_yes


def url(name, row):
    return reverse(name, args=[row.pk])


def filled(world, **facts):
    today = clock.today()
    return {
        "near": [str(world.radmannen.pk)],
        "matters": ["housing"],
        "purposes": ["meeting"],
        "valid_from": str(today),
        "valid_until": str(today + timedelta(days=90)),
        "form": "oral",
        "given_on": str(today),
        "informed_by": "Sara Berg",
        "informed_how": ["Muntligt"],
        "informed": "on",
        "instead": "no",
        **facts,
    }


@pytest.mark.requirement("MAL-03")
def test_sara_takes_a_yes_and_lands_on_its_page(client, shared):
    as_(client, shared.sara)
    answered = filled(shared, others="Mormor", exclusions="Inte om barnen.")
    answer = client.post(url("consent-give", shared.amina), answered)
    consent = Consent._base_manager.latest("pk")
    assert answer["Location"] == url("consent", consent)
    assert (consent.exclusions, consent.stream_id, consent.purposes) == (
        "Inte om barnen.",
        shared.coordination.pk,
        ["coordination", "meeting"],
    )
    page = client.get(answer["Location"]).content.decode()
    for shown in ("Rådmannen", "Mormor", "Boende", "Inte om barnen.", "Gäller", "Personen ska få en kopia"):
        assert shown in page


def test_a_yes_is_taken_also_where_every_unit_of_the_place_is_in_it_already(client, shared):
    """A small place has few units: none is left to choose beside those that one works with."""
    with asked_by("a small place"):
        others = Unit.objects.exclude(pk__in=[shared.innerstaden.pk, shared.radmannen.pk])
        others.update(closed_on=clock.today())
    as_(client, shared.sara)
    page = client.get(url("consent-give", shared.amina))
    assert page.status_code == 200
    assert "Rådmannen" in page.content.decode() and "Fler verksamheter" not in page.content.decode()
    assert client.post(url("consent-give", shared.amina), filled(shared)).status_code == 302


def test_the_form_comes_back_with_what_was_typed_and_says_what_to_do(client, shared):
    as_(client, shared.sara)
    answer = client.post(
        url("consent-give", shared.amina), filled(shared, near=[], informed="", exclusions="Min syster.")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Välj minst en verksamhet" in page
    assert "kan tas tillbaka, och kryssa i rutan" in page
    assert "Min syster." in page
    assert "<title>Fel: Ta emot samtycke" in page


def test_a_refusal_of_the_act_stands_on_the_form(client, shared):
    as_(client, shared.sara)
    late = str(clock.today() + timedelta(days=800))
    answer = client.post(url("consent-give", shared.amina), filled(shared, valid_until=late))
    assert answer.status_code == 422
    assert "högst 12 månader" in answer.content.decode()


def test_what_the_person_says_yes_to_is_spelled_out_with_and_without_script(client, shared):
    as_(client, shared.sara)
    left_out = f"{shared.radmannen.pk}|housing"
    posted = filled(shared, excepted=[left_out])
    whole = client.post(url("consent-give", shared.amina), {**posted, "look": "1"}).content.decode()
    part = client.post(url("consent-give", shared.amina), posted, headers={"HX-Request": "true"}).content.decode()
    for page in (whole, part):
        assert "Rådmannen (Region Skåne, psykiatri)" in page
        assert "Hur du bor" in page
        assert "får inte veta något om boende" in page
    assert part.strip() in whole
    assert "<html" not in part
    assert Consent._base_manager.count() == 1
    client.post(url("consent-give", shared.amina), posted)
    consent = Consent._base_manager.latest("pk")
    told = ConsentGrant._base_manager.filter(consent=consent, unit=shared.radmannen)
    assert set(told.values_list("matter", flat=True)) == {"coordination"}


def test_nothing_is_typed_twice_when_a_consent_is_renewed(client, shared):
    say_yes(shared, shared.psykiatri, matters=["finances"], other_parties=["Mormor"], exclusions="Min syster.")
    page = as_(client, shared.sara).get(url("consent-give", shared.amina)).content.decode()
    for kept in ("Mormor", "Min syster.", "Det ersätter det tidigare"):
        assert kept in page
    assert page.count("checked") >= 5


def test_a_no_is_taken_with_the_reason_why_a_need_is_seen(client, shared):
    as_(client, shared.sara)
    facts = {"given_on": str(clock.today()), "informed_by": "Sara Berg"}
    assert client.post(url("consent-decline", shared.amina), {**facts, "said": "Nej."}).status_code == 422
    answer = client.post(url("consent-decline", shared.amina), {**facts, "said": "Nej tack.", "need": "Två utreder."})
    page = client.get(answer["Location"]).content.decode()
    for shown in ("Nej tack.", "Två utreder.", "utan att det framgår vem det gäller"):
        assert shown in page


@pytest.mark.requirement("MAL-03")
def test_taking_back_shows_what_closes_for_whom_before_it_is_done(client, shared):
    as_(client, shared.sara)
    address = url("consent-withdraw", shared.consent)
    said = {"what": "all", "how": "Per telefon"}
    page = client.post(address, said).content.decode()
    assert "Rådmannen får inte veta något mer och kan inte längre läsa samordningen." in page
    assert Coordination.objects.visible_to(shared.rut).exists()
    answer = client.post(address, {**said, "sure": "1"})
    assert answer["Location"] == url("consent", shared.consent)
    assert not Coordination.objects.visible_to(shared.rut).exists()
    assert "Samtycket är återkallat" in client.get(answer["Location"]).content.decode()


def test_a_part_is_taken_back_and_the_rest_goes_on(client, shared):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, matters=["housing"])
    as_(client, shared.sara)
    address = url("consent-withdraw", consent)
    assert client.post(address, {"what": "part", "how": "Per telefon"}).status_code == 422
    said = {"what": "part", "parties": [str(shared.psykiatri.pk)], "matters": ["housing"], "how": "Per telefon"}
    page = client.post(address, said).content.decode()
    assert "Psykiatrimottagning Malmö får inte veta något mer om boende." in page
    assert "Rådmannen påverkas inte." in page
    client.post(address, {**said, "sure": "1"})
    today = clock.today()
    assert covering(shared.amina, [shared.psykiatri.pk], today, "housing") is None
    assert covering(shared.amina, [shared.psykiatri.pk], today) == consent
    page = client.get(url("consent", consent)).content.decode()
    assert "Återkallat: Boende" in page
    assert "En del togs tillbaka: Psykiatrimottagning Malmö" in page


def test_one_may_change_ones_mind_before_it_is_done(client, shared):
    as_(client, shared.sara)
    said = {"what": "all", "how": "Per telefon", "sure": "1", "change": "1"}
    assert client.post(url("consent-withdraw", shared.consent), said).status_code == 200
    assert Consent._base_manager.get(pk=shared.consent.pk).withdrawn_at is None


def test_a_party_takes_down_its_own_part_and_nothing_else(client, shared):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, replaces=shared.consent)
    as_(client, shared.rut)
    page = client.get(url("consent-withdraw", consent)).content.decode()
    assert "det som gäller Rådmannen" in page
    assert "Psykiatri" not in page
    client.post(url("consent-withdraw", consent), {"how": "Per telefon", "sure": "1", "what": "all"})
    today = clock.today()
    assert covering(shared.amina, [shared.radmannen.pk], today) is None
    assert covering(shared.amina, [shared.psykiatri.pk], today) == consent
    assert client.get(url("consent", consent)).status_code == 404


@pytest.mark.parametrize(
    ("actor", "shown", "hidden"),
    [
        ("sara", ("Rådmannen", "Psykiatrimottagning", "Mormor"), ()),
        ("rut", ("Rådmannen", "din enhet"), ("Psykiatrimottagning", "Mormor")),
    ],
)
def test_each_reads_what_is_theirs_and_the_reading_is_logged(client, shared, actor, shown, hidden):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, other_parties=["Mormor"], replaces=shared.consent)
    page = as_(client, getattr(shared, actor)).get(url("consent", consent)).content.decode()
    assert [word for word in shown if word not in page] == []
    assert [word for word in hidden if word in page] == []
    assert ReadRow._base_manager.get(what="Samtycke").person_id == shared.amina.pk


@pytest.mark.parametrize("neighbour", ["siv", "sigrid", "pia", "adam", "greta"])
def test_a_neighbour_finds_nothing(client, shared, neighbour):
    as_(client, getattr(shared, neighbour))
    for name in ("consent", "consent-pdf", "consent-withdraw", "consent-copy"):
        for send in (client.get, client.post):
            assert send(url(name, shared.consent)).status_code in (404, 405)
    for name in ("consents", "consent-give", "consent-decline"):
        assert client.get(url(name, shared.amina)).status_code == 404
    for name in ("disclosures", "disclosure-add"):
        assert client.get(url(name, shared.coordination)).status_code == 404
    assert client.post(url("disclosure-end", shared.disclosure), {"because": "nej"}).status_code == 404
    assert Disclosure._base_manager.get().ended_at is None


def test_buttons_are_shown_exactly_when_the_act_is_allowed(client, shared):
    page = as_(client, shared.rut).get(url("consent", shared.consent)).content.decode()
    assert "Ta tillbaka" in page
    assert "Kopian är lämnad" not in page
    assert client.post(url("consent-copy", shared.consent), {"how": "paper"}).status_code == 403
    as_(client, shared.sara).post(url("consent-copy", shared.consent), {"how": "paper"})
    assert "Lämnad" in client.get(url("consent", shared.consent)).content.decode()


def test_disclosures_are_listed_with_their_ground_and_ended_with_a_reason(client, shared):
    as_(client, shared.sara)
    page = client.get(url("disclosures", shared.coordination)).content.decode()
    assert "Rådmannen" in page
    assert "Personens samtycke" in page
    assert url("coordination", shared.coordination) in page and url("notes", shared.coordination) in page
    back = f'href="{url("disclosures", shared.coordination)}"'
    assert client.get(url("disclosure-end", shared.disclosure)).content.decode().count(back) == 2, "a crumb and Avbryt"
    assert client.post(url("disclosure-end", shared.disclosure), {"because": ""}).status_code == 422
    client.post(url("disclosure-end", shared.disclosure), {"because": "Behövs inte."})
    assert "Behövs inte." in client.get(url("disclosures", shared.coordination)).content.decode()


def test_on_another_ground_the_rule_and_the_assessment_are_written(client, shared):
    as_(client, shared.sara)
    address = url("disclosure-add", shared.coordination)
    terms = {"to_unit": str(shared.psykiatri.pk), "purpose": "coordination", "ground": "law"}
    page = client.post(address, terms).content.decode()
    assert "Välj vilken regel det är." in page
    assert "Skriv din bedömning." in page
    answer = client.post(address, {**terms, "legal_basis": "necessary_care", "legal_note": "Vårdas enligt LPT."})
    assert answer.status_code == 302
    assert Disclosure._base_manager.get(to_unit=shared.psykiatri).legal_note == "Vårdas enligt LPT."


def test_on_consent_a_unit_outside_it_is_refused_with_what_to_do(client, shared):
    as_(client, shared.sara)
    terms = {"to_unit": str(shared.psykiatri.pk), "purpose": "coordination", "ground": "consent"}
    answer = client.post(url("disclosure-add", shared.coordination), terms)
    assert answer.status_code == 422
    assert "omfattar inte Psykiatrimottagning Malmö" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_pages_ask_the_database_equally_often_however_long(client, shared, many, django_assert_max_num_queries):
    for _ in range(many):
        say_yes(shared, shared.radmannen, matters=["housing"])
    as_(client, shared.sara)
    with django_assert_max_num_queries(20):
        client.get(url("consents", shared.amina))
    with django_assert_max_num_queries(36):
        client.get(url("disclosures", shared.coordination))


def test_the_persons_page_says_where_the_answer_stands(client, shared):
    page = as_(client, shared.sara).get(url("person", shared.amina)).content.decode()
    assert url("consent", shared.consent) in page
    assert "Ta emot samtycke" in page
    page = client.get(url("consents", shared.amina)).content.decode()
    assert "Gäller" in page
