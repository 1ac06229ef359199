"""Disclosing: someone decides, on a consent that covers it or on a rule they name. Never by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.consents.acts import close_disclosure, disclose, end_disclosure, lapse_disclosure
from brygga.consents.may import may_share_identity
from brygga.consents.models import Consent, Disclosure
from brygga.consents.queries import covering, disclosures_of, lapsed
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.rules.dates import written
from tests.consents.saying import say_yes

DAY = timedelta(days=1)


def let_in(world, unit, **facts):
    terms = {"by": world.sara, "from_unit": world.innerstaden, "purpose": "coordination"}
    return disclose(world.amina, stream_id=world.coordination.pk, to_unit=unit, **{**terms, **facts})


ON_LAW = {"legal_basis": "necessary_care", "legal_note": "Vårdas enligt LPT och behöver vård nu."}


def test_it_opens_to_the_receiver_and_nobody_else(shared):
    consent = say_yes(shared, shared.psykiatri)
    made = let_in(shared, shared.psykiatri, consent=consent)
    assert (made.decided_by, made.ground) == (shared.sara.label, "personens samtycke")
    for actor, may_see in ((shared.sara, True), (shared.pia, True), (shared.rut, False), (shared.siv, False)):
        assert Disclosure.objects.visible_to(actor).filter(pk=made.pk).exists() is may_see


@pytest.mark.parametrize("unit", ["norr", "psykiatri", "lund_vuxen"])
def test_a_unit_that_the_consent_does_not_cover_is_not_let_in(shared, unit):
    with pytest.raises(NotAllowed, match="omfattar inte"):
        let_in(shared, getattr(shared, unit), consent=shared.consent)


def test_the_purpose_must_be_one_the_person_agreed_to(shared):
    with pytest.raises(NotAllowed, match="gäller inte för att rådgöra"):
        let_in(shared, shared.radmannen, consent=shared.consent, purpose="consultation")
    with pytest.raises(NotAllowed, match="ändamål som finns"):
        let_in(shared, shared.radmannen, consent=shared.consent, purpose="gossip")


def test_another_persons_consent_is_no_ground(shared):
    folkes = say_yes(shared, shared.innerstaden, shared.psykiatri, by=shared.rut, person=shared.folke)
    with pytest.raises(NotAllowed):
        let_in(shared, shared.psykiatri, consent=folkes)


def test_on_law_the_rule_is_named_and_the_assessment_written(shared):
    made = let_in(shared, shared.psykiatri, **ON_LAW, valid_until=clock.today() + 7 * DAY)
    assert made.ground == "nödvändig vård eller stöd åt en viss enskild"
    for missing in ({"legal_note": " "}, {"legal_basis": ""}, {"legal_basis": "because"}):
        with pytest.raises(NotAllowed):
            let_in(shared, shared.psykiatri, **{**ON_LAW, **missing})
    with pytest.raises(NotAllowed, match="har redan varit"):
        let_in(shared, shared.psykiatri, **ON_LAW, valid_until=clock.today() - DAY)


def test_on_law_each_unit_judges_for_its_own(shared):
    for other in (shared.siv, shared.sigrid, shared.pia, shared.rut):
        with pytest.raises(NotAllowed, match="din egen enhets"):
            let_in(shared, shared.psykiatri, by=other, **ON_LAW)
    with pytest.raises(NotAllowed):
        let_in(shared, shared.psykiatri, by=shared.amina_herself, **ON_LAW)


def test_a_party_that_is_let_in_may_bring_another_that_the_person_has_said_yes_to(shared):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri)
    assert let_in(shared, shared.psykiatri, by=shared.rut, consent=consent).decided_by == shared.rut.label
    with pytest.raises(NotAllowed, match="din egen enhets"):
        let_in(shared, shared.radmannen, by=shared.siv, consent=consent)


def test_nobody_discloses_to_themselves(shared):
    with pytest.raises(NotAllowed, match="annan enhet"):
        let_in(shared, shared.innerstaden, consent=shared.consent)


def test_the_last_day_is_the_last_day(shared):
    let_in(shared, shared.psykiatri, **ON_LAW, valid_until=clock.today() + 7 * DAY)
    on = clock.today()
    assert may_share_identity(shared.amina, [shared.psykiatri], on + 7 * DAY, stream_id=shared.coordination.pk)
    assert not may_share_identity(shared.amina, [shared.psykiatri], on + 8 * DAY, stream_id=shared.coordination.pk)


def test_a_disclosure_for_a_time_is_noted_as_over_once_by_brygga(shared):
    made = let_in(shared, shared.psykiatri, **ON_LAW, valid_until=clock.today() + 7 * DAY)
    with pytest.raises(NotAllowed):
        lapse_disclosure(made, by=SYSTEM)
    with clock.set_to(clock.now() + 8 * DAY):
        with pytest.raises(NotAllowed):
            lapse_disclosure(made, by=shared.sara)
        assert [lapse_disclosure(over, by=SYSTEM) for over in lapsed(clock.today())] == [made]
        assert lapsed(clock.today()) == []


def test_the_one_who_disclosed_ends_it_and_the_one_who_received_hands_it_back(shared):
    for other in (shared.siv, shared.pia, shared.amina_herself):
        with pytest.raises(NotAllowed):
            end_disclosure(shared.disclosure, by=other, because="nej")
    end_disclosure(shared.disclosure, by=shared.rut, because="Vi behövs inte.")
    assert not Coordination.objects.visible_to(shared.rut).exists()
    with pytest.raises(NotAllowed, match="redan upphört"):
        end_disclosure(shared.disclosure, by=shared.sara, because="igen")


def test_a_disclosure_is_not_closed_while_its_ground_holds(shared):
    with pytest.raises(NotAllowed, match="grund som gäller"):
        close_disclosure(shared.disclosure, by=shared.sara, because="på måfå")
    on_law = let_in(shared, shared.psykiatri, **ON_LAW)
    with pytest.raises(NotAllowed, match="grund som gäller"):
        close_disclosure(on_law, by=shared.sara, because="på måfå")


def test_each_sees_the_disclosures_that_are_theirs(shared):
    let_in(shared, shared.psykiatri, **ON_LAW)
    stream, today = shared.coordination.pk, clock.today()

    def seen(actor):
        return {(told.disclosure.to_unit.name, told.in_force) for told in disclosures_of(actor, stream, today)}

    assert seen(shared.sara) == {("Rådmannen", True), ("Psykiatrimottagning Malmö", True)}
    assert seen(shared.rut) == {("Rådmannen", True)}
    assert seen(shared.amina_herself) == seen(shared.sara)
    for neighbour in (shared.siv, shared.sigrid, shared.folke_himself):
        assert seen(neighbour) == set()


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_of_disclosures_takes_two_questions(shared, many, django_assert_num_queries):
    for _ in range(many):
        let_in(shared, shared.psykiatri, **ON_LAW)
    with django_assert_num_queries(2):
        rows = disclosures_of(shared.sara, shared.coordination.pk, clock.today())
        assert len({(told.disclosure.to_unit.organisation.name, told.disclosure.ground) for told in rows}) == 2


@pytest.mark.requirement("STO-16")
@pytest.mark.requirement("MAL-12")
def test_who_it_is_about_is_told_only_on_a_yes_and_a_no_says_what_to_do(world):
    from brygga.consents.acts import record_no, withdraw_consent

    def asked(*units, **facts):
        return may_share_identity(world.amina, [world.innerstaden, *units], clock.today(), **facts)

    assert asked(world.radmannen).reason.startswith("Det finns inget samtycke. Fråga personen")
    record_no(world.amina, by=world.sara, said="Nej.")
    assert asked(world.radmannen).reason.startswith("Personen har sagt nej")
    assert "utan att det framgår vem" in asked(world.radmannen).reason
    consent = say_yes(world, world.radmannen)
    assert asked(world.radmannen)
    assert asked(world.psykiatri).reason == (
        "Personens samtycke omfattar inte Psykiatrimottagning Malmö. Fråga personen och ta emot ett nytt samtycke."
    )
    assert asked(world.radmannen, purpose="meeting")
    assert "gäller inte för att rådgöra" in asked(world.radmannen, purpose="consultation").reason
    say_yes(world, world.psykiatri)
    assert "tillsammans" in asked(world.radmannen, world.psykiatri).reason
    for given in Consent._base_manager.filter(state="given"):
        withdraw_consent(given, by=world.sara, how="muntligt")
    assert asked(world.radmannen).reason.startswith("Personen har tagit tillbaka")
    say_yes(world, world.radmannen, start=5)
    assert "börjar gälla" in asked(world.radmannen).reason
    assert consent.pk


def test_after_the_last_day_the_answer_is_no(world):
    consent = say_yes(world, world.radmannen, days=10)
    late = may_share_identity(world.amina, [world.radmannen], consent.valid_until + DAY)
    assert late.reason == f"Samtycket gick ut {written(consent.valid_until)}. Fråga personen och ta emot ett nytt."
    assert covering(world.amina, [world.radmannen.pk], consent.valid_until) == consent


def test_a_yes_at_one_organisation_says_nothing_about_the_person_of_another(world):
    say_yes(world, world.radmannen)
    assert not may_share_identity(world.folke, [world.innerstaden, world.radmannen], clock.today())
