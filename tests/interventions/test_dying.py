"""A death ends what was granted, on that day, with its history; nobody else's ends, and no clock runs on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow
from brygga.interventions.acts import begin, freeze, resume, thaw
from brygga.interventions.acts.dying import DIED, end_after_death
from brygga.interventions.models import GrantedIntervention, InterventionChange
from brygga.interventions.queries import ongoing_in
from brygga.interventions.states import GrantedState
from brygga.people.acts import correct_death, register_death
from brygga.people.models import Person
from tests.cast import as_
from tests.interventions.making import granted, in_days, ongoing


def again(row: GrantedIntervention) -> GrantedIntervention:
    return GrantedIntervention._base_manager.get(pk=row.pk)


def died(world: Any, days: int = -2) -> None:
    register_death(Person._base_manager.get(pk=world.amina.pk), by=world.sara, died_on=in_days(days))


@pytest.mark.requirement("STO-14")
def test_what_was_granted_ends_the_day_the_person_died_and_its_history_is_kept(shared: Any) -> None:
    going, waiting = ongoing(shared), granted(shared, shared.rut, starts_on=in_days(30))
    died(shared)
    for row in (going, waiting):
        ended = again(row)
        assert (ended.state, ended.ended_on) == (GrantedState.ENDED, in_days(-2))
        last = InterventionChange._base_manager.filter(intervention=row).latest("pk")
        assert (last.on, last.note, last.by_label) == (in_days(-2), DIED, shared.sara.label)
        assert ended.moves.unrestricted(because="the test looks").count() == 1
    assert [change.state for change in InterventionChange._base_manager.filter(intervention=going).order_by("pk")] == [
        "decided", "ongoing", "ended",
    ]  # fmt: skip
    assert not ongoing_in(shared.coordination).exists()
    assert AuditRow.objects.filter(act="interventions.end_after_death").count() == 2


def test_those_who_take_part_read_that_it_ended_and_why(shared: Any) -> None:
    row = ongoing(shared)
    died(shared)
    for who in (shared.sara, shared.rut):
        page = as_(Client(), who).get(reverse("granted-intervention", args=[row.pk])).content.decode()
        assert "Avslutad" in page and DIED in page
    assert as_(Client(), shared.siv).get(reverse("granted-intervention", args=[row.pk])).status_code == 404


def test_one_decided_after_the_death_ends_the_day_it_was_decided(shared: Any) -> None:
    row = granted(shared, decided_on=in_days(-1), starts_on=in_days(0))
    died(shared, -5)
    assert again(row).ended_on == in_days(-1)


def test_another_persons_goes_on(shared: Any) -> None:
    row = ongoing(shared)
    register_death(Person._base_manager.get(pk=shared.folke.pk), by=shared.rut, died_on=clock.today())
    assert again(row).state == GrantedState.ONGOING


def test_what_is_frozen_ends_too_and_can_be_let_go_of(shared: Any) -> None:
    row = freeze(ongoing(shared), by=shared.sara, because="En fråga är lyft.")
    died(shared)
    assert again(row).state == GrantedState.ENDED and again(row).is_frozen
    assert not thaw(again(row), by=shared.sara).is_frozen


def test_nothing_is_granted_to_somebody_who_has_died(shared: Any) -> None:
    died(shared)
    shared.coordination.refresh_from_db()
    with pytest.raises(NotAllowed, match="avlidit"):
        granted(shared)
    way = reverse("grant-intervention", args=[shared.coordination.pk])
    page = as_(Client(), shared.sara).get(reverse("coordination-responsibility", args=[shared.coordination.pk]))
    assert way not in page.content.decode()


def test_a_death_that_was_wrong_opens_nothing_again_by_itself(shared: Any) -> None:
    row = ongoing(shared)
    died(shared)
    correct_death(Person._base_manager.get(pk=shared.amina.pk), by=shared.sara)
    assert again(row).state == GrantedState.ENDED
    for act in (begin, resume):
        with pytest.raises(NotAllowed, match="redan avslutad"):
            act(again(row), by=shared.sara, on=clock.today())
    with pytest.raises(NotAllowed, match="redan avslutad"):
        end_after_death(again(row), by=shared.sara, on=clock.today())
