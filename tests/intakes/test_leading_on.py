"""With the person's yes, an intake is led on by a real request (BOR-03): Selma's way, as the demo tells it."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core.acts import NotAllowed
from brygga.demo.stage import Stage, set_up
from brygga.demo.stories import intag
from brygga.intakes import acts
from brygga.intakes.models import Intake
from brygga.intakes.queries import late, to_contact
from brygga.requests.models import Request
from tests.cast import as_


@pytest.fixture
def stage(db: Any) -> Stage:
    stage = set_up()
    stage.play(intag.INTAG)
    return stage


@pytest.mark.requirement("BOR-03")
def test_led_on_by_a_request_that_the_receiver_has_answered(stage: Stage, client: Any) -> None:
    row = Intake._base_manager.exclude(request=None).get()
    assert (row.outcome, row.led_to, row.state) == ("coaching", stage.unit("coachingteamet"), "done")
    assert Request.objects.visible_to(stage.actor("Cecilia Hed")).get(pk=row.request_id).state == "accepted"
    text = as_(client, stage.actor("Tove Älg")).get(f"/intag/{row.pk}/").content.decode()
    assert "Vidare från En dörr in" in text and "Inget är skickat" not in text
    for neighbour in ("Sam Nordin", "Dag Dal"):
        assert not Request.objects.visible_to(stage.actor(neighbour)).filter(pk=row.request_id).exists(), neighbour
        assert not Intake.objects.visible_to(stage.actor(neighbour)).exists(), neighbour


@pytest.mark.requirement("BOR-02")
def test_the_late_one_is_on_the_coordinators_start_page_and_the_managers(stage: Stage) -> None:
    for who in ("Kalle Moberg", "Monika Lindh"):
        assert [row.name for row in late(stage.actor(who))] == ["Rolf Dahlin"], who
    assert to_contact(stage.actor("Tove Älg")).count() == 4


@pytest.mark.requirement("BOR-03")
def test_a_joint_intervention_rests_on_a_coordination(stage: Stage) -> None:
    """Amir is not registered, so nobody at the coordination centre may be told of him."""
    farid = stage.actor("Farid Nasser")
    amir = Intake._base_manager.get(appointed=stage.assignment("Farid Nasser"))
    with pytest.raises(NotAllowed, match="öppna en samordning"):
        acts.record_outcome(
            amir, by=farid, outcome="joint_intervention", to_unit=stage.unit("samc"), reason="Behöver flera."
        )
    with pytest.raises(NotAllowed, match="Välj vem som tar emot"):
        acts.record_outcome(amir, by=farid, outcome="coaching", to_unit=stage.unit("samc"))


@pytest.mark.requirement("BOR-03")
def test_without_the_persons_yes_the_request_is_refused_with_the_reason_of_the_consent(stage: Stage) -> None:
    """Registered and coordinated, but asked nothing yet."""
    from brygga.coordinations.acts import open_coordination
    from brygga.people.models import Case

    farid = stage.actor("Farid Nasser")
    amir = Intake._base_manager.get(appointed=stage.assignment("Farid Nasser"))
    amir = acts.register(amir, by=farid, given_name="Amir", family_name="Rahimi")
    case = Case.objects.visible_to(farid).get(person=amir.person)
    open_coordination(case, by=farid, why="Olika besked överallt.", reasons=[])
    with pytest.raises(NotAllowed, match="samtycke"):
        acts.record_outcome(
            amir, by=farid, outcome="joint_intervention", to_unit=stage.unit("samc"), reason="Behöver flera."
        )
    assert Intake._base_manager.get(pk=amir.pk).state == "accepted"
    assert not Request._base_manager.filter(to_unit=stage.unit("samc")).exists()
