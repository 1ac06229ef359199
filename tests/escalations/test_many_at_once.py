"""Two managers in the same moment, on either database: a question is lifted once, and solved once."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.escalations.acts import agree, lift
from brygga.escalations.models import Escalation, EscalationLevel
from brygga.escalations.queries import parties_of
from brygga.interventions.models import ResponsibilityMove
from tests.escalations.making import answered, at_the_heads, heads, proposed, raised
from tests.handovers.test_many_at_once import at_once
from tests.requests.asking import fresh
from tests.stockholm import small_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("STO-13")]


@pytest.fixture
def torn(transactional_db: Any) -> Any:
    return heads(small_city())


def test_it_is_lifted_one_level_however_many_press(torn: Any) -> None:
    row = answered(torn)
    said = at_once(
        *(
            lambda by=by: lift(row, by=by, from_level="deputy_unit_heads", because="Vi står stilla.")
            for by in (torn.ulla, torn.elsa)
        )
    )
    assert said.count("") == 1 and fresh(row).level == "unit_heads"
    assert EscalationLevel._base_manager.filter(escalation=row).count() == 2


def test_two_who_propose_at_once_have_one_proposal_and_nothing_is_solved(torn: Any) -> None:
    row = at_the_heads(torn)
    said = at_once(
        *(
            lambda by=by, unit=unit: proposed(row, by, unit)
            for by, unit in ((torn.uno, torn.beroende), (torn.ebbe, torn.aldre))
        )
    )
    row = fresh(row)
    assert said == ["", ""] and row.is_open and fresh(torn.talks).holds == 1
    assert [party.unit_id for party in parties_of(row) if party.agreed_at] == [row.responsible_unit_id]


def test_it_is_solved_once_however_many_press(torn: Any) -> None:
    row = proposed(at_the_heads(torn), torn.ebbe, torn.aldre)
    said = at_once(*[lambda: agree(row, by=torn.uno, proposal=row.proposal)] * 2)
    assert said.count("") == 1 and fresh(row).state == "resolved"
    talks = fresh(torn.talks)
    assert (talks.responsible_unit, talks.holds) == (torn.aldre, 0)
    assert ResponsibilityMove._base_manager.filter(intervention=talks).exclude(from_unit=None).count() == 1


def test_one_of_a_kind_is_raised(torn: Any) -> None:
    said = at_once(*[lambda: raised(torn)] * 2)
    assert said.count("") == 1 and Escalation._base_manager.count() == 1
    assert fresh(torn.talks).holds == 1
