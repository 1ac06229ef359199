"""Somebody dies, a unit wants to leave, is closed, or never answers, while a question is lifted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.closings.open_matters import Leaving, what_is_open
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.escalations.acts import lift, withdraw
from brygga.escalations.queries import keeps_unit_open
from brygga.people.acts import register_death
from tests.escalations.making import answered, at_the_heads, heads, raised, solved
from tests.requests.asking import fresh


@pytest.fixture
def torn(city: Any) -> Any:
    return heads(city)


def test_when_the_person_dies_it_stops_and_what_was_decided_does_not_happen(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    decided = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    row = raised(torn)
    register_death(torn.stig, by=torn.ivar, died_on=clock.today())
    assert (fresh(row).state, fresh(row).resolution) == ("withdrawn", "Personen har avlidit.")
    assert (fresh(decided).state, fresh(torn.talks).is_frozen) == ("lapsed", False)
    torn.coordination = fresh(torn.coordination)
    with pytest.raises(NotAllowed, match="avlidit"):
        raised(torn)


def leaving(world: Any, *units: Any) -> tuple[str, ...]:
    gone = frozenset(unit.pk for unit in units)
    return what_is_open(Leaving(coordination=world.coordination, leaves=gone, stays=frozenset(), ends=False))


@pytest.mark.requirement("MAL-21")
def test_a_party_does_not_leave_while_it_is_lifted(torn: Any) -> None:
    row = raised(torn)
    for unit in (torn.beroende, torn.aldre):
        assert any("lyft till cheferna" in sentence for sentence in leaving(torn, unit))
    assert not any("lyft" in sentence for sentence in leaving(torn, torn.psykiatri))
    withdraw(row, by=torn.ivar, why="Vi är överens.")
    assert not any("lyft" in sentence for sentence in leaving(torn, torn.aldre))


def test_who_is_to_answer_does_not_leave_before_it_does(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    assert any("lyft till cheferna" in sentence for sentence in leaving(torn, torn.aldre))


def test_a_unit_is_not_closed_with_a_question_open(torn: Any) -> None:
    raised(torn)
    assert keeps_unit_open(torn.aldre) and not keeps_unit_open(torn.psykiatri)


@pytest.mark.requirement("STO-13")
def test_a_receiver_who_never_answers_cannot_hold_it_back(torn: Any) -> None:
    row = raised(torn)
    with pytest.raises(NotAllowed, match="Alla enheter ska först svara"):
        lift(row, by=torn.ulla, from_level=row.level, because="De svarar inte.")
    with clock.set_to(row.level_due + timedelta(minutes=1)):
        assert lift(row, by=torn.ulla, from_level=row.level, because="De svarar inte.").level == "unit_heads"


def test_the_highest_level_that_is_late_is_late_for_all_and_goes_nowhere(torn: Any) -> None:
    row = at_the_heads(torn)
    with clock.set_to(row.level_due + timedelta(days=30)):
        assert fresh(row).is_late
        with pytest.raises(NotAllowed, match="ingen högre nivå"):
            lift(fresh(row), by=torn.uno, from_level=row.level, because="Vi kommer inte längre.")


def test_the_neighbour_can_end_nothing(torn: Any) -> None:
    row = answered(torn)
    with pytest.raises(NotAllowed):
        withdraw(row, by=torn.nils, why="Nej.")
    assert fresh(row).is_open
