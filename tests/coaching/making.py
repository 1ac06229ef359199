"""A coaching team in Borlänge for the tests: Cecilia hands out the places, Love coaches; Ture coaches next door."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from brygga.agencies.models import Assignment, Organisation
from brygga.coaching import acts
from brygga.coaching.facts import ActivityFacts
from brygga.coaching.models import Activity, Enrolment
from brygga.consents.models import COORDINATION, Consent, ConsentGrant
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.secrets import blind_index
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.people.models import Case, Person
from brygga.people.whom import person_actor
from brygga.requests.acts import send_request, write_request
from brygga.requests.models import Request
from brygga.rules.coaching import Timetable
from brygga.rules.identity_numbers import parse
from tests.cast import World, _actor, _case, _person, _unit

#: A Wednesday well away from every holiday and from the change of clocks.
NOW = datetime(2027, 1, 13, 10, tzinfo=clock.SWEDEN)
TODAY = NOW.date()
SELMA = "199602292386"


def borlange() -> World:
    """En dörr in and two coaching teams in one municipality, a third one in another; a neighbour at the psychiatry."""
    world = World()
    with asked_by("the cast"):
        _agencies(world)
        _staff(world)
        world.selma = _person(world.house, "Selma", "Ros", SELMA)
        world.selmas_case = _case(world.selma, world.door, world.tove)
        world.selma_herself = person_actor(blind_index(parse(SELMA).normalised, "identity"), clock.today())
    return world


def _agencies(world: World) -> None:
    for key, name, party in (
        ("house", "Borlänge kommun", "municipality"),
        ("other_house", "Grannkommunen", "municipality"),
        ("dalarna", "Region Dalarna, psykiatri", "region"),
    ):
        made = Organisation.objects.create(name=name, sort=sort_key(name), place="borlange", party=party)
        setattr(world, key, made)
    world.door = _unit(world.house, "En dörr in", "one_door")
    world.team = _unit(world.house, "Coachingteamet", "coaching_team")
    world.second = _unit(world.house, "Coachingteam Norr", "coaching_team")
    world.third = _unit(world.other_house, "Grannens coachingteam", "coaching_team")
    world.job_unit = _unit(world.house, "Jobbenheten", "job_unit")
    world.clinic = _unit(world.dalarna, "Psykiatrin", "psychiatry_clinic")


def _staff(world: World) -> None:
    for key, name, function, title, unit in (
        ("tove", "Tove Älg", "team_member", "Medarbetare", world.door),
        ("cecilia", "Cecilia Hed", "coordinator", "Samordnande coach", world.team),
        ("love", "Love Lind", "coach", "Coach", world.team),
        ("ture", "Ture Holm", "coordinator", "Samordnande coach", world.second),
        ("grannen", "Gro Nilsson", "coordinator", "Samordnande coach", world.third),
        ("dag", "Dag Dal", "case_officer", "Handläggare", world.clinic),
        ("bodil", "Bodil Ståhl", "administrator", "Administratör", world.door),
    ):
        setattr(world, key, _actor(name, function, title, unit))


def assignment(actor: Any) -> Assignment:
    return Assignment.objects.select_related("staff", "unit__organisation").get(pk=actor.assignment_id)


def born(world: Any, day: date, name: str = "Ida", number: int = 0) -> Person:
    """Somebody without an identity number, known to the team by a case of its own."""
    with asked_by("the cast"):
        family = f"Prov{chr(65 + number // 26)}{chr(65 + number % 26)}"
        return Person._base_manager.create(
            organisation=world.house, given_name=name, family_name=family, sort=sort_key(f"{family} {name}"),
            born=day, registered_at=clock.now(),
        )  # fmt: skip


def known(world: Any, number: int = 0, unit: Any = None, day: date = date(1990, 5, 2)) -> Case:
    person = born(world, day, number=number)
    with asked_by("the cast"):
        return _case(person, unit or world.team, world.cecilia)


def queued(world: Any, number: int = 0, circumstances: tuple[str, ...] = (), **more: Any) -> Enrolment:
    return acts.queue(known(world, number, **more), by=world.cecilia, circumstances=circumstances)


def enrolled(world: Any, number: int = 0, **more: Any) -> Enrolment:
    row = queued(world, number, **more)
    return acts.enrol(row, by=world.cecilia, coach=assignment(world.love))


def facts(world: Any, **more: Any) -> ActivityFacts:
    usual: dict[str, Any] = {"name": "Må bra-gruppen", "kind": "strengthening", "organiser": world.team, "seats": 3}
    table = {"first": TODAY, "starts": time(13), "ends": time(15), "every_weeks": 1, "last": date(2027, 2, 10)}
    table |= {name: more.pop(name) for name in tuple(more) if name in table}
    return ActivityFacts(**{**usual, **more}, table=Timetable(**table))


def activity(world: Any, **more: Any) -> Activity:
    by = more.pop("by", world.cecilia)
    return acts.add_activity(more.pop("unit", world.team), by=by, activity=facts(world, **more))


def asked(world: Any) -> Request:
    """En dörr in asks the team, on Selma's consent; asked again it is in the same coordination."""
    if "coordination" not in vars(world):
        _begin(world)
    answers = {"matter": "Vill börja plugga.", "contact": "Tove"}
    written = write_request(world.coordination, by=world.tove, kind="lead_on", to_unit=world.team, answers=answers)
    return send_request(written, by=world.tove)


def _begin(world: Any) -> None:
    world.coordination = open_coordination(world.selmas_case, by=world.tove, why="Vill studera.", reasons=[])
    with asked_by("the cast"):
        world.consent = Consent._base_manager.create(
            person=world.selma, unit=world.door, stream_id=world.coordination.pk, state="given", form="oral",
            given_on=TODAY, valid_from=TODAY, valid_until=date(2027, 12, 31), purposes=["coordination", "meeting"],
            informed_by="Tove",
        )  # fmt: skip
        for unit in (world.door, world.team):
            ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter=COORDINATION)


def again(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)
