"""The demo's world: told by the acts, relative to today, with something of everything."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.bookings.models import BookedPerson, Booking, BookingStep
from brygga.bookings.queries import empty_sessions
from brygga.consents.models import Consent
from brygga.consents.queries import consent_state, expiring
from brygga.coordinations.models import Coordination, InboxItem
from brygga.core import clock
from brygga.core.models import Event, ReadRow
from brygga.demo.stage import Stage
from brygga.demo.telling import PERSONS, humans
from brygga.demo.world import build
from brygga.discharges.models import Discharge
from brygga.discharges.queries import to_see as discharges_to_see
from brygga.escalations.models import Escalation, EscalationCover
from brygga.extracts.queries import batches_for
from brygga.handovers.models import Handover
from brygga.handovers.queries import steps_done
from brygga.handovers.states import Stage as Handed
from brygga.histories import Histories
from brygga.interventions.models import RaisedStep
from brygga.interventions.placements import warnings as placed
from brygga.investigations.guard import warnings
from brygga.investigations.queries import side_by_side, untold
from brygga.investigations.summaries import asked_for, covered, plans_in, summaries_in
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.people.models import Person
from brygga.people.whom import person_actor
from brygga.plans.may import may_say_as_person
from brygga.plans.models import Plan, PlanVersion
from brygga.plans.queries import due_follow_ups
from brygga.plans.states import PlanState, VersionState
from brygga.requests.models import Request
from brygga.requests.queries import distribution, expected
from brygga.requests.states import RequestState
from brygga.rules.consents import Stage as ConsentStage
from brygga.rules.critical import Situation
from brygga.rules.placements import Lacks
from brygga.rules.transfers import Stage as Step
from brygga.statistics import no_shows
from brygga.statistics.histories import ask
from brygga.timelines.queries import timeline
from brygga.transfers.queries import on_their_way, rules_here, shown, stage_of, to_watch, waiting
from brygga.web.timelines.part import part as early_warnings
from tests.rules.test_critical import anders

pytestmark = pytest.mark.django_db
BECAUSE = "the test looks at the whole demo"
NUMBERS = Path(__file__).parents[1] / "data" / "testnumbers.csv"


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """Built once for this file; nothing here writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def rows(model, **which):
    return model.objects.unrestricted(because=BECAUSE).filter(**which)


def of(stage: Stage, key: str) -> Person:
    return rows(Person, given_name=humans()[key].given_name).order_by("pk").first()


def test_every_number_is_an_official_test_number():
    official = {row["nummer_12"] for row in csv.DictReader(NUMBERS.read_text().splitlines())}
    assert {human.identity.normalised for human in humans().values()} - official == set()


def test_nobody_shares_a_number():
    counted = Counter(human.identity.normalised for human in humans().values())
    assert [number for number, count in counted.items() if count > 1] == []


def test_there_is_somebody_at_every_place(stage):
    places = set(rows(Coordination).values_list("place", flat=True))
    assert places == {"malmo", "stockholm", "karlstad", "borlange", "varmland"}


def test_about_sixty_work_there(stage):
    assert 50 <= Staff.objects.count() <= 70
    assert not Assignment.objects.filter(unit__organisation__in=Organisation.objects.none()).exists()


def test_every_unit_has_somebody(stage):
    assert [unit.name for unit in Unit.objects.filter(assignments=None)] == []


def test_nothing_has_happened_to_folke_yet(stage):
    assert rows(Coordination, person__given_name="Folke").count() == 0
    assert rows(Person, given_name="Folke").count() == 2  # Rådmannen knows him now, Innerstaden knew him


def test_nothing_happens_in_the_future(stage):
    assert rows(Event, happened_at__gt=clock.now()).count() == 0


def test_what_happened_first_is_told_first(stage):
    moments = list(rows(Event).order_by("pk").values_list("happened_at", flat=True))
    assert moments == sorted(moments)


def test_recent_post_is_unread_and_old_post_is_read(stage):
    items = rows(InboxItem)
    read_until = stage.moment(-7, 16, 30)
    assert items.filter(arrived_at__gt=read_until, read_at=None).exists()
    assert items.filter(read_at__isnull=False).count() > 50
    for name in ("Rut Månsson", "Sara Berg", "Siv Dahl"):
        mine = InboxItem.objects.visible_to(stage.actor(name))
        assert not mine.unread().filter(arrived_at__lte=read_until).exists(), name


def test_a_wish_waits_late_with_fred_and_another_has_just_come(stage):
    waiting = distribution(stage.actor("Fred Lund"))
    assert sorted(request.coordination.person.given_name for request in waiting) == ["Love", "Nadja"]
    assert [one.coordination.person.given_name for one in waiting if expected(one).late] == ["Love"]


def test_one_wish_was_declined_and_one_sent_on(stage):
    states = Counter(rows(Request).values_list("state", flat=True))
    assert states[RequestState.DECLINED] == 1
    assert states[RequestState.FORWARDED] == 1


def test_the_person_has_asked_for_a_sip_in_malmo_and_in_borlange(stage):
    asked = rows(Request, from_unit=None).values_list("coordination__person__given_name", flat=True)
    assert sorted(asked) == ["Alva", "Ines", "Jonas"]


@pytest.mark.requirement("ALL-01")
def test_sanna_answers_for_milo_and_sees_nobody_else(stage):
    sanna = person_actor(humans()["sanna"].index, stage.today)
    assert (sanna.represents, sanna.represents_as) == ("Milo Norberg", "vårdnadshavare")
    version = PlanVersion.objects.visible_to(sanna).get()
    assert may_say_as_person(sanna, version) and version.state == VersionState.PROPOSED


@pytest.mark.requirement("ALL-02")
def test_everybody_whom_someone_works_with_can_see_who_has_looked(stage):
    looked = set(ReadRow.objects.values_list("person_id", flat=True))
    assert {row.person_id for row in rows(Coordination)} - looked == set()


def test_jonas_is_to_be_contacted_tomorrow_at_the_latest(stage):
    request = rows(Request, coordination__person__given_name="Jonas").get()
    assert request.answer_by.date() - stage.today == timedelta(days=1)


def test_elin_has_stayed_away_twice(stage):
    missed = rows(Meeting, coordination__person__given_name="Elin", state=MeetingState.MISSED)
    assert missed.count() == 2


def test_meetings_are_called_held_and_missed(stage):
    states = Counter(rows(Meeting).values_list("state", flat=True))
    assert states[MeetingState.CALLED] == 3
    assert states[MeetingState.HELD] == 5


def test_sascha_has_a_plan_that_waits_for_sascha(stage):
    version = rows(PlanVersion, plan__coordination__person__given_name="Sascha").get()
    assert version.state == VersionState.PROPOSED
    assert [approval.by_person for approval in version.approvals.unrestricted(because=BECAUSE)] == [False, False]


def test_plans_are_in_every_state(stage):
    states = set(rows(PlanVersion).values_list("state", flat=True))
    assert states >= {VersionState.PROPOSED, VersionState.ADOPTED, VersionState.PARTLY}
    assert rows(Plan, state=PlanState.CLOSED).count() == 1


def test_anders_is_followed_up_next_week_and_kim_is_late(stage):
    anders = rows(Plan, coordination__person__given_name="Anders").get()
    kim = rows(Plan, coordination__person__given_name="Kim").get()
    assert 0 <= (anders.due_on - stage.today).days <= 10
    assert kim.due_on < stage.today
    left = rows(RaisedStep, coordination=kim.coordination, done_on=None).get()
    assert left.due_on < stage.today and left.unit.name == "Beroendemottagningen Rådmannen"
    assert [one.lacks for one in placed(stage.actor("Sven Ek"), kim.coordination)] == [Lacks.CONTACT]
    assert due_follow_ups(stage.actor("Sven Ek"))


@pytest.mark.requirement("MAL-17")
def test_anderss_second_year_was_the_last_before_his_coordination(stage):
    row = rows(Coordination, person__given_name="Anders").get()
    told = timeline(stage.actor("Sara Berg"), row)
    year = [one.happening for one in told.rows if one.page == "extract"]
    by = max(one.ends or one.begins for one in year) - date(2016, 12, 31)
    assert {(one.unit, one.kind, one.begins - by, one.broken_off, one.compulsory) for one in year} == {
        (one.unit, one.kind, one.begins, one.broken_off, one.compulsory) for one in anders()
    }
    assert max(one.ends or one.begins for one in year) == row.opened_on - timedelta(days=1)
    situations = Counter(one.critical.situation for one in told.situations)
    assert situations[Situation.INTERRUPTION] == 5 and situations[Situation.REPETITION] >= 1


@pytest.mark.requirement("MAL-20")
def test_malmo_follows_up_together_and_lund_would_see_nothing_of_it(stage):
    petra, ronja, sara = (stage.actor(name) for name in ("Petra Holst", "Ronja Wall", "Sara Berg"))
    assert batches_for(petra) == batches_for(ronja) and len(batches_for(petra)) == 4
    assert batches_for(sara) == ()
    held = ask(petra, Histories.overview).all
    assert held.persons >= 200 and held.rows >= 1500


@pytest.mark.parametrize(
    ("who", "stands"),
    [
        ("gunilla", ConsentStage.DECLINED),
        ("ewa", ConsentStage.EXPIRING),
        ("hamid", ConsentStage.GIVEN),
        ("folke", ConsentStage.NONE),
    ],
)
def test_consents_stand_as_told(stage, who, stands):
    assert consent_state(of(stage, who), stage.today).stage == stands


def test_ewas_consent_has_ten_days_left(stage):
    soon = expiring(stage.actor("Sven Ek"), stage.today)
    assert [(answer.consent.valid_until - stage.today).days for answer in soon] == [10]


def test_hamid_has_taken_back_what_psychiatry_knew(stage):
    consent = rows(Consent, person__given_name="Hamid").get()
    gone = {grant.unit.name for grant in consent.grants.unrestricted(because=BECAUSE) if grant.withdrawn_at}
    assert "Psykiatrimottagning Malmö" in gone
    assert not Coordination.objects.visible_to(stage.actor("Pia Sjö")).filter(person__given_name="Hamid").exists()


def test_both_kinds_of_protection_are_there(stage):
    protections = set(rows(Person).exclude(protection="").values_list("protection", flat=True))
    assert protections == {"marked", "registered_elsewhere"}


def test_nova_turns_nineteen_in_five_months(stage):
    born = of(stage, "nova").born
    nineteen = born.replace(year=born.year + 19)
    assert timedelta(days=135) < nineteen - stage.today < timedelta(days=160)


def test_the_neighbour_knows_of_nobody_in_malmo(stage):
    """Siv works with the same things, at the unit next door."""
    seen = Coordination.objects.visible_to(stage.actor("Siv Dahl"))
    assert [coordination.person.given_name for coordination in seen] == []


def test_somebody_may_be_chosen_for_every_person_of_the_list(stage):
    assert {human.key for human in humans().values()} == set(_keys())


def _keys() -> list[str]:
    return [line[1:-1] for line in PERSONS.read_text().splitlines() if line.startswith("[")]


@pytest.mark.requirement("BOR-04")
@pytest.mark.requirement("BOR-05")
def test_en_dorr_in_has_its_times_and_nobody_has_booked_the_psychiatrist(stage):
    kalle, dag = stage.actor("Kalle Moberg"), stage.actor("Dag Dal")
    (session,) = empty_sessions(kalle, stage.today)
    assert session.tell_from <= stage.today < session.day
    assert empty_sessions(dag, stage.today) == []
    booked = rows(Booking, unit=stage.unit("en_dorr_in"), starts_at__gt=clock.now()).booked()
    tove = stage.actor("Tove Älg")  # Kerstin's first meeting is one of the team's own times
    assert {row.booked_by for row in booked} == {dag.byline, "personen själv", tove.byline}
    assert BookedPerson.objects.visible_to(dag).count() == 0
    to_come = BookedPerson.objects.visible_to(kalle).filter(booking__starts_at__gt=clock.now())
    assert to_come.get().person == of(stage, "jonas")


@pytest.mark.requirement("MAL-20")
def test_five_did_not_come_to_their_first_time_at_en_dorr_in_and_the_manager_may_be_told(stage):
    monika, dag = stage.actor("Monika Lindh"), stage.actor("Dag Dal")
    (row,) = no_shows.times(monika, stage.today - timedelta(days=182), stage.today)
    assert (row.name, str(row.total), [str(one) for one in row.parts]) == (
        "En dörr in",
        "10",
        ["5", "5", "0", "0", "0"],
    )
    noted = rows(BookingStep, step__in=["came", "missed"])
    assert all(step.booking.ends_at < step.at < step.booking.ends_at + timedelta(hours=4) for step in noted)
    assert no_shows.times(dag, stage.today - timedelta(days=182), stage.today) == []


@pytest.mark.requirement("STO-02")
@pytest.mark.requirement("STO-10")
def test_one_is_late_one_stays_until_21_and_nova_is_on_her_way(stage):
    bengt, karin = stage.actor("Bengt Bro"), stage.actor("Karin Klint")
    plain, placed = rules_here(bengt)
    assert [(one.case.person.given_name, one.stage) for one in shown(waiting(bengt, plain))] == [("Viggo", Step.LATE)]
    assert [one.case.person.given_name for one in shown(to_watch(bengt, placed))] == ["Signe"]
    for actor, to_us in ((bengt, False), (karin, True)):
        (nova,) = on_their_way(actor, to_us=to_us)
        assert (nova.giver, nova.taker, stage_of(nova)) == ("Astrid Ung", "Hedda Sten", Step.TRANSITION)


def test_nova_is_investigated_by_two_units_and_one_decision_waits_to_be_told(stage):
    hedda, astrid = stage.actor("Hedda Sten"), stage.actor("Astrid Ung")
    coordination = rows(Coordination, person__given_name="Nova").get()
    assert [len(side_by_side(actor, coordination)) for actor in (hedda, astrid)] == [2, 2]
    assert [row.coordination_id for row in untold(hedda)] == [coordination.pk] and not untold(astrid)
    assert warnings(hedda, coordination) == []


@pytest.mark.requirement("MAL-17")
def test_robin_is_mapped_twice_and_both_are_told_the_way_that_fits(stage):
    coordination = rows(Coordination, person__given_name="Robin").get()
    for name in ("Sven Ek", "Kurt Åkesson"):
        (one,) = warnings(stage.actor(name), coordination)
        assert one.mode.term == "Delar görs tillsammans" and len(one.evidence) == 2


def warned(stage, who, given_name):
    """What stands as early warnings under Ansvar, and what the timeline says goes on."""
    actor, coordination = stage.actor(who), rows(Coordination, person__given_name=given_name).get()
    running = {one.critical.situation for one in timeline(actor, coordination).situations if one.critical.until is None}
    part = early_warnings(actor, coordination)
    return running, {row.title for row in part.rows} if part else set()


@pytest.mark.requirement("MAL-17")
@pytest.mark.parametrize("who", ["Sven Ek", "Kurt Åkesson"])
def test_robin_is_mapped_twice_and_both_see_it_while_it_goes_on_and_before_the_gfi(stage, who):
    running, told = warned(stage, who, "Robin")
    assert Situation.DOUBLE_WORK in running and Situation.DOUBLE_WORK.term in told
    (gfi,) = rows(Meeting, coordination__person__given_name="Robin", kind="gfi")
    assert gfi.starts_at > clock.now() and gfi.state == MeetingState.CALLED


@pytest.mark.requirement("MAL-17")
@pytest.mark.requirement("MAL-19")
@pytest.mark.parametrize("who", ["Sven Ek", "Doris Holm"])
def test_nobody_has_met_kim_and_both_see_it_while_it_goes_on(stage, who):
    running, told = warned(stage, who, "Kim")
    assert Situation.GAP in running and Situation.GAP.term in told
    actor, coordination = stage.actor(who), rows(Coordination, person__given_name="Kim").get()
    found = {one.critical.situation for one in timeline(actor, coordination).situations}
    assert Situation.NO_FOLLOW_UP in found
    assert [one.lacks for one in placed(actor, coordination)] == [Lacks.CONTACT]


@pytest.mark.parametrize("given_name", ["Robin", "Kim"])
@pytest.mark.parametrize("who", ["Siv Dahl", "Pia Sjö", "Ivar Lo", "Petra Holst"])
def test_the_neighbours_see_no_warning(stage, who, given_name):
    assert warned(stage, who, given_name) == (set(), set())


@pytest.mark.requirement("MAL-09")
def test_saras_investigation_of_sascha_rests_on_what_kurt_knows(stage):
    sara, coordination = stage.actor("Sara Berg"), rows(Coordination, person__given_name="Sascha").get()
    (plan,) = plans_in(sara, coordination)
    assert plan.row.mode == "others_knowledge" and len(plan.areas) == 3
    (summary,) = summaries_in(sara, coordination)
    assert [(one.term, one.whole) for one in covered(sara, summary)] == [
        ("Fysisk hälsa", False), ("Alkoholanvändning", True), ("Narkotikaanvändning", False),
    ]  # fmt: skip
    assert [one.state for one in asked_for(sara, coordination)] == [RequestState.SENT]


@pytest.mark.requirement("STO-17")
def test_a_handover_stands_at_each_state(stage):
    found = list(rows(Handover).select_related("request"))
    done = steps_done(found)
    stages = Counter(one.stage(step.step for step in done[one.pk]) for one in found)
    assert stages == dict.fromkeys((Handed.SENT, Handed.GOING_OVER, Handed.DATED, Handed.MOVED), 1)
    late_ones = rows(Request).filter(kind="handover", state=RequestState.SENT, answer_by__lt=clock.now())
    assert late_ones.count() == 1, "one receiver has not answered"


@pytest.mark.requirement("STO-13")
def test_a_question_has_been_lifted_to_its_second_level(stage):
    (row,) = rows(Escalation)
    assert (row.level, row.is_open, row.is_late) == ("unit_heads", True, False)
    assert [one.intervention.is_frozen for one in rows(EscalationCover)] == [True]


def test_bertil_goes_home_and_solveig_has_just_been_admitted(stage):
    sven, fred = stage.actor("Sven Ek"), stage.actor("Fred Lund")
    news = {row.discharge.person.given_name: row.discharge.state for row in discharges_to_see(sven)}
    assert news == {"Bertil": "ready", "Solveig": "admitted"}
    assert [row.discharge.person.given_name for row in discharges_to_see(fred)] == ["Bertil", "Solveig"]
    assert not Coordination.objects.visible_to(fred).filter(person__given_name="Solveig").exists()
    for row in Discharge.objects.visible_to(sven):
        assert not row.notice_was_late
        assert row.estimated_on > stage.today
