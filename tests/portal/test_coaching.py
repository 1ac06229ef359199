"""Selma's own side: a place offered, yes and no, her times and her steps, and that she wants to leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from brygga.coaching import acts
from brygga.coaching.models import Enrolment, Participation
from brygga.core import clock
from tests.cast import as_
from tests.coaching.making import NOW, TODAY, activity, again, asked, assignment, borlange, enrolled, queued

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


def assessed(town: Any) -> Enrolment:
    asked(town)
    return acts.assess(Enrolment._base_manager.exclude(request=None).get(), by=town.cecilia, circumstances=[])


def taken_in(town: Any) -> Enrolment:
    return acts.enrol(assessed(town), by=town.cecilia, coach=assignment(town.love))


def test_without_a_place_nothing_is_said_of_it(town: Any, client: Client) -> None:
    as_(client, town.selma_herself)
    assert "oachingteam" not in page(client, "/min/")
    assert "Du har ingen plats" in page(client, "/min/coachingteam/")


def test_in_the_queue_she_is_told_how_many_stand_before_and_never_who(town: Any, client: Client) -> None:
    queued(town, 0, ("activity_compensation",))
    assessed(town)
    text = page(as_(client, town.selma_herself), "/min/coachingteam/")
    assert "En person står före dig." in text and "ProvAA" not in text
    assert "Du står i kö." in page(client, "/min/")


def test_an_offer_waits_on_her_start_page_and_she_says_yes(town: Any, client: Client) -> None:
    row = acts.offer(assessed(town), by=town.cecilia)
    as_(client, town.selma_herself)
    assert "Svara senast onsdag 20 januari" in page(client, "/min/")
    assert "Tacka ja" in page(client, "/min/coachingteam/")
    page(client, f"/min/coachingteam/{row.pk}/ja/")
    assert sent(client, f"/min/coachingteam/{row.pk}/ja/").status_code == 302
    text = page(client, "/min/coachingteam/")
    assert "Du har tackat ja." in text and "Tacka nej" not in text
    assert "Du har fått en plats</h2>" not in page(client, "/min/")
    assert "redan tackat ja" in page(client, f"/min/coachingteam/{row.pk}/ja/")


def test_she_says_no_without_having_to_say_why(town: Any, client: Client) -> None:
    row = acts.offer(assessed(town), by=town.cecilia)
    as_(client, town.selma_herself)
    assert "Tacka nej till platsen" in page(client, f"/min/coachingteam/{row.pk}/sluta/")
    assert sent(client, f"/min/coachingteam/{row.pk}/sluta/").status_code == 302
    assert "Du står inte längre i kö." in page(client, "/min/coachingteam/")
    assert again(row).state == "left"


def test_her_coach_her_times_her_steps_and_out_of_a_group(town: Any, client: Client) -> None:
    row = taken_in(town)
    acts.record_step(row, by=town.love, step="coached", on=TODAY, step_note="Vill läsa på Komvux.")
    acts.join(activity(town, where="Sal 2"), by=town.love, enrolments=[row, enrolled(town, 5)])
    as_(client, town.selma_herself)
    text = page(client, "/min/coachingteam/")
    for words in ("Love Lind", "Onsdag 13 januari klockan 13.00 till 15.00", "Sal 2", "Du träffar din coach."):
        assert words in text, words
    assert "Vill läsa på Komvux." in text and "ProvAF" not in text
    part = Participation._base_manager.get(enrolment=row)
    page(client, f"/min/aktivitet/{part.pk}/sluta/")
    assert sent(client, f"/min/aktivitet/{part.pk}/sluta/").status_code == 302
    assert "Du har inga tider framåt." in page(client, "/min/coachingteam/")


def test_she_leaves_the_team_herself(town: Any, client: Client) -> None:
    row = taken_in(town)
    as_(client, town.selma_herself)
    assert "Jag vill sluta" in page(client, "/min/coachingteam/")
    assert "Sluta i teamet" in page(client, f"/min/coachingteam/{row.pk}/sluta/")
    assert sent(client, f"/min/coachingteam/{row.pk}/sluta/", why="Flyttar.").status_code == 302
    done = again(row)
    assert (done.state, done.ended_reason, done.ended_note) == ("ended", "own_wish", "Flyttar.")


def test_another_persons_place_is_not_there(town: Any, client: Client) -> None:
    row, group = enrolled(town), activity(town)
    (part,) = acts.join(group, by=town.love, enrolments=[row])
    as_(client, town.selma_herself)
    for path in (f"coachingteam/{row.pk}/ja/", f"coachingteam/{row.pk}/sluta/", f"aktivitet/{part.pk}/sluta/"):
        assert client.get(f"/min/{path}").status_code == 404
        assert client.post(f"/min/{path}", {}).status_code == 404
    assert again(row).state == "enrolled"
