"""The stage: the agencies and staff of the demo, and a clock to tell their stories by, relative to today."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

from brygga.agencies.acts import add_staff, add_unit, change_unit, found_organisation
from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.rules.calendar import WorkCalendar

HERE = Path(__file__).parent
#: The agencies were there before any of the stories began.
OPENED_DAYS_AGO = 900
#: When a weekend has drawn two scenes of a story together, they still come in their order.
A_LITTLE_LATER = timedelta(minutes=10)


@dataclass(slots=True)
class Stage:
    """Units by their key, staff by their name; `play` moves the clock."""

    today: date
    units: dict[str, Unit] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    def unit(self, key: str) -> Unit:
        return self.units[key]

    def assignment(self, name: str) -> Assignment:
        return self.assignments[name]

    def actor(self, name: str) -> Actor:
        """The same through all stories: nobody changes assignment in them."""
        if name not in self.actors:
            assignment = self.assignments[name]
            actor = actor_for(assignment.staff_id, assignment.pk, clock.today())
            assert actor is not None, name
            self.actors[name] = actor
        return self.actors[name]

    def day(self, days: int) -> date:
        """The working day nearest to so many days from today: before for the past, after for what is to come."""
        wanted = self.today + timedelta(days=days)
        return self.calendar.next_workday(wanted) if days >= 0 else self.calendar.previous_workday(wanted)

    def moment(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        return datetime.combine(self.day(days), time(hour, minute), clock.SWEDEN)

    def play(self, stories: Sequence[Story]) -> None:
        """All stories at once, scene by scene in the order of time, so that logs and lists are in order too."""
        now = _now()
        told = [story(self) for story in stories]
        waiting = [(next(scenes), number) for number, scenes in enumerate(told)]
        heapify(waiting)
        while waiting:
            moment, number = heappop(waiting)
            with clock.set_to(min(moment, now)):
                following = next(told[number], None)
            if following:
                heappush(waiting, (max(following, moment + A_LITTLE_LATER), number))


#: A story yields the moment of each scene; what follows the yield happened then.
Story = Callable[[Stage], Iterator[datetime]]


def _now() -> datetime:
    return clock.now().astimezone(clock.SWEDEN)


def set_up() -> Stage:
    """Found every organisation, with its units and its staff."""
    stage = Stage(today=clock.today())
    organisations: list[dict[str, Any]] = tomllib.loads((HERE / "agencies.toml").read_text())["organisation"]
    with clock.set_to(datetime.combine(stage.today - timedelta(days=OPENED_DAYS_AGO), time(9), clock.SWEDEN)):
        for organisation in organisations:
            _found(stage, organisation)
    return stage


def _found(stage: Stage, told: dict[str, Any]) -> None:
    first = told["units"][0]
    administrators = [name for name, function, _ in first["staff"] if function == "administrator"]
    administrator = found_organisation(
        None,
        by=SYSTEM,
        name=told["name"],
        place=told["place"],
        party=told["party"],
        unit_name=first["name"],
        unit_kind=first["kind"],
        administrator=administrators[0],
        email=_mail(administrators[0]),
    )
    stage.assignments[administrators[0]] = administrator
    by = stage.actor(administrators[0])
    for unit in told["units"]:
        _furnish(stage, by, administrator.unit, unit, is_first=unit is first)


def _furnish(stage: Stage, by: Actor, first: Unit, told: dict[str, Any], *, is_first: bool) -> None:
    facts = {"name": told["name"], "kind": told["kind"], "phone": told["phone"]}
    unit = change_unit(first, by=by, **facts) if is_first else _add(first, by, facts)
    stage.units[told["key"]] = unit
    for name, function, title in told["staff"]:
        if name not in stage.assignments:
            stage.assignments[name] = add_staff(
                unit, by=by, name=name, function=function, title=title, email=_mail(name), phone=told["phone"]
            )


def _add(first: Unit, by: Actor, facts: dict[str, str]) -> Unit:
    return add_unit(first.organisation, by=by, email="", address="", **facts)


def _mail(name: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöé ", "aaoe."))
    return f"{plain}@example.se"
