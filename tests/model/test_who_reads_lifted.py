"""After any sequence of opening, closing and lifting, each reads the lifted questions that a small model says.

A party reads it while the coordination is open to it; the unit that opened it, those over the parties and the person
always do; the neighbour only as a party.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.models import Disclosure
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.escalations.acts import raise_question, withdraw
from brygga.escalations.models import Escalation
from brygga.people.whom import person_actor
from brygga.routines.loading import routine
from tests.cast import OTTO, _index, as_
from tests.escalations.making import QUESTION, heads

OPENER, OTHERS = "beroende", ("aldre", "psykiatri")
WORKS_AT = {"ivar": OPENER, "ulla": OPENER, "elsa": "aldre", "bea": "aldre", "nils": "psykiatri"}


class WhoReadsLifted(RuleBasedStateMachine):
    world: Any

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = clock.now()
        self.opened: dict[str, date] = {"aldre": date.max}
        self.lifted: list[tuple[Escalation, str, set[str]]] = []
        self.lifts("responsibility", {"aldre"})

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @property
    def today(self) -> date:
        now: datetime = self.now
        return now.astimezone(clock.SWEDEN).date()

    def knows(self, unit: str) -> bool:
        return unit == OPENER or self.today <= self.opened.get(unit, date.min)

    @rule(unit=st.sampled_from(OTHERS), days=st.sampled_from((0, 3)))
    def is_told(self, unit: str, days: int) -> None:
        world, until = self.world, self.today + timedelta(days=days)
        with clock.set_to(self.now):
            disclose(
                world.stig, by=world.ivar, stream_id=world.coordination.pk, from_unit=world.beroende,
                to_unit=getattr(world, unit), purpose="coordination", valid_until=until,
                legal_basis=routine("stockholm").legal_bases[0].key, legal_note="Det är bråttom.",
            )  # fmt: skip
        self.opened[unit] = max(until, self.opened.get(unit, until))

    @rule(unit=st.sampled_from(OTHERS))
    def is_told_no_more(self, unit: str) -> None:
        rows = Disclosure._base_manager.filter(stream_id=self.world.coordination.pk, to_unit=getattr(self.world, unit))
        with clock.set_to(self.now):
            for row in rows.filter(ended_at=None):
                end_disclosure(row, by=self.world.ivar, because="behövs inte längre")
        self.opened.pop(unit, None)

    @rule(ladder=st.sampled_from(("responsibility", "cost")), parties=st.sets(st.sampled_from(OTHERS), min_size=1))
    def lifts(self, ladder: str, parties: set[str]) -> None:
        for row, _, _ in self.lifted:
            row.refresh_from_db()
        going_on = any(kind == ladder and row.is_open for row, kind, _ in self.lifted)
        if going_on:
            return
        units = [getattr(self.world, name) for name in sorted(parties)]
        said = {"ladder": ladder, "statement": QUESTION, "parties": units, "interventions": []}
        with clock.set_to(self.now):
            try:
                row = raise_question(self.world.coordination, by=self.world.ivar, **said)
            except NotAllowed:
                row = None
        assert bool(row) is all(self.knows(unit) for unit in parties)
        if row:
            self.lifted.append((row, ladder, {OPENER, *parties}))

    @rule()
    def takes_back(self) -> None:
        row = self.lifted[-1][0]
        row.refresh_from_db()  # it stops by itself when a door that it needs closes
        if row.is_open:
            with clock.set_to(self.now):
                withdraw(row, by=self.world.ivar, why="Vi är överens.")

    @rule(days=st.sampled_from((1, 10)))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def each_reads_what_the_model_says(self) -> None:
        if not hasattr(self, "lifted"):
            return
        world, everything = self.world, {row.pk for row, _, _ in self.lifted}
        mine = {
            who: {row.pk for row, _, parties in self.lifted if unit in parties and self.knows(unit)}
            for who, unit in WORKS_AT.items()
        }
        with clock.set_to(self.now):
            for who, expected in {**mine, "dan": everything, "himself": everything, "siv": set()}.items():
                actor = getattr(world, who)
                assert set(Escalation.objects.visible_to(actor).values_list("pk", flat=True)) == expected, who

    @rule(who=st.sampled_from(sorted(WORKS_AT)))
    def opens_the_pages(self, who: str) -> None:
        with clock.set_to(self.now):
            client = as_(Client(), getattr(self.world, who))
            for row, _, parties in self.lifted:
                answer = client.get(reverse("escalation", args=[row.pk]))
                sees = WORKS_AT[who] in parties and self.knows(WORKS_AT[who])
                assert answer.status_code == (200 if sees else 404), who
                assert (QUESTION in answer.content.decode()) is sees, who


@pytest.mark.requirement("STO-13")
@pytest.mark.requirement("MAL-03")
def test_each_reads_the_lifted_questions_that_the_model_says(city: Any, world: Any) -> None:
    WhoReadsLifted.world = heads(city)
    city.siv, city.himself = world.siv, person_actor(_index(OTTO), clock.today())
    run_state_machine_as_test(
        WhoReadsLifted,
        settings=settings(
            max_examples=int(os.environ.get("BRYGGA_SEQUENCES", "6")),
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            database=None,
            phases=[Phase.generate],
        ),
    )
