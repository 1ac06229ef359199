"""A question of payment is settled in an officials' meeting with people who can decide, and nowhere else (MAL-14)."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.interventions.acts import ask_payment, describe_cost, settle_payment
from brygga.interventions.models import PaymentQuestion
from brygga.meetings.models import Attendee, Meeting
from brygga.routines.loading import routine
from tests.interventions.making import ongoing

SETTLES = next(kind.key for kind in routine("malmo").meeting_types if kind.settles_payment)


def held(world: Any, kind: str = SETTLES, *, mandates: str = "yes", units: Any = None) -> Meeting:
    with asked_by("test"):
        made = Meeting._base_manager.create(
            coordination=world.coordination, kind=kind, state="held", called_by=world.innerstaden,
            called_by_label="Sara", called_at=clock.now(), starts_at=clock.now(), held_at=clock.now(),
        )  # fmt: skip
        for unit in units or (world.innerstaden, world.radmannen):
            Attendee._base_manager.create(meeting=made, unit=unit, attendance="present", mandate=mandates)
    return made


@pytest.mark.requirement("MAL-14")
def test_a_question_is_asked_by_those_who_take_part_and_told_without_its_words(shared: Any) -> None:
    row = ongoing(shared)
    one = ask_payment(row, by=shared.rut, question="Vem betalar resorna till Amina?")
    assert one.unit_id == shared.radmannen.pk and PaymentQuestion.objects.visible_to(shared.sara).get() == one
    assert not PaymentQuestion.objects.visible_to(shared.amina_herself).exists()
    event = Event.objects.visible_to(shared.sara).get(act="interventions.ask_payment")
    assert event.sentence == "Rådmannen vill avgöra vem som betalar för en insats" and event.affects_planning
    with pytest.raises(NotAllowed, match="redan en öppen"):
        ask_payment(row, by=shared.sara, question="Igen?")
    with pytest.raises(NotAllowed, match="överens om"):
        ask_payment(ongoing(shared), by=shared.sara, question=" ")
    for who in ("siv", "pia", "adam", "sigrid"):
        assert not PaymentQuestion.objects.visible_to(getattr(shared, who)).exists()
        with pytest.raises(NotAllowed):
            ask_payment(ongoing(shared), by=getattr(shared, who), question="x")


@pytest.mark.requirement("MAL-14")
def test_it_is_settled_in_the_right_type_of_meeting_with_people_who_can_decide(shared: Any) -> None:
    one = ask_payment(ongoing(shared), by=shared.rut, question="Vem betalar?")
    refusals = (
        (held(shared, "follow_up"), "inget möte för betalningsfrågor"),
        (held(shared, mandates="no"), "mandat att besluta"),
        (held(shared, mandates=""), "mandat att besluta"),
        (held(shared, units=[shared.innerstaden]), "minst två enheter"),
    )
    for meeting, why in refusals:
        with pytest.raises(NotAllowed, match=why):
            settle_payment(one, by=shared.sara, meeting=meeting, settled_as="Rådmannen")
    planned = held(shared)
    with asked_by("test"):
        Meeting._base_manager.filter(pk=planned.pk).update(state="called")
    planned.refresh_from_db()
    with pytest.raises(NotAllowed, match="redan skickad"):
        settle_payment(one, by=shared.sara, meeting=planned, settled_as="Rådmannen")
    right = held(shared)
    for who in ("siv", "adam", "pia"):
        with pytest.raises(NotAllowed):
            settle_payment(one, by=getattr(shared, who), meeting=right, settled_as="x")
    with pytest.raises(NotAllowed, match="vem som betalar"):
        settle_payment(one, by=shared.sara, meeting=right, settled_as="")
    done = settle_payment(one, by=shared.sara, meeting=right, settled_as="Rådmannen betalar resorna.")
    assert (done.meeting_id, done.settled_on) == (right.pk, clock.today())
    with pytest.raises(NotAllowed, match="redan avgjord"):
        settle_payment(one, by=shared.rut, meeting=right, settled_as="x")
    assert ask_payment(done.intervention, by=shared.sara, question="En ny fråga?").settled_on is None


@pytest.mark.requirement("MAL-14")
def test_a_meeting_about_another_person_settles_nothing_here(lived: Any) -> None:
    right = held(lived)
    with asked_by("test"):
        Meeting._base_manager.filter(pk=right.pk).update(coordination=lived.alone)
    right.refresh_from_db()
    with pytest.raises(NotAllowed, match="inte i den här samordningen"):
        settle_payment(lived.payment_question, by=lived.sara, meeting=right, settled_as="x")


@pytest.mark.requirement("STO-19")
def test_only_what_the_routine_asks_about_is_described(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="rutinen frågar om"):
        describe_cost(ongoing(shared), by=shared.sara, circumstances=["homeless"])
    with pytest.raises(NotAllowed, match="enheten som ansvarar"):
        describe_cost(ongoing(shared), by=shared.rut, circumstances=[])
    assert describe_cost(ongoing(shared), by=shared.sara, circumstances=[]).circumstances == []
