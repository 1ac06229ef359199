"""The plan of each of the five places, against their documents."""

import pytest

from brygga.routines.loading import routine
from brygga.routines.vocabulary import PartField, PartKind
from brygga.rules.law import StatutoryPoint
from tests.routines.places import PLACES, TODAY

BILAGA_2 = [
    "Deltagare",
    "Närstående som kan kontaktas",
    "Tolkbehov",
    "Har deltagaren gett sitt samtycke till SIP-mötet med föreslagna parter?",
    "Föreslagna parter",
    "Aktuella kontakter",
    "Datum för upprättande av plan",
    "Samordningsansvarig",
    "Medverkande på mötet",
    "Behovsformulering",
    "Mål och delmål",
    "Behov av insatser från kommunen",
    "Behov av insatser från regionen",
    "Behov av insatser från Försäkringskassan",
    "Behov av insatser från Arbetsförmedlingen",
    "Behov av insatser från Samspelet",
    "Behov av insatser från annan utförare",
    "Deltagaren ansvarar själv för",
    "Övrigt",
    "Planen följs upp",
    "Kopia lämnas till",
    "Underskrifter",
]


@pytest.mark.requirement("KAR-03")
def test_karlstads_plan_has_exactly_the_parts_of_sip_samspelet():
    assert [part.heading for part in routine("karlstad").plan_parts_on(TODAY)] == BILAGA_2


@pytest.mark.requirement("KAR-03")
def test_karlstads_parties_write_what_the_form_asks_each_of_them():
    everything = (PartField.NEEDS, PartField.DECIDED, PartField.RESPONSIBLE)
    parts = routine("karlstad").plan_parts_on(TODAY)
    asked = {part.party: part.fields for part in parts if part.kind is PartKind.PARTY_PART}
    assert asked == {
        "municipality": everything,
        "region": everything,
        "insurance_agency": everything,
        "employment_service": everything,
        "association": (PartField.NEEDS,),
        "other": (PartField.NEEDS,),
    }


@pytest.mark.requirement("MAL-10")
def test_no_plan_in_malmo_without_interruption_follow_up_and_what_matters_to_the_person():
    required = {part.kind for part in routine("malmo").plan_parts_on(TODAY) if part.required_for_adoption}
    assert {PartKind.INTERRUPTION, PartKind.FOLLOW_UP, PartKind.GOALS, PartKind.INTERVENTIONS} <= required
    assert routine("malmo").plan_part("important").required_for_adoption


@pytest.mark.parametrize("key", PLACES)
def test_a_plan_can_only_be_adopted_with_the_laws_four_points(key):
    parts = routine(key).plan_parts_on(TODAY)
    answered = {point for part in parts if part.required_for_adoption for point in part.statutory}
    assert answered == set(StatutoryPoint)


@pytest.mark.parametrize("key", PLACES)
def test_every_plan_is_followed_up_copied_and_signed(key):
    kinds = [part.kind for part in routine(key).plan_parts_on(TODAY)]
    for kind in (PartKind.FOLLOW_UP, PartKind.COPIES, PartKind.SIGNATURES, PartKind.PERSON, PartKind.CALLED):
        assert kinds.count(kind) == 1


@pytest.mark.requirement("MAL-11")
@pytest.mark.parametrize("key", PLACES)
def test_the_reasons_for_a_plan_are_the_five(key):
    assert [reason.key for reason in routine(key).reasons] == [
        "asked_for",
        "several_competences",
        "unclear_responsibility",
        "timing",
        "bounced_around",
    ]
