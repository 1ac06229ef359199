"""What goes over with the responsibility: the ongoing interventions, and who may grant new ones (STO-10, STO-14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from brygga.coordinations.acts import let_in
from brygga.core.acts import NotAllowed
from brygga.interventions.acts import freeze, grant, thaw
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove
from brygga.transfers.acts import announce, stop
from brygga.transfers.models import Transfer
from tests.requests.asking import consent_to
from tests.transfers.test_pages import page, text
from tests.transfers.young import TURNS, announced, at


def granted(world, by):
    return grant(
        world.coordination,
        by=by,
        words="Kontaktperson",
        matter="family_network",
        decided_on=date(2026, 7, 1),
        decided_by="Bengt Bro",
        delegation="Punkt 3",
        starts_on=date(2026, 7, 1),
    )


def answers(intervention):
    return GrantedIntervention._base_manager.get(pk=intervention.pk).responsible_unit


@pytest.mark.requirement("STO-10")
def test_what_goes_on_goes_over_on_the_birthday_with_its_history(young):
    ours = granted(young, young.astrid)
    announced(young)
    with at(TURNS - timedelta(days=1)):
        call_command("run_clocks")
        assert answers(ours) == young.youth
    with at(TURNS):
        call_command("run_clocks")
        assert answers(ours) == young.psychiatry
    move = ResponsibilityMove._base_manager.filter(intervention=ours).latest("pk")
    assert (move.from_unit, move.to_unit, move.on, move.because) == (
        young.youth, young.psychiatry, TURNS, "Överföring vid 19 år",
    )  # fmt: skip


@pytest.mark.requirement("STO-10", "STO-14")
def test_what_is_frozen_stays_says_so_and_goes_over_when_the_question_is_settled(young):
    ours = granted(young, young.astrid)
    transfer = announced(young)
    freeze(ours, by=young.bengt, because="Frågan är lyft")
    with at(TURNS):
        call_command("run_clocks")
        assert answers(ours) == young.youth
        assert "1 insats ligger kvar hos Barn och ungdom" in text(page(young.karin, "transfer", transfer.pk))
        thaw(ours, by=young.bengt)
        call_command("run_clocks")
        assert answers(ours) == young.psychiatry
        assert "ligger kvar" not in text(page(young.karin, "transfer", transfer.pk))


@pytest.mark.requirement("STO-10")
def test_before_the_birthday_the_giving_unit_decides_and_after_it_the_receiver(young):
    announced(young)
    granted(young, young.astrid)
    with pytest.raises(NotAllowed, match="Fram till födelsedagen beslutar Barn och ungdom"):
        granted(young, young.hedda)
    with at(TURNS):
        call_command("run_clocks")
        with pytest.raises(NotAllowed, match="gått över till Socialpsykiatri"):
            granted(young, young.astrid)
        granted(young, young.hedda)


def test_a_receiver_that_was_there_already_goes_on_deciding_for_itself(young):
    consent_to(young, young.rakel, young.youth, young.psychiatry)
    let_in(young.coordination, by=young.astrid, unit=young.psychiatry)
    facts = {"to_unit": young.psychiatry, "needs": ["housing"], "words": "Boendestöd."}
    with at(date(2026, 7, 20)):
        announce(young.case, by=young.bengt, **facts)
        granted(young, young.hedda)


def test_when_it_is_stopped_nobody_is_hindered(young):
    stop(announced(young), by=young.bengt, why="Rakel flyttar.")
    granted(young, young.astrid)
    granted(young, young.hedda)
    assert Transfer._base_manager.count() == 1


@pytest.mark.requirement("STO-10")
def test_it_stands_on_the_coordinations_page_for_both_units_and_nobody_else(young):
    told = text(page(young.astrid, "coordination-responsibility", young.coordination.pk))
    assert "Överföring vid viss ålder" in told
    assert "Ingen överföring är aviserad." in told
    announced(young)
    for actor in (young.astrid, young.hedda):
        told = text(page(actor, "coordination-responsibility", young.coordination.pk))
        assert "Barn och ungdom till Socialpsykiatri" in told
        assert "15 mars 2027" in told
    assert page(young.nils, "coordination-responsibility", young.coordination.pk).status_code == 404
