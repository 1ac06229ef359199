"""A unit is split: Innerstaden goes to Norr, but Sara with all about Amina to Söder. Nobody gains, nothing is left."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.acts import add_staff, add_unit
from brygga.agencies.models import Assignment, Succession
from brygga.agencies.queries import actor_for, went_into
from brygga.coordinations.acts import leave
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove
from brygga.people.models import Case
from brygga.reorganisations.acts import carry_out_reorganisation, finish, split
from brygga.reorganisations.models import GoesElsewhere, Moved
from brygga.reorganisations.queries import told_to_person
from tests.cast import _case
from tests.consents.saying import say_yes
from tests.handovers.making import granted
from tests.reorganisations.making import now, of, planned
from tests.reorganisations.test_going_into import reads

TODAY = clock.today()


@pytest.fixture
def shared_out(shared: Any) -> Any:
    """Sara is Amina's caseworker and goes to Söder; Ivar and Folke's case go with the rest to Norr."""
    shared.soder = add_unit(shared.social, by=shared.adam, name="Vuxen Söder", kind=shared.norr.kind)
    row = add_staff(
        shared.innerstaden,
        by=shared.adam,
        name="Ivar Vik",
        function=of(shared.sara).function,
        title="socialsekreterare",
    )
    shared.ivar_vik = actor_for(row.staff_id, row.pk, TODAY)
    shared.ivar = shared.sara
    shared.talks = granted(shared)
    with asked_by("test"):
        shared.folkes_case = _case(shared.folke, shared.innerstaden, shared.ivar_vik)
    shared.plan_ahead = split(
        planned(shared, shared.norr), by=shared.adam, shares=[(of(shared.sara), shared.soder), (row, shared.norr)]
    )
    return shared


def done(world: Any) -> Any:
    return carry_out_reorganisation(world.plan_ahead, by=world.adam)


def test_it_says_between_which_and_only_those_who_go_elsewhere_are_kept(shared_out: Any) -> None:
    assert shared_out.plan_ahead.title == "Vuxen Innerstaden delas mellan Vuxen Norr och Vuxen Söder"
    assert [one.assignment_id for one in GoesElsewhere._base_manager.all()] == [shared_out.sara.assignment_id]


def test_all_about_a_person_goes_where_the_caseworker_goes_and_the_rest_with_most(shared_out: Any) -> None:
    world = shared_out
    done(world)
    assert (of(world.sara).unit, of(world.ivar_vik).unit) == (world.soder, world.norr)
    assert Case._base_manager.get(pk=world.aminas_case.pk).unit == world.soder
    assert Case._base_manager.get(pk=world.folkes_case.pk).unit == world.norr
    talks = GrantedIntervention._base_manager.get(pk=world.talks.pk)
    assert talks.responsible_unit == world.soder
    last = ResponsibilityMove._base_manager.filter(intervention=talks).latest("pk")
    assert last.because == "Vuxen Innerstaden delades, och det här gick till Vuxen Söder"
    assert not Case._base_manager.filter(unit=world.innerstaden, closed_on=None).exists()
    assert not Assignment.objects.filter(unit=world.innerstaden, until=None).exists()


def test_nobody_reads_more_than_before(shared_out: Any) -> None:
    world = shared_out
    sara, ivar, rut = reads(world.sara), reads(world.ivar_vik), reads(world.rut)
    siv = reads(world.siv)
    done(world)
    assert reads(now(world.sara)) == sara and reads(now(world.rut)) == rut
    assert reads(now(world.ivar_vik)) <= ivar
    assert siv == set() and reads(now(world.siv)) == set()
    assert [reads(now(who)) for who in (world.sigrid, world.pia)] == [set(), set()]


def test_old_addresses_lead_on_to_the_one_that_takes_most(shared_out: Any) -> None:
    world = shared_out
    done(world)
    assert went_into(world.innerstaden.pk).new == world.norr
    there = Succession.objects.filter(old=world.innerstaden)
    assert {one.new for one in there} == {world.norr, world.soder}


def test_what_waited_goes_to_its_own_unit_when_amina_says_yes(shared_out: Any) -> None:
    world = shared_out
    row = done(world)
    waits = Engagement._base_manager.get(coordination=world.coordination, unit=world.innerstaden)
    assert waits.ended_on is None
    say_yes(world, world.soder, world.radmannen, by=now(world.sara), replaces=world.consent)
    finish(row, by=SYSTEM)
    assert Coordination._base_manager.get().unit == world.soder
    parts = Engagement._base_manager.filter(ended_on=None)
    assert {part.unit.name for part in parts} == {"Vuxen Söder", "Rådmannen"}
    assert reads(now(world.siv)) == set()


def test_what_waited_follows_the_case_also_where_another_answered_for_the_part(shared_out: Any) -> None:
    world = shared_out
    with asked_by("test"):
        Engagement._base_manager.filter(unit=world.innerstaden).update(caseworker=world.ivar_vik.assignment_id)
    row = done(world)
    assert Case._base_manager.get(pk=world.aminas_case.pk).unit == world.soder
    say_yes(world, world.soder, world.radmannen, by=now(world.sara), replaces=world.consent)
    finish(row, by=SYSTEM)
    parts = Engagement._base_manager.filter(ended_on=None)
    assert {part.unit.name for part in parts} == {"Vuxen Söder", "Rådmannen"}


def test_amina_is_told_which_unit_is_hers_now(shared_out: Any) -> None:
    world = shared_out
    done(world)
    assert [(one.old, one.new) for one in told_to_person(world.amina_herself)] == [("Vuxen Innerstaden", "Vuxen Söder")]
    assert {one.to_unit for one in Moved._base_manager.filter(person=world.folke)} == {world.norr}


def test_without_others_in_it_a_coordination_goes_at_once_to_the_right_one(shared_out: Any) -> None:
    world = shared_out
    leave(Engagement._base_manager.get(unit=world.radmannen), by=SYSTEM, at=clock.now(), why="Klart.")
    done(world)
    assert Coordination._base_manager.get().unit == world.soder


def test_said_anew_it_is_replaced_and_with_all_to_one_it_is_no_split(shared_out: Any) -> None:
    world = shared_out
    row = split(world.plan_ahead, by=world.adam, shares=[(of(world.sara), world.norr)])
    assert (row.others, row.title) == ([], "Vuxen Innerstaden går upp i Vuxen Norr")
    carry_out_reorganisation(row, by=world.adam)
    assert of(world.sara).unit == world.norr


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (lambda world: [(of(world.siv), world.soder)], "Välj bland dem som arbetar på"),
        (lambda world: [(of(world.sara), world.lund_vuxen)], "er egen organisation"),
        (lambda world: [(of(world.sara), world.innerstaden)], "sig själv"),
    ],
)
def test_some_may_not_go_and_some_units_may_not_receive(shared_out: Any, shares: Any, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        split(shared_out.plan_ahead, by=shared_out.adam, shares=shares(shared_out))
    assert GoesElsewhere._base_manager.count() == 1


def test_a_unit_that_closes_or_has_gone_is_not_split(shared_out: Any) -> None:
    world = shared_out
    done(world)
    with pytest.raises(NotAllowed, match="redan genomförd"):
        split(world.plan_ahead, by=world.adam, shares=[])
    closes = planned(world, None, unit=world.norr)
    with pytest.raises(NotAllowed, match="delas inte"):
        split(closes, by=world.adam, shares=[])


def test_others_may_not_say_who_goes_where(shared_out: Any) -> None:
    for who in ("sara", "siv", "sigrid", "rut"):
        with pytest.raises(NotAllowed):
            split(shared_out.plan_ahead, by=getattr(shared_out, who), shares=[])
    assert GoesElsewhere._base_manager.count() == 1
