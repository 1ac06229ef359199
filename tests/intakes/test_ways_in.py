"""Ways in at all five places: who may ask, who may be asked, who they are, and for how long it is kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from brygga.agencies.acts import name_stand_in
from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.intakes import acts
from brygga.intakes.acts.asking import STRANGER
from brygga.intakes.codes import code_for
from brygga.intakes.facts import Told
from brygga.intakes.models import ContactAttempt, Intake
from brygga.intakes.queries import doors, ended, erased_count, to_contact
from brygga.people.models import MASKED, Person
from brygga.requests.may import may_be_asked, may_send_kind
from brygga.routines.loading import all_routines, routine
from tests.cast import AMINA, as_
from tests.intakes.asking import form


def asks(world: Any, number: int = 1, **told: Any) -> Intake:
    facts = {"name": "Bo Främmande", "born": date(1990, 5, 2), "phone": "070-174 06 99", "words": "Hjälp mig."}
    return acts.ask_for_help(
        world.innerstaden, by=STRANGER, told=Told(**{**facts, **told}), code=code_for(UUID(int=number))
    )


def a_unit(place: str, kind: str) -> Unit:
    party = routine(place).unit_kind(kind).party
    with asked_by("test"):
        owner, _ = Organisation.objects.get_or_create(
            name=f"{place} {party}", defaults={"sort": sort_key(place), "place": place, "party": party}
        )
        return Unit.objects.create(organisation=owner, name=f"Enheten {kind}", sort=sort_key(kind), kind=kind)


@pytest.mark.requirement("BOR-01", "VAR-03", "KAR-02")
def test_every_place_has_a_way_in_from_its_own_document() -> None:
    for place in all_routines():
        rows = place.intakes_on(clock.today())
        assert rows, place.name
        assert all(row.source and row.erase for row in rows), place.name


@pytest.mark.requirement("VAR-03")
def test_to_habilitation_one_comes_by_a_referral_and_not_by_oneself(world: Any, client: Client) -> None:
    unit = a_unit("varmland", "adult_habilitation")
    assert client.get(reverse("help-ask", args=["varmland", unit.pk])).status_code == 404
    assert client.get(reverse("help-place", args=["varmland"])).status_code == 404
    assert [door.unit for door in doors(clock.today(), "varmland")] == [unit]
    assert doors(clock.today(), "varmland", for_oneself=True) == []
    with pytest.raises(NotAllowed, match="söker själv"):
        acts.ask_for_help(unit, by=STRANGER, told=Told(name="x", born=date(1990, 1, 1), words="x"), code="x")


@pytest.mark.requirement("VAR-03")
@pytest.mark.parametrize(
    ("years", "kind", "said"),
    [
        (17, "child_habilitation", ""),
        (18, "child_habilitation", "i den åldern"),
        (18, "adult_habilitation", ""),
        (17, "adult_habilitation", "i den åldern"),
        (30, "lss", "tar inte emot vårdbegäran"),
    ],
)
def test_a_care_request_goes_to_the_habilitation_of_the_persons_age(db: Any, years: int, kind: str, said: str) -> None:
    today = clock.today()
    born = date(today.year - years, 1, 1)
    asked = may_be_asked(routine("varmland").request_kind("care_request"), a_unit("varmland", kind), born)
    assert bool(asked) is not bool(said) and said in asked.reason


@pytest.mark.requirement("VAR-03", "BOR-03")
def test_only_those_whom_the_routine_names_send_such_a_request(db: Any) -> None:
    care, onward = routine("varmland").request_kind("care_request"), routine("borlange").request_kind("lead_on")
    assert may_send_kind(care, "lss") and not may_send_kind(care, "adult_habilitation")
    assert may_send_kind(onward, "one_door") and not may_send_kind(onward, "psychiatry_clinic")
    assert not may_be_asked(onward, a_unit("borlange", "one_door"), None)


@pytest.mark.requirement("ALL-06")
def test_what_never_became_a_case_is_erased_when_its_time_is_out(world: Any) -> None:
    """The row that is left says that somebody came, when, and what it became."""
    row = asks(world, contacts=("primary_care",))
    row = acts.appoint(row, by=world.sara, caseworker=Assignment.objects.get(pk=world.sara.assignment_id))
    acts.log_attempt(row, by=world.sara, how="phone", result="reached", note="Mamma svarade.")
    acts.record_outcome(row, by=world.sara, outcome="nothing", reason="Bo vill inte.")
    day = clock.today()
    with clock.set_to(datetime.combine(day + timedelta(days=700), time(10), clock.SWEDEN)):
        call_command("run_clocks")
        assert Intake._base_manager.get(pk=row.pk).erased_at is None
    with clock.set_to(datetime.combine(day + timedelta(days=740), time(10), clock.SWEDEN)):
        call_command("run_clocks")
        assert not ended(world.sara).exists() and erased_count(world.sara) == 1 and erased_count(world.siv) == 0
    left = Intake._base_manager.get(pk=row.pk)
    kept = (left.name, left.phone, left.phone_index, left.born, left.words, left.reason, left.code, left.contacts)
    assert kept == ("", "", None, None, "", "", None, [])
    assert (left.outcome, left.unit, left.sent_at) == ("nothing", world.innerstaden, row.sent_at)
    assert not ContactAttempt._base_manager.filter(intake=row).exists()


@pytest.mark.requirement("ALL-06")
def test_what_became_a_case_and_what_goes_on_are_not_erased(world: Any) -> None:
    mine = Assignment.objects.get(pk=world.sara.assignment_id)
    case = acts.appoint(asks(world), by=world.sara, caseworker=mine)
    case = acts.register(case, by=world.sara, given_name="Bo", family_name="Främmande")
    acts.record_outcome(case, by=world.sara, outcome="begun", reason="Börjar.")
    waits = asks(world, 2, phone="070-174 06 98")
    later = datetime.combine(clock.today() + timedelta(days=3000), time(10), clock.SWEDEN)
    with clock.set_to(later):
        call_command("run_clocks")
    assert set(Intake._base_manager.filter(erased_at=None)) == {case, waits}
    for who in (world.sara, world.chef):
        with pytest.raises(NotAllowed, match="Brygga själv"):
            acts.erase(waits, by=who)


@pytest.mark.requirement("BOR-01", "ALL-01")
def test_somebody_who_has_signed_in_is_not_asked_who_they_are(world: Any, client: Client) -> None:
    url = reverse("help-ask", args=["malmo", world.innerstaden.pk])
    page = as_(client, world.amina_herself).get(url).content.decode()
    assert "Vi vet redan vem du är" in page and "Amina Hassan" in page
    sent = client.post(url, form(name="Någon Annan", born="1999-01-01", identity="", phone="070-174 06 31"))
    assert sent.status_code == 200, sent.content.decode()
    row = Intake._base_manager.get()
    assert (row.name, row.number, row.born) == ("Amina Hassan", AMINA, world.amina.born) and row.identified_at
    seen = as_(Client(), world.sara).get(reverse("intake", args=[row.pk])).content.decode()
    assert "Inloggad med e-legitimation" in seen


def test_without_signing_in_the_way_is_the_same_as_before(world: Any, client: Client) -> None:
    url = reverse("help-ask", args=["malmo", world.innerstaden.pk])
    page = client.get(url).content.decode()
    assert "Vi vet redan vem du är" not in page
    assert client.post(url, form()).status_code == 200
    assert Intake._base_manager.get().identified_at is None
    staff = as_(Client(), world.sara).get(url).content.decode()
    assert "Vi vet redan vem du är" not in staff and "Sara Berg" not in staff.split("<main", 1)[-1]


@pytest.mark.requirement("ALL-02")
def test_somebody_protected_who_has_signed_in_is_masked_in_the_queue(world: Any, client: Client) -> None:
    with asked_by("test"):
        Person._base_manager.filter(pk=world.amina.pk).update(protection="marked")
    url = reverse("help-ask", args=["malmo", world.innerstaden.pk])
    as_(client, world.amina_herself)
    assert client.post(url, form(protected="", phone="070-174 06 31")).status_code == 200
    assert Intake._base_manager.get().protected
    queue = as_(Client(), world.sara).get(reverse("intakes")).content.decode()
    assert "Hassan" not in queue and MASKED in queue


@pytest.mark.requirement("ALL-02")
def test_an_identity_number_of_somebody_protected_reveals_nothing_and_loses_nothing(world: Any, client: Client) -> None:
    """Whoever types it: the answer is the same as for anybody, and the team sees it masked."""
    with asked_by("test"):
        Person._base_manager.filter(pk=world.folke.pk).update(protection="marked")
    url = reverse("help-ask", args=["malmo", world.innerstaden.pk])
    answers = []
    for number, phone in (("19790516-9251", "070-174 06 31"), ("19790618-9282", "070-174 06 32")):
        sent = Client().post(url, form(identity=number, phone=phone))
        answers.append(
            (sent.status_code, "Tack. Det har kommit fram." in sent.content.decode(), b"kydd" in sent.content)
        )
    assert answers[0] == answers[1] == (200, True, False)
    queue = as_(Client(), world.sara).get(reverse("intakes")).content.decode()
    assert queue.count(MASKED) == queue.count("Bo Ek") == 1, queue
    row = Intake._base_manager.order_by("pk").first()
    assert row is not None
    page = as_(Client(), world.sara).get(reverse("intake", args=[row.pk])).content.decode()
    assert "197905169251" not in page and "19790516" not in page and "070-174 06 31" not in page


@pytest.mark.requirement("BOR-02", "KAR-05")
def test_a_stand_in_sees_the_queue_today_and_neither_yesterday_nor_after(world: Any) -> None:
    """Siv stands in for Sara from today, for two days."""
    asks(world)
    siv, sara = Staff.objects.get(pk=world.siv.staff_id), Assignment.objects.get(pk=world.sara.assignment_id)
    today = clock.today()
    name_stand_in(sara, by=world.sara, staff=siv, since=today, until=today + timedelta(days=1))
    seen = []
    for days in (-1, 0, 1, 2):
        with clock.set_to(datetime.combine(today + timedelta(days=days), time(10), clock.SWEDEN)):
            actor = actor_for(siv.pk, sara.pk, clock.today())
            seen.append(actor is not None and to_contact(actor).count() == 1)
    assert seen == [False, True, True, False]
    assert to_contact(world.siv).count() == 0
