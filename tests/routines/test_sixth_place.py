"""A place that nobody has written code for: it loads, and every rule of it works."""

from datetime import date, datetime
from pathlib import Path

import pytest

from brygga.routines.document import document
from brygga.routines.forms import FilledBy
from brygga.routines.loading import all_routines, forget, routine
from brygga.rules.calendar import SWEDEN, Weekday
from brygga.rules.case_kinds import NextStep
from brygga.rules.clocks import STOCKHOLM, due_at
from brygga.rules.discharge import pays_from
from brygga.rules.handovers import Step, can_be_done
from brygga.rules.ladders import following
from brygga.rules.powers import Power
from brygga.rules.sources import NoRuleInForce

HERE = Path(__file__).parent
BEFORE, AFTER = date(2025, 6, 1), date(2026, 11, 22)


@pytest.fixture
def sixth():
    forget()
    return routine("sjatte", HERE)


def test_it_is_found_by_its_key_and_read_once(sixth):
    assert sixth.name == "Sjätte kommunen"
    assert routine("sjatte", HERE) is sixth
    assert [place.key for place in all_routines(HERE) if place.key == "sjatte"] == ["sjatte"]


@pytest.mark.parametrize("key", ["sjunde", "../sjatte", "", "."])
def test_a_place_that_is_not_there_is_not_found(key):
    with pytest.raises(KeyError):
        routine(key, HERE)


def test_its_functions_have_the_powers_it_gave_them(sixth):
    assert [f.key for f in sixth.functions_with(Power.DISTRIBUTE, AFTER)] == ["bridge_builder"]
    assert [f.key for f in sixth.functions_with(Power.CASES, AFTER)] == ["bridge_builder", "deacon"]
    assert [f.key for f in sixth.functions_with(Power.ANALYSE, AFTER)] == ["churchwarden"]
    assert sixth.functions_with(Power.ADMINISTER, AFTER) == ()


def test_its_parties_know_who_is_a_principal(sixth):
    assert {party.key: party.is_principal for party in sixth.parties} == {
        "municipality": True,
        "region": True,
        "church": False,
    }


def test_its_own_meeting_is_suggested_where_others_have_a_gfi(sixth):
    meeting = sixth.meeting_for(NextStep.GFI, AFTER)
    assert (meeting.term, meeting.minimum_parties) == ("Köksbordsmöte", 4)
    assert sixth.meeting_for(NextStep.SIP_MEETING, AFTER) is None


def test_an_old_case_keeps_its_old_deadline(sixth):
    assert sixth.deadline("acknowledge_request", date(2026, 6, 30)).workdays == 5
    assert sixth.deadline("acknowledge_request", date(2026, 7, 1)).workdays == 1


def test_there_is_no_deadline_before_the_routine_began(sixth):
    with pytest.raises(NoRuleInForce, match="Sjätte kommunen har ingen tid"):
        sixth.deadline("acknowledge_request", date(2023, 12, 31))


def test_its_clock_has_cutoff_time_of_day_and_roll(sixth):
    answer = sixth.deadline("answer_gfi_wish", AFTER)
    in_the_morning = datetime(2026, 11, 20, 9, tzinfo=STOCKHOLM)
    in_the_afternoon = datetime(2026, 11, 20, 13, tzinfo=STOCKHOLM)
    assert due_at(answer, in_the_morning) == datetime(2026, 12, 4, 16, tzinfo=STOCKHOLM)
    assert due_at(answer, in_the_afternoon) == datetime(2026, 12, 7, 16, tzinfo=STOCKHOLM)


def test_the_ward_has_its_own_form_and_days_and_the_reception_the_ordinary_ones(sixth):
    wish = sixth.request_kind("gfi_wish")
    assert wish.form_for("ward", AFTER) == "ward_wish"
    assert wish.form_for("reception", AFTER) == "wish"
    assert wish.distribution_days("ward", BEFORE) == (Weekday.WED,)
    assert wish.distribution_days("ward", AFTER) == (Weekday.MON, Weekday.WED, Weekday.FRI)
    assert wish.distribution_days("ward") == (Weekday.MON, Weekday.WED, Weekday.FRI)
    assert wish.distribution_days("reception", AFTER) == ()


def test_the_next_distribution_day_comes_from_the_routine(sixth):
    days = sixth.request_kind("gfi_wish").distribution_days("ward", AFTER)
    assert SWEDEN.next_weekday_of(days, AFTER) == date(2026, 11, 23)


def test_a_part_that_was_taken_away_stays_in_old_plans_only(sixth):
    assert [part.key for part in sixth.plan_parts_on(BEFORE)] == ["what", "church", "coordinator"]
    assert [part.key for part in sixth.plan_parts_on(AFTER)] == ["what", "coordinator"]
    assert sixth.plan_part("church").heading == "Diakonins del"
    with pytest.raises(KeyError):
        sixth.plan_part("church", AFTER)


def test_its_form_has_groups_and_conditions(sixth):
    form = sixth.form("wish")
    assert [item.link_id for item in form.walk()] == ["group", "coffee", "milk"]
    assert [option.display for option in form.item("milk").answer_options] == ["Mjölk", "Havredryck"]
    assert form.item("milk").enable_when[0].question == "coffee"
    with pytest.raises(KeyError):
        form.item("sugar")


def test_a_group_goes_with_what_is_in_it(sixth):
    form = sixth.form("wish")
    assert form.asked_of(FilledBy.SENDER) == form
    assert form.asked_of(FilledBy.RECEIVER).items == ()


def test_its_words_can_be_looked_up(sixth):
    assert sixth.unit_kind("diaconate").party == "church"
    assert sixth.party("church").term == "Församlingens diakoni"
    assert sixth.function("deacon").term == "Diakon"
    assert sixth.matter("grief").plain.startswith("Det som rör")
    assert [matter.key for matter in sixth.matters_on(AFTER)] == ["coordination", "grief"]
    assert sixth.purpose("meeting").term == "Mötas"
    assert sixth.meeting_type("kitchen_table").default_minutes == 90
    assert sixth.reason("asked_for").term == "Någon har bett om det"
    assert sixth.legal_basis("child_concern").citation.startswith("19 kap.")
    with pytest.raises(KeyError):
        sixth.legal_basis("lvm_report")


def test_what_its_region_and_municipality_have_agreed_on_goes_before_the_law(sixth):
    assert sixth.discharge_on(AFTER).purpose == "meeting"
    assert sixth.discharge_agreement_on(BEFORE) is None
    agreed = sixth.discharge_agreement_on(AFTER)
    in_the_morning = datetime(2026, 11, 20, 9, tzinfo=STOCKHOLM)
    in_the_afternoon = datetime(2026, 11, 20, 13, tzinfo=STOCKHOLM)
    assert pays_from(in_the_morning, agreed) == date(2026, 11, 27)
    assert pays_from(in_the_afternoon, agreed) == date(2026, 11, 28)
    assert "7 dagar efter meddelandet, 8 om det skickades efter klockan 12" in document([sixth])


def test_it_gets_a_page_of_its_own(sixth):
    page = document([sixth])
    assert "Köksbordsmöte" in page
    assert "Avdelningen: fördelas onsdag. Avdelningen: fördelas måndag och onsdag och fredag." in page
    assert "2024-01-01 till 2025-12-31" in page


def test_its_own_way_of_handing_over_has_its_own_steps(sixth):
    kind = sixth.handover_by("pass_the_key")
    assert [row.key for row in kind.steps_on(date(2024, 6, 1))] == ["contact_person"]
    steps = kind.steps_on(AFTER)
    assert [row.todo for row in can_be_done(steps, set())] == ["Bjud personen på fika"]
    assert [row.todo for row in can_be_done(steps, {Step.CONTACT_PERSON})] == ["Ge personen nyckeln"]
    assert sixth.handover_by("gfi_wish") is None
    assert kind.keep_reading == "follow_up_plan", "whichever clock the place says"


def test_its_own_ladder_has_its_own_levels(sixth):
    (ladder,) = sixth.ladders_on(AFTER)
    assert [level.function for level in ladder.levels_on(AFTER)] == ["deacon", "bridge_builder"]
    assert following(ladder.levels, "deacons").term == "Brobyggare"
    assert following(ladder.levels, "builders") is None
