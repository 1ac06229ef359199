"""The five places, against figures and headings copied by hand from their documents."""

from datetime import date, datetime, time

import pytest

from brygga.routines.deadlines import LOCAL_SETTING, SOME_PLACES_ONLY, DeadlineStep
from brygga.routines.forms import FilledBy, ItemType
from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import COORDINATION, PartField, PartKind
from brygga.rules.calendar import Weekday
from brygga.rules.case_kinds import NextStep
from brygga.rules.clocks import STOCKHOLM, due_at
from brygga.rules.law import Certainty, StatutoryPoint
from brygga.rules.powers import Power

PLACES = ["borlange", "karlstad", "malmo", "stockholm", "varmland"]
TODAY = date(2026, 11, 22)


def rows_of(place):
    return (
        *place.parties,
        *place.unit_kinds,
        *place.functions,
        *place.matters,
        *place.purposes,
        *place.meeting_types,
        *place.request_kinds,
        *(reception for kind in place.request_kinds for reception in kind.receptions),
        *place.deadlines,
        *place.forms,
        *place.plan_parts,
        *place.reasons,
        *place.intakes,
        *place.routing_rules,
        *place.mapping_modes,
        *place.intervention_kinds,
        *place.cost_circumstances,
        *place.cost_rules,
        *place.coachings,
        *place.transfer_rules,
        *place.transfer_terms,
        *place.ladders,
        *(level for ladder in place.ladders for level in ladder.levels),
        *place.handover_kinds,
        *(step for kind in place.handover_kinds for step in kind.steps),
        *place.meeting_series,
        *(item for series in place.meeting_series for kind in series.kinds for item in kind.items),
        *(row for team in place.coachings for row in (*team.priorities, *team.steps, *team.ends, *team.activity_kinds)),
        *(row for intake in place.intakes for row in (*intake.outside, *intake.outcomes)),
    )


def test_the_five_places_are_these():
    assert [place.key for place in all_routines()] == PLACES


@pytest.mark.parametrize("key", PLACES)
def test_every_rule_has_a_source_and_a_day_not_before_its_routine(key):
    place = routine(key)
    assert [row.key for row in place.forms if not row.items] == []
    for row in rows_of(place):
        assert len(row.source) > 10, row
        assert place.since <= row.since <= TODAY, row


@pytest.mark.parametrize("key", PLACES)
def test_every_source_names_its_document_or_says_that_it_is_ours(key):
    documents = {
        "borlange": "Uppdragsbeskrivning En dörr in",
        "karlstad": "Plan för implementering av integrerad samverkan",
        "malmo": "Handbok Malmö",
        "stockholm": "Rutin Stockholm 2018-02-22",
        "varmland": "Struktur för samverkan LSS",
    }
    known = (documents[key], "Lokal inställning i Brygga", "Bryggas rekommenderade fält", "Krav ", "SFS ")
    known += ("10 § LSS", "Socialstyrelsen", "Uppdrag psykisk hälsa")
    assert [row.source for row in rows_of(routine(key)) if not row.source.startswith(known)] == []


@pytest.mark.parametrize("key", PLACES)
def test_every_core_step_has_a_time_today_and_a_silent_document_says_so(key):
    place = routine(key)
    for step in set(DeadlineStep) - SOME_PLACES_ONLY:
        deadline = place.deadline(step, TODAY)
        assert deadline.source.startswith(LOCAL_SETTING) or any(ch.isalpha() for ch in deadline.source)
        assert deadline.workdays or deadline.days or deadline.months


FROM_THE_DOCUMENTS = [
    # place, step, figures, words that the document itself has
    ("borlange", "contact_person", {"days": 7}, "inom en vecka"),
    ("borlange", "answer_gfi_wish", {"days": 7}, "inom en vecka"),
    ("borlange", "sip_asked_by_person", {"days": 7}, "inom en vecka"),
    ("borlange", "cancel_consultant", {"workdays": -2}, "en till två dagar före"),
    ("borlange", "cancel_consultant_latest", {"workdays": -1}, "en till två dagar före"),
    ("stockholm", "submit_case", {"days": -1, "at": time(12)}, "kl. 12.00 dagen innan mötet"),
    ("stockholm", "announce_transfer", {"months": -6}, "6 månader innan"),
    ("varmland", "follow_up_plan", {"months": 12}, "minst en gång om året"),
]


@pytest.mark.parametrize(("key", "step", "figures", "words"), FROM_THE_DOCUMENTS)
def test_a_figure_that_a_document_gives_is_the_one_used(key, step, figures, words):
    deadline = routine(key).deadline(step, TODAY)
    assert {name: getattr(deadline, name) for name in figures} == figures
    assert words in deadline.source


def test_no_other_figure_claims_to_come_from_a_document():
    claimed = {
        (place.key, row.key)
        for place in all_routines()
        for row in place.deadlines
        if not row.source.startswith(LOCAL_SETTING)
    }
    assert claimed == {(key, step) for key, step, _, _ in FROM_THE_DOCUMENTS}


@pytest.mark.parametrize(
    ("key", "step"),
    [("malmo", "contact_person"), ("karlstad", "submit_case"), ("varmland", "announce_transfer")],
)
def test_a_place_has_no_clock_for_what_its_document_does_not_know(key, step):
    assert step not in {deadline.key for deadline in routine(key).deadlines}


@pytest.mark.requirement("BOR-02")
def test_one_who_comes_to_borlange_on_a_monday_is_called_within_the_week():
    deadline = routine("borlange").deadline("contact_person", TODAY)
    monday = datetime(2026, 11, 16, 10, tzinfo=STOCKHOLM)
    assert due_at(deadline, monday) == datetime(2026, 11, 23, 23, 59, 59, tzinfo=STOCKHOLM)


@pytest.mark.requirement("STO-10")
def test_stockholm_announces_a_transfer_six_months_before_the_birthday():
    deadline = routine("stockholm").deadline("announce_transfer", TODAY)
    nineteen = datetime(2027, 5, 22, tzinfo=STOCKHOLM)
    assert due_at(deadline, nineteen).date() == TODAY


# Matters, functions, parties


@pytest.mark.parametrize("key", PLACES)
def test_every_consent_can_cover_coordination_and_the_subject_is_told_plainly(key):
    place = routine(key)
    assert COORDINATION in {matter.key for matter in place.matters}
    assert all(len(matter.plain) > 20 for matter in place.matters)


@pytest.mark.parametrize("key", PLACES)
def test_someone_can_do_each_thing_the_program_asks_for(key):
    place = routine(key)
    assert [power for power in Power if not place.functions_with(power, TODAY)] == []


@pytest.mark.parametrize("key", PLACES)
def test_whoever_runs_the_system_or_reviews_reading_reads_no_cases(key):
    place = routine(key)
    for function in place.functions:
        if function.powers & {Power.ADMINISTER, Power.REVIEW}:
            assert len(function.powers) == 1, function


@pytest.mark.parametrize("key", PLACES)
def test_both_principals_take_part_and_have_units(key):
    place = routine(key)
    principals = {party.key for party in place.parties if party.is_principal}
    assert principals == {"municipality", "region"}
    assert principals <= {kind.party for kind in place.unit_kinds}


@pytest.mark.parametrize(
    ("key", "function", "powers"),
    [
        ("malmo", "social_worker", {"cases", "coordinate", "mandate"}),
        ("malmo", "counsellor", {"cases", "coordinate"}),
        ("malmo", "nurse", {"cases", "coordinate"}),
        ("malmo", "section_head", {"lead", "mandate", "open_protected", "analyse"}),
        ("malmo", "process_leader", {"analyse"}),
        ("malmo", "unit_head", {"lead", "distribute", "mandate", "open_protected"}),
        ("malmo", "gfi_distributor", {"distribute"}),
        ("malmo", "sip_coordinator", {"cases", "coordinate"}),
        ("stockholm", "case_officer", {"cases", "coordinate", "mandate"}),
        ("stockholm", "deputy_unit_head", {"lead", "distribute", "coordinate", "mandate", "open_protected"}),
        ("stockholm", "controller", {"analyse"}),
        ("stockholm", "department_head", {"mandate", "analyse"}),
        ("varmland", "developer", {"analyse"}),
        ("karlstad", "contact_person", {"distribute"}),
        ("borlange", "coordinator", {"cases", "coordinate", "distribute"}),
        ("varmland", "mar", {"distribute"}),
    ],
)
def test_a_function_has_these_powers_and_no_others(key, function, powers):
    assert routine(key).function(function).powers == powers


# Meetings


@pytest.mark.requirement("MAL-06")
def test_a_gfi_is_between_at_least_three_and_may_leave_no_trace():
    gfi = routine("malmo").meeting_type("gfi")
    assert (gfi.minimum_parties, gfi.with_person, gfi.leaves_no_trace) == (3, True, True)


@pytest.mark.requirement("MAL-14")
@pytest.mark.parametrize(
    ("key", "settles"),
    [("malmo", {"officials"}), ("stockholm", {"department_heads"})],
)
def test_payment_is_settled_in_one_type_of_meeting_only(key, settles):
    assert {kind.key for kind in routine(key).meeting_types if kind.settles_payment} == settles


@pytest.mark.requirement("STO-20")
def test_a_care_planning_meeting_decides_nothing_and_asks_for_its_follow_up():
    meeting = routine("stockholm").meeting_type("care_planning")
    assert not meeting.takes_decisions
    assert "follow_up_date" in meeting.needs


@pytest.mark.requirement("STO-05")
def test_a_three_party_meeting_has_a_professional_pre_meeting_without_the_person():
    stockholm = routine("stockholm")
    assert {"pre_meeting", "consent", "purpose"} <= stockholm.meeting_type("three_party").needs
    assert stockholm.meeting_type("three_party").minimum_parties == 3
    assert not stockholm.meeting_type("pre_meeting").with_person


@pytest.mark.requirement("MAL-13")
def test_malmo_meets_the_person_before_the_plan_is_made():
    malmo = routine("malmo")
    assert "pre_meeting" in malmo.meeting_type("sip").needs
    assert malmo.meeting_type("pre_meeting").with_person


@pytest.mark.requirement("KAR-01")
def test_karlstads_call_states_purpose_representatives_and_what_it_covers():
    karlstad = routine("karlstad")
    for kind in karlstad.meeting_types:
        assert {"purpose", "representatives", "covers"} <= kind.needs, kind.key
    required = [item.link_id for item in karlstad.form("meeting_call").walk() if item.required]
    assert required == ["purpose", "representatives", "covers"]


@pytest.mark.requirement("KAR-14")
@pytest.mark.parametrize(
    ("key", "carries"),
    [
        ("karlstad", {"three_party", "sip", "follow_up"}),  # all collaboration meetings, bilaga 4 punkt 4
        ("malmo", {"gfi", "sip", "follow_up", "discharge_planning", "closing"}),
        ("stockholm", {"sip", "follow_up"}),
        ("borlange", {"sip", "follow_up"}),
        ("varmland", {"sip", "follow_up"}),
    ],
)
def test_the_routine_says_which_meetings_carry_a_plan(key, carries):
    assert {kind.key for kind in routine(key).meeting_types if kind.carries_plan} == carries


@pytest.mark.requirement("STO-06")
def test_stockholms_deputy_heads_meet_every_month_and_every_other_time_all_come():
    """Avsnittet Regelbundna samverkansmöten biträdande enhetschefer."""
    (series,) = routine("stockholm").series_on(TODAY)
    assert series.functions == ("deputy_unit_head",)
    assert series.months == frozenset(range(1, 13))
    kinds = [series.kind_in(month) for month in range(1, 13)]
    assert [kind.key for kind in kinds] == ["reconciliation", "collaboration"] * 6
    assert [kind.obligatory for kind in kinds] == [True, False] * 6
    assert {"collaboration", "reconciliation"}.isdisjoint(
        kind.key for kind in routine("stockholm").meetings_to_plan_on(TODAY)
    )


@pytest.mark.requirement("STO-11")
def test_the_inventory_of_transfers_is_on_one_reconciliation_meeting_a_term():
    (series,) = routine("stockholm").series_on(TODAY)
    asked = [
        month
        for month in range(1, 13)
        if "transfer_inventory" in [item.key for item in series.kind_in(month).items_in(date(2026, month, 1))]
    ]
    spring, autumn = asked
    assert spring <= 6 < autumn
    assert {series.kind_in(month).key for month in asked} == {"reconciliation"}


@pytest.mark.requirement("VAR-11")
def test_information_about_the_operations_is_always_on_the_steering_groups_agenda():
    (series,) = routine("varmland").series_on(TODAY)
    assert len(series.months) == 2  # "sammanträder två gånger per år"
    for month in series.months:
        items = series.kind_in(month).items_in(date(2026, month, 1))
        assert items[0].term == "Information om våra verksamheter"


@pytest.mark.requirement("KAR-12")
def test_half_an_hour_of_karlstads_meeting_is_about_one_of_the_authorities():
    (series,) = routine("karlstad").series_on(TODAY)
    for month in series.months:
        assert [item.minutes for item in series.kind_in(month).items_in(date(2026, month, 1)) if item.about_one] == [30]


@pytest.mark.parametrize("key", PLACES)
def test_every_place_counts_follow_ups_and_has_a_meeting_for_each_next_step(key):
    place = routine(key)
    assert {kind.key for kind in place.meeting_types if kind.follows_up} == {"follow_up"}
    for step in (NextStep.SIP_MEETING, NextStep.GFI, NextStep.DISCHARGE_PLANNING):
        assert place.meeting_for(step, TODAY) is not None


# Requests and forms


#: What only one place asks: what its intake leads on by, the care request (VAR-03), the summary (MAL-09), and
#: the handover (STO-15).
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


# The plan

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


@pytest.mark.parametrize("key", PLACES)
def test_no_word_of_the_time_of_county_councils_is_said_to_people(key):
    place = routine(key)
    said = [row.term for row in (*place.parties, *place.unit_kinds, *place.functions, *place.meeting_types)]
    said += [part.heading + part.help for part in place.plan_parts]
    assert not any("landsting" in words.lower() for words in said)


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


@pytest.mark.parametrize("key", PLACES)
def test_every_place_tells_of_discharges_on_the_laws_ground_and_has_no_agreement_that_was_not_read(key):
    place = routine(key)
    kind = place.discharge_on(TODAY)
    assert (kind.purpose, kind.source[:17]) == ("discharge", "Lokal inställning")
    assert place.legal_basis("admission_notice").certainty is Certainty.VERIFIED
    assert place.deadline(kind.keep_reading, TODAY).days == 30
    assert place.discharge_agreement_on(TODAY) is None
