"""Min enhet: how the work is shared, what is late and why, what nobody answers for; each figure leads to its list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.models import Assignment, Staff, StandIn
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.queries import unit_figures, vacant
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.plans.models import Plan
from brygga.statistics.workload import away, carried, not_followed_up, our_parts, without_plan
from brygga.web.managing import late
from tests.cast import as_
from tests.requests.asking import sent_wish

LISTS = ("my-unit-late", "my-unit-vacant", "my-unit-without-plan", "my-unit-not-followed")


def opened(world: Any, number: int, caseworker: Any = None) -> Coordination:
    """A coordination that Innerstaden opened about Amina, answered for by `caseworker`."""
    today = clock.today()
    with asked_by("test"):
        made = Coordination._base_manager.create(
            person=world.amina, unit=world.innerstaden, place="malmo", number=f"X-{number}", opened_on=today,
            opened_by="x",
        )  # fmt: skip
        Engagement._base_manager.create(
            coordination=made,
            unit=world.innerstaden,
            since=today,
            caseworker_id=caseworker.assignment_id if caseworker else None,
        )
    return made


def page(actor: Any, name: str = "my-unit", *args: Any) -> str:
    answer = as_(Client(), actor).get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def of(actor: Any, unit: Any) -> dict[str, Any]:
    return {one.assignment.staff.name: one for one in carried(actor, unit)}


def test_the_manager_sees_what_each_carries_and_who_carries_much_more(shared: Any) -> None:
    for number in range(6):
        opened(shared, number, shared.sara)
    found = of(shared.chef, shared.innerstaden)
    sara, sven = found[shared.sara.name], found[shared.sven.name]
    assert (sara.coordinations, sara.cases, sara.more_than_others) == (7, 1, True)
    assert (sven.coordinations, sven.cases, sven.more_than_others) == (0, 0, False)
    shown = page(shared.chef)
    assert "1 ärende" in shown and f"{shared.sara.name} har mycket mer" in shown
    assert reverse("my-unit-caseworker", args=[shared.sara.assignment_id]) in shown


def test_another_units_manager_counts_nothing_of_it(shared: Any) -> None:
    opened(shared, 1, shared.sara)
    assert carried(shared.rolf, shared.innerstaden) == []
    assert list(our_parts(shared.rolf)) == [shared.ruts_part]
    assert [row.number for row in without_plan(shared.rolf)] == ["S-1"]
    assert "X-1" not in page(shared.rolf, "my-unit-without-plan")
    url = reverse("my-unit-caseworker", args=[shared.sara.assignment_id])
    assert as_(Client(), shared.rolf).get(url).status_code == 404
    assert shared.sara.name not in page(shared.rolf)


@pytest.mark.parametrize("name", ["my-unit", *LISTS])
def test_the_pages_are_for_those_who_lead(name: str, shared: Any) -> None:
    for who in (shared.sara, shared.fred, shared.adam):
        assert as_(Client(), who).get(reverse(name)).status_code == 403
    assert (reverse("my-unit") in page(shared.chef, "start")) and (reverse("my-unit") not in page(shared.sara, "start"))


def test_without_anything_each_list_says_so(world: Any) -> None:
    for name in LISTS:
        assert "b-empty" in page(world.chef, name)
    assert "Inget är försenat." in page(world.chef)


def test_what_nobody_answers_for_leads_to_where_somebody_is_appointed(shared: Any) -> None:
    forgotten = opened(shared, 7)
    part = Engagement._base_manager.get(coordination=forgotten)
    shown = page(shared.chef, "my-unit-vacant")
    assert "X-7" in shown and reverse("engagement-caseworker", args=[part.pk]) in shown
    assert "X-7" not in page(shared.rolf, "my-unit-vacant")


def test_the_start_page_and_the_units_page_count_as_many_without_a_caseworker(shared: Any) -> None:
    figures = {one.unit_id: one.vacant for one in unit_figures(shared.chef)}
    assert figures[shared.innerstaden.pk] == vacant(shared.chef, clock.today()).count() == 0
    with asked_by("test"):
        Staff._base_manager.filter(pk=shared.sara.staff_id).update(left_on=clock.today() - timedelta(days=1))
    figures = {one.unit_id: one.vacant for one in unit_figures(shared.chef)}
    assert figures[shared.innerstaden.pk] == vacant(shared.chef, clock.today()).count() == 1
    assert {one.vacant for one in unit_figures(shared.siv)} == {0}


def test_a_plan_that_holds_takes_it_off_the_list_and_a_late_date_puts_it_on_another(adopted: Any) -> None:
    """`adopted`: Amina's plan is adopted by all."""
    assert list(without_plan(adopted.chef)) == [] and list(not_followed_up(adopted.chef)) == []
    with asked_by("test"):
        Plan._base_manager.update(due_on=clock.today() - timedelta(days=1))
    assert [row.number for row in not_followed_up(adopted.chef)] == ["S-1"]
    assert of(adopted.chef, adopted.innerstaden)[adopted.sara.name].late == 1
    assert "1 ej uppföljd" in page(adopted.chef) and adopted.sara.name in page(adopted.chef, "my-unit-not-followed")
    with asked_by("test"):
        Plan._base_manager.update(due_on=clock.today())
    assert list(not_followed_up(adopted.chef)) == []


def test_an_unanswered_request_is_late_on_both_sides_and_says_for_whom_it_waits(world: Any) -> None:
    request = sent_wish(world)
    assert late.numbers(world.rolf) == []
    with clock.set_to(request.acknowledge_by + timedelta(minutes=1)):
        assert [kind.key for kind in late.numbers(world.rolf)] == ["till-er"]
        assert [kind.key for kind in late.numbers(world.chef)] == ["fran-er"]
        shown = page(world.chef, "my-unit-late")
        assert f"{request.to_unit.name}: inte kvitterad" in shown


def test_who_is_away_stands_with_the_one_who_acts_and_who_leaves_with_nobody(shared: Any) -> None:
    today = clock.today()
    with asked_by("test"):
        StandIn.objects.create(
            absent_id=shared.sara.assignment_id, staff_id=shared.sven.staff_id, since=today,
            until=today + timedelta(days=3),
        )  # fmt: skip
        Assignment.objects.filter(pk=shared.sven.assignment_id).update(until=today + timedelta(days=20))
    opened(shared, 1, shared.sven)
    found = {one.name: one for one in away(shared.chef)}
    assert found[shared.sara.name].stand_in == shared.sven.name and found[shared.sara.name].coordinations == 1
    assert found[shared.sven.name].stand_in == "" and found[shared.sven.name].coordinations == 1
    shown = page(shared.chef)
    assert "Har ersättare" in shown and "Ingen tar över" in shown
    assert away(shared.rolf) == []


@pytest.mark.parametrize("name", ["my-unit", *LISTS, "my-unit-caseworker"])
def test_thirty_ask_as_little_as_one(name: str, shared: Any) -> None:
    args = [shared.sara.assignment_id] if name == "my-unit-caseworker" else []
    client = as_(Client(), shared.chef)
    asked = []
    for numbers in (range(1, 3), range(3, 31)):
        for number in numbers:
            opened(shared, number, shared.sara if number % 2 else None)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(reverse(name, args=args)).status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]
