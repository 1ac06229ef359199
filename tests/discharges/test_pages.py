"""The pages of discharges, as the ward, the unit told, the neighbour, the manager and the person meet them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.coordinations.acts import let_in, open_coordination
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.discharges import acts
from brygga.discharges.models import Discharge
from brygga.discharges.states import DischargeState
from brygga.meetings.acts import call_meeting, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.messaging.models import Outgoing
from brygga.people.acts import raise_protection
from brygga.people.models import Person
from brygga.people.whom import person_actor
from tests.cast import AMINA, FOLKE, _case, _index, _person, as_
from tests.discharges.ward import HOME, MONDAY, at, join, moment, ready, receipt, told
from tests.requests.asking import consent_to

CONTACT = "Karin Lind, distriktssköterska"


def page(actor, name, *args, query=""):
    return as_(Client(), actor).get(reverse(name, args=args) + query)


def text(response):
    return " ".join(response.content.decode().split())


def test_the_ward_writes_the_notice_and_is_told_what_it_says(ward):
    rut, url = as_(Client(), ward.rut), reverse("notify-admission", args=[ward.coordination.pk])
    shown = text(rut.get(url))
    assert "Namn, personnummer, folkbokföringsadress och beräknad dag för utskrivning. Inget mer." in shown
    assert "Vuxen Norr, Malmö stad" in shown
    assert "Psykiatrimottagning" not in shown
    answer = rut.post(url, {"admitted_at": "2026-11-23T08:00", "estimated_on": "2026-11-30"})
    assert answer.status_code == 422
    assert "Välj minst en enhet." in text(answer)
    facts = {"admitted_at": "2026-11-23T08:00", "estimated_on": "2026-11-30", "to_units": [str(ward.innerstaden.pk)]}
    assert rut.post(url, facts).status_code == 302
    assert Discharge._base_manager.get().notice_was_late is False
    assert page(ward.rut, "notify-admission", ward.coordination.pk).status_code == 403


def test_the_unit_told_reads_the_four_things_and_no_more(ward):
    row = acts.name_contact(told(ward, compulsory=True), by=ward.rut, contact=CONTACT)
    shown = text(page(ward.sara, "discharge", row.pk))
    for word in ("Folke Lind", "19790516-9251", "Storgatan 1", "30 november 2026", "Rådmannen"):
        assert word in shown, word
    for word in ("Karin Lind", "LPT", ward.coordination.number, "Meddela utskrivningsklar"):
        assert word not in shown, word
    shown = text(page(ward.rut, "discharge", row.pk))
    for word in ("Karin Lind", "LPT", ward.coordination.number, "Meddela utskrivningsklar", "Har inte svarat"):
        assert word in shown, word


def test_a_neighbour_finds_nothing(ward):
    row = told(ward)
    for neighbour in (ward.siv, ward.pia, ward.sigrid, ward.adam, ward.greta):
        assert page(neighbour, "discharge", row.pk).status_code == 404
        assert page(neighbour, "work-discharge", row.pk, "planera").status_code == 404
        assert page(neighbour, "work-discharge", row.pk, "avbryt").status_code == 404
        assert "Folke" not in text(page(neighbour, "discharges"))
        assert 'href="/utskrivningar/"' not in text(page(neighbour, "start"))
    assert page(ward.sara, "notify-admission", ward.coordination.pk).status_code == 404
    assert page(ward.sara, "work-discharge", row.pk, "avbryt").status_code == 403


def test_a_protected_person_is_masked_and_the_ward_is_rung(ward):
    with asked_by("test"):
        Person._base_manager.filter(pk=ward.folke.pk).update(protection="marked")
    row = told(ward)
    shown = text(page(ward.sara, "discharge", row.pk))
    for word in ("Folke", "19790516", "Storgatan"):
        assert word not in shown, word
        assert word not in text(page(ward.sara, "discharges")), word
        assert word not in text(page(ward.sara, "start")), word
    assert "Ring Rådmannen, 040-10 00 00" in shown


def test_whom_the_coordination_protects_the_notice_protects_too(ward):
    """Innerstaden has marked Amina; the region knows her by another name and has not marked her."""
    shared = open_coordination(ward.aminas_case, by=ward.sara, why="Ska hem.", reasons=[])
    consent_to(ward, ward.amina, ward.innerstaden, ward.radmannen)
    part = let_in(shared, by=ward.sara, unit=ward.radmannen)
    with asked_by("the cast"):
        part.case = _case(_person(ward.region, "Amina", "Hamid", AMINA), ward.radmannen, ward.rut)
        part.save(update_fields=["case"])
    ward.coordination = shared
    row = told(ward, ward.innerstaden, ward.norr)
    pages = (("discharge", row.pk), ("discharges",), ("start",))
    assert all("Hamid" in text(page(ward.siv, *one)) for one in pages)
    raise_protection(ward.amina, by=ward.sara, protection="marked")
    for who in (ward.sven, ward.siv):
        for one in pages:
            shown = text(page(who, *one))
            assert "Hamid" not in shown, one
            assert "19910416-2384" not in shown, one
    assert "Amina Hamid" in text(page(ward.rut, "discharge", row.pk))


def test_the_start_page_says_what_has_come_until_it_is_seen(ward):
    row = told(ward)
    for reader in (ward.sara, ward.fred):
        assert "Ett inskrivningsmeddelande har kommit" in text(page(reader, "start"))
    assert 'href="/utskrivningar/"' in text(page(ward.sara, "start"))
    sara, url = as_(Client(), ward.sara), reverse("work-discharge", args=[row.pk, "planera"])
    assert sara.post(url).status_code == 302
    assert "inskrivningsmeddelande" not in text(page(ward.sara, "start"))
    assert "Planerar" in text(page(ward.rut, "discharge", row.pk))
    with at(MONDAY, 11):
        acts.say_ready(Discharge._base_manager.get(), by=ward.rut)
        assert "Någon är utskrivningsklar" in text(page(ward.sara, "start"))
        assert "Har inte sett det senaste" in text(page(ward.rut, "discharge", row.pk))
        assert sara.post(reverse("work-discharge", args=[row.pk, "sett"])).status_code == 302
        assert "Någon är utskrivningsklar" not in text(page(ward.sara, "start"))
    assert "Folke Lind" in text(page(ward.sara, "discharges"))
    assert "Folke Lind" in text(page(ward.rut, "discharges", query="?visa=fran"))
    assert "Folke Lind" in text(page(ward.rut, "discharges"))
    assert "Inget meddelande har kommit till er." in text(page(ward.rut, "discharges", query="?visa=till"))


def test_what_is_seen_and_not_planned_is_asked_for(ward):
    row = told(ward)
    acts.see(receipt(ward, row), by=ward.fred)
    assert "Börja planera en hemgång" in text(page(ward.sara, "start"))


def test_the_ward_walks_through_the_steps(ward):
    row, rut = told(ward), as_(Client(), ward.rut)

    def do(how, **fields):
        return rut.post(reverse("work-discharge", args=[row.pk, how]), fields).status_code

    assert do("tid", estimated_on="2026-11-29") == 302
    assert do("enhet", to_units=[str(ward.norr.pk)]) == 302
    assert do("vardkontakt", contact="") == 422
    assert do("vardkontakt", contact=CONTACT) == 302
    assert do("klar") == 302
    assert "26 november 2026" in text(rut.get(reverse("discharge", args=[row.pk])))
    assert do("inte-klar", estimated_on="2026-12-01") == 302
    assert do("klar") == 302
    assert do("kallelse", called_on="2026-11-23") == 302
    assert do("ut", discharged_at="2026-11-23T10:30") == 422
    with at(MONDAY, 11):
        assert do("ut", discharged_at="2026-11-23T10:30") == 302
        assert do("information") == 302
    assert do("hitta-pa") == 404
    shown = text(page(ward.rut, "discharge", row.pk))
    assert "Informationen överförd" in shown
    assert Discharge._base_manager.get().state == DischargeState.DISCHARGED


def test_why_it_was_called_off_is_for_those_who_take_part(ward):
    row = told(ward)
    url = reverse("work-discharge", args=[row.pk, "avbryt"])
    assert as_(Client(), ward.rut).post(url, {"why": "Folke har blivit sämre."}).status_code == 302
    assert "blivit sämre" in text(page(ward.rut, "discharge", row.pk))
    shown = text(page(ward.sara, "discharge", row.pk))
    assert "Utskrivningen är avbruten" in shown
    assert "blivit sämre" not in shown


def test_a_planning_that_is_called_to_here_needs_no_noting(ward):
    row = ready(ward)
    join(ward, ward.innerstaden)
    assert "Kalla till planering" in text(page(ward.rut, "discharge", row.pk))
    assert "Kalla till planering före utskrivningen" in text(page(ward.rut, "start"))
    facts = MeetingFacts(starts_at=moment(date(2026, 11, 25)), place="Sal 4", purpose="Hemgången", covers="Folke")
    called = (Called(is_person=True), Called(unit=ward.radmannen), Called(unit=ward.innerstaden))
    meeting = plan_meeting(ward.coordination, by=ward.rut, kind="discharge_planning", facts=facts, called=called)
    assert "Kalla till planering före utskrivningen" in text(page(ward.rut, "start"))
    call_meeting(meeting, by=ward.rut)
    assert "Kalla till planering före utskrivningen" not in text(page(ward.rut, "start"))
    assert "Kallad till samordnad planering" in text(page(ward.rut, "discharge", row.pk))


@pytest.mark.parametrize(
    ("day", "late"), [(date(2026, 11, 26), False), (date(2026, 11, 27), True), (date(2026, 11, 30), True)]
)
def test_a_call_that_is_late_is_red_and_the_manager_sees_it(ward, day, late):
    ready(ward)
    with at(day):
        assert ("1 försenat" in text(page(ward.rut, "start"))) is late
        assert ("Utskrivningar där en dag har gått" in text(page(ward.rolf, "my-unit-late"))) is late
        assert "Utskrivningar där" not in text(page(ward.chef, "my-unit-late"))


def test_information_that_was_not_handed_over_the_same_day_is_late_the_next(ward):
    acts.discharge_person(ready(ward), by=ward.rut, discharged_at=clock.now())
    assert "För över informationen efter utskrivningen" in text(page(ward.rut, "start"))
    assert "Utskrivningar där" not in text(page(ward.rolf, "my-unit-late"))
    with at(date(2026, 11, 24), 8):
        assert "För över informationen" in text(page(ward.rolf, "my-unit-late"))


def test_a_day_that_has_passed_is_asked_about(ward):
    told(ward)
    with at(HOME + timedelta(days=1)):
        assert "Säg om dagen för utskrivning har ändrats" in text(page(ward.rut, "start"))
        assert "Säg om dagen" in text(page(ward.rolf, "my-unit-late"))


def test_the_section_ansvar_shows_it_to_those_who_take_part(ward):
    url = ("coordination-responsibility", ward.coordination.pk)
    assert "Lämna inskrivningsmeddelande" in text(page(ward.rut, *url))
    row = told(ward)
    join(ward, ward.innerstaden)
    for reader in (ward.rut, ward.sara):
        shown = text(page(reader, *url))
        assert reverse("discharge", args=[row.pk]) in shown
        assert "Lämna inskrivningsmeddelande" not in shown


def test_the_person_reads_who_knows_what_in_plain_words(ward):
    folke = person_actor(_index(FOLKE), clock.today())
    assert "Du är inte inskriven på sjukhus" in text(page(folke, "my-discharge"))
    assert "Hem från sjukhuset" not in text(page(folke, "my-start"))
    row = ready(ward)
    acts.begin_planning(receipt(ward, row), by=ward.sara)
    shown = text(page(folke, "my-discharge"))
    for word in (
        "Du är inskriven på Rådmannen",
        "30 november 2026",
        CONTACT,
        "Vuxen Innerstaden",
        "Har börjat planera",
    ):
        assert word in shown, word
    assert "Hem från sjukhuset" in text(page(folke, "my-start"))
    assert "Rådmannen" not in text(page(ward.amina_herself, "my-discharge"))
    acts.discharge_person(row, by=ward.rut, discharged_at=clock.now())
    assert "Du skrevs ut från Rådmannen 23 november 2026." in text(page(folke, "my-discharge"))
    with at(date(2026, 12, 24)):
        assert "Du är inte inskriven på sjukhus" in text(page(folke, "my-discharge"))


def test_those_who_hand_out_at_a_unit_told_get_a_word_by_mail(ward):
    def mailed():
        return sorted(one.staff_id for one in Outgoing._base_manager.all())

    row, hand_out = told(ward), [ward.fred.staff_id, ward.chef.staff_id]
    assert mailed() == sorted(hand_out)
    with at(MONDAY, 11):
        acts.name_contact(row, by=ward.rut, contact=CONTACT)
        assert mailed() == sorted(hand_out)
        acts.say_ready(row, by=ward.rut)
        assert mailed() == sorted(hand_out * 2)


def questions(actor, name, *args, query=""):
    client = as_(Client(), actor)
    client.get(reverse(name, args=args) + query)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(reverse(name, args=args) + query).status_code == 200
    return len(asked)


def test_the_pages_ask_as_many_questions_for_thirty_as_for_one(ward):
    row = told(ward)
    seen = [
        (ward.sara, "discharges", (), ""),
        (ward.rut, "discharges", (), "?visa=fran"),
        (ward.sara, "start", (), ""),
        (ward.rut, "start", (), ""),
        (ward.rolf, "my-unit-late", (), ""),
        (ward.rut, "discharge", (row.pk,), ""),
    ]
    with at(date(2026, 12, 2)):
        before = [questions(actor, name, *args, query=query) for actor, name, args, query in seen]
    for number in range(29):
        _one_more(ward, number)
    units = [ward.norr]
    with asked_by("test"):
        units += [type(ward.norr)._base_manager.create(
            organisation=ward.social, name=f"Vuxen {n}", sort=f"vuxen {n}", kind=ward.norr.kind
        ) for n in range(28)]  # fmt: skip
    acts.tell_units(row, by=ward.rut, to_units=units)
    with at(date(2026, 12, 2)):
        assert [questions(actor, name, *args, query=query) for actor, name, args, query in seen] == before


def _one_more(ward, number):
    with asked_by("test"):
        person = Person._base_manager.create(
            organisation=ward.region, given_name="Nils", family_name=f"Ny {number}", sort=f"ny {number}",
            registered_at=clock.now(),
        )  # fmt: skip
        case = _case(person, ward.radmannen, ward.rut)
    mine = open_coordination(case, by=ward.rut, why="Ska hem.", reasons=[])
    acts.notify_admission(mine, by=ward.rut, admitted_at=clock.now(), estimated_on=HOME, to_units=[ward.innerstaden])


def test_a_meeting_by_consent_is_not_needed_for_the_notice(ward):
    """The notice rests on the law: it is sent although nobody has said yes to anything."""
    told(ward)
    consent_to(ward, ward.folke, ward.radmannen, ward.norr)
    assert "Folke" not in text(page(ward.siv, "discharges"))
