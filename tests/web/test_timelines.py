"""The timeline's pages, as each reader meets them (MAL-17)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.interventions.acts import end, interrupt
from brygga.plans.acts import report_progress
from brygga.plans.models import Intervention
from brygga.plans.states import InterventionState
from brygga.timelines.models import Explanation
from brygga.timelines.queries import timeline
from brygga.ui.window import window
from tests.cast import as_
from tests.interventions.making import in_days, ongoing
from tests.timelines.test_timeline import left
from tests.web.test_granted_interventions import KEY, page, text

pytestmark = pytest.mark.requirement("MAL-17")


def address(world: Any, name: str = "coordination-timeline", *more: str) -> str:
    return reverse(name, args=[world.coordination.pk, *more])


def gap(world: Any) -> str:
    return timeline(world.rut, world.coordination).situations[-1].critical.mark


def test_before_anything_has_happened_it_says_what_will_stand_there(shared: Any) -> None:
    assert "Inget behöver skrivas en gång till" in page(shared.sara, "coordination-timeline", shared.coordination.pk)
    assert "Inget står här än." in page(shared.amina_herself, "my-timeline")


def test_picture_list_and_table_say_the_same(shared: Any) -> None:
    left(shared)
    for actor in (shared.sara, shared.rut):
        html = page(actor, "coordination-timeline", shared.coordination.pk)
        assert html.count("Vård på behandlingshem") >= 4
        assert "Glapp" in html and "Avbrott" in html and "Pågår" in html
        assert "Tidiga varningar" in page(actor, "coordination-responsibility", shared.coordination.pk)
    mine = page(shared.amina_herself, "my-timeline")
    assert "En tid då ingen av oss hjälpte dig." in mine and "Vård på behandlingshem" in mine
    assert "Förklara" not in mine


def test_each_row_leads_to_a_page_that_the_reader_may_open(adopted: Any) -> None:
    left(adopted)
    row = Intervention._base_manager.get(pk=adopted.talks.pk)
    report_progress(row, by=adopted.rut, state=InterventionState.ONGOING, note="Kommer varje vecka.")
    for actor in (adopted.sara, adopted.rut):
        client = as_(Client(), actor)
        rows = timeline(actor, adopted.coordination).rows
        assert {one.page for one in rows} >= {"granted-intervention", "plan", "plan-version"}
        for one in rows:
            assert client.get(reverse(one.page, args=[one.pk])).status_code == 200, one.page


def test_what_one_may_not_see_is_said_as_a_number(shared: Any) -> None:
    left(shared, matter="finances")
    html = page(shared.rut, "coordination-timeline", shared.coordination.pk)
    assert "1 insatser eller utredningar som du inte får se" in html
    assert "behandlingshem" not in html and "Glapp" not in html


def test_the_neighbour_finds_nothing_there(shared: Any) -> None:
    left(shared)
    mark = gap(shared)
    for who in ("siv", "pia", "sigrid", "adam"):
        client = as_(Client(), getattr(shared, who))
        assert client.get(address(shared)).status_code == 404
        explained = address(shared, "explain-situation", mark.replace(":", "--"))
        assert client.get(explained).status_code == 404
        assert client.post(explained, {"words": "Nej", "_once": f"{KEY}9"}).status_code == 404
    assert not Explanation._base_manager.exists()


def test_explained_on_the_screen_and_quiet_from_then_on(shared: Any) -> None:
    left(shared)
    rut, url = as_(Client(), shared.rut), address(shared, "explain-situation", gap(shared).replace(":", "--"))
    empty = rut.post(url, {"words": "", "_once": f"{KEY}1"})
    assert empty.status_code == 422 and "Skriv en förklaring." in text(empty)
    done = rut.post(url, {"words": "Hon bor hos sin syster.", "_once": f"{KEY}2"}, follow=True)
    assert "Förklaringen står vid läget." in text(done) and "Hon bor hos sin syster." in text(done)
    assert "Hon bor hos sin syster." in page(shared.amina_herself, "my-timeline")
    assert "Tidiga varningar" not in page(shared.sara, "coordination-responsibility", shared.coordination.pk)
    assert rut.get(address(shared, "explain-situation", "gap--nothing")).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?visa=ar",
        "?visa=vecka&till=2026-02-30",
        "?visa=vecka&till=0000-01-01",
        "?visa=manad&till=9999-12-31",
        "?visa=x",
    ],
)
def test_whatever_stands_in_the_address_a_time_is_shown(shared: Any, query: str) -> None:
    left(shared)
    answer = as_(Client(), shared.sara).get(address(shared) + query)
    assert answer.status_code == 200 and "Tidslinje" in text(answer)


@pytest.mark.parametrize("name", ["coordination-timeline", "coordination-responsibility", "my-timeline"])
def test_the_same_questions_with_one_row_and_with_thirty(shared: Any, name: str) -> None:
    actor, args = (shared.amina_herself, []) if name.startswith("my") else (shared.rut, [shared.coordination.pk])
    client = as_(Client(), actor)

    def questions() -> int:
        client.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(asked)

    left(shared)
    few = questions()
    for number in range(30):
        one = ongoing(shared, words=f"Stöd {number}")
        if number % 2:
            end(one, by=shared.sara, on=in_days(-1), note="Klart.")
        else:
            interrupt(one, by=shared.sara, on=in_days(-2), note="Uteblev.")
    assert questions() == few


class TestTheWindow:
    BEGAN, TODAY = date(2026, 1, 10), date(2026, 11, 26)

    def test_all_there_is_and_four_weeks_at_least(self) -> None:
        assert (window({}, self.BEGAN, self.TODAY).first, window({}, self.BEGAN, self.TODAY).last) == (
            self.BEGAN,
            self.TODAY,
        )
        assert window({}, self.TODAY, self.TODAY).first == self.TODAY - timedelta(days=27)

    def test_a_month_ends_where_it_is_asked_to_and_leads_on_both_ways(self) -> None:
        seen = window({"visa": "manad", "till": "2026-06-30"}, self.BEGAN, self.TODAY)
        assert (seen.first, seen.last) == (date(2026, 6, 1), date(2026, 6, 30))
        assert seen.earlier == "?visa=manad&till=2026-06-08" and seen.later == "?visa=manad&till=2026-07-22"

    def test_there_is_nothing_before_the_beginning_and_nothing_after_today(self) -> None:
        first = window({"visa": "manad", "till": "2026-01-20"}, self.BEGAN, self.TODAY)
        last = window({"visa": "manad", "till": "2027-01-01"}, self.BEGAN, self.TODAY)
        assert first.earlier == "" and last.later == "" and last.last == self.TODAY

    def test_each_step_overlaps_the_one_before(self) -> None:
        seen = window({"visa": "vecka"}, self.BEGAN, clock.today())
        asked = dict(part.split("=") for part in seen.earlier.removeprefix("?").split("&"))
        assert window(asked, self.BEGAN, clock.today()).last >= seen.first
