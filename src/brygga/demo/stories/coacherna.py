"""The coaching team in Borlänge (BOR-09): thirty enrolled, a queue with its order, groups with who was there.

Selma has come from En dörr in and has a place to answer; Wilma is on her way to studies and sees her own steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from brygga.coaching import acts
from brygga.coaching.facts import ActivityFacts
from brygga.coaching.models import Activity, Enrolment, Participation
from brygga.coaching.queries import sessions_of
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.people.acts import register_person
from brygga.people.models import Case
from brygga.rules.coaching import Timetable

CECILIA, JON, NORA = "Cecilia Hed", "Jon Ekberg", "Nora Sandell"
GIVEN = (
    "Ahmed", "Agnes", "Albin", "Amanda", "Björn", "Carina", "David", "Elsa", "Emil", "Fatima", "Filip", "Greger",
    "Hanna", "Isak", "Jasmin", "Karin", "Leila", "Liam", "Malin", "Max", "Mohamed", "Nils", "Olga", "Oskar",
    "Pontus", "Rebecka", "Simon", "Tilda", "Ulf", "Vera",
)  # fmt: skip
FAMILY = ("Ekström", "Haddad", "Fors", "Nyman", "Backlund", "Ali", "Sjöholm", "Wallin", "Lindahl", "Öman")
COMPENSATION, FAR = "activity_compensation", "far_from_work"
#: In how many scenes they came, so many days ago.
CAME = (210, 170, 140, 110, 75, 40)
STEPS = ("coached", "in_group", "matched", "work_or_studies")
PLACE = "Målaregatan 1, sal 2"


class Team:
    def __init__(self, stage: Stage) -> None:
        self.stage, self.unit = stage, stage.unit("coachingteamet")
        self.enrolled: list[Enrolment] = []

    def case(self, given: str, family: str, born: date) -> Case:
        by = self.stage.actor(CECILIA)
        person = register_person(self.unit, by=by, given_name=given, family_name=family, born=born)
        return Case.objects.visible_to(by).open().select_related("unit__organisation").get(person=person)

    def queued(self, number: int, given: str, age: int, circumstances: tuple[str, ...] = ()) -> Enrolment:
        born = clock.today().replace(day=1) - timedelta(days=age * 366 + 11 * number)
        case = self.case(given, FAMILY[number % len(FAMILY)], born)
        return acts.queue(case, by=self.stage.actor(CECILIA), circumstances=circumstances)

    def enrol(self, row: Enrolment, coach: str) -> Enrolment:
        done = acts.enrol(row, by=self.stage.actor(CECILIA), coach=self.stage.assignment(coach))
        self.enrolled.append(done)
        return done

    def add(
        self, name: str, kind: str, *, by: str = CECILIA, organiser: str = "coachingteamet", **more: Any
    ) -> Activity:
        table = Timetable(**{key: more.pop(key) for key in ("first", "last", "starts", "ends", "every_weeks")})
        facts = ActivityFacts(
            name=name, kind=kind, organiser=self.stage.unit(organiser), where=PLACE, table=table, **more
        )  # fmt: skip
        return acts.add_activity(self.unit, by=self.stage.actor(by), activity=facts)

    def note(self, activity: Activity, turn: int) -> None:
        """Who was there at every session that has been and that nobody has noted; most were."""
        jon = self.stage.actor(JON)
        for one in sessions_of(activity):
            if one.ends_at < clock.now() and not one.is_noted:  # type: ignore[attr-defined]
                rows = Participation.objects.visible_to(jon).filter(activity=activity, since__lte=one.day)
                told = ("present", "present", "present", "notified", "present", "absent")
                there = {
                    row.pk: told[(n + turn + one.day.day) % len(told)] for n, row in enumerate(rows.order_by("pk"))
                }
                acts.note_presence(one, by=jon, presence=there)


def story(stage: Stage) -> Iterator[datetime]:
    team = Team(stage)
    for turn, days in enumerate(CAME):
        yield stage.moment(-days, 9)
        for number in range(turn * 5, turn * 5 + 5):
            circumstances = ((COMPENSATION,), (FAR,), ())[number % 3]
            row = team.queued(number, GIVEN[number], 20 + number % 38, circumstances)
            team.enrol(row, (JON, NORA, CECILIA)[number % 3])
    yield stage.moment(-38, 10)
    groups = _groups(team)
    yield stage.moment(-28, 15)
    _steps(team)
    yield stage.moment(-20, 11)
    _waiting_long(team)
    yield stage.moment(-9, 16)
    for turn, group in enumerate(groups):
        team.note(group, turn)
    yield stage.moment(-6, 10)
    _queue(team)
    yield stage.moment(-2, 16)
    acts.end(team.enrolled[0], by=stage.actor(JON), ended_reason="work", ended_note="Anställd på ett lager.")
    team.note(groups[0], 3)


def _groups(team: Team) -> list[Activity]:
    """Two that have gone on for some weeks, one that is full and comes next week, one that is held by others."""
    start, stage = team.stage.calendar.next_workday(clock.today()), team.stage
    last = stage.today + timedelta(days=60)
    weekly: dict[str, Any] = {"every_weeks": 1, "last": last}
    strong = team.add(
        "Må bra-gruppen", "strengthening", seats=10, first=start, starts=time(13), ends=time(15), **weekly
    )
    studio = team.add(
        "Jobbsökarstudio", "towards_work", organiser="jobbenheten", seats=15, starts=time(9), ends=time(11, 30),
        first=stage.calendar.next_workday(start + timedelta(days=1)), **weekly,
    )  # fmt: skip
    info = team.add(
        "Så fungerar studiemedel", "information", by="Bodil Ståhl", organiser="en_dorr_in", seats=6,
        first=stage.calendar.next_workday(stage.today + timedelta(days=6)), last=None, starts=time(10),
        ends=time(11, 30), every_weeks=0,
    )  # fmt: skip
    by = stage.actor(JON)
    acts.join(strong, by=by, enrolments=team.enrolled[2:10])
    acts.join(studio, by=by, enrolments=team.enrolled[8:20])
    acts.join(info, by=by, enrolments=team.enrolled[14:20])
    talk: dict[str, Any] = {"first": start, "last": last, "starts": time(15, 15), "ends": time(16), "every_weeks": 2}
    for row in team.enrolled[3:5]:
        facts = ActivityFacts(
            name="Samtal med coach", kind="coaching_talk", form="individual", organiser=team.unit, seats=1,
            where=PLACE, table=Timetable(**talk),
        )  # fmt: skip
        acts.add_for_one(row, by=by, activity=facts)
    return [strong, studio]


def _steps(team: Team) -> None:
    """Most have begun; some have come far, and one has gone back a step."""
    jon = team.stage.actor(JON)
    for number, row in enumerate(team.enrolled[:24]):
        assert row.enrolled_on is not None
        far = 1 + number % 3 if number < 12 else 1
        for step in range(far):
            day = min(row.enrolled_on + timedelta(days=20 * step), clock.today())
            acts.record_step(row, by=jon, step=STEPS[step], on=day)
    acts.record_step(
        team.enrolled[5], by=jon, step="coached", on=clock.today(), step_note="Orkade inte gruppen just nu."
    )


def _waiting_long(team: Team) -> None:
    """Nobody has been heard from in time: the clock of this row is late."""
    team.queued(31, "Sören", 52)


def _queue(team: Team) -> None:
    stage = team.stage
    team.queued(32, "Nathalie", 19, (COMPENSATION,))
    team.queued(33, "Peter", 44, (FAR,))
    row = team.queued(34, "Ylva", 33)
    acts.assess(
        row,
        by=stage.actor(CECILIA),
        circumstances=[],
        priority=FAR,
        priority_why="Har inte arbetat på tolv år. Blir utan ersättning vid årsskiftet.",
    )


def selma(stage: Stage) -> Iterator[datetime]:
    """She came by a request from En dörr in; her row was there from the moment it was sent."""
    yield stage.moment(-14, 15)
    cecilia = stage.actor(CECILIA)
    row = Enrolment.objects.visible_to(cecilia).in_queue().exclude(request=None).get()
    row = acts.assess(row, by=cecilia, circumstances=[COMPENSATION])
    yield stage.moment(-1, 13)
    acts.offer(row, by=cecilia)


def wilma(stage: Stage) -> Iterator[datetime]:
    team, life = Team(stage), Life(stage, "wilma")
    yield stage.moment(-180, 10)
    life.known_at("coachingteamet", by=JON)
    life.looks(JON, "Personens sida")
    case = (
        Case.objects.visible_to(stage.actor(JON))
        .select_related("unit__organisation")
        .get(person=life.people["coachingteamet"])
    )
    row = acts.queue(case, by=stage.actor(CECILIA), circumstances=[COMPENSATION])
    yield stage.moment(-172, 10)
    row = team.enrol(row, JON)
    jon = stage.actor(JON)
    acts.record_step(row, by=jon, step="coached", on=clock.today())
    yield stage.moment(-120, 10)
    acts.record_step(row, by=jon, step="in_group", on=clock.today(), step_note="Må bra-gruppen.")
    yield stage.moment(-60, 10)
    acts.record_step(row, by=jon, step="matched", on=clock.today(), step_note="Söker till Komvux i vår.")
    yield stage.moment(-36, 15)
    group = Activity.objects.visible_to(jon).get(name="Må bra-gruppen")
    acts.join(group, by=jon, enrolments=[row])
    talk: dict[str, Any] = {
        "first": clock.today(),
        "last": stage.today + timedelta(days=40),
        "starts": time(10),
        "ends": time(10, 45),
    }
    facts = ActivityFacts(
        name="Samtal med coach", kind="coaching_talk", form="individual", organiser=team.unit, seats=1,
        where=PLACE, table=Timetable(every_weeks=2, **talk),
    )  # fmt: skip
    acts.add_for_one(row, by=jon, activity=facts)


COACHERNA = (story, selma, wilma)
