"""Each unit investigates for itself; the others see that it goes on, as far as Amina has opened it (STO-02, STO-03)."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.queries import actor_for
from brygga.consents.acts import withdraw_consent
from brygga.coordinations.acts import leave
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.investigations.acts import change_investigation, close_investigation, tell_person
from brygga.investigations.models import InvestigatedArea, Investigation, InvestigationContent, Resolution
from brygga.investigations.queries import hidden, overdue, side_by_side, untold
from tests.investigations.making import assignment, decided, in_days, investigated, opens

NEIGHBOURS = ("siv", "pia", "sigrid", "adam", "greta", "folke_himself")


def sees(actor: Any, row: Investigation) -> bool:
    return bool(Investigation.objects.visible_to(actor).filter(pk=row.pk).exists())


def areas(actor: Any, row: Investigation) -> set[str]:
    return set(InvestigatedArea.objects.visible_to(actor).filter(investigation=row).values_list("area", flat=True))


@pytest.mark.requirement("STO-02")
def test_two_units_each_have_their_own_and_see_them_side_by_side(shared: Any) -> None:
    opens(shared, "addiction", "housing")
    investigated(shared, shared.sara, "housing")
    investigated(shared, shared.rut, "addiction")
    for actor, first in ((shared.sara, "Vuxen Innerstaden"), (shared.rut, "Rådmannen")):
        lanes = side_by_side(actor, shared.coordination)
        assert len(lanes) == 2 and lanes[0].unit.name == first
        assert all(one.areas for lane in lanes for one in lane.shown)
        assert hidden(actor, shared.coordination) == 0


@pytest.mark.requirement("STO-02")
def test_the_others_see_that_it_goes_on_and_only_the_areas_in_whose_circle_they_are(shared: Any) -> None:
    opens(shared, "addiction")
    row = investigated(shared, shared.sara, "addiction", "finances", question="Hur mycket dricker Amina?")
    assert areas(shared.sara, row) == {"addiction", "finances"}
    assert areas(shared.rut, row) == {"addiction"} and row.matter == "addiction"
    secret = investigated(shared, shared.sara, "finances")
    assert not sees(shared.rut, secret) and hidden(shared.rut, shared.coordination) == 1
    assert InvestigationContent.objects.visible_to(shared.sven).count() == 2
    assert not InvestigationContent.objects.visible_to(shared.rut).exists()
    assert not any(sees(getattr(shared, who), row) for who in NEIGHBOURS)
    assert sees(shared.amina_herself, row) and areas(shared.amina_herself, row) == {"addiction", "finances"}
    assert not InvestigationContent.objects.visible_to(shared.amina_herself).exists()


@pytest.mark.requirement("STO-02")
def test_when_the_consent_is_withdrawn_the_others_no_longer_see_it_and_the_unit_keeps_its_own(shared: Any) -> None:
    opens(shared, "addiction")
    ours, theirs = investigated(shared), investigated(shared, shared.rut, despite="Vi behöver ett eget underlag.")
    assert sees(shared.rut, ours) and sees(shared.sara, theirs)
    withdraw_consent(shared.consent, by=shared.sara, how="Muntligt")
    assert not sees(shared.rut, ours) and not sees(shared.sara, theirs) and sees(shared.rut, theirs)
    assert close_investigation(theirs, by=shared.rut, conclusion="Samtycket är återkallat.").closed_on == clock.today()


def test_the_one_who_has_left_finishes_what_was_begun(shared: Any) -> None:
    opens(shared, "addiction")
    row = investigated(shared, shared.rut)
    leave(shared.ruts_part, by=shared.rut, why="Klart.")
    assert decided(shared, row, by=shared.rut).unit_id == shared.radmannen.pk
    with pytest.raises(NotAllowed, match="inte med"):
        investigated(shared, shared.rut)


@pytest.mark.parametrize("who", ["rut", "adam", "siv", "fred"])
def test_nobody_else_changes_decides_or_closes_it(shared: Any, who: str) -> None:
    opens(shared, "addiction")
    row, other = investigated(shared), getattr(shared, who)
    for refused in (
        lambda: change_investigation(row, by=other, ready_on=in_days(40), caseworker=assignment(shared.sara)),
        lambda: decided(shared, row, by=other),
        lambda: close_investigation(row, by=other, conclusion="x"),
    ):
        with pytest.raises(NotAllowed):
            refused()
    row.refresh_from_db()
    assert row.state == "open"


def test_a_closed_one_is_not_decided_and_a_plan_that_cannot_be_is_refused(shared: Any) -> None:
    row = investigated(shared)
    close_investigation(row, by=shared.sara, conclusion="Personen tog tillbaka ansökan.")
    row.refresh_from_db()
    with pytest.raises(NotAllowed, match="avslutad"):
        decided(shared, row)
    with pytest.raises(NotAllowed, match="klar innan"):
        investigated(shared, begins=10, ready=3)
    for wrong in (["coordination"], ["vad som helst"]):
        with pytest.raises(NotAllowed, match="Välj vad"):
            investigated(shared, None, *wrong)
    with pytest.raises(NotAllowed, match="framtiden"):
        decided(shared, investigated(shared), decided_on=in_days(1))
    with pytest.raises(NotAllowed):
        change_investigation(
            investigated(shared), by=shared.sara, ready_on=in_days(9), caseworker=assignment(shared.siv)
        )


@pytest.mark.requirement("STO-03")
@pytest.mark.requirement("STO-01")
def test_a_decision_is_told_in_the_inbox_of_the_others_without_what_it_says(shared: Any) -> None:
    opens(shared, "addiction")
    decided(shared, investigated(shared))
    event = Event.objects.visible_to(shared.rut).filter(act="investigations.decide").get()
    assert event.sentence == "Vuxen Innerstaden har fattat ett beslut efter sin utredning" and event.affects_planning
    item = InboxItem.objects.visible_to(shared.rut).get(event=event)
    assert item.affects_planning and not InboxItem.objects.visible_to(shared.pia).exists()
    assert not Resolution.objects.visible_to(shared.rut).exists()
    assert "boendestöd" not in "".join(str(row.facts) for row in AuditRow.objects.all())


@pytest.mark.requirement("STO-03")
def test_a_decision_about_what_is_not_opened_is_told_to_nobody_else(shared: Any) -> None:
    decided(shared, investigated(shared, None, "finances"))
    assert not Event.objects.visible_to(shared.rut).filter(act__startswith="investigations").exists()
    assert not InboxItem.objects.visible_to(shared.rut).exists()


@pytest.mark.requirement("STO-03")
def test_an_untold_decision_waits_at_the_unit_late_first_until_it_is_told(shared: Any) -> None:
    on_time = decided(shared, investigated(shared, None, "housing"))
    late = decided(shared, investigated(shared, None, "finances", begins=-30), decided_on=in_days(-20))
    assert [row.pk for row in untold(shared.sven)] == [late.pk, on_time.pk]
    assert late.tell_by is not None and late.tell_by < clock.today() < on_time.tell_by  # type: ignore[operator]
    assert not untold(shared.rut).exists() and not untold(shared.siv).exists()
    told = tell_person(late, by=shared.sven, told_on=clock.today(), told_how="phone")
    assert (told.told_by, [row.pk for row in untold(shared.sara)]) == (shared.sven.label, [on_time.pk])
    with pytest.raises(NotAllowed, match="vet redan"):
        tell_person(late, by=shared.sara, told_on=clock.today(), told_how="phone")
    for day in (in_days(-1), in_days(1)):
        with pytest.raises(NotAllowed, match="efter beslutet"):
            tell_person(on_time, by=shared.sara, told_on=day, told_how="phone")
    with pytest.raises(NotAllowed):
        tell_person(on_time, by=shared.rut, told_on=clock.today(), told_how="phone")


@pytest.mark.requirement("STO-03")
def test_the_person_reads_a_decision_from_when_it_has_been_told(shared: Any) -> None:
    row = decided(shared, investigated(shared))
    assert not Resolution.objects.visible_to(shared.amina_herself).exists()
    tell_person(row, by=shared.sara, told_on=clock.today(), told_how="meeting")
    assert Resolution.objects.visible_to(shared.amina_herself).get().words == row.words
    assert not Resolution.objects.visible_to(shared.folke_himself).exists()


def test_what_has_passed_its_day_is_late(shared: Any) -> None:
    row = investigated(shared, begins=-30, ready=-1)
    investigated(shared, begins=-30, ready=0)
    assert [one.pk for one in overdue(shared.chef)] == [row.pk]
    assert not overdue(shared.rolf).exists()


def test_a_manager_reads_what_the_unit_investigates(shared: Any) -> None:
    row = investigated(shared, question="Hur bor Amina?")
    head = actor_for(shared.chef.staff_id, shared.chef.assignment_id, clock.today())
    assert head is not None and sees(head, row)
    assert InvestigationContent.objects.visible_to(head).get().question == "Hur bor Amina?"
