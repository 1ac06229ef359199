"""What each function finds on its start page: late first, then by what to do; done from where it is seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.bookings.acts import tell_not_needed
from brygga.coordinations.acts import set_role
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.intakes.models import Intake
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.web.start.desk import desk_of
from brygga.web.tasks import FEW, Do, More, Task, few, grouped
from tests.bookings.making import NOW, booked, borlange, sessions
from tests.cast import as_
from tests.intakes.asking import asked
from tests.meetings.making import called
from tests.requests.asking import sent_wish

pytestmark = pytest.mark.django_db
AT_TEN = datetime(2026, 11, 18, 10, tzinfo=clock.SWEDEN)


def start(client: Client, actor: Any) -> str:
    answer = as_(client, actor).get("/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_day_is_late_when_it_is_over_and_a_moment_when_it_has_passed() -> None:
    with clock.set_to(AT_TEN):
        for due, late in (
            (None, False),
            (AT_TEN.date(), False),
            (AT_TEN.date() - timedelta(days=1), True),
            (AT_TEN + timedelta(minutes=1), False),
            (AT_TEN - timedelta(minutes=1), True),
        ):
            assert Task(Do.WRITE, "x", "/", due=due).is_late is late, due


def test_what_is_late_stands_together_and_the_rest_by_what_to_do_the_soonest_first() -> None:
    with clock.set_to(AT_TEN):
        day = AT_TEN.date()
        first, second, some_time = (
            Task(Do.ANSWER, "a", "/", due=day),
            Task(Do.ANSWER, "b", "/", due=day + timedelta(days=3)),
            Task(Do.ANSWER, "c", "/"),
        )
        older = Task(Do.BOOK, "d", "/", due=day - timedelta(days=9))
        newer = Task(Do.ANSWER, "e", "/", due=AT_TEN - timedelta(hours=1))
        write, more = Task(Do.WRITE, "f", "/"), More(Do.BOOK, "Alla", "/")
        late, groups = grouped([some_time, newer, second, write, more, first, older])
    assert late == [older, newer]
    assert [(one.do, one.tasks, one.more) for one in groups] == [
        (Do.ANSWER, [first, second, some_time], []),
        (Do.BOOK, [], [more]),
        (Do.WRITE, [write], []),
    ]


@pytest.mark.parametrize(("how_many", "shown", "ends"), [(0, 0, False), (FEW, FEW, False), (FEW + 1, FEW, True)])
def test_more_than_a_few_lead_to_the_list_of_all(how_many: int, shown: int, ends: bool) -> None:
    found = list(few(range(how_many), lambda n: Task(Do.WRITE, str(n), "/"), More(Do.WRITE, "Alla", "/alla/")))
    assert sum(isinstance(one, Task) for one in found) == shown
    assert any(isinstance(one, More) for one in found) is ends


def test_the_one_who_hands_out_receives_a_request_without_leaving_the_start_page(world: Any, client: Client) -> None:
    request = sent_wish(world)
    page = start(client, world.rolf)
    assert "Kvittera" in page and f"/forfragningar/{request.pk}/utse/?fran=start" in page
    answer = client.post(f"/forfragningar/{request.pk}/kvittera/", {"fran": "start"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert Request._base_manager.get(pk=request.pk).state == RequestState.ACKNOWLEDGED
    assert f"/forfragningar/{request.pk}/kvittera/" not in start(client, world.rolf)


def test_appointing_from_the_start_page_leads_back_there(world: Any, client: Client) -> None:
    request = sent_wish(world)
    rut = str(world.rut.assignment_id)
    answer = as_(client, world.rolf).post(f"/forfragningar/{request.pk}/utse/?fran=start", {"caseworker": rut})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert str(Request._base_manager.get(pk=request.pk).appointed_id) == rut


@pytest.mark.requirement("BOR-02")
def test_whoever_takes_the_one_who_asked_for_help_does_it_with_one_press(world: Any, client: Client) -> None:
    row = asked(world)
    page = start(client, world.chef)
    assert "Bo Ek har bett om hjälp" in page and "Jag tar det" in page and f"/intag/{row.pk}/ta/" in page
    press = {"fran": "start", "caseworker": str(world.chef.assignment_id)}
    answer = client.post(f"/intag/{row.pk}/ta/", press)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert Intake._base_manager.get(pk=row.pk).appointed_id == world.chef.assignment_id
    assert "Kontakta Bo Ek" in start(client, world.chef)
    assert "Bo Ek" not in start(Client(), world.siv)


def test_a_form_that_came_from_somewhere_else_leads_to_the_matters_own_page(world: Any, client: Client) -> None:
    request = sent_wish(world)
    for fran in ("", "//elsewhere.example/", "/installningar/"):
        answer = as_(client, world.rolf).get(f"/forfragningar/{request.pk}/utse/", {"fran": fran})
        assert f'href="/forfragningar/{request.pk}/"' in answer.content.decode()


@pytest.mark.requirement("BOR-05")
def test_the_consultant_sees_when_they_are_awaited_and_how_much_is_booked_never_about_whom(
    world: Any, client: Client
) -> None:
    with clock.set_to(NOW):
        borlange(world)
        row = sessions(world)
        booked(world, row, by=world.tove, person=None)
        page = start(client, world.dag)
        assert "Psykiatrin i En dörr in" in page and "1 bokade" in page and "Inget bokat än" in page
        assert "Psykiatrin i En dörr in" not in start(Client(), world.rut)
        second = desk_of(world.dag).near[1].at
        with clock.set_to(second - timedelta(days=3)):
            day = second.astimezone(clock.SWEDEN).date()
            tell_not_needed(row, by=world.kalle, day=day)
            assert "Ni behövs inte då" in start(client, world.dag)


def test_what_is_near_holds_ones_meetings_and_times_the_soonest_first(shared: Any, client: Client) -> None:
    meeting = called(shared)
    near = desk_of(shared.sara).near
    assert [one.at for one in near] == sorted(one.at for one in near)
    assert any(str(meeting.pk) in one.url and "Amina Hassan" in one.note for one in near)
    assert desk_of(shared.siv).near == []


def test_news_are_read_from_the_start_page_and_only_those_shown(shared: Any, client: Client) -> None:
    for n in range(FEW + 2):
        set_role(shared.ruts_part, by=shared.rut, role=f"Stöd {n}")
    assert "Jag har läst" in start(client, shared.sara)
    shown = [post.key for post in desk_of(shared.sara).news]
    answer = client.post("/inkorg/last/", {"fran": "start", "item": shown})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert len(by_key(inbox(shared.sara).unread(), "").rows) == 2


def test_a_press_that_may_not_be_made_is_refused_and_changes_nothing(world: Any, client: Client) -> None:
    request, row = sent_wish(world), asked(world)
    as_(client, world.siv)
    assert client.post(f"/forfragningar/{request.pk}/kvittera/", {"fran": "start"}).status_code == 404
    press = {"fran": "start", "caseworker": str(world.siv.assignment_id)}
    assert client.post(f"/intag/{row.pk}/ta/", press).status_code == 404
    assert Request._base_manager.get(pk=request.pk).state == RequestState.SENT
    assert Intake._base_manager.get(pk=row.pk).appointed_id is None


def test_the_menu_holds_what_the_function_needs_and_no_more(world: Any, client: Client) -> None:
    menus = {
        "sara": [
            "Intag",
            "Skickat",
            "Konsultation",
            "Samordningar",
            "Ärenden",
            "Uppföljningar",
            "Möten",
            "Bokade tider",
        ],
        "adam": ["Kontakter", "Administration"],
        "greta": ["Kontakter", "Logg"],
    }
    for who, places in menus.items():
        menu = start(Client(), getattr(world, who)).split('id="huvudmeny"')[1].split("</nav>")[0]
        assert [place for place in places if place not in menu] == [], who
    assert "Ärenden" not in menu and "In och ut" not in menu


def test_the_start_page_asks_as_many_questions_for_thirty_as_for_one(world: Any, client: Client) -> None:
    asked(world)
    as_(client, world.chef)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for _ in range(29):
        asked(world)
    with CaptureQueriesContext(connection) as thirty:
        page = client.get("/").content.decode()
    assert page.count("har bett om hjälp") >= FEW and "Alla som har bett om hjälp" in page
    assert len(thirty) == len(one)


def test_the_start_page_asks_no_more_than_this(lived: Any, client: Client) -> None:
    """Where every room has something on somebody's desk."""
    for who, most in (("sara", 41), ("chef", 49), ("rut", 39), ("fred", 19), ("siv", 29), ("adam", 4)):
        as_(client, getattr(lived, who))
        client.get("/")
        with CaptureQueriesContext(connection) as asked_for:
            client.get("/")
        assert len(asked_for) <= most, (who, len(asked_for))
