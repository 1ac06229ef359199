"""The four kinds of case: every way two principals can stand, and what comes first."""

from itertools import product

import pytest

from brygga.rules.case_kinds import CaseKind, NextStep, SipReason, Standing, case_kind, next_step

STANDINGS = [
    Standing(known=known, ongoing=ongoing, planned=planned)
    for known, ongoing, planned in product([False, True], repeat=3)
]
SITUATIONS = list(product(STANDINGS, STANDINGS, [False, True], [False, True]))
NEW, KNOWN = Standing(), Standing(known=True)
ONGOING, PLANNED = Standing(ongoing=True), Standing(planned=True)


@pytest.mark.requirement("MAL-01")
@pytest.mark.parametrize(
    ("municipality", "region", "discharge", "expected"),
    [
        (NEW, NEW, False, CaseKind.NEW_TO_BOTH),
        (NEW, ONGOING, False, CaseKind.NEW_TO_ONE),
        (ONGOING, NEW, False, CaseKind.NEW_TO_ONE),
        (KNOWN, NEW, False, CaseKind.NEW_TO_ONE),
        (KNOWN, KNOWN, False, CaseKind.ONGOING_IN_BOTH),
        (ONGOING, PLANNED, False, CaseKind.ONGOING_IN_BOTH),
        (NEW, NEW, True, CaseKind.DISCHARGE),
        (ONGOING, ONGOING, True, CaseKind.DISCHARGE),
    ],
)
def test_the_kind_of_case_follows_from_how_the_person_stands(municipality, region, discharge, expected):
    assert case_kind(municipality, region, discharge=discharge) is expected


@pytest.mark.requirement("MAL-04")
@pytest.mark.parametrize(
    ("municipality", "region", "discharge", "needs_coordinating", "expected"),
    [
        (ONGOING, ONGOING, False, True, NextStep.SIP_MEETING),
        (ONGOING, PLANNED, False, True, NextStep.SIP_MEETING),
        (PLANNED, PLANNED, False, True, NextStep.SIP_MEETING),
        (ONGOING, ONGOING, False, False, NextStep.REASSESS),
        (NEW, ONGOING, False, True, NextStep.GFI),
        (NEW, NEW, False, True, NextStep.GFI),
        (KNOWN, ONGOING, False, True, NextStep.GFI),  # Folke: known to both, one has interventions
        (ONGOING, ONGOING, True, True, NextStep.DISCHARGE_PLANNING),
    ],
)
def test_the_next_step_follows_the_handbook(municipality, region, discharge, needs_coordinating, expected):
    found = next_step(municipality, region, discharge=discharge, needs_coordinating=needs_coordinating)
    assert found.step is expected


@pytest.mark.parametrize(("municipality", "region", "discharge", "needs"), SITUATIONS)
def test_every_situation_has_a_kind_a_step_a_reason_and_a_source(municipality, region, discharge, needs):
    found = next_step(municipality, region, discharge=discharge, needs_coordinating=needs)
    assert found.kind is case_kind(municipality, region, discharge=discharge)
    assert found.kind.term
    assert found.step.term
    assert found.reason.endswith(".")
    assert "Handbok Malmö" in found.source


@pytest.mark.parametrize(("municipality", "region", "discharge", "needs"), SITUATIONS)
def test_it_does_not_matter_which_principal_is_named_first(municipality, region, discharge, needs):
    one_way = next_step(municipality, region, discharge=discharge, needs_coordinating=needs)
    assert next_step(region, municipality, discharge=discharge, needs_coordinating=needs) == one_way


@pytest.mark.parametrize(("municipality", "region", "discharge", "needs"), SITUATIONS)
def test_the_plan_meeting_comes_first_exactly_when_both_have_something_to_coordinate(
    municipality, region, discharge, needs
):
    found = next_step(municipality, region, discharge=discharge, needs_coordinating=needs)
    lawful = municipality.has_interventions and region.has_interventions and needs and not discharge
    assert (found.step is NextStep.SIP_MEETING) == lawful


@pytest.mark.requirement("MAL-11")
def test_the_five_reasons_for_a_plan_are_the_handbooks():
    assert [reason.term for reason in SipReason] == [
        "Samordning efterfrågas",
        "Kompetens behövs från fler verksamheter",
        "Ansvarsfördelningen behöver tydliggöras",
        "Insatser behöver ges samtidigt eller i särskild ordningsföljd",
        "Personen ”bollas runt”",
    ]
