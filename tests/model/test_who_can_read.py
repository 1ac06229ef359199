"""After any sequence of consent, disclosure, engagement and withdrawal, each actor reads what a small model says.

After each step every row that the guards let through is compared with the model (`small.py`), and as often as not what
the pages, the search, the papers and the calendar show (`showing.py`). The sequences are new in every run: where the
program and the model agree any of them passes, and one that fails prints what repeats it. BRYGGA_SEQUENCES: how many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from brygga.consents.acts import disclose, end_disclosure, record_no, withdraw_consent, withdraw_part
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.acts import leave, let_in, share_note
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.visibility import steady_view
from brygga.core.writing import asked_by
from brygga.discharges.acts import discharge_person, name_contact, notify_admission, withdraw
from brygga.discharges.models import Discharge
from brygga.meetings.models import Attendee, Meeting
from brygga.people.acts import raise_protection
from brygga.people.models import Case, Person
from brygga.people.whom import person_actor
from brygga.plans.models import Plan, PlanVersion
from tests.cast import OTTO, _index, build, share
from tests.consents.saying import say_yes
from tests.lived import live
from tests.model.showing import AT_THE_WARD, CONTACT, MOVED_ON, NUMBER, Staff, the_portal
from tests.model.small import ALL_OF_IT, OPENER, OTHERS, WARD, Answer, Small, Stay

WORKS_AT = {
    "sara": OPENER,
    "sven": OPENER,
    "rut": "radmannen",
    "rolf": "radmannen",
    "pia": "psykiatri",
    "siv": "norr",
    "sigrid": "lund_vuxen",
}
ONE_OF = {OPENER: "sven", "radmannen": "rut", "psykiatri": "pia", "norr": "siv", "lund_vuxen": "sigrid"}
PERSONS = ("amina_herself", "otto", "folke_himself", "other_person")
MATTERS = (ALL_OF_IT, "housing", "finances")
PURPOSES = ["meeting", "mapping", "plan", "follow_up", "consultation", "discharge"]
CAN_BE_TOLD = (OPENER, "norr", "lund_vuxen")
KEEP_READING = timedelta(days=30)
LAW = {"legal_basis": "necessary_care", "legal_note": "Vårdas enligt LPT."}
#: A week before the clocks are put forward, late enough in the day for some hours to lead into the next.
STARTS = datetime(2026, 3, 22, 17, 30, tzinfo=clock.SWEDEN)

some_units = st.sets(st.sampled_from(OTHERS))
some_others = st.sets(st.sampled_from(OTHERS), min_size=1)
some_matters = st.sets(st.sampled_from(MATTERS[1:]))


class WhoCanRead(RuleBasedStateMachine):
    """Amina's coordination with something of everything; two units are in it on her consent and have written."""

    given = Bundle("given")
    world: Any

    @initialize(target=given)
    def begin(self) -> int:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now, self.small = STARTS, Small()
        self.answers: list[Consent] = [self.world.consent]
        self.words = [""]
        knows = {(OPENER, ALL_OF_IT), ("radmannen", ALL_OF_IT)}
        self.small.answers.append(Answer(self.today, self.world.consent.valid_until, knows))
        self.small.grounds["radmannen"].add(0)
        self.small.takes_part.add("radmannen")
        self.small.notes.append((OPENER, ALL_OF_IT, self.world.entry.text))
        number = self.says_yes({"radmannen", "psykiatri"}, {"housing"}, 0, 30)
        self.is_let_in("psykiatri")
        for who, matter in (("rut", "housing"), ("pia", ALL_OF_IT)):
            self.writes(who, matter)
        self.stays: list[Discharge] = [self.world.discharge]
        self.small.stays.append(Stay({OPENER}, CONTACT, inside=False))
        self.is_admitted({"norr"})
        return number

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.SWEDEN).date()

    def unit(self, name: str) -> Any:
        return getattr(self.world, name)

    def allowed(self, act: Any, *args: Any, **facts: Any) -> Any:
        """What the act made, or nothing when it was refused."""
        with clock.set_to(self.now):
            try:
                return act(*args, **facts)
            except NotAllowed:
                return None

    @rule(
        target=given,
        parties=some_others,
        matters=some_matters,
        start=st.sampled_from((0, 0, 5)),
        days=st.sampled_from((3, 30, 200)),
    )
    def says_yes(self, parties: set[str], matters: set[str], start: int, days: int) -> int:
        return self._yes(parties, matters, start, days, None)

    @rule(
        target=given,
        earlier=consumes(given),
        parties=some_others,
        matters=some_matters,
        start=st.sampled_from((0, 0, 5)),
    )
    def says_yes_instead(self, earlier: int, parties: set[str], matters: set[str], start: int) -> int:
        return self._yes(parties, matters, start, 100, earlier)

    def _yes(self, parties: set[str], matters: set[str], start: int, days: int, earlier: int | None) -> int:
        replaces = Consent._base_manager.get(pk=self.answers[earlier].pk) if earlier is not None else None
        facts = {"matters": matters, "purposes": PURPOSES, "start": start, "days": start + days, "replaces": replaces}
        self.words.append(f"Inget om sak {len(self.words)} alls.")
        with clock.set_to(self.now):
            units = [self.unit(name) for name in sorted(parties)]
            self.answers.append(say_yes(self.world, *units, exclusions=self.words[-1], **facts))
        knows = {(unit, matter) for unit in {*parties, OPENER} for matter in {ALL_OF_IT, *matters}}
        begins = self.today + timedelta(days=start)
        return self.small.say_yes(Answer(begins, begins + timedelta(days=days), knows), self.today, earlier)

    @rule()
    def says_no(self) -> None:
        """A no is told to the unit that asked. What she has said yes to before stands until she takes it back."""
        self.words.append(f"Nej, sak {len(self.words)} får stanna här.")
        said = self.allowed(record_no, self.world.amina, by=self.world.sara, said=self.words[-1])
        assert said
        self.answers.append(said)
        self.small.answers.append(Answer())

    @rule(unit=st.sampled_from(OTHERS))
    def is_let_in(self, unit: str) -> None:
        open_now = self.small.knows(unit, ALL_OF_IT, self.today)
        covering = self.small.covering(unit, self.today)
        possible = unit not in self.small.takes_part and (open_now or bool(covering))
        part = self.allowed(let_in, self.world.coordination, by=self.world.sara, unit=self.unit(unit))
        assert bool(part) is possible
        if possible:
            self.small.takes_part.add(unit)
            if not open_now:
                self.small.grounds[unit].add(covering[-1])

    @rule(unit=st.sampled_from(OTHERS), days=st.sampled_from((0, 2, 20)))
    def is_told_on_law(self, unit: str, days: int) -> None:
        until = self.today + timedelta(days=days)
        assert self.allowed(
            disclose, self.world.amina, by=self.world.sara, stream_id=self.world.coordination.pk,
            from_unit=self.unit(OPENER), to_unit=self.unit(unit), purpose=ALL_OF_IT, valid_until=until, **LAW,
        )  # fmt: skip
        self.small.lawful[unit] = max(until, self.small.lawful.get(unit, until))

    @rule(unit=st.sampled_from(OTHERS))
    def is_told_on_law_no_more(self, unit: str) -> None:
        open_now = Disclosure._base_manager.filter(
            stream_id=self.world.coordination.pk, to_unit=self.unit(unit), consent=None, ended_at=None
        )
        for disclosure in list(open_now):
            assert self.allowed(end_disclosure, disclosure, by=self.world.sara, because="behövs inte längre")
        self.small.law_ends(unit, self.today)

    @rule(unit=st.sampled_from(OTHERS))
    def leaves(self, unit: str) -> None:
        part = Engagement._base_manager.filter(
            unit=self.unit(unit), coordination=self.world.coordination, ended_on=None
        ).first()
        assert bool(part) is (unit in self.small.takes_part)
        if part:
            assert self.allowed(leave, part, by=getattr(self.world, ONE_OF[unit]), why="Klart hos oss.")
            self.small.leave(unit)

    @rule(number=given, by=st.sampled_from(("sara", "amina_herself", "otto")))
    def takes_it_back(self, number: int, by: str) -> None:
        done = self.allowed(withdraw_consent, self.answers[number], by=getattr(self.world, by), how="muntligt")
        assert bool(done) is self.small.take_back(number, (), (), self.today)

    @rule(number=given, units=some_units, matters=st.sets(st.sampled_from(MATTERS)))
    def takes_some_back(self, number: int, units: set[str], matters: set[str]) -> None:
        chosen = {"units": [self.unit(name) for name in sorted(units)], "matters": matters}
        done = self.allowed(withdraw_part, self.answers[number], by=self.world.sara, how="muntligt", **chosen)
        assert bool(done) is (bool(units or matters) and self.small.take_back(number, units, matters, self.today))

    @rule(who=st.sampled_from(("sara", "rut", "pia", "siv", "sigrid")), matter=st.sampled_from(MATTERS))
    def writes(self, who: str, matter: str) -> None:
        unit, text = WORKS_AT[who], f"Anteckning nummer {len(self.small.notes)} slut."
        facts = {"by": getattr(self.world, who), "matter": matter, "text": text}
        written = self.allowed(share_note, self.world.coordination, **facts)
        assert bool(written) is (self.small.reads(unit, self.today) and self.small.knows(unit, matter, self.today))
        if written:
            self.small.notes.append((unit, matter, text))

    @rule(units=st.sets(st.sampled_from(CAN_BE_TOLD), min_size=1))
    def is_admitted(self, units: set[str]) -> None:
        """Rådmannen has a case of its own about her, and tells of it while it takes part."""
        parts = Engagement._base_manager.filter(coordination=self.world.coordination, unit=self.unit(WARD))
        with asked_by("the cast"):
            parts.filter(ended_on=None).update(case=self.world.ruts_case)
        row = self.allowed(
            notify_admission, Coordination._base_manager.get(pk=self.world.coordination.pk), by=self.world.rut,
            admitted_at=self.now, estimated_on=self.today, to_units=[self.unit(name) for name in sorted(units)],
        )  # fmt: skip
        goes_on = any(stay.inside and stay.is_open for stay in self.small.stays)
        assert bool(row) is (self.small.reads(WARD, self.today) and not goes_on)
        if row:
            assert self.allowed(name_contact, row, by=self.world.rut, contact=CONTACT)
            self.stays.append(row)
            self.small.stays.append(Stay(units, CONTACT))

    @rule(home=st.booleans())
    def stay_ends(self, home: bool) -> None:
        """By the ward, also when it takes part no more."""
        row, stay = Discharge._base_manager.get(pk=self.stays[-1].pk), self.small.stays[-1]
        act, facts = (discharge_person, {"discharged_at": self.now}) if home else (withdraw, {"why": MOVED_ON})
        done = stay.inside and self.allowed(act, row, by=self.world.rut, **facts)
        assert bool(done) is (stay.inside and stay.is_open)
        if done:
            stay.until = self.today + KEEP_READING
            stay.says = CONTACT if home else MOVED_ON

    @rule(hours=st.sampled_from((7, 24, 96, 960)), night=st.booleans())
    def time_passes(self, hours: int, night: bool) -> None:
        """What runs out is closed by the calendar itself, whether or not the round of the night has been made."""
        self.now += timedelta(hours=hours)
        if night:
            with clock.set_to(self.now):
                call_command("run_clocks", stdout=StringIO())
            self.small.night(self.today)

    @rule()
    def becomes_protected(self) -> None:
        amina = Person._base_manager.get(pk=self.world.amina.pk)
        raised = self.allowed(raise_protection, amina, by=self.world.sara, protection="marked")
        assert bool(raised) is not self.small.is_protected
        self.small.is_protected = True

    @invariant()
    def rows_are_what_the_model_says(self) -> None:
        if not hasattr(self, "small"):
            return
        with clock.set_to(self.now), steady_view():
            for unit, who in ONE_OF.items():
                self._rows_of(who, unit)
            amina, *_, folke, olga = (getattr(self.world, person) for person in PERSONS)
            assert Consent.objects.visible_to(amina).count() == len(self.answers)
            assert Entry.objects.visible_to(amina).count() == len(self.small.notes)
            for rows in (Consent.objects, Coordination.objects, PlanVersion.objects, Meeting.objects):
                assert not rows.visible_to(folke).exists()
                assert not rows.visible_to(olga).filter(pk=self.world.coordination.pk).exists()

    def _rows_of(self, who: str, unit: str) -> None:
        actor, on = getattr(self.world, who), self.today
        stream = {"coordination": self.world.coordination}
        sees, shared = self.small.reads(unit, on), self.small.shared_with(unit, on)
        assert Coordination.objects.visible_to(actor).filter(pk=self.world.coordination.pk).exists() is sees, who
        for rows in (Plan.objects, Meeting.objects):
            assert rows.visible_to(actor).filter(**stream).exists() is sees, (who, rows.model)
        assert PlanVersion.objects.visible_to(actor).filter(pk=self.world.version.pk).exists() is sees, who
        assert Attendee.objects.visible_to(actor).filter(pk=self.world.seat.pk).exists() is sees, who
        seen = dict(Entry.objects.visible_to(actor).filter(**stream).values_list("pk", "text"))
        assert set(seen.values()) == self.small.written_by(unit) | shared, who
        told = Event.objects.visible_to(actor).filter(stream_id=self.world.coordination.pk)
        events = told.filter(act="coordinations.share_note").values_list("subject_id", flat=True)
        assert set(events) == ({str(pk) for pk in seen} if sees else set()), who
        assert told.exists() is sees, who
        post = InboxItem.objects.visible_to(actor).filter(stream_id=self.world.coordination.pk)
        assert sees or not post.exists(), who
        stays = zip(self.stays, self.small.stays, strict=True)
        known = {
            row.pk
            for row, stay in stays
            if self.small.reads_stay(unit, stay, on) or self.small.hears_of(unit, stay, on)
        }
        people = Discharge.objects.visible_to(actor).filter(person=self.world.ruts_case.person)
        assert set(people.values_list("pk", flat=True)) == known, who
        expected = {self.answers[n].pk for n in self.small.answers_of(unit, on)}
        assert set(Consent.objects.visible_to(actor).values_list("pk", flat=True)) == expected, who

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def opens_the_pages(self, who: str) -> None:
        with clock.set_to(self.now):
            staff = Staff(self.world, self.small, who, WORKS_AT[who], self.today)
            staff.sees_the_coordination()
            staff.sees_the_notes()
            staff.sees_the_wish()
            staff.sees_answers(self.answers, self.words)

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def opens_the_ways_in(self, who: str) -> None:
        with clock.set_to(self.now):
            Staff(self.world, self.small, who, WORKS_AT[who], self.today).sees_the_ways_in()

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def asks_who_answers(self, who: str) -> None:
        with clock.set_to(self.now):
            Staff(self.world, self.small, who, WORKS_AT[who], self.today).sees_who_answers()

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def asks_of_the_stays(self, who: str) -> None:
        with clock.set_to(self.now):
            Staff(self.world, self.small, who, WORKS_AT[who], self.today).sees_the_stays(self.stays)

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def looks_around(self, who: str) -> None:
        with clock.set_to(self.now):
            staff = Staff(self.world, self.small, who, WORKS_AT[who], self.today)
            staff.finds()
            staff.is_named_in_no_list()

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def prints(self, who: str) -> None:
        with clock.set_to(self.now):
            Staff(self.world, self.small, who, WORKS_AT[who], self.today).gets_the_papers(self.answers)

    @rule(who=st.sampled_from(PERSONS))
    def signs_in_as_a_person(self, who: str) -> None:
        with clock.set_to(self.now):
            the_portal(self.world, self.small, who, self.answers, self.words)


@pytest.fixture
def world(db: Any) -> Iterator[Any]:
    with clock.set_to(STARTS):
        with asked_by("the cast"):
            made = share(build())
            Coordination._base_manager.filter(pk=made.coordination.pk).update(number=NUMBER)
            made.coordination.refresh_from_db()
        live(made)
        with asked_by("the cast"):
            made.ruts_case = Case._base_manager.get(person=made.discharge.person)
            Person._base_manager.filter(pk=made.discharge.person_id).update(family_name=AT_THE_WARD)
        made.otto = person_actor(_index(OTTO), clock.today())
    yield made


@pytest.mark.requirement("ALL-02")
@pytest.mark.requirement("MAL-03")
def test_each_reads_what_the_model_says(world: Any) -> None:
    WhoCanRead.world = world
    run_state_machine_as_test(
        WhoCanRead,
        settings=settings(
            max_examples=int(os.environ.get("BRYGGA_SEQUENCES", "6")),
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            database=None,
            phases=[Phase.generate],  # shrinking takes minutes; the blob repeats what was found
        ),
    )
