"""The coaching team through the pages of those who work in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.coaching import acts
from brygga.coaching.models import Activity, ActivitySession, Enrolment, Participation, Presence
from brygga.core import clock
from brygga.core.models import ReadRow
from tests.cast import as_
from tests.coaching.making import NOW, TODAY, activity, again, asked, assignment, borlange, enrolled, known, queued

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-09")]


@pytest.fixture
def town(db: Any) -> Iterator[Any]:
    with clock.set_to(NOW):
        yield borlange()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def sent(client: Client, path: str, **told: Any) -> Any:
    return client.post(path, {"_once": str(uuid4()), **told})


def test_the_team_has_the_entry_in_the_menu_and_nobody_else_finds_the_page(town: Any, client: Client) -> None:
    queued(town)
    for actor, there in ((town.cecilia, True), (town.love, True), (town.tove, False), (town.bodil, False)):
        text = page(as_(client, actor), "/")
        assert ('href="/coachingteam/"' in text) is there, actor.name
        assert client.get("/coachingteam/").status_code == (200 if there else 404)
    assert "ProvAA" not in page(as_(client, town.ture), "/coachingteam/")


def test_the_overview_shows_room_queue_and_the_day(town: Any, client: Client) -> None:
    row = enrolled(town)
    queued(town, 1, ("activity_compensation",))
    acts.join(activity(town), by=town.love, enrolments=[row])
    text = page(as_(client, town.cecilia), "/coachingteam/")
    for words in ("1 av 40", "30–40 inskrivna", "Ung med aktivitetsersättning", "Må bra-gruppen", "13.00–15.00"):
        assert words in text, words
    assert "ProvAA" not in text and "ProvAB" in text


def test_from_the_case_to_the_queue_to_a_place_to_a_coach(town: Any, client: Client) -> None:
    case = known(town)
    as_(client, town.cecilia)
    assert "Ställ i kö" in page(client, f"/personer/{case.person_id}/")
    form = page(client, f"/coachingteam/stall-i-ko/?person={case.person_id}")
    assert f'value="{case.pk}" selected' in form and "Står långt från arbetsmarknaden" in form
    assert sent(client, "/coachingteam/stall-i-ko/").status_code == 422
    made = sent(client, "/coachingteam/stall-i-ko/", case=case.pk, circumstances=["far_from_work"])
    row = Enrolment._base_manager.get()
    assert (made.status_code, made["Location"]) == (302, f"/coachingteam/{row.pk}/")
    text = page(client, f"/coachingteam/{row.pk}/")
    assert "Långt från arbetsmarknaden" in text and row.rule.priority("far_from_work").source in text
    assert sent(client, f"/coachingteam/{row.pk}/erbjud/").status_code == 302
    refused = sent(client, f"/coachingteam/{row.pk}/skriv-in/", coach=town.love.assignment_id, on=str(TODAY))
    assert refused.status_code == 422 and "Fråga personen först" in refused.content.decode()
    done = sent(
        client, f"/coachingteam/{row.pk}/skriv-in/", coach=town.love.assignment_id, on=str(TODAY), said_yes="on"
    )
    assert done.status_code == 302
    text = page(client, f"/coachingteam/{row.pk}/")
    assert "Love Lind" in text and "Skriv in ett steg" in text and "Ta ur kön" not in text
    assert "Love Lind" in page(client, "/coachingteam/inskrivna/")
    assert "ProvAA" not in page(client, "/coachingteam/inskrivna/?visa=mina")
    assert "ProvAA" in page(as_(client, town.love), "/coachingteam/inskrivna/?visa=mina")


def test_a_step_is_written_in_drawn_and_told(town: Any, client: Client) -> None:
    row = enrolled(town)
    as_(client, town.love)
    wrong = sent(client, f"/coachingteam/{row.pk}/steg/", step="coached", on="2027-02-01")
    assert wrong.status_code == 422 and "till och med i dag" in wrong.content.decode()
    assert sent(client, f"/coachingteam/{row.pk}/steg/", step="matched", on=str(TODAY)).status_code == 302
    text = page(client, f"/coachingteam/{row.pk}/")
    assert '<th scope="row">Matchas mot arbete eller studier</th>' in text
    assert text.count("b-chart__flat") == 1


def test_the_button_stands_there_exactly_when_the_act_is_allowed(town: Any, client: Client) -> None:
    row = queued(town)
    assert "Erbjud plats" in page(as_(client, town.cecilia), f"/coachingteam/{row.pk}/")
    assert "Erbjud plats" not in page(as_(client, town.love), f"/coachingteam/{row.pk}/")
    answer = client.get(f"/coachingteam/{row.pk}/erbjud/")
    assert answer.status_code == 403 and "koordinator" in answer.content.decode()


def test_the_neighbour_team_and_the_one_who_asked_find_nothing(town: Any, client: Client) -> None:
    row, group = enrolled(town), activity(town)
    (part,) = acts.join(group, by=town.love, enrolments=[row])
    session = ActivitySession._base_manager.order_by("starts_at").first()
    assert session is not None
    for other in (town.ture, town.grannen, town.dag, town.tove):
        as_(client, other)
        for path in (f"{row.pk}/", f"{row.pk}/steg/", f"{row.pk}/enskilt/", f"deltagande/{part.pk}/sluta/",
                     f"tillfalle/{session.pk}/", f"tillfalle/{session.pk}/stall-in/"):  # fmt: skip
            assert client.get(f"/coachingteam/{path}").status_code == 404, (other.name, path)
            assert client.post(f"/coachingteam/{path}", {}).status_code == 404, (other.name, path)
        assert "ProvAA" not in page(client, f"/coachingteam/aktiviteter/{group.pk}/")
    assert "1 deltagare från andra" in page(as_(client, town.ture), f"/coachingteam/aktiviteter/{group.pk}/")


def test_the_request_leads_to_the_row_and_the_row_to_the_request(town: Any, client: Client) -> None:
    request = asked(town)
    row = Enrolment._base_manager.get()
    as_(client, town.cecilia)
    assert f"/coachingteam/{row.pk}/" in page(client, f"/forfragningar/{request.pk}/")
    text = page(client, f"/coachingteam/{row.pk}/")
    assert f"/forfragningar/{request.pk}/" in text and "En dörr in" in text and "Inte bedömd" in text
    assert "Coachingteamet</h2>" not in page(as_(client, town.tove), f"/forfragningar/{request.pk}/")
    assert sent(as_(client, town.cecilia), f"/coachingteam/{row.pk}/bedom/").status_code == 302
    assert "I kö: Coachingteamet" in page(as_(client, town.tove), f"/samordningar/{town.coordination.pk}/")


def test_reading_of_one_is_logged_and_the_lists_are_not(town: Any, client: Client) -> None:
    row = enrolled(town)
    before = ReadRow.objects.count()
    page(as_(client, town.love), "/coachingteam/inskrivna/")
    assert ReadRow.objects.count() == before
    page(client, f"/coachingteam/{row.pk}/")
    read = ReadRow.objects.latest("pk")
    assert (read.what, read.person_id) == ("Inskrivningen i coachingteamet", row.person_id)


@pytest.mark.requirement("BOR-06")
def test_an_administrator_adds_an_activity_and_a_coach_fills_it_at_once(town: Any, client: Client) -> None:
    row = enrolled(town)
    as_(client, town.bodil)
    text = page(client, "/coachingteam/aktiviteter/ny/")
    assert "Jobbenheten, Borlänge kommun" in text and 'value="2027-01-14"' in text
    form = {
        "name": "Prova på", "kind": "towards_work", "organiser": town.job_unit.pk, "seats": "8", "first": "2027-01-20",
        "last": "", "starts": "09:00", "ends": "10:30", "every_weeks": "1", "place_kind": "room", "where": "Sal 2",
    }  # fmt: skip
    wrong = sent(client, "/coachingteam/aktiviteter/ny/", **form)
    assert wrong.status_code == 422 and "Skriv den sista dagen" in wrong.content.decode()
    assert sent(client, "/coachingteam/aktiviteter/ny/", **{**form, "last": "2027-02-10"}).status_code == 302
    made = Activity._base_manager.get()
    assert made.often == "varje onsdag kl. 09.00–10.30 till och med 10 februari 2027"
    as_(client, town.love)
    assert "Prova på" in page(client, "/coachingteam/aktiviteter/")
    assert sent(client, f"/coachingteam/aktiviteter/{made.pk}/deltagare/").status_code == 422
    joined = sent(client, f"/coachingteam/aktiviteter/{made.pk}/deltagare/", enrolments=[row.pk])
    assert joined.status_code == 302 and "7 av 8 platser lediga" in page(client, "/coachingteam/aktiviteter/")


@pytest.mark.requirement("BOR-06")
def test_one_who_may_add_none_is_told_who_does(town: Any, client: Client) -> None:
    answer = as_(client, town.tove).get("/coachingteam/aktiviteter/ny/")
    assert answer.status_code == 403 and "av den som administrerar" in answer.content.decode()
    assert "Lägg till en aktivitet" not in page(client, "/coachingteam/aktiviteter/")


def test_presence_of_the_whole_group_from_one_screen(town: Any, client: Client) -> None:
    group, people = activity(town), [enrolled(town, n) for n in range(3)]
    parts = acts.join(group, by=town.love, enrolments=people)
    session = ActivitySession._base_manager.order_by("starts_at").first()
    assert session is not None
    path = f"/coachingteam/tillfalle/{session.pk}/"
    assert "när tillfället har börjat" in page(as_(client, town.love), path)
    with clock.set_to(NOW + timedelta(hours=4)):
        as_(client, town.love)
        text = page(client, path)
        assert len(re.findall(r'value="present"[^>]*checked', text)) == 3
        there = dict(zip((f"p-{part.pk}" for part in parts), ("present", "notified", "absent"), strict=True))
        assert sent(client, path, **there).status_code == 302
        assert "Närvaro inskriven" in page(client, path)
        assert "Anmälde frånvaro: 1" in page(client, f"/coachingteam/{people[1].pk}/")
    assert Presence._base_manager.count() == 3


def test_an_individual_time_is_booked_from_the_persons_page(town: Any, client: Client) -> None:
    row = enrolled(town)
    form = {
        "kind": "coaching_talk", "organiser": town.team.pk, "first": "2027-01-18", "starts": "10:00", "ends": "10:45",
        "every_weeks": "0", "place_kind": "room", "where": "Rum 3",
    }  # fmt: skip
    as_(client, town.love)
    assert sent(client, f"/coachingteam/{row.pk}/enskilt/", **form).status_code == 302
    made = Activity._base_manager.get()
    assert (made.name, made.seats, made.is_group) == ("Samtal med coach", 1, False)
    assert "18 jan kl. 10.00" in page(client, f"/coachingteam/{row.pk}/")


def test_leaving_closing_and_cancelling_through_the_pages(town: Any, client: Client) -> None:
    row, group = enrolled(town), activity(town)
    (part,) = acts.join(group, by=town.love, enrolments=[row])
    session = ActivitySession._base_manager.order_by("starts_at").last()
    assert session is not None
    as_(client, town.love)
    assert sent(client, f"/coachingteam/tillfalle/{session.pk}/stall-in/").status_code == 422
    assert sent(client, f"/coachingteam/tillfalle/{session.pk}/stall-in/", cancelled_why="Sjuk").status_code == 302
    assert "Inställt" in page(client, f"/coachingteam/aktiviteter/{group.pk}/")
    assert sent(client, f"/coachingteam/deltagande/{part.pk}/sluta/").status_code == 302
    assert again(part).until == TODAY
    assert sent(client, f"/coachingteam/aktiviteter/{group.pk}/avsluta/").status_code == 302
    assert "Må bra-gruppen" in page(client, "/coachingteam/aktiviteter/?visa=avslutade")
    assert sent(client, f"/coachingteam/{row.pk}/avsluta/", ended_reason="studies", on=str(TODAY)).status_code == 302
    assert "Studier" in page(client, "/coachingteam/avslutade/")


def test_the_start_page_says_what_to_do_to_those_who_do_it(town: Any, client: Client) -> None:
    row, group = enrolled(town), activity(town)
    acts.join(group, by=town.love, enrolments=[row])
    queued(town, 1)
    request = asked(town)
    with clock.set_to(NOW + timedelta(days=16)):
        text = page(as_(client, town.cecilia), "/")
        for words in ("Hör av dig till Ida ProvAB", "Selma Ros väntar på en plats i kön", "Skriv in närvaron: Må bra"):
            assert words in text, words
        text = page(as_(client, town.love), "/")
        assert "Skriv in närvaron: Må bra" in text and "ProvAB" not in text
        for other in (town.ture, town.tove, town.bodil):
            text = page(as_(client, other), "/")
            assert "ProvAB" not in text and "Skriv in närvaron" not in text, other.name
    acts.offer(acts.assess(Enrolment._base_manager.get(request=request), by=town.cecilia, circumstances=[]),
               by=town.cecilia)  # fmt: skip
    acts.say_yes(Enrolment._base_manager.get(request=request), by=town.selma_herself)
    assert "Skriv in Selma Ros och välj coach" in page(as_(client, town.cecilia), "/")


def test_empty_pages_say_so(town: Any, client: Client) -> None:
    as_(client, town.cecilia)
    for path, words in (
        ("", "Ingen står i kö."),
        ("inskrivna/", "Ingen är inskriven här."),
        ("avslutade/", "Ingen har slutat än."),
        ("aktiviteter/", "Det finns inga aktiviteter här."),
        ("stall-i-ko/", "Alla med ärende i teamet"),
    ):
        assert words in page(client, f"/coachingteam/{path}"), path


def test_a_protected_person_is_masked_in_every_list(town: Any, client: Client) -> None:
    row, group = enrolled(town), activity(town)
    acts.join(group, by=town.love, enrolments=[row])
    from brygga.core.writing import asked_by

    with asked_by("test"):
        row.person.protection = "marked"
        row.person.save(update_fields=["protection"])
    as_(client, town.love)
    for path in ("inskrivna/", f"{row.pk}/", f"aktiviteter/{group.pk}/"):
        text = page(client, f"/coachingteam/{path}")
        assert "ProvAA" not in text and "Skyddad uppgift" in text, path


def _questions(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_thirty_rows_cost_as_many_questions_as_one(town: Any, client: Client) -> None:
    group = activity(town, seats=60)
    session = ActivitySession._base_manager.order_by("starts_at").first()
    assert session is not None
    first = enrolled(town, 0)
    paths = ["", "inskrivna/", "avslutade/", "aktiviteter/", f"aktiviteter/{group.pk}/", f"tillfalle/{session.pk}/",
             f"{first.pk}/", "stall-i-ko/", f"aktiviteter/{group.pk}/deltagare/"]  # fmt: skip
    acts.join(group, by=town.love, enrolments=[first])
    with clock.set_to(NOW + timedelta(hours=4)):
        _grow(town, group, first, range(1, 4))
        as_(client, town.cecilia)
        few = {path: _questions(client, f"/coachingteam/{path}") for path in paths}
        _grow(town, group, first, range(4, 94))
        many = {path: _questions(client, f"/coachingteam/{path}") for path in paths}
    assert many == few


def _grow(town: Any, group: Activity, first: Enrolment, numbers: range) -> None:
    """Of each three one more waits, one is enrolled with a seat and presence, one has left; and one activity more."""
    for number in numbers:
        if number % 3 == 0:
            queued(town, number, ("far_from_work",))
        elif number % 3 == 1:
            row = acts.enrol(
                queued(town, number), by=town.cecilia, coach=assignment(town.love), over_why="Prov av många rader."
            )
            acts.join(group, by=town.love, enrolments=[row])
            one = activity(town, name=f"Grupp {number}", first=TODAY + timedelta(days=1), last=date(2027, 1, 21))
            acts.join(one, by=town.love, enrolments=[first])
            known(town, 300 + number)
            enrolled_only = queued(town, 600 + number)
            acts.enrol(enrolled_only, by=town.cecilia, coach=assignment(town.love), over_why="Prov.")
            acts.record_step(first, by=town.love, step="coached", on=TODAY)
        else:
            acts.leave_queue(queued(town, number), by=town.cecilia, why="Prov av många rader.")


def test_the_next_page_begins_after_the_last_row(town: Any, client: Client) -> None:
    for number in range(35):
        queued(town, number, ("far_from_work",) if number % 2 else ())
    as_(client, town.cecilia)
    first = page(client, "/coachingteam/")
    onward = re.search(r'href="(\?[^"]*efter=[^"]+)"', first)
    assert onward
    second = page(client, "/coachingteam/" + onward[1].replace("&amp;", "&"))
    names = re.compile(r"Ida Prov[A-Z]{2}")
    assert (len(set(names.findall(first))), len(set(names.findall(second)))) == (30, 5)
    assert not set(names.findall(first)) & set(names.findall(second))
    assert Participation._base_manager.count() == 0


def test_the_teams_activities_are_near_in_the_calendar_of_its_coaches_and_of_nobody_else(
    town: Any, client: Client
) -> None:
    activity(town, name="Må bra-gruppen", where="Rum 2")
    for actor, there in ((town.cecilia, True), (town.love, True), (town.tove, False), (town.bodil, False)):
        text = page(as_(client, actor), "/")
        assert ("Må bra-gruppen" in text and "Rum 2" in text) is there, actor.name


def test_the_contacts_lead_to_the_activities_where_the_place_has_a_team(town: Any, client: Client) -> None:
    assert 'href="/coachingteam/aktiviteter/"' in page(as_(client, town.bodil), "/kontakter/")
