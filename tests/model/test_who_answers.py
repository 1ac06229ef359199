"""Whatever is done - granted, handed over, reorganised, closed - and if the person moves or dies, exactly one answers.

Stig is helped by the addiction unit and elderly care in Stockholm; both may decide, interrupt, hand over and close,
and either may go into another unit.
What the rooms refuse is refused; after each step one unit answers for each intervention that is alive, it is the one
that the history says, the receiver answers for nothing before the day, and nobody is let go of while something goes on.
The sequences are new in every run; one that fails prints what repeats it. BRYGGA_SEQUENCES: how many.
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
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from brygga.agencies.acts import add_unit
from brygga.closings import acts as closings
from brygga.closings.dying import close_after_death
from brygga.closings.facts import Direction
from brygga.closings.models import Closing
from brygga.coordinations.acts import close_coordination, let_in, take_on
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.escalations import acts as escalations
from brygga.escalations.models import Escalation
from brygga.escalations.states import EscalationState
from brygga.handovers.acts import date_move
from brygga.handovers.models import HandedOver, Handover
from brygga.interventions.acts import begin, end, grant, interrupt, resume
from brygga.interventions.models import GrantedIntervention, ResponsibilityMove
from brygga.interventions.states import ALIVE
from brygga.people.acts import register_death
from brygga.people.models import Person
from brygga.reorganisations.acts import carry_out_reorganisation, plan_reorganisation
from brygga.requests.acts import appoint, decline, withdraw
from tests.escalations.making import QUESTION, heads
from tests.handovers.making import done, met, sent
from tests.reorganisations.making import now
from tests.requests.asking import assignment, consent_to
from tests.stockholm import small_city

#: A week before the clocks are put forward.
STARTS = datetime(2026, 3, 23, 9, 30, tzinfo=clock.SWEDEN)
WORKERS = st.sampled_from(("ivar", "bea"))
LEADERS = st.sampled_from(("ulla", "elsa", "uno", "ebbe", "dan"))
UNITS = st.sampled_from(("beroende", "aldre"))
WHICH = st.integers(0, 3)
WORK_AT = {"beroende": ("ivar", "ulla", "uno"), "aldre": ("elsa", "bea", "ebbe")}


class WhoAnswers(RuleBasedStateMachine):
    world: Any

    @initialize()
    def begins(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = STARTS
        self.cast = dict(vars(self.world))
        self.frozen: dict[Any, Any] = {}

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
            vars(self.world).update(self.cast)

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.SWEDEN).date()

    @property
    def coordination(self) -> Coordination:
        return Coordination._base_manager.get(pk=self.world.coordination.pk)

    def tries(self, act: Any, *args: Any, **facts: Any) -> Any:
        """What the act made, or nothing when it was refused; a refusal leaves nothing behind."""
        with clock.set_to(self.now):
            try:
                with transaction.atomic():
                    return act(*args, **facts)
            except NotAllowed:
                return None

    def who(self, name: str) -> Any:
        return getattr(self.world, name)

    def one(self, which: int) -> GrantedIntervention | None:
        rows = list(GrantedIntervention._base_manager.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    @rule(who=WORKERS, words=st.sampled_from(("Boendestöd", "Kontaktperson")))
    def grants(self, who: str, words: str) -> None:
        said = {"matter": "coordination", "decided_by": "Ulla Ung", "delegation": "Punkt 3"}
        self.tries(
            grant, self.coordination, by=self.who(who), words=words, decided_on=self.today, starts_on=self.today, **said
        )

    @rule(who=WORKERS, which=WHICH, act=st.sampled_from((begin, resume)))
    def goes_on(self, who: str, which: int, act: Any) -> None:
        if row := self.one(which):
            self.tries(act, row, by=self.who(who), on=self.today)

    @rule(who=WORKERS, which=WHICH, act=st.sampled_from((interrupt, interrupt, end)))
    def stops(self, who: str, which: int, act: Any) -> None:
        if row := self.one(which):
            self.tries(act, row, by=self.who(who), on=self.today, note="Kom inte.")

    @rule(how_far=st.integers(1, 6))
    def is_handed_over(self, how_far: int) -> None:
        """As many of the routine's steps as that, in their order."""
        steps = (
            lambda: self.tries(sent, self.world),
            self.is_received,
            self.the_receiver_prepares,
            lambda: self.takes_it_on("aldre", "bea"),
            lambda: self.gets_a_day(3),
            lambda: self.gets_a_day(0),
        )
        for step in steps[:how_far]:
            step()

    def _handover(self) -> Handover | None:
        return Handover._base_manager.order_by("pk").last()

    @rule()
    def is_received(self) -> None:
        if row := self._handover():
            self.tries(appoint, row.request, by=self.world.elsa, caseworker=assignment(self.world.bea))

    @rule(no=st.booleans())
    def is_not_handed_over(self, no: bool) -> None:
        if row := self._handover():
            act, by = (decline, self.world.elsa) if no else (withdraw, self.world.ulla)
            self.tries(act, row.request, by=by, reason="Personen har flyttat.")

    @rule()
    def the_receiver_prepares(self) -> None:
        if row := self._handover():
            self.tries(done, self.world, row, "contact_person", "contact_referrer")
            self.tries(met, self.world, row)
            self.tries(done, self.world, row, "inform_person")

    @rule(unit=UNITS, who=WORKERS)
    def takes_it_on(self, unit: str, who: str) -> None:
        part = Engagement._base_manager.filter(coordination=self.coordination, unit=self.who(unit), ended_on=None)
        if row := part.first():
            self.tries(take_on, row, by=self.who(who))

    @rule(days=st.sampled_from((0, 0, 3)))
    def gets_a_day(self, days: int) -> None:
        if row := self._handover():
            self.tries(date_move, row, by=self.world.elsa, moves_on=self.today + timedelta(days=days))

    @rule(who=WORKERS, which=WHICH, ladder=st.sampled_from(("responsibility", "cost")))
    def is_lifted(self, who: str, which: int, ladder: str) -> None:
        row = self.one(which)
        other = self.world.aldre if who == "ivar" else self.world.beroende
        said = {"ladder": ladder, "statement": QUESTION, "parties": [other], "interventions": [row] if row else []}
        self.tries(escalations.raise_question, self.coordination, by=self.who(who), **said)

    def _lifted(self) -> Escalation | None:
        return Escalation._base_manager.order_by("pk").last()

    @rule(who=LEADERS, says=st.sampled_from(("agrees", "differs")))
    def is_answered(self, who: str, says: str) -> None:
        if row := self._lifted():
            self.tries(escalations.answer, row, by=self.who(who), says=says, note="Vi ser det annorlunda.")

    @rule(who=LEADERS)
    def goes_higher(self, who: str) -> None:
        if row := self._lifted():
            self.tries(escalations.lift, row, by=self.who(who), from_level=row.level, because="Vi kommer inte längre.")

    @rule(who=LEADERS, unit=UNITS, days=st.sampled_from((0, 2)))
    def is_proposed(self, who: str, unit: str, days: int) -> None:
        if row := self._lifted():
            said = {"responsible_unit": self.who(unit), "responsible_from": self.today + timedelta(days=days)}
            self.tries(escalations.propose, row, by=self.who(who), resolution="Så gör vi.", **said)

    @rule(who=LEADERS)
    def is_agreed_to(self, who: str) -> None:
        if row := self._lifted():
            self.tries(escalations.agree, row, by=self.who(who), proposal=row.proposal)

    @rule(which=WHICH, unit=UNITS, days=st.sampled_from((0, 2)), how_far=st.integers(1, 4))
    def is_settled_by_the_deputies(self, which: int, unit: str, days: int, how_far: int) -> None:
        """As many of the steps as that, in their order."""
        steps = (
            lambda: self.is_lifted("ivar", which, "responsibility"),
            lambda: self.is_answered("elsa", "agrees"),
            lambda: self.is_proposed("elsa", unit, days),
            lambda: self.is_agreed_to("ulla"),
        )
        for step in steps[:how_far]:
            step()

    @rule(who=WORKERS)
    def is_taken_back(self, who: str) -> None:
        if row := self._lifted():
            self.tries(escalations.withdraw, row, by=self.who(who), why="Vi är överens.")

    @rule()
    def is_let_in(self) -> None:
        self.tries(let_in, self.coordination, by=self.world.ivar, unit=self.world.aldre)

    @rule(who=WORKERS, kind=st.sampled_from(("everywhere", "in_some")), unit=UNITS)
    def begins_to_close(self, who: str, kind: str, unit: str) -> None:
        direction = Direction(kind, "Målen är nådda.", leaves=[self.who(unit)] if kind == "in_some" else [])
        closing = self.tries(closings.begin, self.coordination, by=self.who(who), direction=direction)
        if closing:
            said = {"resume_whom": "Ivar", "resume_how": "08-508 00 000"}
            self.tries(closings.note_talk, closing, by=self.who(who), talk_on=self.today, talk_who="Stig och Ivar")
            self.tries(closings.plan_resuming, closing, by=self.who(who), **said)
            self.tries(closings.note_consents, closing, by=self.who(who), consents="run_out")

    @rule(who=WORKERS)
    def finishes(self, who: str) -> None:
        for closing in Closing._base_manager.filter(state="under_way"):
            self.tries(closings.note_goals, closing, by=self.who(who), goals="reached", goals_words="Klart.")
            for one in (self.world.ivar, self.world.bea):
                self.tries(closings.answer, closing, by=one, answer="yes")
            self.tries(closings.finish, closing, by=self.who(who))

    @rule(who=WORKERS)
    def closes_at_once(self, who: str) -> None:
        self.tries(close_coordination, self.coordination, by=self.who(who), why="Klart.")

    @rule(who=WORKERS)
    def comes_back(self, who: str) -> None:
        self.tries(closings.reopen, self.coordination, by=self.who(who), why="Stig har hört av sig.")

    @rule(unit=UNITS)
    def goes_into_another(self, unit: str) -> None:
        """Its name is a new one from then on, and those who work there have followed."""
        old = self.who(unit)
        facts = {"into": self.who(f"{unit}_vast"), "on": self.today, "why": "Nämnden har beslutat."}
        if (row := self.tries(plan_reorganisation, old, by=SYSTEM, **facts)) and self.tries(
            carry_out_reorganisation, row, by=SYSTEM
        ):
            with clock.set_to(self.now):
                vars(self.world).update({name: now(self.who(name)) for name in WORK_AT[unit]}, **{unit: row.into})

    @rule()
    def says_yes_as_the_units_are_called_now(self) -> None:
        with clock.set_to(self.now):
            consent_to(self.world, self.world.stig, self.world.beroende, self.world.aldre)

    @rule(who=WORKERS)
    def moves_away(self, who: str) -> None:
        """To a place where nobody uses Brygga: the units let go only when it works there."""
        leaves = [self.world.beroende, self.world.aldre]
        direction = Direction("transition", "Stig flyttar.", leaves=leaves, new_elsewhere="Socialtjänsten i Uppsala")
        by = self.who(who)
        if closing := self.tries(closings.begin, self.coordination, by=by, direction=direction):
            said = {"resume_whom": "Ivar", "resume_how": "08-508 00 000"}
            self.tries(closings.note_talk, closing, by=by, talk_on=self.today, talk_who="Stig och Ivar")
            self.tries(closings.plan_resuming, closing, by=by, **said)
            self.tries(closings.note_consents, closing, by=by, consents="end")
            self.tries(closings.confirm_contact, closing, by=by, on=self.today, new_contact_words="Stig har varit där.")

    @rule(soon=st.sampled_from((True, False, False)))
    def dies(self, soon: bool) -> None:
        if soon:
            stig = Person._base_manager.get(pk=self.world.stig.pk)
            self.tries(register_death, stig, by=self.world.ivar, died_on=self.today)

    @rule()
    def is_mourned(self) -> None:
        self.tries(close_after_death, self.coordination, by=self.world.ivar)

    @rule(days=st.sampled_from((1, 4, 20)))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        with clock.set_to(self.now):
            call_command("run_clocks", stdout=StringIO())

    @invariant()
    def exactly_one_unit_answers_for_each_and_it_is_the_one_that_the_history_says(self) -> None:
        if not hasattr(self, "undo"):
            return
        alive = GrantedIntervention._base_manager.filter(state__in=ALIVE)
        for row in alive.select_related("responsible_unit"):
            assert row.responsible_unit.closed_on is None
            moves = list(ResponsibilityMove._base_manager.filter(intervention=row).order_by("pk"))
            assert moves[-1].to_unit_id == row.responsible_unit_id and moves[-1].on == row.responsible_since
            assert [move.from_unit_id for move in moves] == [None, *(move.to_unit_id for move in moves[:-1])]

    @invariant()
    def what_is_frozen_has_not_moved(self) -> None:
        if not hasattr(self, "undo"):
            return
        held = {row.pk: row.responsible_unit_id for row in GrantedIntervention._base_manager.filter(holds__gt=0)}
        for pk, unit in held.items():
            assert self.frozen.get(pk, unit) == unit
        self.frozen = held
        open_ones = Escalation._base_manager.filter(state=EscalationState.OPEN)
        assert bool(held) <= open_ones.exists()

    @invariant()
    def nobody_is_let_go_of_while_something_goes_on(self) -> None:
        if not hasattr(self, "undo"):
            return
        parts = set(
            Engagement._base_manager.filter(coordination=self.coordination, ended_on=None).values_list(
                "unit_id", flat=True
            )
        )
        alive = list(GrantedIntervention._base_manager.filter(state__in=ALIVE))
        if self.coordination.closed_on is None:
            assert parts
            assert {row.responsible_unit_id for row in alive} <= parts
        else:
            assert alive == []

    @invariant()
    def nothing_goes_on_for_one_who_has_died(self) -> None:
        if not hasattr(self, "undo") or self.coordination.person.died_on is None:
            return
        assert not GrantedIntervention._base_manager.filter(state__in=ALIVE).exists()
        assert not Handover.objects.unrestricted(because="the model looks").under_way().exists()
        assert not Closing._base_manager.filter(state="under_way").exists()

    @invariant()
    def the_receiver_answers_for_nothing_before_the_day(self) -> None:
        if not hasattr(self, "undo"):
            return
        for handover in Handover._base_manager.filter(moved_on=None).select_related("request"):
            rows = HandedOver._base_manager.filter(handover=handover).values("intervention")
            moved = ResponsibilityMove._base_manager.filter(
                intervention__in=rows, because__startswith="Överlämning", to_unit_id=handover.request.to_unit_id
            )
            earlier = Handover._base_manager.exclude(pk=handover.pk).exclude(moved_on=None)
            assert earlier.exists() or not moved.exists()


@pytest.fixture
def world(db: Any) -> Iterator[Any]:
    with clock.set_to(STARTS - timedelta(minutes=30)):
        made = heads(small_city())
        for name in ("beroende", "aldre"):
            old = getattr(made, name)
            new = add_unit(old.organisation, by=SYSTEM, name=f"{old.name} väst", kind=old.kind)
            setattr(made, f"{name}_vast", new)
    yield made


@pytest.mark.requirement("STO-14")
@pytest.mark.requirement("STO-17")
@pytest.mark.requirement("MAL-21")
def test_somebody_answers_for_each_intervention_whatever_is_done(world: Any) -> None:
    WhoAnswers.world = world
    run_state_machine_as_test(
        WhoAnswers,
        settings=settings(
            max_examples=int(os.environ.get("BRYGGA_SEQUENCES", "6")),
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            database=None,
            phases=[Phase.generate],
        ),
    )
