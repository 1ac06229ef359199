"""A unit that has closed is not asked, joined or given a case: nobody is there to see it."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.acts import close_unit
from brygga.agencies.models import Unit
from brygga.agencies.queries import actor_for
from brygga.consents.models import ConsentGrant
from brygga.coordinations.acts import let_in
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.people.acts import open_case
from brygga.requests.acts import forward, send_request, write_request

WISH = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Innerstaden", "contact": "040"}


@pytest.fixture
def psych(shared: Any) -> Unit:
    """The psychiatry next door, which Amina's consent covers."""
    unit = Unit.objects.get(pk=shared.pia.unit_id)
    with asked_by("the cast"):
        ConsentGrant._base_manager.create(consent=shared.consent, unit=unit, matter="coordination")
    return unit


def closes(unit: Unit) -> Unit:
    with asked_by("the cast"):
        Unit.objects.filter(pk=unit.pk).update(closed_on=clock.today())
    unit.refresh_from_db()
    return unit


def test_a_draft_to_a_unit_that_has_closed_since_is_not_sent(shared: Any, psych: Unit) -> None:
    draft = write_request(shared.coordination, by=shared.sara, kind="gfi_wish", to_unit=psych, answers=WISH)
    closes(psych)
    with pytest.raises(NotAllowed, match="är avvecklad"):
        send_request(draft, by=shared.sara)


def test_a_request_is_not_forwarded_to_a_closed_unit(shared: Any, psych: Unit) -> None:
    wish = write_request(shared.coordination, by=shared.rut, kind="gfi_wish", to_unit=shared.innerstaden, answers=WISH)
    sent = send_request(wish, by=shared.rut)
    with pytest.raises(NotAllowed, match="är avvecklad"):
        forward(sent, by=shared.fred, to_unit=closes(psych))


def test_a_closed_unit_is_not_taken_along(shared: Any, psych: Unit) -> None:
    with pytest.raises(NotAllowed, match="är avvecklad"):
        let_in(shared.coordination, by=shared.sara, unit=closes(psych))


def test_no_case_is_opened_at_a_closed_unit_below_ones_own(world: Any) -> None:
    """Who leads reads what closed units below have left behind, and opens nothing there."""
    below = Unit.objects.get(pk=world.norr.pk)
    with asked_by("the cast"):
        Unit.objects.filter(pk=below.pk).update(parent=world.innerstaden)
    close_unit(below, by=world.adam)
    chef = actor_for(world.chef.staff_id, world.chef.assignment_id, clock.today())
    assert chef is not None and below.pk in chef.reads
    with pytest.raises(NotAllowed, match="avvecklad"):
        open_case(world.amina, by=chef, unit=below)
