"""Opening a coordination and taking units along."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.models import Assignment
from brygga.coordinations.acts import appoint, close_coordination, engage, leave, open_coordination, set_standing
from brygga.coordinations.models import Coordination, Engagement, InboxItem
from brygga.coordinations.overview import case_kind_of, suggestion_for
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.rules.case_kinds import CaseKind, NextStep


def _open(world: Any, by: Any, case: Any, **facts: Any) -> Coordination:
    return open_coordination(case, by=by, why="Flera hjälper samtidigt.", reasons=["several_competences"], **facts)


def _assignment(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)


def test_a_coordination_is_opened_from_the_units_own_case_and_the_unit_is_in_it(world: Any) -> None:
    coordination = _open(world, world.sara, world.aminas_case)
    part = coordination.engagements.unrestricted(because="test").get()
    assert (part.unit, part.case, part.caseworker_id) == (
        world.innerstaden,
        world.aminas_case,
        world.sara.assignment_id,
    )
    assert Coordination.objects.visible_to(world.sven).get() == coordination
    for neighbour in (world.siv, world.rut, world.sigrid, world.fred, world.adam):
        assert not Coordination.objects.visible_to(neighbour).exists()


def test_the_neighbour_cannot_open_one_from_anothers_case(world: Any) -> None:
    for neighbour in (world.siv, world.sigrid, world.rut):
        with pytest.raises(NotAllowed, match="enhetens eget ärende"):
            _open(world, neighbour, world.aminas_case)


def test_the_one_who_only_distributes_cannot_open_one(world: Any) -> None:
    with pytest.raises(NotAllowed):
        _open(world, world.fred, world.aminas_case)


def test_a_unit_has_one_open_coordination_about_a_person(world: Any) -> None:
    _open(world, world.sara, world.aminas_case)
    with pytest.raises(NotAllowed, match="redan en öppen samordning"):
        _open(world, world.sven, world.aminas_case)


def test_no_unit_is_engaged_without_an_open_door(world: Any) -> None:
    coordination = _open(world, world.sara, world.aminas_case)
    with pytest.raises(NotAllowed, match="samtycke omfattar inte"):
        engage(coordination, by=world.sara, unit=world.radmannen)


def test_a_unit_outside_cannot_engage_itself(shared: Any) -> None:
    for neighbour in (shared.siv, shared.sigrid):
        with pytest.raises(NotAllowed):
            engage(shared.coordination, by=neighbour, unit=shared.norr)


def test_a_unit_is_engaged_once(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="redan med"):
        engage(shared.coordination, by=shared.sara, unit=shared.radmannen)


@pytest.mark.requirement("MAL-01")
@pytest.mark.parametrize(
    ("here", "there", "kind", "step"),
    [
        ("new", "new", CaseKind.NEW_TO_BOTH, NextStep.GFI),
        ("known", "new", CaseKind.NEW_TO_ONE, NextStep.GFI),
        ("ongoing", "new", CaseKind.NEW_TO_ONE, NextStep.GFI),
        ("known", "known", CaseKind.ONGOING_IN_BOTH, NextStep.GFI),
        ("ongoing", "planned", CaseKind.ONGOING_IN_BOTH, NextStep.SIP_MEETING),
        ("ongoing", "ongoing", CaseKind.ONGOING_IN_BOTH, NextStep.SIP_MEETING),
    ],
)
def test_the_kind_of_case_follows_from_how_the_units_stand(
    shared: Any, here: str, there: str, kind: CaseKind, step: NextStep
) -> None:
    set_standing(shared.saras_part, by=shared.sara, standing=here)
    set_standing(shared.ruts_part, by=shared.rut, standing=there)
    assert (case_kind_of(shared.coordination), suggestion_for(shared.coordination).step) == (kind, step)


@pytest.mark.requirement("MAL-01")
def test_a_discharge_goes_before_the_other_kinds(world: Any) -> None:
    coordination = _open(world, world.sara, world.aminas_case, discharge=True)
    assert case_kind_of(coordination) is CaseKind.DISCHARGE


def test_only_the_unit_itself_says_how_it_stands(shared: Any) -> None:
    for other in (shared.sara, shared.pia, shared.siv):
        with pytest.raises(NotAllowed, match="Bara enheten själv"):
            set_standing(shared.ruts_part, by=other, standing="new")


def test_a_caseworker_is_one_who_works_with_the_units_cases(shared: Any) -> None:
    for wrong in (shared.rut, shared.siv, shared.fred):
        with pytest.raises(NotAllowed, match="Välj någon"):
            appoint(shared.saras_part, by=shared.chef, caseworker=_assignment(wrong))
    with pytest.raises(NotAllowed, match="Välj någon"):
        appoint(shared.saras_part, by=shared.chef, caseworker=shared.frida)
    assert (
        appoint(shared.saras_part, by=shared.chef, caseworker=_assignment(shared.sven)).caseworker_id
        == shared.sven.assignment_id
    )


def test_one_hands_over_ones_own_but_takes_nobody_elses(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="redan en ansvarig"):
        appoint(shared.saras_part, by=shared.sven, caseworker=_assignment(shared.sven))
    appoint(shared.saras_part, by=shared.sara, caseworker=_assignment(shared.sven))
    with pytest.raises(NotAllowed):
        appoint(
            Engagement._base_manager.get(pk=shared.saras_part.pk), by=shared.rut, caseworker=_assignment(shared.sara)
        )


def test_one_that_nobody_else_has_taken_part_in_is_closed_by_the_one_who_opened_it(world: Any) -> None:
    alone = _open(world, world.sara, world.aminas_case)
    for other in (world.rut, world.siv):
        with pytest.raises(NotAllowed):
            close_coordination(alone, by=other, why="Klart.")
    closed = close_coordination(alone, by=world.sara, why="Klart.")
    assert (closed.closed_on, closed.closed_why) == (clock.today(), "Klart.")


@pytest.mark.requirement("MAL-21")
def test_one_that_others_have_taken_part_in_is_not_closed_alone(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="Andra enheter"):
        close_coordination(shared.coordination, by=shared.sara, why="Klart.")
    leave(shared.ruts_part, by=shared.rut, why="Klart.")
    with pytest.raises(NotAllowed, match="sluta tillsammans"):
        close_coordination(shared.coordination, by=shared.sara, why="Klart.")


def test_nothing_is_written_in_a_closed_coordination(shared: Any) -> None:
    with asked_by("test"):
        Coordination._base_manager.update(closed_on=shared.coordination.opened_on)
    shared.coordination.refresh_from_db()
    with pytest.raises(NotAllowed, match="avslutad"):
        engage(shared.coordination, by=shared.sara, unit=shared.norr)


def test_events_name_no_person(world: Any) -> None:
    _open(world, world.sara, world.aminas_case)
    told = Event.objects.unrestricted(because="test").get().sentence
    assert told == "Sara Berg, socialsekreterare, Vuxen Innerstaden öppnade samordningen"
    assert not InboxItem.objects.unrestricted(because="test").exists()
