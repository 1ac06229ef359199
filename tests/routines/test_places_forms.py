"""The requests and forms of the five places, against their documents."""

import pytest

from brygga.routines.forms import FilledBy, ItemType
from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import COORDINATION
from brygga.rules.calendar import Weekday
from tests.routines.places import PLACES, TODAY

OWN_KINDS = [
    ("borlange", "lead_on"),
    ("varmland", "care_request"),
    ("malmo", "summary"),
    ("stockholm", "handover"),
]


@pytest.mark.parametrize("key", PLACES)
def test_the_kinds_of_request_are_the_three_that_the_program_knows_and_the_places_own(key):
    kinds = {kind.key: (kind.names_person, kind.needs_consent) for kind in routine(key).request_kinds}
    assert kinds == {
        "gfi_wish": (key != "malmo", True),
        "meeting_call": (True, True),
        "sip_request": (True, False),
        **{own: (True, True) for place, own in OWN_KINDS if place == key},
    }


@pytest.mark.requirement("MAL-05")
def test_the_clinic_in_malmo_distributes_twice_a_week_on_days_that_the_place_chooses():
    reception = routine("malmo").request_kind("gfi_wish").reception("addiction_clinic", TODAY)
    assert (reception.times_a_week, reception.local_choice) == (2, True)
    assert reception.distribution_days == (Weekday.TUE, Weekday.THU)
    assert "2 ggr/v" in reception.source


MALMO_TEMPLATES = {
    "gfi_wish_unit": [
        "Datum",
        "Kort kring ärendet (typ av problematik)",
        "Vilken verksamhet ringer/vem vill bjuda in till GFI? (verksamhet och namn)",
        "Kontaktuppgifter till den som önskar kontakt",
        "Lämnas till … för fördelning av ärendet",
        "Fördelat till",
        "Datum",
    ],
    "gfi_wish_social_services": [
        "Datum",
        "Kort kring ärendet (typ av problematik)",
        "Vilken socialtjänst ringer?",
        "Namn och nummer på den som önskar kontakten",
        "Fördelat till (fylls i av enhetschef)",
        "Datum",
    ],
}


@pytest.mark.requirement("MAL-05")
@pytest.mark.parametrize("key", MALMO_TEMPLATES)
def test_malmos_two_wish_forms_ask_what_the_templates_ask(key):
    form = routine("malmo").form(key)
    assert [item.text for item in form.walk()] == MALMO_TEMPLATES[key]
    receiver = [item.link_id for item in form.walk() if item.filled_by is FilledBy.RECEIVER]
    assert receiver[-2:] == ["distributed_to", "distributed_on"]


def test_the_sender_is_not_asked_what_the_receiver_fills_in():
    form = routine("malmo").form("gfi_wish_unit")
    asked = {who: [item.link_id for item in form.asked_of(who).walk()] for who in FilledBy}
    assert asked == {
        FilledBy.SENDER: ["date", "matter", "asking_unit", "contact"],
        FilledBy.RECEIVER: ["left_to", "distributed_to", "distributed_on"],
    }


def test_the_clinic_gets_its_own_template_and_other_units_the_citys():
    wish = routine("malmo").request_kind("gfi_wish")
    assert wish.form_for("addiction_clinic", TODAY) == "gfi_wish_social_services"
    assert wish.form_for("social_addiction", TODAY) == "gfi_wish_unit"
    assert wish.form_for("probation_office", TODAY) == "gfi_wish_unit"


@pytest.mark.requirement("KAR-02")
def test_karlstads_questions_at_enrolment():
    form = routine("karlstad").form("enrolment")
    options = {item.link_id: [o.code for o in item.answer_options] for item in form.walk() if item.answer_options}
    assert options == {
        "contacts": ["insurance_agency", "employment_service", "region", "none"],
        "information": ["mail", "sms", "paper", "picture"],
    }
    assert form.item("information").repeats


@pytest.mark.requirement("MAL-03")
@pytest.mark.parametrize("key", PLACES)
def test_the_consent_form_asks_what_whom_and_for_how_long_and_tells_of_withdrawal(key):
    form = routine(key).form("consent")
    required = {item.link_id for item in form.walk() if item.required}
    assert required == {"informed", "matters", "parties", "from", "to", "given"}
    assert "ta tillbaka" in form.item("withdraw").text
    assert form.item("withdraw").type is ItemType.DISPLAY
    assert [option.code for option in form.item("given").answer_options] == ["oral", "written"]


@pytest.mark.parametrize("key", PLACES)
def test_no_wish_for_an_early_meeting_asks_for_name_or_identity_number(key):
    place = routine(key)
    wish = place.request_kind("gfi_wish")
    forms = {wish.form, *(reception.form for reception in wish.receptions)}
    texts = " ".join(item.text.lower() for form in forms for item in place.form(form).walk())
    assert "personnummer" not in texts


@pytest.mark.requirement("MAL-09")
def test_malmo_maps_together_in_the_handbooks_ways_and_stockholm_in_parallel():
    told = {place.key: [mode.key.value for mode in place.mapping_modes] for place in all_routines()}
    assert told["malmo"] == ["joint", "gfi", "parts", "others_knowledge", "recently_ended"]
    assert told["stockholm"] == ["parallel"]
    assert told["karlstad"] == told["borlange"] == told["varmland"] == []


@pytest.mark.requirement("MAL-09")
def test_the_summary_asks_for_what_the_handbook_says():
    form = routine("malmo").form("summary")
    received = [item.link_id for item in form.asked_of(FilledBy.RECEIVER).items]
    assert received == ["contact_so_far", "problems", "needs", "assessment"]
    areas = {option.code for option in form.item("areas").answer_options}
    assert areas == {matter.key for matter in routine("malmo").matters} - {COORDINATION}
