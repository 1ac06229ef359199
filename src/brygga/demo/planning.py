"""The part of a story that is about the plan: what is written, who says yes, how it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.demo.stage import Stage
from brygga.meetings.models import Meeting
from brygga.plans import acts
from brygga.plans.facts import CrisisFacts, GoalFacts, HeaderFacts, InterventionFacts, LinkFacts, NeedFacts, StepFacts
from brygga.plans.models import Goal, Intervention, Plan, PlanRow, PlanVersion
from brygga.plans.states import InterventionState, Performer, Say
from brygga.plans.working import decides, intervention_parts, parts_of
from brygga.routines.vocabulary import PlanPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Does:
    """An intervention: who does what, when, and how the person benefits. `who` is staff by name, or ”själv”."""

    who: str
    what: str
    when: str
    good: str
    goal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written in a plan, in the order of the page."""

    important: str
    needs: tuple[str, ...]
    goals: tuple[str, ...]
    does: tuple[Does, ...]
    interruption: tuple[tuple[str, str, str], ...]
    """If this happens, we do so, and it is this one's to do."""
    crisis: tuple[tuple[str, str], ...] = ()
    others: str = "Inga"
    other_plans: tuple[tuple[str, str, str], ...] = ()
    """Whose, which plan, where it is."""


HIMSELF = "själv"


class Plans:
    """The plan in a person's life."""

    stage: Stage
    coordination: Coordination
    meeting: Meeting
    plan: Plan
    version: PlanVersion
    rows: dict[str, PlanRow]

    def themself(self) -> Actor:
        raise NotImplementedError

    def looks(self, by: str, what: str, why: str = "") -> None:
        raise NotImplementedError

    def plan_started(self, by: str, *, at_meeting: bool = False) -> None:
        meeting = self.meeting if at_meeting else None
        self.plan = acts.start_plan(self.coordination, by=self.stage.actor(by), meeting=meeting)

    def plan_from_meeting(self, by: str) -> None:
        """The plan that was opened when the meeting led to a SIP."""
        plans = Plan.objects.unrestricted(because="the demo goes on with the plan it has just opened")
        found = plans.open().filter(coordination=self.coordination).first()
        if found is None:
            self.plan_started(by, at_meeting=True)
        else:
            self.plan = found

    def written(self, by: str, words: Words, *, held_by: str, follow_up: int, copies: Iterable[str] = ()) -> None:
        """The whole plan is written down; `held_by` holds it together, and it is followed up in so many days."""
        actor = self.stage.actor(by)
        self._texts(actor, words)
        needs = [acts.add_row(self.plan, by=actor, facts=NeedFacts(text=text)) for text in words.needs]
        goals = [
            acts.add_row(self.plan, by=actor, facts=GoalFacts(text=text, need=needs[min(n, len(needs) - 1)]))  # type: ignore[arg-type]
            for n, text in enumerate(words.goals)
        ]
        self.rows = {
            does.what: self._does(actor, does, goals[does.goal])  # type: ignore[arg-type]
            for does in words.does
            if does.who != HIMSELF or self._has_one_list()
        }
        self.rows |= {goal.text: goal for goal in goals}  # type: ignore[attr-defined]
        for happens, step, name in words.interruption:
            unit = self.stage.assignment(name).unit
            acts.add_row(self.plan, by=actor, facts=StepFacts(happens=happens, step=step, unit=unit, within_days=2))
        for name, reach in words.crisis:
            acts.add_row(self.plan, by=actor, facts=CrisisFacts(name=name, reach=reach))
        for name, kind, where in words.other_plans:
            unit = self.stage.assignment(name).unit
            acts.add_row(self.plan, by=actor, facts=LinkFacts(unit=unit, kind=kind, where=where))
        self._headed(actor, held_by, follow_up, tuple(copies))

    def _texts(self, actor: Actor, words: Words) -> None:
        named = {"important": words.important, "others_part": words.others}
        if not self._has_one_list():
            named["own_part"] = "\n".join(f"{does.what}. {does.when}." for does in words.does if does.who == HIMSELF)
        for part in parts_of(self.plan):
            text = named.get(part.key, "")
            if text:
                acts.write_text(self.plan, by=actor, part=part.key, text=text, seen=0)

    def _does(self, actor: Actor, does: Does, goal: Goal) -> PlanRow:
        if does.who == HIMSELF:
            facts = InterventionFacts(
                text=does.what, goal=goal, performer=Performer.PERSON, when=does.when, benefit=does.good
            )
            return acts.add_row(self.plan, by=actor, facts=facts)
        responsible = self.stage.assignment(does.who)
        facts = InterventionFacts(
            text=does.what,
            goal=goal,
            part=self._part_for(responsible.unit.organisation.party),
            unit=responsible.unit,
            responsible=responsible,
            when=does.when,
            benefit=does.good,
        )
        return acts.add_row(self.plan, by=actor, facts=facts)

    def _has_one_list(self) -> bool:
        """Whether all interventions stand together; else what the person does is a text of its own (Karlstad)."""
        return "" in intervention_parts(parts_of(self.plan))

    def _part_for(self, party: str) -> str:
        """The party's own part of the form, where the routine has one."""
        own: list[PlanPart] = [part for part in parts_of(self.plan) if decides(part) and part.party == party]
        return own[0].key if own else ""

    def _headed(self, actor: Actor, held_by: str, follow_up: int, copies: tuple[str, ...]) -> None:
        self.plan.refresh_from_db()
        coordinator = self.stage.assignment(held_by)
        facts = HeaderFacts(
            coordinator=coordinator,
            responsible=coordinator.unit.organisation,
            follow_up_on=self.stage.day(follow_up),
            follow_up_by=coordinator.staff.name,
            copies_to=copies,
        )
        self.plan = acts.set_header(self.plan, by=actor, seen=self.plan.revision, facts=facts)

    def put_forward(self, by: str) -> None:
        self.version = acts.propose_version(self.plan, by=self.stage.actor(by))

    def agrees(self, *names: str) -> None:
        for name in names:
            self.looks(name, "Planen under arbete")
            acts.say(self.version, by=self.stage.actor(name), say=Say.YES)

    def agrees_in_part(self, name: str, *, note: str, rest_in: int) -> None:
        rest_on = self.stage.day(rest_in)
        acts.say(self.version, by=self.stage.actor(name), say=Say.PARTLY, note=note, rest_on=rest_on)

    def person_agrees(self, by: str = "", how: str = "", note: str = "") -> None:
        """In the portal, or told to somebody who writes it down."""
        if by:
            acts.record_persons_say(self.version, by=self.stage.actor(by), say=Say.YES, how=how, note=note)
        else:
            acts.say(self.version, by=self.themself(), say=Say.YES, note=note)

    def goes(self, by: str, what: str, state: InterventionState, note: str = "") -> None:
        self.looks(by, "Planen under arbete")
        acts.report_progress(self._intervention(what), by=self.stage.actor(by), state=state, note=note)

    def _intervention(self, what: str) -> Any:
        rows = Intervention.objects.unrestricted(because="the demo wrote the row")
        return rows.get(pk=self.rows[what].pk)
