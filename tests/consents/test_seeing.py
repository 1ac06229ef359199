"""Who sees a consent: the unit that took it, each party its own part for as long as it is one, and the person."""

from __future__ import annotations

import pytest

from brygga.consents.acts import record_no, withdraw_consent, withdraw_part
from brygga.consents.models import Consent
from brygga.consents.queries import history, parties_of
from brygga.core import clock
from tests.consents.saying import say_yes


def sees(actor, consent):
    return Consent.objects.visible_to(actor).filter(pk=consent.pk).exists()


@pytest.mark.requirement("ALL-02")
def test_a_party_sees_its_own_part_and_not_who_else_is_in_it(world):
    consent = say_yes(world, world.radmannen, world.psykiatri, matters=["housing"], other_parties=["Mormor"])
    assert [party.name for party in parties_of(world.sara, consent)] == [
        "Vuxen Innerstaden",
        "Psykiatrimottagning Malmö",
        "Rådmannen",
        "Mormor",
    ]
    assert [party.name for party in parties_of(world.rut, consent)] == ["Rådmannen"]
    assert parties_of(world.amina_herself, consent) == parties_of(world.sara, consent)
    for neighbour in (world.siv, world.sigrid, world.folke_himself, world.greta):
        assert (sees(neighbour, consent), parties_of(neighbour, consent)) == (False, [])


def test_a_party_that_is_out_sees_it_no_more(world):
    consent = say_yes(world, world.radmannen, world.psykiatri)
    withdraw_part(consent, by=world.sara, units=[world.radmannen], how="muntligt")
    assert (sees(world.rut, consent), sees(world.pia, consent), sees(world.sara, consent)) == (False, True, True)
    withdraw_consent(consent, by=world.sara, how="muntligt")
    assert [sees(actor, consent) for actor in (world.pia, world.sara, world.amina_herself)] == [False, True, True]


def test_a_consent_that_has_run_out_is_for_the_unit_that_took_it(world):
    consent = say_yes(world, world.radmannen, days=10)
    with clock.set_to(clock.now() + (consent.valid_until - clock.today()) * 2):
        assert (sees(world.rut, consent), sees(world.sara, consent)) == (False, True)


def test_a_no_is_for_the_unit_that_took_it_and_the_person(world):
    answer = record_no(world.amina, by=world.sara, said="Inte Rådmannen.")
    assert [sees(actor, answer) for actor in (world.sara, world.amina_herself)] == [True, True]
    assert [sees(actor, answer) for actor in (world.rut, world.siv, world.sigrid)] == [False, False, False]


@pytest.mark.parametrize("many", [1, 30])
def test_the_history_takes_one_question(world, many, django_assert_num_queries):
    for _ in range(many):
        say_yes(world, world.radmannen)
    with django_assert_num_queries(1):
        rows = history(world.sara, world.amina, clock.today())
        assert len([(row.stage.term, row.consent.unit.name, row.consent.given_by) for row in rows]) == many
