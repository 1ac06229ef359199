"""Asking for a SIP before anything is begun: the unit that has one's case gets it, and has to begin (MAL-11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.people.acts import register_person
from brygga.people.models import Case
from brygga.people.whom import person_actor
from brygga.requests.acts import acknowledge, decline, forward
from brygga.requests.may import may_appoint
from brygga.requests.models import Request
from brygga.requests.queries import cases_to_ask_in, distribution
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, _actor, _assign, _case, _index, _organisation, _person, _unit, as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.requirement("MAL-11"), pytest.mark.requirement("ALL-01")]

ASK = "/min/be-om-sip/"
WORDS = "Jag skickas runt."


def page(actor, query=""):
    return as_(Client(), actor).get(ASK + query).content.decode()


def ask(actor, case, words=WORDS):
    return as_(Client(), actor).post(f"{ASK}?om={case.pk}", {"important": words})


def also_at(world, unit, by):
    """Amina is registered there too; the one who asks is the same human."""
    theirs = register_person(unit, by=by, given_name="Amina", family_name="Hassan", identity=parse(AMINA))
    return Case._base_manager.get(person=theirs), person_actor(_index(AMINA), clock.today())


def test_the_form_says_who_gets_it_and_by_when_they_answer(world):
    text = page(world.amina_herself)
    for words in ("Vuxen Innerstaden får läsa det du skriver", "om du inte säger ja", "kallar till möte senast"):
        assert words in text


def test_the_ask_begins_a_coordination_with_that_unit_alone_and_the_clock_runs(world):
    answer = ask(world.amina_herself, world.aminas_case)
    sent = Request._base_manager.get()
    assert answer["Location"] == reverse("my-request", args=[sent.pk])
    assert (sent.to_unit, sent.coordination.unit, sent.state) == (world.innerstaden, world.innerstaden, "sent")
    assert sent.answer_by > clock.now() and sent.coordination.person == world.amina
    for outside in (world.siv, world.rut, world.sigrid, world.pia):
        assert not Request.objects.visible_to(outside).exists()


def test_the_receipt_tells_the_steps_and_only_to_her(world):
    ask(world.amina_herself, world.aminas_case)
    url = reverse("my-request", args=[Request._base_manager.get().pk])
    text = as_(Client(), world.amina_herself).get(url).content.decode()
    for words in (
        "Vuxen Innerstaden tar emot det du skrev",
        "Inga andra bjuds in",
        "De kallar till ett möte",
        "Senast",
    ):
        assert words in text
    assert as_(Client(), world.other_person).get(url).status_code == 404


def test_from_the_queue_to_the_opened_coordination(world):
    """The unit's own staff find it on their desk, answer, and stand in the coordination that it opened."""
    ask(world.amina_herself, world.aminas_case)
    sent = Request._base_manager.get()
    sara = as_(Client(), world.sara)
    desk = sara.get("/").content.decode()
    assert "Begäran om SIP från personen själv" in desk and reverse("request", args=[sent.pk]) in desk
    assert WORDS in sara.get(reverse("distribution")).content.decode()
    sara.post(reverse("appoint-request", args=[sent.pk]), {"caseworker": str(world.sara.assignment_id)})
    assert Request._base_manager.get().state == "accepted"
    opened = sara.get(reverse("coordination", args=[sent.coordination_id])).content.decode()
    assert "Amina Hassan" in opened and "Personen själv har bett om en SIP" in opened
    url = reverse("coordination", args=[sent.coordination_id])
    assert as_(Client(), world.siv).get(url).status_code == 404
    told = as_(Client(), world.amina_herself).get(reverse("my-request", args=[sent.pk])).content.decode()
    assert "Någon är utsedd" in told and "De pratar med dig om vilka som ska vara med" in told


def test_with_cases_at_two_units_she_chooses_in_plain_words(world):
    theirs, amina = also_at(world, world.radmannen, world.rut)
    text = page(amina)
    assert "Vem vill du fråga?" in text and "Rådmannen" in text and "Vuxen Innerstaden" in text
    assert "Vad vill du ha hjälp med?" not in text
    ask(amina, theirs)
    assert Request._base_manager.get().to_unit == world.radmannen


def test_borlanges_routine_says_the_one_door_in(world):
    """Two units know Bo; the place's own way in gets the ask without him having to choose."""
    with asked_by("the cast"):
        town = _organisation("Borlänge kommun", "municipality")
        town.place = "borlange"
        town.save(update_fields=["place"])
        door, social = _unit(town, "En dörr in", "one_door"), _unit(town, "Socialtjänsten", "social_services")
        bo = _person(town, "Bo", "Ek", "197906189282")
        for unit in (social, door):
            Case._base_manager.create(person=bo, unit=unit, number="2026-9", opened_on=clock.today())
    himself = person_actor(_index("197906189282"), clock.today())
    assert [case.unit for case in cases_to_ask_in(himself)] == [door]
    assert "En dörr in får läsa det du skriver" in page(himself)


def test_a_unit_without_the_duty_to_plan_is_no_way_in(world):
    with asked_by("the cast"):
        office = _unit(_organisation("Försäkringskassan", "other"), "Kontoret", "other_unit")
        bo = _person(office.organisation, "Bo", "Ek", "197906189282")
        holder = _assign("Klas Kassa", "case_officer", "Handläggare", office)
        case = Case._base_manager.create(
            person=bo, unit=office, number="2026-1", caseworker=holder, opened_on=clock.today()
        )
    himself = person_actor(_index("197906189282"), clock.today())
    text = page(himself)
    assert "Det är kommunen och regionen som gör SIP" in text and "Klas Kassa" in text
    ask(himself, case)
    assert not Request._base_manager.exists()


def test_where_nobody_coordinates_it_is_answered_by_whoever_works_there(world):
    with asked_by("the cast"):
        home = _unit(world.social, "Boendet", "social_addiction")
        bo = _person(world.social, "Bo", "Ek", "197906189282")
        hulda = _actor("Hulda Hem", "housing_staff", "Boendepersonal", home)
        case = _case(bo, home, hulda)
    himself = person_actor(_index("197906189282"), clock.today())
    ask(himself, case)
    waiting = distribution(hulda).get()
    assert waiting.coordination.person == bo and may_appoint(hulda, waiting)
    assert not distribution(world.sara).exists()


def test_with_no_open_case_one_is_told_what_to_say_on_the_telephone(world):
    with asked_by("the cast"):
        Case._base_manager.filter(pk=world.aminas_case.pk).update(closed_on=clock.today())
    assert "säg: ”Jag vill ha en SIP.”" in page(world.amina_herself)
    ask(world.amina_herself, world.aminas_case)
    assert not Coordination._base_manager.exists()


def test_without_words_nothing_begins_and_the_fault_stands_at_the_field(world):
    answer = as_(Client(), world.amina_herself).post(
        f"{ASK}?om={world.aminas_case.pk}", {"important": " ", "who": "Min syster"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "Min syster" in text and 'aria-invalid="true"' in text
    assert not Coordination._base_manager.exists()


def test_sent_twice_is_asked_once(world):
    client = as_(Client(), world.amina_herself)
    form = client.get(ASK).content.decode()
    once = form.split('name="_once" value="')[1].split('"')[0]
    for _ in range(2):
        answer = client.post(f"{ASK}?om={world.aminas_case.pk}", {"important": WORDS, "_once": once})
        assert answer["Location"] == reverse("my-request", args=[Request._base_manager.get().pk])


def test_what_has_begun_meanwhile_is_told_and_the_words_are_kept(world):
    """Sara opened one while Amina was writing: others may read there, so she is asked to look again."""
    ask(world.amina_herself, world.aminas_case)
    as_(Client(), world.amina_herself).post(reverse("my-request", args=[Request._base_manager.get().pk]))
    answer = ask(world.amina_herself, world.aminas_case, "Jag vill flytta.")
    text = answer.content.decode()
    assert answer.status_code == 422 and "Något har ändrats" in text and "Jag vill flytta." in text
    assert Request._base_manager.count() == 1


def test_a_no_says_why_and_what_one_may_do(world):
    ask(world.amina_herself, world.aminas_case)
    decline(Request._base_manager.get(), by=world.chef, reason="Ni har redan en plan i Lund.")
    url = reverse("my-request", args=[Request._base_manager.get().pk])
    text = as_(Client(), world.amina_herself).get(url).content.decode()
    for words in ("De sa nej", "Ni har redan en plan i Lund.", "ska som regel få en", "Be om en SIP igen"):
        assert words in text


def test_late_is_said_and_whom_to_call(world):
    ask(world.amina_herself, world.aminas_case)
    with asked_by("the test"):
        Request._base_manager.update(answer_by=clock.now() - timedelta(days=1))
    url = reverse("my-request", args=[Request._base_manager.get().pk])
    text = as_(Client(), world.amina_herself).get(url).content.decode()
    assert "De är sena" in text and "040-10 00 00" in text and "Skulle ha varit klart" in text
    assert "Sent" in as_(Client(), world.amina_herself).get("/min/").content.decode()


def test_what_is_sent_on_leads_to_who_has_it_now(shared):
    as_(Client(), shared.amina_herself).post(f"{ASK}?om={shared.coordination.pk}", {"important": WORDS})
    first = Request._base_manager.get()
    acknowledge(first, by=shared.sara)
    onward = forward(first, by=shared.sara, to_unit=shared.radmannen, reason="De känner henne bäst.")
    text = as_(Client(), shared.amina_herself).get(reverse("my-request", args=[first.pk])).content.decode()
    assert "Rådmannen har det nu." in text and reverse("my-request", args=[onward.pk]) in text


def test_a_contact_that_was_never_a_case_becomes_one_when_she_asks(world):
    with asked_by("the cast"):
        Case._base_manager.filter(pk=world.aminas_case.pk).update(exploratory=True)
    ask(world.amina_herself, world.aminas_case)
    assert not Case._base_manager.get(pk=world.aminas_case.pk).exploratory


@pytest.mark.requirement("ALL-02")
def test_otto_asks_through_his_mandate_and_only_where_he_has_one(world):
    theirs, _ = also_at(world, world.radmannen, world.rut)
    otto = represented(world)
    assert [case.unit for case in cases_to_ask_in(otto)] == [world.innerstaden]
    assert ask(otto, theirs).status_code == 422
    ask(otto, world.aminas_case)
    assert Request._base_manager.get().from_label == "Personen genom företrädare"


@pytest.mark.requirement("ALL-02")
def test_a_relative_without_mandate_asks_for_nothing_and_takes_nothing_back(world):
    sister = represented(world, kind="relative", may_consent=False)
    assert "Du kan inte be om en SIP i Amina Hassans ställe" in page(sister)
    ask(sister, world.aminas_case)
    assert not Request._base_manager.exists()
    ask(world.amina_herself, world.aminas_case)
    url = reverse("my-request", args=[Request._base_manager.get().pk])
    assert as_(Client(), sister).post(url).status_code == 422
    assert Request._base_manager.get().state == "sent"


def test_thirty_units_ask_no_more_questions_than_two(world):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert "Vem vill du fråga?" in page(world.amina_herself)
        return len(asked)

    def cases(numbers):
        with asked_by("the cast"):
            for number in numbers:
                unit = Unit.objects.create(
                    organisation=world.social,
                    name=f"Enhet {number}",
                    sort=sort_key(f"{number}"),
                    kind="social_addiction",
                )
                _case(world.amina, unit, world.sara)

    cases(range(1))
    few = questions()
    cases(range(1, 30))
    assert questions() == few
