"""Who does what, told without a coordination: received, ended, closed with its ground, or led on (VAR-02)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.consents.acts import withdraw_consent
from brygga.contacts.acts import Law, acknowledge_role, end_role, lead_on, misdirected_role, tell_role
from brygga.contacts.acts.informing import Role
from brygga.contacts.models import InformedUnit, RoleInformation
from brygga.contacts.queries import roles_about, roles_of_units, to_acknowledge
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.people.models import Person
from brygga.web.contacts.tasks import tasks
from tests.cast import _case, _person
from tests.contacts.test_logging import BOTH_UNITS, NEIGHBOURS, _basis, says_yes


def told(world: Any, *units: Any, by: Any = None, law: Law | None = None, **more: Any) -> RoleInformation:
    facts = {"role": "Vi ger boendestöd.", "reach": "Sara Berg, 040-10 00 01", **more}
    return tell_role(
        world.amina, by=by or world.sara, told=Role(**facts), to_units=list(units) or [world.radmannen], law=law
    )


def receipt(information: RoleInformation, unit: Any = None) -> InformedUnit:
    rows = InformedUnit._base_manager.filter(information=information)
    return rows.get(unit=unit) if unit else rows.get()


def sees(actor: Any, row: RoleInformation) -> bool:
    return RoleInformation.objects.visible_to(actor).filter(pk=row.pk).exists()


@pytest.mark.requirement("VAR-02")
def test_it_is_enough_to_tell_and_no_coordination_is_opened(world: Any) -> None:
    says_yes(world, world.radmannen)
    row = told(world)
    assert all(sees(getattr(world, who), row) for who in (*BOTH_UNITS, "amina_herself"))
    assert not any(sees(getattr(world, who), row) for who in NEIGHBOURS)
    assert not Coordination._base_manager.exists()
    assert not Person.objects.visible_to(world.rut).filter(pk=world.amina.pk).exists()


@pytest.mark.requirement("VAR-02")
def test_it_rests_on_the_persons_yes_or_on_a_named_rule(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Det finns inget samtycke"):
        told(world)
    with pytest.raises(NotAllowed, match="Skriv din bedömning"):
        told(world, law=Law(legal_basis=_basis(), legal_note=""))
    assert sees(world.rut, told(world, law=Law(legal_basis=_basis(), legal_note="Det brann.")))
    for who in (world.siv, world.rut, world.adam, world.fred):
        with pytest.raises(NotAllowed):
            told(world, by=who)


@pytest.mark.requirement("VAR-02")
def test_it_waits_on_the_start_page_of_the_unit_that_was_told_and_on_no_other(world: Any) -> None:
    yes = says_yes(world, world.radmannen)
    row = told(world)
    title = f"Kvittera vad {row.unit.name} gör"
    assert title in [task.title for task in tasks(world.rut)]
    assert [task for who in (world.pia, world.siv, world.sara) for task in tasks(who)] == []
    withdraw_consent(yes, by=world.sara, how="muntligt")
    assert list(tasks(world.rut)) == []


@pytest.mark.requirement("VAR-02")
def test_the_sender_sees_that_it_has_come_and_what_the_other_does(world: Any) -> None:
    says_yes(world, world.radmannen)
    row = told(world)
    assert [to_acknowledge(actor).count() for actor in (world.rut, world.kurt, world.pia, world.sara)] == [1, 1, 0, 0]
    for other in (world.pia, world.siv, world.sara, world.adam):
        with pytest.raises(NotAllowed):
            acknowledge_role(receipt(row), by=other)
    done = acknowledge_role(receipt(row), by=world.kurt, their_role="Vi ger samtal varje vecka.")
    assert (done.state, done.their_role, done.answered_by) == (
        "acknowledged",
        "Vi ger samtal varje vecka.",
        world.kurt.label,
    )
    assert not to_acknowledge(world.rut).exists()
    with pytest.raises(NotAllowed, match="redan besvarat"):
        acknowledge_role(receipt(row), by=world.rut)


def test_it_may_have_come_to_the_wrong_unit(world: Any) -> None:
    says_yes(world, world.radmannen)
    done = misdirected_role(receipt(told(world)), by=world.rut, reason="Hon går på psykiatrin.")
    assert (done.state, done.reason) == ("misdirected", "Hon går på psykiatrin.")


def test_a_receipt_has_the_clock_of_the_routine(world: Any) -> None:
    says_yes(world, world.radmannen)
    row = told(world)
    assert receipt(row).acknowledge_by > row.told_at


@pytest.mark.requirement("VAR-02")
def test_it_stands_on_the_persons_page_at_both_units_until_it_ends(world: Any) -> None:
    says_yes(world, world.radmannen)
    with asked_by("test"):
        own = _person(world.region, "Amina", "Hassan", "199104162384")
        _case(own, world.radmannen, world.rut)
    row = told(world, until=clock.today() + timedelta(days=9))
    assert list(roles_about(world.rut, own)) == [row] and list(roles_about(world.sara, world.amina)) == [row]
    with clock.set_to(clock.now() + timedelta(days=11)):
        assert not roles_about(world.rut, own).exists() and list(roles_of_units(world.rut, received=True)) == [row]
    for other in (world.rut, world.siv, world.adam):
        with pytest.raises(NotAllowed):
            end_role(row, by=other, why="Slut.")
    end_role(row, by=world.sven, why="Insatsen är klar.")
    assert not roles_about(world.rut, own).exists()


def test_when_the_yes_is_taken_back_it_closes_and_nobody_waits_for_a_receipt(world: Any) -> None:
    consent = says_yes(world, world.radmannen)
    row = told(world)
    withdraw_consent(consent, by=world.amina_herself, how="I Brygga")
    assert not sees(world.rut, row) and sees(world.sara, row)
    assert receipt(row).state == "withdrawn"


@pytest.mark.requirement("VAR-02")
def test_it_is_led_on_into_a_coordination_and_nothing_is_written_again(world: Any) -> None:
    """Psykiatrin was told too, but said that it came to the wrong place: it does not come along."""
    says_yes(world, world.radmannen, world.psykiatri)
    row = told(world, world.radmannen, world.psykiatri)
    acknowledge_role(receipt(row, world.radmannen), by=world.rut, their_role="Vi ger samtal.")
    misdirected_role(receipt(row, world.psykiatri), by=world.pia, reason="Inte här.")
    for other in (world.rut, world.siv, world.adam):
        with pytest.raises(NotAllowed):
            lead_on(row, by=other, why="Vi behöver planera ihop.")
    led = lead_on(row, by=world.sara, why="Vi behöver planera ihop.")
    parts = Engagement._base_manager.filter(coordination=led.led_to).values_list("unit__name", "role")
    assert dict(parts) == {"Vuxen Innerstaden": "Vi ger boendestöd.", "Rådmannen": "Vi ger samtal."}
    assert led.led_to.why == "Vi behöver planera ihop." and led.ended_at
    assert (
        Coordination.objects.visible_to(world.rut).exists() and not Coordination.objects.visible_to(world.pia).exists()
    )


@pytest.mark.requirement("VAR-02")
def test_what_rests_on_a_rule_alone_opens_no_coordination_to_the_other(world: Any) -> None:
    row = told(world, law=Law(legal_basis=_basis(), legal_note="Det brann."))
    led = lead_on(row, by=world.sara, why="Vi behöver planera ihop.")
    assert [part.unit for part in Engagement._base_manager.filter(coordination=led.led_to)] == [world.innerstaden]


def test_what_is_said_holds_together(world: Any) -> None:
    says_yes(world, world.radmannen)
    for wrong, words in (
        ({"role": " "}, "vad din enhet gör"),
        ({"reach": " "}, "vem de andra når"),
        ({"until": clock.today() - timedelta(days=1)}, "redan varit"),
    ):
        with pytest.raises(NotAllowed, match=words):
            told(world, **wrong)
    with pytest.raises(NotAllowed, match="annan enhet"):
        told(world, world.innerstaden)
