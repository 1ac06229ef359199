"""The meetings of the five places, against their documents."""

from datetime import date

import pytest

from brygga.routines.loading import routine
from brygga.rules.case_kinds import NextStep
from tests.routines.places import PLACES, TODAY


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
