"""What cannot be solved is lifted in writing, one level at a time, and nothing moves meanwhile (STO-13, STO-14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.escalations.acts import answer, lift, raise_question, withdraw
from brygga.escalations.models import Escalation
from brygga.escalations.queries import open_to, parties_of, to_answer
from brygga.interventions.acts import move_responsibility
from tests.escalations.making import QUESTION, heads, raised
from tests.requests.asking import fresh

DEPUTIES, HEADS = "deputy_unit_heads", "unit_heads"


@pytest.fixture
def torn(city: Any) -> Any:
    return heads(city)


@pytest.mark.requirement("STO-13")
@pytest.mark.requirement("STO-14")
def test_both_say_that_the_other_answers_and_it_stays_where_it_is(torn: Any) -> None:
    row = raised(torn)
    assert (row.level, row.statement, fresh(torn.talks).is_frozen) == (DEPUTIES, QUESTION, True)
    with pytest.raises(NotAllowed, match="medan frågan är lyft"):
        move_responsibility(fresh(torn.talks), by=torn.elsa, to_unit=torn.aldre, on=clock.today(), because="Nu")
    assert {party.unit.name: party.says for party in parties_of(row)} == {"Beroendevård": "agrees", "Äldreomsorg": ""}
    assert fresh(torn.talks).responsible_unit == torn.beroende


@pytest.mark.requirement("STO-13")
def test_each_party_agrees_or_says_how_it_sees_it(torn: Any) -> None:
    row = raised(torn)
    with pytest.raises(NotAllowed, match="Skriv hur ni ser"):
        answer(row, by=torn.elsa, says="differs")
    for other in (torn.bea, torn.nils, torn.ulla):
        with pytest.raises(NotAllowed):
            answer(row, by=other, says="agrees")
    answer(row, by=torn.elsa, says="differs", note="Vi har aldrig fått någon ansökan.")
    with pytest.raises(NotAllowed, match="redan svarat"):
        answer(row, by=torn.ebbe, says="agrees")


@pytest.mark.requirement("STO-13")
def test_it_goes_one_level_up_when_all_have_answered(torn: Any) -> None:
    row = raised(torn)
    with pytest.raises(NotAllowed, match="Alla enheter ska först svara"):
        lift(row, by=torn.ulla, from_level=DEPUTIES, because="Vi står stilla.")
    answer(row, by=torn.elsa, says="agrees")
    for other in (torn.ivar, torn.bea, torn.nils, torn.uno):
        with pytest.raises(NotAllowed):
            lift(row, by=other, from_level=DEPUTIES, because="Vi står stilla.")
    with pytest.raises(NotAllowed, match="varför"):
        lift(row, by=torn.ulla, from_level=DEPUTIES, because=" ")
    assert lift(row, by=torn.ulla, from_level=DEPUTIES, because="Vi står stilla.").level == HEADS
    with pytest.raises(NotAllowed, match="ingen högre nivå"):
        lift(fresh(row), by=torn.uno, from_level=HEADS, because="Vi också.")


@pytest.mark.requirement("STO-13")
def test_a_level_that_lets_its_time_run_out_can_be_passed_by_any_partys_head(torn: Any) -> None:
    row = raised(torn)
    late = row.level_due + timedelta(minutes=1)
    with clock.set_to(late):
        assert lift(row, by=torn.ebbe, from_level=DEPUTIES, because="Tiden är ute.").level == HEADS


@pytest.mark.requirement("STO-13")
def test_lateness_is_told_once_and_seen_by_the_managers_of_all(torn: Any) -> None:
    row = raised(torn)
    with clock.set_to(row.level_due + timedelta(days=1)):
        call_command("run_clocks")
        call_command("run_clocks")
        told = Event.objects.unrestricted(because="what the clocks have told").filter(act="escalations.note_late")
        assert told.count() == 1
        for manager in (torn.ulla, torn.elsa, torn.uno, torn.ebbe):
            assert [one.is_late for one in open_to(manager)] == [True], manager
        assert not open_to(torn.nils).exists()


def test_one_of_a_kind_at_a_time_and_only_with_those_who_may_know(torn: Any) -> None:
    with pytest.raises(NotAllowed, match="får veta vem det är"):
        raised(torn, parties=[torn.psykiatri])
    with pytest.raises(NotAllowed, match="Skriv vad ni inte"):
        raised(torn, statement=" ")
    raised(torn)
    with pytest.raises(NotAllowed, match="redan lyft"):
        raised(torn)
    assert raised(torn, "cost").state == "open"
    assert fresh(torn.talks).holds == 2


def test_it_is_taken_back_by_the_unit_that_lifted_it(torn: Any) -> None:
    row = raised(torn)
    with pytest.raises(NotAllowed, match="Beroendevård, som lyfte den"):
        withdraw(row, by=torn.elsa, why="Nej.")
    withdraw(row, by=torn.ivar, why="Personen har flyttat.")
    assert (fresh(row).state, fresh(torn.talks).is_frozen) == ("withdrawn", False)


def test_a_consent_taken_back_ends_it_and_closes_it(torn: Any) -> None:
    row = raised(torn)
    withdraw_consent(Consent._base_manager.get(), by=torn.ivar, how="Muntligt")
    assert (fresh(row).state, fresh(torn.talks).is_frozen) == ("withdrawn", False)
    assert not Escalation.objects.visible_to(torn.elsa).exists()
    assert Escalation.objects.visible_to(torn.ivar).exists()


def test_the_neighbour_sees_nothing(torn: Any) -> None:
    raised(torn)
    assert not Escalation.objects.visible_to(torn.nils).exists()
    assert not to_answer(torn.nils).exists()
    with pytest.raises(NotAllowed):
        raise_question(
            torn.coordination, by=torn.nils, ladder="cost", statement="x", parties=[torn.aldre], interventions=[]
        )
