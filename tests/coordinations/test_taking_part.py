"""A unit is let in, takes the person on, and leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.agencies.models import Staff
from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.acts import (
    choose_next_step,
    erase_exploratory,
    leave,
    let_in,
    open_coordination,
    share_note,
    take_on,
)
from brygga.coordinations.models import Coordination, Engagement, InboxItem
from brygga.coordinations.overview import overview, suggestion_for
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.writing import asked_by
from brygga.people.acts import register_person
from brygga.people.models import Case, Person
from brygga.rules.case_kinds import NextStep
from brygga.rules.identity_numbers import parse
from tests.requests.asking import consent_to, fresh, opened, sent_wish


def test_a_unit_is_let_in_on_the_persons_consent(world: Any) -> None:
    coordination = opened(world)
    with pytest.raises(NotAllowed, match="Det finns inget samtycke"):
        let_in(coordination, by=world.sara, unit=world.radmannen)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    part = let_in(coordination, by=world.sara, unit=world.radmannen, standing="ongoing", role="Stödsamtal")
    assert (part.role, part.standing) == ("Stödsamtal", "ongoing")
    assert Coordination.objects.visible_to(world.rut).get() == coordination
    assert not Coordination.objects.visible_to(world.pia).exists()


def test_a_unit_of_another_organisation_takes_the_person_on_as_its_own(shared: Any) -> None:
    part = take_on(
        shared.ruts_part, by=shared.rut, given_name="Amina", family_name="Hassan", identity=parse("199104162384")
    )
    assert (part.case.unit, part.case.person.organisation) == (shared.radmannen, shared.region)
    assert part.case.person != shared.amina
    assert part.case.caseworker_id == part.caseworker_id == shared.rut.assignment_id
    with pytest.raises(NotAllowed, match="redan ett eget ärende"):
        take_on(fresh(part), by=shared.rut, given_name="Amina", family_name="Hassan")


def test_a_unit_of_the_same_organisation_opens_a_case_about_the_same_person(shared: Any) -> None:
    consent_to(shared, shared.amina, shared.innerstaden, shared.norr)
    part = let_in(shared.coordination, by=shared.sara, unit=shared.norr)
    part = take_on(part, by=shared.siv)
    assert (part.case.unit, part.case.person, part.standing) == (shared.norr, shared.amina, "known")


def test_who_has_left_does_not_get_the_case(shared: Any) -> None:
    with asked_by("test"):
        Staff._base_manager.filter(pk=shared.rut.staff_id).update(left_on=clock.today() - timedelta(days=1))
    part = take_on(fresh(shared.ruts_part), by=shared.kurt, given_name="Amina", family_name="Hassan")
    assert part.case.caseworker is None


def test_nobody_takes_a_person_on_for_another_unit(shared: Any) -> None:
    for other in (shared.sara, shared.pia, shared.siv):
        with pytest.raises(NotAllowed):
            take_on(shared.ruts_part, by=other, given_name="Amina", family_name="Hassan")


def test_a_unit_leaves_with_a_reason_told_to_all_and_reads_no_further(shared: Any) -> None:
    leave(shared.ruts_part, by=shared.rut, why="Behandlingen är klar.")
    assert not Coordination.objects.visible_to(shared.rut).exists()
    item = inbox(shared.sara).get()
    assert (item.event.sentence, item.affects_planning) == ("Rådmannen är inte med längre", True)
    assert Engagement.objects.visible_to(shared.sara).get(unit=shared.radmannen).ended_why == "Behandlingen är klar."
    assert fresh(shared.disclosure).ended_at


@pytest.mark.requirement("MAL-03")
def test_a_withdrawn_consent_ends_the_units_part_the_same_moment_and_it_is_told(shared: Any) -> None:
    withdraw_consent(shared.consent, by=shared.sara, how="Muntligt", reason="")
    part = fresh(shared.ruts_part)
    assert part.ended_on == clock.today()
    assert not Coordination.objects.visible_to(shared.rut).exists()
    assert Coordination.objects.visible_to(shared.sara).exists()
    assert "Rådmannen är inte med längre: samtycket är återkallat" in [
        item.event.sentence for item in inbox(shared.rut)
    ]
    assert not inbox(shared.pia).exists()


@pytest.mark.requirement("MAL-04")
def test_choosing_another_step_asks_why(shared: Any) -> None:
    assert suggestion_for(shared.coordination).step is NextStep.SIP_MEETING
    with pytest.raises(NotAllowed, match="Skriv varför"):
        choose_next_step(shared.coordination, by=shared.sara, step="gfi", why="  ")
    chosen = choose_next_step(shared.coordination, by=shared.sara, step="gfi", why="Amina vill träffas först.")
    assert (overview(chosen, shared.sara).step, overview(chosen, shared.sara).chose_otherwise) == (NextStep.GFI, True)
    back = choose_next_step(chosen, by=shared.rut, step="sip_meeting")
    assert (back.next_step, back.next_step_why, overview(back, shared.rut).chose_otherwise) == ("", "", False)


def test_the_neighbour_chooses_no_step(shared: Any) -> None:
    for neighbour in (shared.siv, shared.pia, shared.sigrid, shared.chef):
        with pytest.raises(NotAllowed):
            choose_next_step(shared.coordination, by=neighbour, step="gfi", why="Därför.")


@pytest.mark.requirement("MAL-06")
def test_when_nothing_follows_nothing_is_left_but_that_it_happened(world: Any) -> None:
    person = register_person(
        world.innerstaden,
        by=world.sara,
        given_name="Otto",
        family_name="Ny",
        identity=parse("196105162652"),
        exploratory=True,
    )
    case = Case._base_manager.get(person=person)
    coordination = open_coordination(case, by=world.sara, why="Vill höra mer.", reasons=[], exploratory=True)
    consent_to(world, person, world.innerstaden, world.radmannen)
    let_in(coordination, by=world.sara, unit=world.radmannen)
    share_note(coordination, by=world.sara, matter="coordination", text="Vill veta mer.")
    erase_exploratory(coordination, by=world.sara)
    for model in (Coordination, Engagement, InboxItem, Event, Disclosure):
        assert not model._base_manager.exists(), model
    assert not Person._base_manager.filter(pk=person.pk).exists() and not Consent._base_manager.exists()
    row = AuditRow.objects.get(act="coordinations.erase_exploratory")
    assert (row.subject_type, row.subject_id) == ("agencies.Unit", str(world.innerstaden.pk))


@pytest.mark.requirement("MAL-06")
def test_what_is_registered_is_not_erased(world: Any) -> None:
    request = sent_wish(world)
    with pytest.raises(NotAllowed, match="Bara en förutsättningslös"):
        erase_exploratory(request.coordination, by=world.sara)
    with asked_by("test"):
        Coordination._base_manager.update(exploratory=True)
    erase_exploratory(fresh(request.coordination), by=world.sara)
    assert (
        Case._base_manager.filter(pk=world.aminas_case.pk).exists()
        and Person._base_manager.filter(pk=world.amina.pk).exists()
    )


def test_a_case_does_not_close_while_its_unit_takes_part(shared: Any) -> None:
    from brygga.people.acts import close_case

    with pytest.raises(NotAllowed, match="med i en samordning"):
        close_case(shared.aminas_case, by=shared.sara)
