"""A question is solved when all parties agree, and it flows back; nobody puts it on another alone (STO-13, STO-14)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.agencies.models import Staff
from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent
from brygga.coordinations.acts import let_in
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.escalations.acts import agree, answer, lift, propose, withdraw
from brygga.escalations.queries import late_to, open_to, parties_of
from tests.escalations.making import answered, at_the_heads, heads, proposed, raised, solved
from tests.handovers.making import granted
from tests.requests.asking import fresh

DEPUTIES = "deputy_unit_heads"


@pytest.fixture
def torn(city: Any) -> Any:
    return heads(city)


@pytest.mark.requirement("STO-13")
def test_it_is_solved_when_both_heads_agree_and_it_flows_back(torn: Any) -> None:
    row = at_the_heads(torn)
    for other in (torn.ulla, torn.elsa, torn.ivar, torn.nils):
        with pytest.raises(NotAllowed):
            proposed(row, other, torn.aldre)
    row = proposed(row, torn.ebbe, torn.aldre)
    assert (row.is_open, fresh(torn.talks).is_frozen) == (True, True)
    for other in (torn.ebbe, torn.elsa, torn.ulla, torn.nils):
        with pytest.raises(NotAllowed):
            agree(row, by=other, proposal=row.proposal)
    settled = agree(row, by=torn.uno, proposal=row.proposal)
    talks = fresh(torn.talks)
    assert (settled.state, talks.responsible_unit, talks.is_frozen) == ("resolved", torn.aldre, False)
    assert fresh(row).carried_out_on == clock.today()
    with pytest.raises(NotAllowed, match="redan löst"):
        proposed(fresh(row), torn.uno, torn.beroende)


@pytest.mark.requirement("STO-13")
def test_who_says_that_the_other_answers_does_not_make_it_so(torn: Any) -> None:
    row = proposed(at_the_heads(torn), torn.uno, torn.aldre)
    answer_of_ebbe = proposed(row, torn.ebbe, torn.beroende, resolution="Det är er sak.")
    with pytest.raises(NotAllowed, match="Förslaget har ändrats"):
        agree(answer_of_ebbe, by=torn.uno, proposal=row.proposal)
    assert {party.unit.name: bool(party.agreed_at) for party in parties_of(row)} == {
        "Beroendevård": False,
        "Äldreomsorg": True,
    }
    assert (fresh(row).is_open, fresh(torn.talks).responsible_unit) == (True, torn.beroende)


@pytest.mark.requirement("STO-13")
def test_the_next_level_decides_for_itself(torn: Any) -> None:
    row = proposed(answered(torn), torn.elsa, torn.beroende)
    row = lift(row, by=torn.ulla, from_level=DEPUTIES, because="Vi går inte med på det.")
    assert (row.resolution, row.responsible_unit, row.proposed_at) == ("", None, None)
    assert not any(party.agreed_at for party in parties_of(row))
    with pytest.raises(NotAllowed, match="Ingen har föreslagit"):
        agree(row, by=torn.uno, proposal="")


@pytest.mark.requirement("STO-13")
def test_on_a_day_to_come_it_moves_that_night(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    row = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    call_command("run_clocks")
    assert (fresh(torn.talks).responsible_unit, fresh(row).waits) == (torn.beroende, False)
    with clock.set_to(datetime.combine(coming, time(1), clock.SWEDEN)):
        call_command("run_clocks")
        assert fresh(torn.talks).responsible_unit == torn.aldre


@pytest.mark.requirement("STO-13")
def test_an_agreement_that_comes_late_counts_from_that_day(torn: Any) -> None:
    row = proposed(at_the_heads(torn), torn.uno, torn.aldre)
    later = clock.today() + timedelta(days=3)
    with clock.set_to(datetime.combine(later, time(10), clock.SWEDEN)):
        assert agree(row, by=torn.ebbe, proposal=row.proposal).responsible_from == later
        assert fresh(torn.talks).responsible_since == later


@pytest.mark.requirement("STO-13")
def test_a_question_of_cost_is_the_department_heads_who_read_nothing_else(torn: Any) -> None:
    row = raised(torn, "cost")
    assert row.level == "department_heads"
    assert list(open_to(torn.dan)) == [row]
    with pytest.raises(NotAllowed):
        propose(row, by=torn.ulla, resolution="Vi delar.")
    settled = propose(row, by=torn.dan, resolution="Avdelningarna delar kostnaden lika.")
    assert (settled.state, settled.responsible_unit, fresh(torn.talks).is_frozen) == ("resolved", None, False)


@pytest.mark.requirement("STO-14")
def test_what_another_question_is_about_stays_until_that_one_is_solved_too(torn: Any) -> None:
    cost = raised(torn, "cost")
    row = solved(answered(torn), torn.aldre, torn.ulla, torn.elsa)
    assert (row.state, row.carried_out_on, fresh(torn.talks).responsible_unit) == ("resolved", None, torn.beroende)
    assert list(late_to(torn.uno)) == [row]
    propose(cost, by=torn.dan, resolution="Avdelningarna delar.")
    assert (fresh(torn.talks).responsible_unit, fresh(row).carried_out_on) == (torn.aldre, clock.today())
    assert not late_to(torn.uno).exists()


def test_where_nobody_holds_the_function_whoever_leads_the_unit_does(city: Any) -> None:
    """No question lies unseen: there are no unit heads here, only deputies."""
    let_in(city.coordination, by=city.ivar, unit=city.aldre)
    city.talks = granted(city)
    row = lift(answered(city), by=city.elsa, from_level=DEPUTIES, because="Vi kommer inte längre.")
    assert solved(row, city.aldre, city.ulla, city.elsa).state == "resolved"


def test_a_head_who_has_left_leaves_it_to_whoever_leads_the_unit(torn: Any) -> None:
    row = proposed(at_the_heads(torn), torn.ebbe, torn.aldre)
    with pytest.raises(NotAllowed):
        agree(row, by=torn.ulla, proposal=row.proposal)
    left(torn.uno)
    assert agree(row, by=torn.ulla, proposal=row.proposal).state == "resolved"


def left(who: Any) -> None:
    with asked_by("the cast"):
        Staff.objects.filter(pk=who.staff_id).update(left_on=clock.today())


def test_only_a_party_can_be_made_to_answer_and_only_for_what_it_may_know(torn: Any) -> None:
    hidden = granted(torn, "Skuldsanering", matter="finances")
    row = raised(torn, interventions=[hidden])
    answer(row, by=torn.elsa, says="agrees")
    with pytest.raises(NotAllowed, match="Välj en av enheterna"):
        proposed(row, torn.elsa, torn.psykiatri)
    with pytest.raises(NotAllowed, match="Fråga personen först"):
        proposed(row, torn.elsa, torn.aldre)
    assert solved(row, torn.beroende, torn.elsa, torn.ulla).state == "resolved"


def test_a_consent_taken_back_before_the_day_leaves_it_where_it_is(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    row = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    withdraw_consent(Consent._base_manager.get(), by=torn.ivar, how="Muntligt")
    assert (fresh(row).state, fresh(torn.talks).responsible_unit) == ("lapsed", torn.beroende)


def test_solved_anew_the_old_solution_falls(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    old = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    solved(at_the_heads(torn), torn.beroende, torn.uno, torn.ebbe)
    assert fresh(old).state == "lapsed"
    with clock.set_to(datetime.combine(coming, time(1), clock.SWEDEN)):
        call_command("run_clocks")
    assert fresh(torn.talks).responsible_unit == torn.beroende


def test_taken_back_a_proposal_leaves_nobody_pointed_out(torn: Any) -> None:
    row = withdraw(proposed(answered(torn), torn.elsa, torn.aldre), by=torn.ivar, why="Vi är överens.")
    assert (row.state, row.responsible_unit, fresh(torn.talks).responsible_unit) == ("withdrawn", None, torn.beroende)
