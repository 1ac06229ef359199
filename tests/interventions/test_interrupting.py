"""An interruption raises what the plan agreed, with owner and day; what a placement lacks is told (MAL-18, MAL-19)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from brygga.bookings.at_home import booked_at_home
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.interventions.acts import end, interrupt, resume, tick
from brygga.interventions.models import RaisedStep
from brygga.interventions.placements import warnings
from brygga.interventions.queries import raised_in, steps_to_do
from brygga.meetings.acts.planning import call_meeting, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.people.models import Person
from brygga.plans.acts import add_row, report_interruption
from brygga.plans.facts import StepFacts
from brygga.plans.models import Intervention
from brygga.plans.states import InterventionState
from brygga.rules.placements import Lacks
from tests.interventions.making import in_days, ongoing

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "folke_himself")


def lacks(actor: Any, world: Any = None) -> list[Lacks]:
    return [one.lacks for one in warnings(actor, world.coordination if world else None)]


def placed(world: Any, **more: Any) -> Any:
    return ongoing(world, **{"words": "Vård på behandlingshem", "kind": "treatment_home", **more})


@pytest.mark.requirement("MAL-18")
def test_interrupting_it_in_the_plan_raises_the_agreed_steps_with_owner_and_day(adopted: Any) -> None:
    facts = StepFacts(happens="Amina uteblir", step="Sara besöker", unit=adopted.innerstaden, within_days=2)
    add_row(adopted.plan, by=adopted.sara, facts=facts)
    row = Intervention._base_manager.get(pk=adopted.talks.pk)
    report_interruption(row, by=adopted.sara, state=InterventionState.INTERRUPTED, note="Amina kom inte.")
    first, second = RaisedStep.objects.visible_to(adopted.rut).order_by("pk")
    assert (first.words, first.unit_id, first.raised_on) == ("Rut ringer Sara", adopted.radmannen.pk, clock.today())
    assert (first.due_on, second.due_on) == (clock.today(), in_days(2)) and first.plan_row_id == row.pk
    assert list(steps_to_do(adopted.sven)) == [second] and list(steps_to_do(adopted.kurt)) == [first]
    assert not any(RaisedStep.objects.visible_to(getattr(adopted, who)).exists() for who in NEIGHBOURS)
    assert RaisedStep.objects.visible_to(adopted.amina_herself).exists()


@pytest.mark.requirement("MAL-18")
def test_a_granted_one_is_interrupted_in_the_plan_too_and_each_step_is_raised_once(adopted: Any) -> None:
    row = Intervention._base_manager.get(pk=adopted.talks.pk)
    one = ongoing(adopted, adopted.rut, plan_row=row)
    one = interrupt(one, by=adopted.rut, on=clock.today(), note="Amina kom inte.")
    row.refresh_from_db()
    assert row.state == InterventionState.INTERRUPTED
    (step,) = RaisedStep.objects.visible_to(adopted.sara)
    assert step.intervention_id == one.pk
    one = resume(one, by=adopted.rut, on=clock.today())
    interrupt(one, by=adopted.rut, on=clock.today(), note="Igen.")
    assert RaisedStep.objects.visible_to(adopted.sara).count() == 1
    told = set(Event.objects.visible_to(adopted.sara).values_list("act", flat=True))
    assert {"interventions.interrupt", "plan.report_interruption"} <= told


@pytest.mark.requirement("MAL-18")
def test_a_step_is_ticked_by_its_unit_with_what_was_done_and_can_then_be_raised_again(adopted: Any) -> None:
    one = interrupt(ongoing(adopted), by=adopted.sara, on=clock.today(), note="Amina kom inte.")
    (step,) = RaisedStep.objects.visible_to(adopted.sara)
    with pytest.raises(NotAllowed, match="annan enhet"):
        tick(step, by=adopted.sara, what_was_done="x")
    for who in ("siv", "adam"):
        with pytest.raises(NotAllowed):
            tick(step, by=getattr(adopted, who), what_was_done="x")
    with pytest.raises(NotAllowed, match="vad som gjordes"):
        tick(step, by=adopted.rut, what_was_done=" ")
    done = tick(step, by=adopted.kurt, what_was_done="Ringde. Amina kommer i morgon.")
    assert (done.done_on, done.done_by) == (clock.today(), adopted.kurt.label)
    with pytest.raises(NotAllowed, match="redan avbockat"):
        tick(step, by=adopted.rut, what_was_done="x")
    assert "Amina kommer" not in "".join(e.sentence for e in Event.objects.visible_to(adopted.rut))
    interrupt(resume(one, by=adopted.sara, on=clock.today()), by=adopted.sara, on=clock.today(), note="Igen.")
    assert [row.done_on for row in raised_in(adopted.rut, adopted.coordination)] == [None, clock.today()]


def test_a_step_without_a_unit_is_ticked_by_whoever_works_here(adopted: Any) -> None:
    with asked_by("test"):
        step = RaisedStep._base_manager.create(
            coordination=adopted.coordination, happens="x", words="Någon ringer", raised_on=clock.today(),
            due_on=clock.today(),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        tick(step, by=adopted.siv, what_was_done="x")
    assert tick(step, by=adopted.rut, what_was_done="Ringde.").done_on == clock.today()


def test_a_plan_that_is_only_proposed_has_agreed_nothing(lived: Any) -> None:
    before = RaisedStep._base_manager.count()
    interrupt(ongoing(lived), by=lived.sara, on=clock.today(), note="Amina kom inte.")
    assert RaisedStep._base_manager.count() == before


@pytest.mark.requirement("MAL-19")
def test_a_placement_without_a_plan_or_a_contact_at_home_is_told_to_every_unit_that_sees_it(shared: Any) -> None:
    placed(shared, ends_on=in_days(20))
    for who in (shared.sara, shared.rut, shared.chef):
        assert lacks(who) == [Lacks.PLAN, Lacks.CONTACT] == lacks(who, shared)
    for who in ("siv", "pia", "sigrid", "adam"):
        assert lacks(getattr(shared, who)) == []
    ongoing(shared, kind="housing_support", ends_on=in_days(20))
    assert len(lacks(shared.rut)) == 2


@pytest.mark.requirement("MAL-19")
def test_an_adopted_plan_and_a_booked_meeting_after_the_end_are_enough(adopted: Any) -> None:
    placed(adopted, ends_on=in_days(20))
    assert lacks(adopted.rut) == [Lacks.CONTACT]
    _meets(adopted, in_days(19))
    assert lacks(adopted.rut) == [Lacks.CONTACT]
    _meets(adopted, in_days(20))
    assert lacks(adopted.rut) == []


@pytest.mark.requirement("MAL-19")
def test_one_that_is_interrupted_or_over_asks_for_a_contact_from_that_day(adopted: Any) -> None:
    row = placed(adopted, ends_on=in_days(200))
    assert lacks(adopted.rut) == []
    row = interrupt(row, by=adopted.sara, on=clock.today(), note="Amina lämnade hemmet.")
    assert lacks(adopted.rut) == [Lacks.CONTACT]
    row = resume(row, by=adopted.sara, on=clock.today())
    assert lacks(adopted.rut) == []
    end(row, by=adopted.sara, on=clock.today(), note="Amina flyttade hem.")
    assert lacks(adopted.sara) == [Lacks.CONTACT]
    _meets(adopted, in_days(1))
    assert lacks(adopted.sara) == []


def test_nothing_is_asked_for_when_the_person_has_died(adopted: Any) -> None:
    interrupt(placed(adopted, ends_on=in_days(20)), by=adopted.sara, on=clock.today(), note="Amina dog i går.")
    assert lacks(adopted.rut) and steps_to_do(adopted.rut).exists()
    with asked_by("test"):
        Person._base_manager.filter(pk=adopted.amina.pk).update(died_on=in_days(-1))
    assert not lacks(adopted.rut) and not steps_to_do(adopted.rut).exists()


@pytest.mark.requirement("MAL-19")
def test_a_booked_time_counts_as_a_contact(lived: Any) -> None:
    found = dict(booked_at_home([lived.coordination.pk]))
    assert found == {lived.coordination.pk: lived.booking.starts_at.astimezone(clock.SWEDEN).date()}
    assert list(booked_at_home([lived.alone.pk])) == []


def _meets(world: Any, day: date) -> None:
    at = datetime.combine(day, time(10), clock.SWEDEN)
    facts = MeetingFacts(starts_at=at, place="Sal 4", purpose="Följa upp.", covers="Hemkomsten.")
    called = (Called(is_person=True), Called(unit=world.innerstaden), Called(unit=world.radmannen))
    planned = plan_meeting(world.coordination, by=world.sara, kind="follow_up", facts=facts, called=called)
    call_meeting(planned, by=world.sara)
