"""When the person has died: what must stop stops at once, those who take part are told, and no talk is needed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from brygga.closings import acts
from brygga.closings.dying import close_after_death
from brygga.closings.models import Closing
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.meetings.acts.planning import call_meeting, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.messaging.telling import reachable_by
from brygga.people.acts import correct_death, register_death
from brygga.people.whom import person_actor
from brygga.requests.acts import send_request, write_request
from tests.bookings.making import again, booked, hours
from tests.cast import AMINA, OTTO, _index
from tests.closings.making import begun


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def died(world: Any) -> None:
    register_death(world.amina, by=world.sara, died_on=clock.today())


def test_a_meeting_a_request_and_a_closing_stop_and_all_are_told(shared: Any) -> None:
    then = datetime.combine(clock.today() + timedelta(days=20), time(10), clock.SWEDEN)
    called = (Called(unit=shared.radmannen),)
    facts = MeetingFacts(starts_at=then, minutes=60, place="Rum 4")
    meeting = call_meeting(
        plan_meeting(shared.coordination, by=shared.sara, kind="closing", facts=facts, called=called), by=shared.sara
    )
    asked = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Rådmannen", "contact": "040"}
    wish = send_request(
        write_request(shared.coordination, by=shared.sara, kind="gfi_wish", to_unit=shared.radmannen, answers=asked),
        by=shared.sara,
    )
    closing = begun(shared)
    died(shared)
    assert (fresh(meeting).state, fresh(wish).state, fresh(closing).state) == ("cancelled", "withdrawn", "called_off")
    told = [item.event.sentence for item in inbox(shared.rut)]
    assert any(sentence.startswith("Personen har avlidit") for sentence in told)
    assert not any("Amina" in sentence for sentence in told) and not inbox(shared.pia).exists()


def test_their_own_times_to_come_are_called_off_and_free_for_others(world: Any) -> None:
    booking = booked(world, hours(world))
    died(world)
    assert again(booking).state == "cancelled"


def test_the_persons_own_way_in_closes_and_nothing_more_is_sent(shared: Any) -> None:
    died(shared)
    assert person_actor(_index(AMINA), clock.today()) is None
    assert reachable_by(fresh(shared.amina)) == []
    correct_death(fresh(shared.amina), by=shared.sara)
    assert person_actor(_index(AMINA), clock.today()) is not None


def test_nobody_represents_one_who_has_died(lived: Any) -> None:
    assert person_actor(_index(OTTO), clock.today()) is not None
    died(lived)
    assert person_actor(_index(OTTO), clock.today()) is None


def test_it_is_closed_without_a_talk_by_the_one_who_opened_it(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="Registrera först"):
        close_after_death(shared.coordination, by=shared.sara)
    died(shared)
    with pytest.raises(NotAllowed):
        close_after_death(fresh(shared.coordination), by=shared.rut)
    closed = close_after_death(fresh(shared.coordination), by=shared.sara)
    assert (closed.closed_on, closed.closed_why) == (clock.today(), "Personen har avlidit")
    assert not Engagement._base_manager.filter(unit=shared.radmannen, ended_on=None).exists()
    assert not Coordination.objects.visible_to(shared.rut).exists()
    with pytest.raises(NotAllowed, match="avlidit"):
        acts.reopen(closed, by=shared.sara, why="Fel.")
    assert Closing._base_manager.count() == 0


def test_nothing_more_is_asked_about_one_who_has_died(shared: Any) -> None:
    asked = {"date": "2026-11-02", "matter": "Veta mer.", "asking_unit": "Rådmannen", "contact": "040"}
    draft = write_request(shared.coordination, by=shared.sara, kind="gfi_wish", to_unit=shared.radmannen, answers=asked)
    died(shared)
    with pytest.raises(NotAllowed, match="avlidit"):
        send_request(fresh(draft), by=shared.sara)


def test_no_ending_together_is_begun_for_one_who_has_died(shared: Any) -> None:
    died(shared)
    shared.coordination.refresh_from_db()
    with pytest.raises(NotAllowed, match="avlidit"):
        begun(shared)


@pytest.mark.parametrize("who", ["siv", "rut", "sigrid", "adam"])
def test_only_a_unit_with_an_open_case_registers_it(shared: Any, who: str) -> None:
    with pytest.raises(NotAllowed):
        register_death(shared.amina, by=getattr(shared, who), died_on=clock.today())
    assert fresh(shared.amina).died_on is None


def test_the_day_has_been_and_is_registered_once(shared: Any) -> None:
    for wrong in (clock.today() + timedelta(days=1), shared.amina.born - timedelta(days=1)):
        with pytest.raises(NotAllowed, match="Kontrollera dagen"):
            register_death(shared.amina, by=shared.sara, died_on=wrong)
    died(shared)
    with pytest.raises(NotAllowed, match="redan"):
        register_death(fresh(shared.amina), by=shared.sara, died_on=clock.today())
