"""The five places, against figures and headings copied by hand from their documents."""

from datetime import datetime, time

import pytest

from brygga.routines.deadlines import LOCAL_SETTING, SOME_PLACES_ONLY, DeadlineStep
from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import COORDINATION
from brygga.rules.clocks import STOCKHOLM, due_at
from brygga.rules.law import Certainty
from brygga.rules.powers import Power
from tests.routines.places import PLACES, TODAY


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


@pytest.mark.parametrize("key", PLACES)
def test_no_word_of_the_time_of_county_councils_is_said_to_people(key):
    place = routine(key)
    said = [row.term for row in (*place.parties, *place.unit_kinds, *place.functions, *place.meeting_types)]
    said += [part.heading + part.help for part in place.plan_parts]
    assert not any("landsting" in words.lower() for words in said)


@pytest.mark.parametrize("key", PLACES)
def test_every_place_tells_of_discharges_on_the_laws_ground_and_has_no_agreement_that_was_not_read(key):
    place = routine(key)
    kind = place.discharge_on(TODAY)
    assert (kind.purpose, kind.source[:17]) == ("discharge", "Lokal inställning")
    assert place.legal_basis("admission_notice").certainty is Certainty.VERIFIED
    assert place.deadline(kind.keep_reading, TODAY).days == 30
    assert place.discharge_agreement_on(TODAY) is None
