"""The contact log: it rests on the person's yes or a named rule, and is read by whom it was with (VAR-01)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.contacts.acts import Held, Law, correct_contact, log_contact, log_shared_contact
from brygga.contacts.models import LoggedContact
from brygga.contacts.queries import about, covered_units, hidden, in_coordination, of_units
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.people.models import Person
from tests.cast import FOLKE, _case, _person

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "folke_himself")
BOTH_UNITS = ("sara", "sven", "chef", "rut", "kurt", "rolf")


def held(**more: Any) -> Held:
    facts = {"kind": "phone", "matter": "coordination", "held_on": clock.today(), "about": "Rut ringer hyresvärden."}
    return Held(**{**facts, **more})


def says_yes(
    world: Any, *units: Any, since: date | None = None, matters: tuple[str, ...] = ("coordination",)
) -> Consent:
    """Amina lets Innerstaden talk with these units."""
    today = clock.today()
    with asked_by("test"):
        consent = Consent._base_manager.create(
            person=world.amina,
            unit=world.innerstaden,
            state="given",
            form="oral",
            given_on=since or today,
            valid_from=since or today,
            valid_until=today + timedelta(days=90),
            purposes=["coordination"],
            informed_by="x",
        )
        for unit in (world.innerstaden, *units):
            for matter in matters:
                ConsentGrant._base_manager.create(consent=consent, unit=unit, matter=matter)
    return consent


def logged(world: Any, *, by: Any = None, to: Any = None, law: Law | None = None, **more: Any) -> LoggedContact:
    units = [to or world.radmannen]
    return log_contact(world.amina, by=by or world.sara, held=held(**more), to_units=units, law=law)


def shared_contact(world: Any, *, by: Any = None, to: Any = None, **more: Any) -> LoggedContact:
    units = [to or world.radmannen]
    return log_shared_contact(world.coordination, by=by or world.sara, held=held(**more), to_units=units)


def sees(actor: Any, row: LoggedContact) -> bool:
    return LoggedContact.objects.visible_to(actor).filter(pk=row.pk).exists()


@pytest.mark.requirement("VAR-01")
def test_before_a_coordination_a_contact_on_consent_is_read_by_both_units_and_the_person(world: Any) -> None:
    says_yes(world, world.radmannen)
    row = logged(world)
    assert all(sees(getattr(world, who), row) for who in (*BOTH_UNITS, "amina_herself"))
    assert not any(sees(getattr(world, who), row) for who in NEIGHBOURS)
    opened = Disclosure._base_manager.get(stream_id=row.pk)
    assert (opened.to_unit, opened.purpose, opened.consent.person) == (world.radmannen, "coordination", world.amina)


@pytest.mark.requirement("VAR-01")
def test_it_opens_the_contact_and_nothing_else_of_the_person(world: Any) -> None:
    says_yes(world, world.radmannen)
    logged(world)
    assert not Person.objects.visible_to(world.rut).filter(pk=world.amina.pk).exists()


@pytest.mark.requirement("VAR-01")
def test_without_a_yes_it_is_refused_with_what_to_do(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Det finns inget samtycke"):
        logged(world)
    says_yes(world, world.radmannen)
    with pytest.raises(NotAllowed, match="omfattar inte Psykiatri"):
        logged(world, to=world.psykiatri)
    with pytest.raises(NotAllowed, match="tala med Rådmannen om ekonomi"):
        logged(world, matter="finances")
    assert not LoggedContact._base_manager.exists()


@pytest.mark.requirement("VAR-01")
def test_the_yes_must_have_held_the_day_they_talked(world: Any) -> None:
    says_yes(world, world.radmannen)
    with pytest.raises(NotAllowed, match="gällde inte den dagen"):
        logged(world, held_on=clock.today() - timedelta(days=1))
    with pytest.raises(NotAllowed, match="inte varit ännu"):
        logged(world, held_on=clock.today() + timedelta(days=1))


@pytest.mark.requirement("VAR-01")
def test_on_another_ground_the_rule_is_named_and_the_assessment_written(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Välj en rättslig grund"):
        logged(world, law=Law(legal_basis="made_up", legal_note="Det var bråttom."))
    key = _basis()
    with pytest.raises(NotAllowed, match="Skriv din bedömning"):
        logged(world, law=Law(legal_basis=key, legal_note=" "))
    row = logged(world, law=Law(legal_basis=key, legal_note="Det var bråttom."))
    assert sees(world.rut, row) and sees(world.amina_herself, row) and not sees(world.siv, row)


def _basis() -> str:
    from brygga.routines.loading import routine

    return next(basis.key for basis in routine("malmo").legal_bases if basis.valid_from <= clock.today())


def test_when_the_yes_is_taken_back_the_other_unit_reads_no_more_and_ones_own_stays(world: Any) -> None:
    consent = says_yes(world, world.radmannen)
    row = logged(world)
    withdraw_consent(consent, by=world.amina_herself, how="I Brygga")
    assert not sees(world.rut, row) and sees(world.sara, row) and sees(world.amina_herself, row)


def test_nobody_else_writes_up_for_the_unit(world: Any) -> None:
    says_yes(world, world.radmannen)
    for who in (world.siv, world.rut, world.adam, world.greta, world.fred):
        with pytest.raises(NotAllowed):
            logged(world, by=who)
    with pytest.raises(NotAllowed, match="annan enhet"):
        logged(world, to=world.innerstaden)
    with pytest.raises(NotAllowed, match="hur ni hade kontakt"):
        logged(world, kind="pigeon")


def test_at_a_working_meeting_the_person_is_not_there(world: Any) -> None:
    says_yes(world, world.radmannen)
    with pytest.raises(NotAllowed, match="personen inte med"):
        logged(world, kind="working_meeting", person_was_there=True)
    assert logged(world, kind="meeting", person_was_there=True).person_was_there


@pytest.mark.requirement("VAR-01", "STO-01")
def test_in_a_coordination_it_is_in_the_feed_and_read_like_a_note(shared: Any) -> None:
    row = shared_contact(shared)
    told = Event.objects.visible_to(shared.rut).get(act="contacts.log_shared")
    assert told.sentence.endswith("skrev upp en kontakt: telefonsamtal") and told.matter == "coordination"
    assert all(sees(getattr(shared, who), row) for who in (*BOTH_UNITS, "amina_herself"))
    assert not any(sees(getattr(shared, who), row) for who in NEIGHBOURS)


@pytest.mark.requirement("VAR-01")
def test_the_unit_that_was_let_in_writes_up_too(shared: Any) -> None:
    row = shared_contact(shared, by=shared.rut, to=shared.innerstaden)
    assert (row.unit, row.person) == (shared.radmannen, shared.amina)
    with pytest.raises(NotAllowed, match="inte med i samordningen"):
        shared_contact(shared, to=shared.psykiatri)
    with pytest.raises(NotAllowed):
        shared_contact(shared, by=shared.pia, to=shared.innerstaden)


def test_a_contact_about_what_the_other_unit_may_not_know_is_refused(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="inte med i samordningen om ekonomi"):
        shared_contact(shared, matter="finances")
    with pytest.raises(NotAllowed, match="får tala|fick tala"):
        shared_contact(shared, held_on=clock.today() - timedelta(days=3))


def test_who_is_outside_a_matter_is_told_only_how_many(shared: Any) -> None:
    """Psykiatrin takes part, but not about the money."""
    with asked_by("test"):
        for unit, matters in ((shared.radmannen, ("finances",)), (shared.psykiatri, ("coordination",))):
            for matter in matters:
                ConsentGrant._base_manager.create(consent=shared.consent, unit=unit, matter=matter)
    from brygga.coordinations.acts import let_in

    let_in(shared.coordination, by=shared.sara, unit=shared.psykiatri)
    row = shared_contact(shared, matter="finances")
    assert sees(shared.rut, row) and not sees(shared.pia, row)
    assert hidden(shared.pia, shared.coordination) == 1 and hidden(shared.rut, shared.coordination) == 0
    assert not Event.objects.visible_to(shared.pia).filter(act="contacts.log_shared").exists()


def test_what_was_written_stands_and_the_correction_beneath_it(shared: Any) -> None:
    row = shared_contact(shared)
    for other in (shared.rut, shared.siv, shared.adam):
        with pytest.raises(NotAllowed):
            correct_contact(row, by=other, text="Fel.")
    correct_contact(row, by=shared.sven, text="Sara ringer hyresvärden.")
    seen = in_coordination(shared.rut, shared.coordination).get(pk=row.pk)
    assert seen.about == "Rut ringer hyresvärden."
    assert [one.text for one in seen.corrections.all()] == ["Sara ringer hyresvärden."]


def test_those_from_before_are_found_in_the_coordination_by_whom_they_are_open_to(world: Any) -> None:
    says_yes(world, world.radmannen)
    row = logged(world)
    coordination = open_coordination(world.aminas_case, by=world.sara, why="x", reasons=[])
    assert list(in_coordination(world.sara, coordination)) == [row]


def test_the_unit_finds_what_it_was_told_also_on_its_own_page_about_the_person(world: Any) -> None:
    """Rådmannen registers Amina as its own; what Innerstaden told it is there."""
    says_yes(world, world.radmannen)
    row = logged(world)
    with asked_by("test"):
        own = _person(world.region, "Amina", "Hassan", "199104162384")
        _case(own, world.radmannen, world.rut)
    assert list(about(world.rut, own)) == [row]
    assert list(of_units(world.rut, received=True)) == [row] and not of_units(world.rut, received=False).exists()
    assert list(of_units(world.sara, received=False)) == [row] and not of_units(world.siv, received=True).exists()
    assert not about(world.rut, world.folke).exists() and FOLKE


def test_the_form_offers_whom_the_yes_covers(world: Any) -> None:
    assert list(covered_units(world.amina, world.innerstaden.pk)) == []
    says_yes(world, world.radmannen)
    assert list(covered_units(world.amina, world.innerstaden.pk)) == [world.radmannen]
    assert list(covered_units(world.amina, world.norr.pk)) == []
