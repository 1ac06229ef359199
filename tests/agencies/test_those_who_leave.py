"""Somebody leaves: nothing that they answered for is without an owner unseen, and a unit with open matters stays."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from brygga.agencies.acts import close_unit, record_leaving
from brygga.agencies.may import may_close_unit
from brygga.agencies.models import Assignment, Staff
from brygga.coordinations.acts import appoint, set_coordinator
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.investigations.acts import change_investigation
from brygga.investigations.models import Investigation
from brygga.people.acts import appoint_caseworker, close_case
from brygga.people.models import Case
from brygga.plans.acts import set_header, start_plan
from brygga.plans.facts import HeaderFacts
from brygga.plans.models import Plan
from brygga.requests.acts import appoint as appoint_to
from brygga.requests.acts import appoint_another, send_request, write_request
from brygga.requests.models import Request
from brygga.requests.queries import keeps_unit_open
from brygga.web.coordinations.tasks import tasks as parts
from brygga.web.tasks import Task
from brygga.web.vacancies.tasks import tasks
from tests.cast import _actor, as_
from tests.investigations.making import in_days, investigated, opens

HELD = (
    (Case, "caseworker"),
    (Engagement, "caseworker"),
    (Request, "appointed"),
    (Coordination, "coordinator"),
    (Plan, "coordinator"),
    (Investigation, "caseworker"),
)


def of(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)


def held_by(actor: Any) -> Counter[str]:
    rows = {model.__name__: model._base_manager.filter(**{name: of(actor)}).count() for model, name in HELD}
    return Counter({name: count for name, count in rows.items() if count})


def on_the_desk(actor: Any) -> Counter[str]:
    found = [*tasks(actor), *parts(actor)]
    return Counter(one.title for one in found if isinstance(one, Task))


@pytest.fixture
def busy(shared: Any) -> Any:
    """Sara answers for something of each kind."""
    opens(shared, "addiction")
    set_coordinator(shared.coordination, by=shared.sara, coordinator=of(shared.sara))
    plan = start_plan(shared.coordination, by=shared.sara)
    set_header(plan, by=shared.sara, seen=plan.revision, facts=HeaderFacts(coordinator=of(shared.sara)))
    asked = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Rådmannen", "contact": "040"}
    wish = write_request(shared.coordination, by=shared.rut, kind="gfi_wish", to_unit=shared.innerstaden, answers=asked)
    appoint_to(send_request(wish, by=shared.rut), by=shared.fred, caseworker=of(shared.sara))
    investigated(shared)
    shared.wish = Request._base_manager.get(pk=wish.pk)
    shared.plan = plan
    return shared


def test_the_sums_before_and_after_agree(busy: Any) -> None:
    before = held_by(busy.sara)
    assert before == Counter({model.__name__: 1 for model, _ in HELD})
    assert not on_the_desk(busy.chef)
    record_leaving(Staff.objects.get(pk=busy.sara.staff_id), by=busy.adam, on=clock.today())
    with clock.set_to(clock.now() + timedelta(days=2)):
        desk = on_the_desk(busy.chef)
        plan = on_the_desk(busy.sven)["Utse någon som håller ihop planen"]
        assert desk.total() + plan == before.total() and len(desk) + plan == len(HELD)
        assert not on_the_desk(busy.rolf) and not on_the_desk(busy.siv)
        _all_to(busy, busy.sven)
        assert not on_the_desk(busy.chef) and not on_the_desk(busy.sven)
    assert held_by(busy.sven) == before and not held_by(busy.sara)


def _all_to(busy: Any, other: Any) -> None:
    appoint_caseworker(busy.aminas_case, by=busy.chef, caseworker=of(other))
    appoint(busy.saras_part, by=busy.chef, caseworker=of(other))
    appoint_another(busy.wish, by=busy.chef, caseworker=of(other))
    set_coordinator(busy.coordination, by=busy.chef, coordinator=of(other))
    plan = Plan._base_manager.get(pk=busy.plan.pk)
    set_header(plan, by=busy.sven, seen=plan.revision, facts=HeaderFacts(coordinator=of(other)))
    row = Investigation._base_manager.get()
    change_investigation(row, by=busy.chef, ready_on=in_days(40), caseworker=of(other))


def test_the_administrator_is_told_how_much_and_never_about_whom(busy: Any, client: Any) -> None:
    page = as_(client, busy.adam).get(f"/administration/medarbetare/{busy.sara.staff_id}/slutar/")
    assert "Ansvarar nu för 1 ärende, 1 enhets del, 1 samordning, 1 plan" in page.content.decode()
    assert "Amina" not in page.content.decode()
    free = as_(client, busy.adam).get(f"/administration/medarbetare/{busy.sven.staff_id}/slutar/")
    assert "Ansvarar inte för något som pågår." in free.content.decode()


def test_the_head_comes_to_where_another_is_appointed(busy: Any, client: Any) -> None:
    record_leaving(Staff.objects.get(pk=busy.sara.staff_id), by=busy.adam, on=clock.today())
    with clock.set_to(clock.now() + timedelta(days=2)):
        for who in (busy.chef, busy.sven):
            opened = {one.title: as_(client, who).get(one.url).status_code for one in tasks(who)}
            assert opened and set(opened.values()) == {200}, opened


def test_nobody_takes_over_a_request_but_those_who_receive_it(busy: Any) -> None:
    for other in (busy.rut, busy.siv, busy.adam, busy.rolf):
        with pytest.raises(NotAllowed):
            appoint_another(busy.wish, by=other, caseworker=of(busy.sven))
    with pytest.raises(NotAllowed, match="Välj någon som arbetar"):
        appoint_another(busy.wish, by=busy.fred, caseworker=of(busy.rut))


def test_a_unit_that_takes_part_or_has_been_asked_is_not_closed(busy: Any) -> None:
    with asked_by("test"):
        admin = _actor("Ragna Admin", "administrator", "Administratör", busy.radmannen)
    close_case(busy.folkes_case, by=busy.rut)
    assert "samordningar" in may_close_unit(admin, busy.radmannen).reason
    asked = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Innerstaden", "contact": "040"}
    send_request(
        write_request(busy.coordination, by=busy.sara, kind="gfi_wish", to_unit=busy.radmannen, answers=asked),
        by=busy.sara,
    )
    assert "förfrågningar" in keeps_unit_open(busy.radmannen) and not keeps_unit_open(busy.psykiatri)
    close_unit(busy.norr, by=busy.adam)
