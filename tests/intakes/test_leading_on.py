"""With the person's yes, an intake is led on by a real request (BOR-03): Selma's way, as the demo tells it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.consents.acts import give_consent
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.demo.stage import Stage, set_up
from brygga.demo.stories import intag
from brygga.intakes import acts
from brygga.intakes.models import Intake, IntakeReceiver
from brygga.intakes.queries import led_to, to_contact
from brygga.people.models import Case
from brygga.requests import acts as requests
from brygga.requests.models import Request
from tests.cast import as_
from tests.intakes.asking import late


@pytest.fixture
def stage(db: Any) -> Stage:
    stage = set_up()
    stage.play(intag.INTAG)
    return stage


@pytest.mark.requirement("BOR-03")
def test_led_on_by_a_request_that_the_receiver_has_answered(stage: Stage, client: Any) -> None:
    row = Intake._base_manager.exclude(receivers=None).get()
    (receiver,) = led_to(row)
    assert (row.outcome, receiver.unit, row.state) == ("coaching", stage.unit("coachingteamet"), "done")
    assert Request.objects.visible_to(stage.actor("Cecilia Hed")).get(pk=receiver.request_id).state == "accepted"
    text = as_(client, stage.actor("Tove Älg")).get(f"/intag/{row.pk}/").content.decode()
    assert "Vidare från En dörr in" in text and "Inget är skickat" not in text
    for neighbour in ("Sam Nordin", "Dag Dal"):
        assert not Request.objects.visible_to(stage.actor(neighbour)).filter(pk=receiver.request_id).exists(), neighbour
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
            amir, by=farid, outcome="joint_intervention", to_units=[stage.unit("samc")], reason="Behöver flera."
        )
    with pytest.raises(NotAllowed, match="Välj vem som tar emot"):
        acts.record_outcome(amir, by=farid, outcome="coaching", to_units=[stage.unit("samc")])


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
            amir, by=farid, outcome="joint_intervention", to_units=[stage.unit("samc")], reason="Behöver flera."
        )
    assert Intake._base_manager.get(pk=amir.pk).state == "accepted"
    assert not Request._base_manager.filter(to_unit=stage.unit("samc")).exists()


@pytest.mark.requirement("STO-18", "KAR-02")
def test_several_receivers_work_in_parallel_each_with_a_receipt_and_a_clock_of_its_own(
    stage: Stage, client: Any
) -> None:
    """Samira in Karlstad: the employment service leads her on to psychiatry and to the insurance office."""
    arne, today = stage.actor("Arne Ask"), clock.today()
    row = acts.register(_samira(), by=arne, given_name="Samira", family_name="Haddad")
    case = Case.objects.visible_to(arne).get(person=row.person)
    open_coordination(case, by=arne, why="Flera behövs.", reasons=[])
    units = [stage.unit("psykiatri_karlstad"), stage.unit("fk_kontor")]
    give_consent(
        row.person, by=arne, parties=units, matters=["work_studies"], purposes=["coordination", "meeting"],
        form="oral", given_on=today, valid_from=today, valid_until=today + timedelta(days=90), informed_by=arne.label,
        informed_how="Samtal",
    )  # fmt: skip
    acts.record_outcome(row, by=arne, outcome="several", to_units=units, reason="Behöver planeras ihop.")
    asked = [one.request for one in led_to(row)]
    assert [(one.to_unit, one.state) for one in asked] == [(unit, "sent") for unit in units]
    assert all(one.acknowledge_by and one.answer_by for one in asked)
    requests.acknowledge(asked[0], by=stage.actor("Maj Forsell"))
    text = as_(client, arne).get(f"/intag/{row.pk}/").content.decode()
    assert "Kvitterad" in text and "Skickad" in text and "Försäkringskassan Karlstad" in text
    assert not Request.objects.visible_to(stage.actor("Frida Falk")).filter(pk=asked[0].pk).exists()


def test_all_receivers_must_be_those_of_the_outcome(stage: Stage) -> None:
    both = [stage.unit("fk_kontor"), stage.unit("vuxenhab")]
    for units in (both, []):
        with pytest.raises(NotAllowed, match="Välj vem som tar emot"):
            acts.record_outcome(_samira(), by=stage.actor("Arne Ask"), outcome="several", to_units=units)
    assert not IntakeReceiver._base_manager.filter(unit=both[0]).exists()


def _samira() -> Intake:
    return Intake._base_manager.get(place="karlstad")
