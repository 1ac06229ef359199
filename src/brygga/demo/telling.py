"""How a story is told: what the people in it do, in the words of the acts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from brygga.agencies.models import Unit
from brygga.consents import acts as consents
from brygga.consents.models import Consent
from brygga.coordinations import acts as coordinations
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.secrets import blind_index
from brygga.core.traces import log_reading
from brygga.demo.ending import Endings
from brygga.demo.granting import Grants
from brygga.demo.investigating import Investigates
from brygga.demo.mapping import Mappings
from brygga.demo.planning import Plans
from brygga.demo.stage import Stage
from brygga.meetings import acts as meetings
from brygga.meetings.facts import Called, MeetingFacts, NewTime
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Answer, Attendance, Mandate, Outcome
from brygga.people import acts as people
from brygga.people.models import Case, Person
from brygga.people.whom import person_actor
from brygga.requests import acts as requests
from brygga.requests.models import Request
from brygga.rules.identity_numbers import IdentityNumber, parse

PERSONS = Path(__file__).parent / "persons.toml"
PURPOSES = ("coordination", "meeting", "mapping", "plan", "follow_up")
INFORMED = "Samtal på mottagningen, med bilden av vilka som är med"


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody in the demo, before any organisation knows them."""

    key: str
    given_name: str
    family_name: str
    identity: IdentityNumber
    place: str
    who: str
    can_try: str
    details: dict[str, Any]

    @property
    def index(self) -> bytes:
        return blind_index(self.identity.normalised, "identity")


@cache
def humans() -> dict[str, Human]:
    told: dict[str, dict[str, Any]] = tomllib.loads(PERSONS.read_text())
    return {key: _human(key, dict(row)) for key, row in told.items()}


def _human(key: str, row: dict[str, Any]) -> Human:
    given_name, family_name = row.pop("name")
    return Human(
        key=key,
        given_name=given_name,
        family_name=family_name,
        identity=parse(row.pop("number")),
        place=row.pop("place"),
        who=row.pop("who"),
        can_try=row.pop("try"),
        details=row,
    )


class Life(Plans, Investigates, Grants, Mappings, Endings):
    """One person's way. Each step is an act, done by somebody with a name, at the time the clock shows."""

    def __init__(self, stage: Stage, key: str) -> None:
        self.stage, self.human = stage, humans()[key]
        self.people: dict[str, Person] = {}
        self.coordination: Coordination
        self.consent: Consent
        self.request: Request
        self.meeting: Meeting

    def themself(self) -> Actor:
        actor = person_actor(self.human.index, clock.today())
        assert actor is not None
        return actor

    def known_at(self, unit: str, *, by: str, born: date | None = None) -> Person:
        """The unit registers the person and opens its case; `by` answers for it."""
        where = self.stage.unit(unit)
        person = people.register_person(
            where,
            by=self.stage.actor(by),
            given_name=self.human.given_name,
            family_name=self.human.family_name,
            identity=self.human.identity,
            born=born,
            caseworker=self.stage.assignment(by),
            **self.human.details,
        )
        self.people[unit] = person
        return person

    def looks(self, by: str, what: str, why: str = "") -> None:
        """A page about the person is read, as the pages note it; the person sees by whom."""
        about = getattr(self, "coordination", None)
        person_id = about.person_id if about else next(iter(self.people.values())).pk
        log_reading(
            self.stage.actor(by), what=what, person_id=person_id, stream_id=about.pk if about else None, why=why
        )

    def case_at(self, unit: str, *, by: str) -> Case:
        mine = Case.objects.visible_to(self.stage.actor(by)).open()
        found: Case = mine.get(unit=self.stage.unit(unit), person=self.people[unit])
        return found

    def no_longer_at(self, unit: str, *, by: str) -> None:
        people.close_case(self.case_at(unit, by=by), by=self.stage.actor(by))

    def opened_by(
        self,
        by: str,
        unit: str,
        *,
        why: str,
        reasons: Iterable[str] = ("several_competences",),
        standing: Standing = Standing.KNOWN,
    ) -> None:
        self.coordination = coordinations.open_coordination(
            self.case_at(unit, by=by),
            by=self.stage.actor(by),
            why=why,
            reasons=list(reasons),
            standing=standing,
        )
        self.looks(by, "Samordningens sida")

    def says_yes(
        self,
        by: str,
        *,
        to: Iterable[str],
        about: Iterable[str],
        days: int = 180,
        form: str = "oral",
        others: Iterable[str] = (),
        purposes: Iterable[str] = PURPOSES,
        **more: Any,
    ) -> None:
        """The person consents, through somebody who writes it down."""
        actor = self.stage.actor(by)
        self.consent = consents.give_consent(
            self.coordination.person,
            by=actor,
            parties=[self.stage.unit(unit) for unit in to],
            other_parties=list(others),
            matters=list(about),
            purposes=list(purposes),
            form=form,
            given_on=clock.today(),
            valid_from=clock.today(),
            valid_until=clock.today() + timedelta(days=days),
            informed_by=actor.label,
            informed_how=INFORMED,
            stream_id=self.coordination.pk,
            **more,
        )

    def says_no(self, by: str, *, said: str, need: str) -> None:
        actor = self.stage.actor(by)
        consents.record_no(
            self.coordination.person,
            by=actor,
            said=said,
            need=need,
            given_on=clock.today(),
            informed_by=actor.label,
            informed_how=INFORMED,
            stream_id=self.coordination.pk,
        )

    def takes_back(
        self, by: str, *, how: str, units: Iterable[str] = (), matters: Iterable[str] = (), reason: str = ""
    ) -> None:
        consents.withdraw_part(
            self.consent,
            by=self.stage.actor(by),
            how=how,
            units=[self.stage.unit(unit) for unit in units],
            matters=list(matters),
            reason=reason,
        )

    def wish(self, by: str, to: str, matter: str, kind: str = "gfi_wish") -> None:
        actor = self.stage.actor(by)
        answers = {
            "date": clock.today().isoformat(),
            "matter": matter,
            "asking_unit": f"{actor.unit_name}, {actor.name}",
            "contact": f"{actor.name}, {self.stage.assignment(by).phone}",
        }
        written = requests.write_request(
            self.coordination, by=actor, kind=kind, to_unit=self.stage.unit(to), answers=answers
        )
        self.request = requests.send_request(written, by=actor)

    def received(self, by: str) -> None:
        self.looks(by, "Förfrågan")
        self.request = requests.acknowledge(self.request, by=self.stage.actor(by))

    def handed_to(self, caseworker: str, *, by: str) -> None:
        self.request = requests.appoint(
            self.request, by=self.stage.actor(by), caseworker=self.stage.assignment(caseworker)
        )

    def done(self, by: str) -> None:
        self.request = requests.complete(self.request, by=self.stage.actor(by))

    def along(self, by: str, unit: str, caseworker: str, *, role: str = "", standing: Standing = Standing.NEW) -> None:
        """`by` lets the unit in on the consent; there `caseworker` takes it."""
        part = coordinations.let_in(
            self.coordination, by=self.stage.actor(by), unit=self.stage.unit(unit), role=role, standing=standing
        )
        coordinations.appoint(part, by=self.stage.actor(caseworker), caseworker=self.stage.assignment(caseworker))

    def taken_on(self, by: str, unit: str) -> None:
        """The unit registers the person as its own."""
        part = self.part_of(by, unit)
        known = part.unit.organisation_id == self.coordination.person.organisation_id
        named: dict[str, Any] = {} if known else self._named()
        taken = coordinations.take_on(part, by=self.stage.actor(by), **named)
        assert taken.case is not None
        self.people[unit] = taken.case.person
        self.looks(by, "Samordningens sida")

    def _named(self) -> dict[str, Any]:
        human = self.human
        return {
            "given_name": human.given_name,
            "family_name": human.family_name,
            "identity": human.identity,
            **human.details,
        }

    def standing(self, by: str, unit: str, standing: Standing, role: str = "") -> None:
        part = coordinations.set_standing(self.part_of(by, unit), by=self.stage.actor(by), standing=standing)
        if role:
            coordinations.set_role(part, by=self.stage.actor(by), role=role)

    def part_of(self, by: str, unit: str) -> Engagement:
        mine = Engagement.objects.visible_to(self.stage.actor(by)).open()
        part: Engagement = mine.get(coordination=self.coordination, unit=self.stage.unit(unit))
        return part

    def note(self, by: str, text: str, matter: str = "coordination") -> None:
        self.looks(by, "Delade anteckningar")
        coordinations.share_note(self.coordination, by=self.stage.actor(by), matter=matter, text=text)

    def calls(
        self,
        by: str,
        kind: str,
        *,
        in_days: int,
        hour: int,
        place: str,
        to: Iterable[str],
        minutes: int = 60,
        purpose: str = "",
        covers: str = "",
        others: Iterable[tuple[str, str]] = (),
        without_pre_meeting: str = "",
    ) -> None:
        """`to` are names of staff; `others` are people outside Brygga, with what they are to the person."""
        called = [Called(unit=self._unit_of(name), assignment=self.stage.assignment(name)) for name in to]
        called += [Called(name=name, role=role, required=False) for name, role in others]
        facts = MeetingFacts(
            starts_at=self.stage.moment(in_days, hour),
            minutes=minutes,
            place=place,
            purpose=purpose,
            covers=covers,
            without_pre_meeting=without_pre_meeting,
        )
        drafted = meetings.plan_meeting(
            self.coordination, by=self.stage.actor(by), kind=kind, facts=facts, called=tuple(called)
        )
        self.meeting = meetings.call_meeting(drafted, by=self.stage.actor(by))

    def _unit_of(self, name: str) -> Unit:
        return self.stage.assignment(name).unit

    def comes(self, by: str, *, can_decide: bool | None = None, brings: str = "") -> None:
        """The unit answers yes to the call, and says what it may decide."""
        seat = self._seat(unit_id=self.stage.assignment(by).unit_id)
        if seat.answer != Answer.YES:
            meetings.answer_call(seat, by=self.stage.actor(by), answer=Answer.YES)
        if can_decide is not None:
            mandate = Mandate.YES if can_decide else Mandate.NO
            meetings.prepare(seat, by=self.stage.actor(by), mandate=mandate, preparation=brings)

    def _seat(self, **which: Any) -> Attendee:
        seats = Attendee.objects.unrestricted(because="the demo knows who is called").called()
        seat: Attendee = seats.get(meeting=self.meeting, **which)
        return seat

    def stays_away(self, by: str, *, again_in_days: int | None = None, hour: int = 10, why: str = "") -> None:
        """The person does not come. With a new day, all are called anew in the same step."""
        there = self._all(Attendance.PRESENT)
        there[self._seat(is_person=True).pk] = Attendance.ABSENT
        actor = self.stage.actor(by)
        if again_in_days is None:
            self.meeting = meetings.note_missed(self.meeting, by=actor, attendance=there, why=why)
            return
        time = NewTime(starts_at=self.stage.moment(again_in_days, hour), minutes=60)
        self.meeting = meetings.miss_and_rebook(self.meeting, by=actor, attendance=there, time=time, why=why)

    def held(self, by: str, *, minutes: str = "", now: bool = False) -> None:
        """All who are called are there."""
        hold = meetings.hold_now if now else meetings.hold
        self.meeting = hold(self.meeting, by=self.stage.actor(by), attendance=self._all(Attendance.PRESENT))
        if minutes:
            self.meeting = meetings.write_minutes(
                self.meeting, by=self.stage.actor(by), seen=self.meeting.revision, text=minutes
            )

    def led_to(self, by: str, outcome: Outcome, note: str = "") -> None:
        self.meeting = meetings.record_outcome(self.meeting, by=self.stage.actor(by), outcome=outcome, note=note)

    def _all(self, attendance: Attendance) -> dict[Any, str]:
        seats = Attendee.objects.unrestricted(because="the demo knows who is called").called()
        return dict.fromkeys(seats.filter(meeting=self.meeting).values_list("pk", flat=True), str(attendance))
