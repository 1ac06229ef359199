"""What is late, room by room: told to those who lead the units it waits for, each row to a page they may open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.closings.acts import note_talk
from brygga.closings.models import Closing
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.handovers.models import Handover
from brygga.interventions.acts import ask_payment, begin, interrupt
from brygga.interventions.models import PaymentQuestion, RaisedStep
from brygga.investigations.models import Resolution
from brygga.people.acts import raise_protection
from brygga.people.models import Person
from brygga.requests.models import Request
from brygga.series.acts import adopt, decide
from brygga.series.facts import StepFacts
from brygga.series.models import DecidedStep
from brygga.web.managing import late
from tests.cast import as_
from tests.closings.making import begun
from tests.handovers.making import accepted, ready
from tests.handovers.making import granted as on_its_way
from tests.interventions.making import granted, in_days, ongoing
from tests.investigations.making import decided, investigated, opens
from tests.series.conftest import HELD, rounds
from tests.series.making import announced as docketed
from tests.series.making import held
from tests.transfers.young import TURNS, announced, at, born, young

__all__ = ["rounds", "young"]


def keys(actor: Any) -> list[str]:
    return [kind.key for kind in late.numbers(actor)]


def rows(actor: Any, key: str) -> list[Any]:
    """What stands under the kind; every row leads to a page that the reader may open."""
    client = as_(Client(), actor)
    shown = client.get(reverse("my-unit-late"))
    assert f'id="{key}"' in shown.content.decode() and shown.status_code == 200
    whole = client.get(reverse("my-unit-late-kind", args=[key]))
    assert whole.status_code == 200
    (kind,) = [kind for kind in late.kinds(actor) if kind.key == key]
    for row in kind.rows:
        assert client.get(row.url).status_code == 200, row
        assert row.title in whole.content.decode()
    return list(kind.rows)


def titles(actor: Any, key: str) -> list[str]:
    return [row.title for row in rows(actor, key)]


def later(days: int) -> Any:
    return clock.set_to(datetime.combine(in_days(days), time(10), clock.SWEDEN))


def neighbours_have_nothing(world: Any, *names: str) -> None:
    for name in names:
        assert keys(getattr(world, name)) == [], name


@pytest.mark.requirement("MAL-18")
def test_an_agreed_step_that_is_not_done_is_late_for_the_unit_that_was_to_do_it(adopted: Any) -> None:
    interrupt(ongoing(adopted), by=adopted.sara, on=clock.today(), note="Amina kom inte.")
    assert keys(adopted.rolf) == []
    with later(1):
        (row,) = rows(adopted.rolf, "avbrott")
        assert row.waits_for.endswith(adopted.radmannen.name) and row.due == in_days(-1)
        assert "avbrott" not in keys(adopted.chef)
        neighbours_have_nothing(adopted, "siv", "adam")


def test_an_intervention_is_late_when_it_has_not_begun_or_when_its_days_are_gone(shared: Any) -> None:
    first = granted(shared, ends_on=in_days(5), starts_on=in_days(0))
    granted(shared, after=first, starts_on=in_days(1))
    assert keys(shared.chef) == []
    with later(2):
        assert titles(shared.chef, "insatser") == ["Insatsen skulle ha börjat"]
        assert keys(shared.rolf) == []
    begin(first, by=shared.sara, on=clock.today())
    with later(5):
        assert keys(shared.chef) == []
    with later(6):
        assert titles(shared.chef, "insatser") == ["Insatsens tid har gått ut, men den är inte avslutad"]
        neighbours_have_nothing(shared, "rolf", "siv", "adam")


@pytest.mark.requirement("MAL-19")
def test_a_placement_that_lacks_something_is_told_to_both_units_that_take_part(shared: Any) -> None:
    ongoing(shared, words="Vård på behandlingshem", kind="treatment_home", ends_on=in_days(20))
    lacking = ["Placeringen saknar plan", "Ingen kontakt hemma är bokad efter placeringen"]
    for who in (shared.chef, shared.rolf):
        assert titles(who, "placeringar") == lacking
    neighbours_have_nothing(shared, "siv", "adam")


@pytest.mark.requirement("MAL-14")
def test_who_pays_waits_for_the_units_of_the_intervention_and_the_one_that_asked(shared: Any) -> None:
    ask_payment(ongoing(shared), by=shared.rut, question="Vem betalar resorna?")
    assert keys(shared.chef) == []
    with later(1):
        for who in (shared.chef, shared.rolf):
            (row,) = rows(who, "betalning")
            assert row.waits_for == "Rådmannen har ställt frågan"
        neighbours_have_nothing(shared, "siv", "adam")


@pytest.mark.requirement("STO-03")
def test_a_decision_not_told_leads_to_a_page_that_the_manager_may_open(shared: Any) -> None:
    opens(shared, "housing")
    decided(shared, investigated(shared, None, "housing"))
    with asked_by("test"):
        Resolution._base_manager.update(tell_by=in_days(-1))
    assert titles(shared.chef, "beslut") == ["Ett beslut är inte berättat"]
    neighbours_have_nothing(shared, "rolf", "siv", "adam")


@pytest.mark.requirement("STO-17")
def test_a_handover_whose_day_has_gone_is_late_on_both_sides(city: Any) -> None:
    on_its_way(city)
    handover = ready(city)
    with asked_by("test"):
        Handover._base_manager.update(moves_on=clock.today())
    assert keys(city.ulla) == []
    with later(1):
        for who in (city.ulla, city.elsa):
            (row,) = rows(who, "overlamningar")
            assert row.title == f"Ansvaret har inte gått över till {handover.to_unit.name}"
        neighbours_have_nothing(city, "nils")


@pytest.mark.requirement("STO-10")
def test_a_transfer_is_late_when_it_is_not_announced_and_when_nobody_receives(young: Any) -> None:
    with at(date(2026, 9, 15)):
        assert keys(young.bengt) == []
    with at(date(2026, 9, 16)):
        assert titles(young.bengt, "avisera") == ["Överföringen är inte aviserad"]
        neighbours_have_nothing(young, "karin", "nils")
        announced(young)
        assert keys(young.bengt) == [] == keys(young.karin)
    with at(TURNS - timedelta(days=31)):
        assert keys(young.karin) == []
    with at(TURNS - timedelta(days=30)):
        assert titles(young.karin, "ta-emot") == ["Ingen är utsedd att ta emot"]
        neighbours_have_nothing(young, "bengt", "nils")


def test_the_day_is_not_shown_of_somebody_protected(young: Any) -> None:
    with at(date(2026, 9, 16)):
        raise_protection(Person._base_manager.get(pk=young.rakel.pk), by=young.astrid, protection="marked")
        assert [row.due for row in rows(young.bengt, "avisera")] == [None]


@pytest.mark.requirement("MAL-16")
def test_a_closing_past_its_day_says_what_it_waits_for(shared: Any) -> None:
    closing = begun(shared)
    assert keys(shared.chef) == []
    with clock.set_to(datetime.combine(closing.answer_by + timedelta(days=1), time(10), clock.SWEDEN)):
        for who in (shared.chef, shared.rolf):
            assert titles(who, "avslut") == ["Slutsamtalet är inte hållet"]
        note_talk(closing, by=shared.sara, talk_on=clock.today(), talk_who="Amina och Sara")
        assert titles(shared.chef, "avslut") == ["Avslutet är inte genomfört"]
        neighbours_have_nothing(shared, "siv", "adam")


@pytest.mark.requirement("MAL-21")
def test_what_comes_first_is_said_first(shared: Any) -> None:
    from brygga.web.closings.late import lacks

    closing = begun(
        shared, "transition", leaves=[shared.innerstaden], new_elsewhere="Vårdcentralen", wants_to_stop=True
    )
    assert lacks(closing) == "Ingen har frågat varför personen vill sluta"
    closing.explored_on = closing.talk_on = clock.today()
    assert lacks(closing) == "Den nya kontakten är inte prövad"


@pytest.mark.requirement("STO-12")
def test_after_the_meeting_cases_minutes_and_steps_are_late_for_those_of_the_series(rounds: Any) -> None:
    item = docketed(rounds)
    meeting = held(rounds.december, rounds.elsa)
    with clock.set_to(HELD + timedelta(hours=4)):
        assert keys(rounds.ulla) == []
    with clock.set_to(HELD + timedelta(days=1)):
        for who in (rounds.ulla, rounds.elsa):
            assert titles(who, "anmalda") == ["Ärendet har inget utfall"]
        assert titles(rounds.elsa, "protokoll") == ["Protokollet är inte justerat"]
        assert "anmalda" not in keys(rounds.hedda)
        assert keys(rounds.doris) == []
        step = StepFacts(what="Ring", unit=rounds.aldre, function="deputy_unit_head", due_on=date(2026, 12, 20))
        decide(item, by=rounds.elsa, outcome="stays", note="Ulla fortsätter.", step=step)
        adopt(meeting, by=rounds.elsa)
        assert keys(rounds.ulla) == [] == keys(rounds.elsa)
    with clock.set_to(datetime(2026, 12, 21, 10, tzinfo=clock.SWEDEN)):
        assert titles(rounds.elsa, "motessteg") == ["Ring"]
        assert DecidedStep._base_manager.count() == 1 and keys(rounds.ulla) == [] == keys(rounds.hedda)


def test_a_meeting_that_nobody_opened_is_late(rounds: Any) -> None:
    with clock.set_to(HELD + timedelta(days=1)):
        assert titles(rounds.elsa, "protokoll") == ["Mötet är varken hållet, flyttat eller inställt"]
        assert keys(rounds.doris) == []


def test_a_kind_that_is_not_there_is_not_found_and_an_empty_one_says_so(shared: Any) -> None:
    client = as_(Client(), shared.chef)
    assert client.get(reverse("my-unit-late-kind", args=["annat"])).status_code == 404
    for source in late.SOURCES:
        shown = client.get(reverse("my-unit-late-kind", args=[source.key]))
        assert shown.status_code == 200 and "Inget är försenat här." in shown.content.decode()
    for who in (shared.sara, shared.fred):
        assert as_(Client(), who).get(reverse("my-unit-late-kind", args=["insatser"])).status_code == 403


@pytest.mark.parametrize("key", ["insatser", "placeringar"])
def test_every_row_stands_in_the_list_of_its_kind_once_page_after_page(shared: Any, key: str) -> None:
    for _ in range(16):
        ongoing(shared, kind="treatment_home", ends_on=in_days(1))
    with later(2):
        for number in range(16):
            ongoing(shared, kind="treatment_home", starts_on=in_days(-9 - number), ends_on=in_days(-1))
        client, url = as_(Client(), shared.chef), reverse("my-unit-late-kind", args=[key])
        found = {kind.key: kind for kind in late.kinds(shared.chef)}[key]
        assert (len(found.rows), found.all_text, found.all_url) == (late.FEW, "Visa alla", url)
        shown, query = [], ""
        for _ in range(-(-found.number // late.SIZE)):
            page = client.get(url + query).content.decode()
            shown.append(page.count('class="b-workitem"'))
            query = (re.findall(r'href="(\?efter=[\w-]+)', page) or [""])[0]
        assert query == "" and sum(shown) == found.number


Maker = Callable[[Any, int], None]


def _interrupted(world: Any, number: int) -> None:
    row = ongoing(world, kind="treatment_home", starts_on=in_days(-9), ends_on=in_days(-1))
    with asked_by("test"):
        RaisedStep._base_manager.create(
            coordination=world.coordination, intervention=row, happens="x", words=f"Ring {number}",
            unit=world.innerstaden, raised_on=in_days(-3), due_on=in_days(-2),
        )  # fmt: skip
        PaymentQuestion._base_manager.create(
            intervention=row, unit=world.radmannen, question="Vem?", asked_on=in_days(-3), asked_by="x"
        )


def _closing(world: Any, number: int) -> None:
    with asked_by("test"):
        made = Coordination._base_manager.create(
            person=world.amina, unit=world.innerstaden, place="malmo", number=f"X-{number}", opened_on=in_days(-9),
            opened_by="x",
        )  # fmt: skip
        Engagement._base_manager.create(coordination=made, unit=world.innerstaden, since=in_days(-9))
        Closing._base_manager.create(
            coordination=made, unit=world.innerstaden, kind="everywhere", started_on=in_days(-9), started_by="x",
            answer_by=in_days(-1),
        )  # fmt: skip


def _handover(world: Any, number: int) -> None:
    if not number:
        accepted(world)
    else:
        with asked_by("test"):
            asked = Request._base_manager.order_by("pk").last()
            asked.pk = None
            asked._state.adding = True
            asked.save()
            Handover._base_manager.create(request=asked, coordination=world.coordination)
    with asked_by("test"):
        Handover._base_manager.update(moves_on=in_days(-1))


def _young(world: Any, number: int) -> None:
    born(world, f"Rakel {number}", date(2008, 3, 1))


def ask_as_little(world: Any, actor: Any, make: Maker) -> None:
    client, asked = as_(Client(), actor), []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            make(world, number)
        asked.append([])
        for name, args in [("my-unit", []), ("my-unit-late", [])] + [
            ("my-unit-late-kind", [key]) for key in keys(actor)
        ]:
            with CaptureQueriesContext(connection) as questions:
                assert client.get(reverse(name, args=args)).status_code == 200
            asked[-1].append((name, *args, len(questions)))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("make", [_interrupted, _closing])
def test_thirty_ask_as_little_as_one(adopted: Any, make: Maker) -> None:
    ask_as_little(adopted, adopted.chef, make)
    assert keys(adopted.chef) == (
        ["avslut"] if make is _closing else ["avbrott", "insatser", "placeringar", "betalning"]
    )


def test_thirty_handovers_ask_as_little_as_one(city: Any) -> None:
    ask_as_little(city, city.elsa, _handover)
    assert keys(city.elsa) == ["overlamningar"]


def test_thirty_transfers_ask_as_little_as_one(young: Any) -> None:
    with at(date(2026, 9, 16)):
        ask_as_little(
            young, young.bengt, lambda world, number: born(world, f"Rakel {number}", date(2008, 3, 1)) and None
        )
        assert keys(young.bengt) == ["avisera"]


def test_thirty_cases_ask_as_little_as_one(rounds: Any) -> None:
    made = [docketed(rounds) for _ in range(30)]
    held(rounds.december, rounds.elsa)
    with clock.set_to(HELD + timedelta(days=1)):
        for_later = [item.pk for item in made[1:]]

        def leave(world: Any, number: int) -> None:
            with asked_by("test"):
                kept = type(made[0])._base_manager.filter(pk__in=for_later)
                kept.update(state="announced" if number else "withdrawn")

        ask_as_little(rounds, rounds.elsa, leave)
        assert keys(rounds.elsa) == ["anmalda", "protokoll"]


def test_no_two_kinds_share_an_address() -> None:
    names = [source.key for source in late.SOURCES]
    assert len(names) == len(set(names))
