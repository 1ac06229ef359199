"""What the ward tells, to whom, and what each one may know: the law's four things, the rest on the person's yes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brygga.agencies.models import Unit
from brygga.closings.open_matters import Leaving, what_is_open
from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.may import may_close
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.discharges import acts, may
from brygga.discharges.models import Discharge, DischargeReceiver
from brygga.discharges.queries import keeps_case_open, keeps_unit_open, with_details
from brygga.discharges.states import DischargeState
from brygga.people.acts import register_death
from brygga.people.models import Case
from tests.cast import AMINA, FOLKE, _case, _person, share
from tests.discharges.ward import HOME, MONDAY, at, join, moment, ready, receipt, told


def seen_by(actor):
    return list(Discharge.objects.visible_to(actor))


def whole(actor):
    return [row.whole for row in with_details(actor)]


@pytest.mark.requirement("MAL-01")
def test_the_municipalitys_unit_is_told_and_its_neighbours_are_not(ward):
    row = told(ward)
    for knows in (ward.rut, ward.kurt, ward.sara, ward.sven, ward.fred, ward.chef, ward.folke_himself):
        assert seen_by(knows) == [row], knows
    for neighbour in (ward.siv, ward.sigrid, ward.pia, ward.adam, ward.greta, ward.amina_herself):
        assert seen_by(neighbour) == [], neighbour
    door = Disclosure._base_manager.get(to_unit=ward.innerstaden)
    assert (door.legal_basis, door.consent, door.stream_id) == ("admission_notice", None, row.pk)


def test_on_the_law_alone_the_unit_reads_the_notice_and_not_the_coordination(ward):
    told(ward)
    assert whole(ward.sara) == [False]
    assert whole(ward.rut) == [True]
    assert list(type(ward.coordination).objects.visible_to(ward.sara)) == []
    join(ward, ward.innerstaden)
    assert whole(ward.sara) == [True]


def test_who_takes_part_without_having_been_told_reads_it_while_the_ward_takes_part(ward):
    row = told(ward)
    join(ward, ward.norr)
    assert seen_by(ward.siv) == [row]
    withdraw_consent(Consent._base_manager.get(), by=ward.rut, how="Sagt på mottagningen")
    assert seen_by(ward.siv) == []
    assert seen_by(ward.sara) == [row]  # the law's notice stands


def test_a_ward_that_no_longer_takes_part_tells_the_coordination_nothing_more(ward):
    """Amina's coordination is Innerstaden's; Rådmannen is let in on her yes, with a case of its own."""
    with asked_by("the cast"):
        shared = share(ward)
        there = _person(ward.region, "Amina", "Hassan", AMINA)
        shared.ruts_part.case = _case(there, ward.radmannen, ward.rut)
        shared.ruts_part.save()
    row = told(shared, ward.norr)
    assert (row.person, row.stream_id) == (there, shared.coordination.pk)
    assert seen_by(ward.sara) == [row]
    withdraw_consent(shared.consent, by=ward.sara, how="Sagt i telefon")
    row = acts.change_estimate(Discharge._base_manager.get(), by=ward.rut, estimated_on=HOME + timedelta(days=1))
    assert seen_by(ward.sara) == []
    assert seen_by(ward.siv) == [row]
    event = Event._base_manager.get(act="discharges.change_estimate")
    assert event.stream_id == row.pk
    assert list(Event.objects.visible_to(ward.sara).filter(pk=event.pk)) == []


def test_the_one_receiver_does_not_learn_of_the_other(ward):
    told(ward, ward.innerstaden, ward.norr)
    for reader, unit in ((ward.sara, ward.innerstaden), (ward.siv, ward.norr)):
        assert [row.unit for row in DischargeReceiver.objects.visible_to(reader)] == [unit]
    assert DischargeReceiver.objects.visible_to(ward.rut).count() == 2
    assert DischargeReceiver.objects.visible_to(ward.folke_himself).count() == 2


@pytest.mark.parametrize("key", ["radmannen", "psykiatri"])
def test_only_units_of_the_municipality_are_told(ward, key):
    with pytest.raises(NotAllowed, match="enheter i kommunen"):
        told(ward, getattr(ward, key))
    with pytest.raises(NotAllowed, match="enheter i kommunen"):
        told(ward, to_units=())


def test_a_unit_that_has_closed_is_not_told(ward):
    with asked_by("test"):
        Unit._base_manager.filter(pk=ward.norr.pk).update(closed_on=MONDAY)
    with pytest.raises(NotAllowed, match="enheter i kommunen"):
        told(ward, Unit._base_manager.get(pk=ward.norr.pk))


def test_the_region_tells_and_nobody_else(ward):
    join(ward, ward.innerstaden)
    assert may.may_notify(ward.sara, ward.coordination).reason == may.ONLY_REGION
    assert not may.may_notify(ward.pia, ward.coordination)
    assert may.may_notify(ward.rut, ward.coordination)


def test_one_at_a_time_and_after_it_the_next(ward):
    row = told(ward)
    with pytest.raises(NotAllowed, match="pågår redan"):
        told(ward)
    acts.withdraw(row, by=ward.rut, why="Blir kvar.")
    assert told(ward).state == DischargeState.ADMITTED  # admitted again


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"admitted_at": moment(MONDAY, 11)}, "har inte varit"),
        ({"judged_at": moment(MONDAY, 11)}, "har inte varit"),
        ({"estimated_on": date(2026, 11, 22)}, "före inskrivningen"),
        ({"judged_at": moment(MONDAY, 7)}, "före inskrivningen"),
    ],
)
def test_times_that_cannot_be_are_refused(ward, facts, why):
    with pytest.raises(NotAllowed, match=why):
        told(ward, **facts)
    assert not Disclosure._base_manager.exists()


def test_the_24_hours_are_counted_from_the_doctors_judgement_if_that_came_later(ward):
    late = told(ward, admitted_at=moment(date(2026, 11, 21), 9))
    assert late.notice_was_late
    acts.withdraw(late, by=ward.rut, why="Fel.")
    in_time = told(ward, admitted_at=moment(date(2026, 11, 21), 9), judged_at=moment(date(2026, 11, 22), 11))
    assert not in_time.notice_was_late


def test_the_receiver_sees_and_plans_and_the_ward_knows(ward):
    row = told(ward)
    assert may.may_see(ward.fred, receipt(ward, row))
    assert not may.may_see(ward.siv, receipt(ward, row))
    acts.begin_planning(receipt(ward, row), by=ward.sara)
    assert receipt(ward, row).planning_since == MONDAY
    assert not may.may_plan(ward.sara, receipt(ward, row))
    with at(MONDAY, 11):
        acts.change_estimate(row, by=ward.kurt, estimated_on=HOME + timedelta(days=2))
        assert may.may_see(ward.sara, receipt(ward, row))
        acts.see(receipt(ward, row), by=ward.fred)
        assert not may.may_see(ward.sara, receipt(ward, row))
    assert receipt(ward, row).received_by == ward.fred.label


def test_one_more_unit_can_be_told(ward):
    row = told(ward)
    acts.tell_units(row, by=ward.rut, to_units=[ward.norr])
    assert seen_by(ward.siv) == [row]
    with pytest.raises(NotAllowed, match="redan fått"):
        acts.tell_units(row, by=ward.rut, to_units=[ward.norr])


@pytest.mark.parametrize(
    ("hour", "minute", "pays"), [(10, 0, date(2026, 11, 26)), (12, 0, date(2026, 11, 26)), (12, 1, date(2026, 11, 27))]
)
def test_the_clocks_start_with_the_notice_that_the_person_is_ready(ward, hour, minute, pays):
    with at(MONDAY, hour, minute):
        row = ready(ward)
    assert (row.call_by, row.pays_from, row.agreement) == (date(2026, 11, 26), pays, None)
    row = acts.take_back_ready(row, by=ward.rut, estimated_on=HOME)
    assert (row.state, row.call_by, row.pays_from) == (DischargeState.ADMITTED, None, None)
    with at(date(2026, 11, 25), 9):
        assert acts.say_ready(row, by=ward.rut).pays_from == date(2026, 11, 28)


def test_the_contact_is_named_before_the_person_goes_home(ward):
    row = told(ward)
    with pytest.raises(NotAllowed, match="fasta vårdkontakten först"):
        acts.discharge_person(row, by=ward.rut, discharged_at=clock.now())
    row = acts.name_contact(row, by=ward.rut, contact="Karin Lind")
    assert (row.contact, row.contact_unit) == ("Karin Lind", ward.radmannen)
    with pytest.raises(NotAllowed, match="inte i framtiden"):
        acts.discharge_person(row, by=ward.rut, discharged_at=moment(MONDAY, 11))
    home = acts.discharge_person(row, by=ward.rut, discharged_at=clock.now())
    assert (home.state, home.informed_on) == (DischargeState.DISCHARGED, None)
    assert acts.note_information(home, by=ward.kurt).informed_on == MONDAY


def test_the_contact_is_named_by_the_region_only(ward):
    row = told(ward)
    join(ward, ward.innerstaden)
    join(ward, ward.psykiatri)
    assert not may.may_name_contact(ward.sara, row)
    assert acts.name_contact(row, by=ward.pia, contact="Pia Sjö").contact_unit == ward.psykiatri


def test_the_wards_steps_are_the_wards(ward):
    row = told(ward)
    join(ward, ward.innerstaden)
    for asks in (may.may_change, may.may_say_ready, may.may_discharge, may.may_inform, may.may_take_back_ready):
        assert not asks(ward.sara, row)
        assert not asks(ward.pia, row)


def test_a_call_that_was_sent_elsewhere_is_noted(ward):
    row = told(ward)
    with pytest.raises(NotAllowed, match="efter inskrivningen"):
        acts.note_call(row, by=ward.rut, called_on=date(2026, 11, 22))
    assert acts.note_call(row, by=ward.rut, called_on=MONDAY).called_on == MONDAY
    assert "redan noterad" in may.may_note_call(ward.rut, Discharge._base_manager.get()).reason


def test_at_open_compulsory_care_there_is_no_call(ward):
    row = told(ward, compulsory=True)
    assert "samordnad vårdplan" in may.may_note_call(ward.rut, row).reason


@pytest.mark.parametrize("how", ["home", "withdrawn", "dead"])
def test_those_told_read_how_it_ended_for_thirty_days(ward, how):
    row = ready(ward)
    match how:
        case "home":
            acts.discharge_person(row, by=ward.rut, discharged_at=clock.now(), informed=True)
        case "withdrawn":
            acts.withdraw(row, by=ward.rut, why="Flyttas till en annan avdelning.")
        case "dead":
            register_death(ward.folke, by=ward.rut, died_on=MONDAY)
    row = Discharge._base_manager.get()
    assert row.state == (DischargeState.DISCHARGED if how == "home" else DischargeState.WITHDRAWN)
    assert not may.may_change(ward.rut, row)
    with at(date(2026, 12, 23)):
        assert seen_by(ward.sara) == [row]
    with at(date(2026, 12, 24)):
        assert seen_by(ward.sara) == []
        assert seen_by(ward.rut) == [row]


def test_a_death_that_the_municipality_registers_stops_it_too(ward):
    row = told(ward)
    join(ward, ward.innerstaden)
    with asked_by("the cast"):
        theirs = _person(ward.social, "Folke", "Lind", FOLKE)
        case = _case(theirs, ward.innerstaden, ward.sara)
        Engagement._base_manager.filter(unit=ward.innerstaden).update(case=case)
    register_death(theirs, by=ward.sara, died_on=MONDAY)
    row.refresh_from_db()
    assert (row.state, row.withdrawn_why) == (DischargeState.WITHDRAWN, "Personen har avlidit.")


def test_while_it_goes_on_the_ward_its_case_and_the_coordination_stay_open(ward):
    row, case = told(ward), Case._base_manager.get(pk=ward.folkes_case.pk)
    leaving = {"coordination": ward.coordination, "stays": frozenset()}
    gone = Leaving(leaves=frozenset({ward.radmannen.pk}), ends=False, **leaving)
    other = Leaving(leaves=frozenset({ward.norr.pk}), ends=False, **leaving)
    assert "utskrivning pågår" in may_close(ward.rut, ward.coordination).reason
    assert any("utskrivning" in one for one in what_is_open(gone))
    assert not any("utskrivning" in one for one in what_is_open(other))
    assert keeps_case_open(case)
    assert keeps_unit_open(ward.radmannen)
    assert not keeps_unit_open(ward.psykiatri)
    acts.withdraw(row, by=ward.rut, why="Blir kvar.")
    assert may_close(ward.rut, ward.coordination)
    assert not keeps_case_open(case)
    assert not any("utskrivning" in one for one in what_is_open(gone))
