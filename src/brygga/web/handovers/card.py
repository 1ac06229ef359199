"""A handover as it is shown: where it stands, step by step, what is missing, and what this actor may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.handovers import may
from brygga.handovers.models import Handover, HandoverStep
from brygga.handovers.states import Stage
from brygga.requests.queries import Expected, expected
from brygga.requests.states import RequestState
from brygga.rules.dates import written
from brygga.rules.handovers import Step, can_be_done
from brygga.ui.components.dates import short_moment
from brygga.ui.components.lists import Step as ShownStep
from brygga.web.links import way_to

TONES = {
    Stage.SENT: "info",
    Stage.CONFIRMED: "info",
    Stage.GOING_OVER: "info",
    Stage.READY: "warning",
    Stage.DATED: "info",
    Stage.MOVED: "good",
    Stage.STOPPED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Card:
    handover: Handover
    url: str
    line: str
    stage: Stage
    tone: str
    answers: str
    """Who answers now, and from when somebody else does."""
    expected: Expected | None

    @property
    def state(self) -> str:
        asked = self.handover.request
        return str(RequestState(asked.state).label if self.stage is Stage.STOPPED else self.stage.label)

    @property
    def late(self) -> bool:
        return bool(self.expected and self.expected.late)

    @property
    def has_stalled(self) -> bool:
        """The receiver has not answered in time, or has said no."""
        return self.late or self.handover.request.state == RequestState.DECLINED


def card(handover: Handover, done: Sequence[HandoverStep]) -> Card:
    stage = handover.stage(row.step for row in done)
    return Card(
        handover=handover,
        url=way_to("handover", handover.pk),
        line=f"Från {handover.from_unit.name} till {handover.to_unit.name}",
        stage=stage,
        tone=TONES[stage],
        answers=who_answers(handover),
        expected=expected(handover.request) if stage in (Stage.SENT, Stage.CONFIRMED) else None,
    )


def who_answers(handover: Handover) -> str:
    sender, receiver = handover.from_unit.name, handover.to_unit.name
    if handover.moved_on:
        return f"{receiver} ansvarar sedan {written(handover.moved_on)}."
    if handover.moves_on and handover.is_under_way:
        return f"{receiver} ansvarar från {written(handover.moves_on)}. Till dess ansvarar {sender}."
    if not handover.is_under_way:
        return f"{sender} ansvarar. Överlämningen blev inte av."
    return f"{sender} ansvarar tills ansvaret har gått över."


@dataclass(frozen=True, slots=True)
class Todo:
    """A step that can be done now, and how."""

    todo: str
    url: str
    is_meeting: bool


def todos(handover: Handover, done: Sequence[HandoverStep]) -> list[Todo]:
    rows = can_be_done(handover.steps, {Step(row.step) for row in done})
    return [_todo(handover, row.key, row.todo) for row in rows]


def _todo(handover: Handover, step: Step, todo: str) -> Todo:
    if step is not Step.JOINT_MEETING:
        return Todo(todo, way_to("note-handover-step", handover.pk, step.value), False)
    planned = way_to("meeting-plan", handover.coordination_id)
    return Todo(todo, f"{planned}?typ={handover.rule.meeting_type}", True)


def shown_steps(handover: Handover, done: Sequence[HandoverStep]) -> list[ShownStep]:
    """From sent to moved, each with when and by whom."""
    asked, noted = handover.request, {row.step: row for row in done}
    state = RequestState(asked.state)
    found = [ShownStep("Skickad", "done", short_moment(asked.sent_at))]
    received = asked.acknowledged_at or (asked.answered_at if asked.appointed_id else None)
    found.append(ShownStep("Bekräftad", "done" if received else "current", short_moment(received)))
    who = asked.appointed.staff.name if asked.appointed else ""
    found.append(ShownStep("Handläggare utsedd", "done" if who else "current" if received else "todo", who))
    now = {row.key.value for row in can_be_done(handover.steps, {Step(key) for key in noted})} if who else set()
    for rule in handover.steps:
        row = noted.get(rule.key.value)
        place = "done" if row else "current" if rule.key.value in now else "todo"
        found.append(ShownStep(rule.term, place, _when(row)))
    found.append(_last(handover, bool(handover.left(noted)) or not who))
    if not handover.moved_on and not handover.is_under_way:
        kept = [one for one in found if one.state == "done"]
        return [*kept, ShownStep(str(state.label), "stopped", short_moment(asked.answered_at))]
    return found


def _when(row: HandoverStep | None) -> str:
    return f"{written(row.done_on)}, {row.by_label}" if row else ""


def _last(handover: Handover, waits: bool) -> ShownStep:
    if handover.moved_on:
        return ShownStep("Ansvaret har gått över", "done", written(handover.moved_on))
    note = f"{written(handover.moves_on)}, bestämt av {handover.moves_decided_by}" if handover.moves_on else ""
    return ShownStep("Ansvaret går över", "todo" if waits else "current", note)


@dataclass(frozen=True, slots=True)
class Allowed:
    note: Decision
    choose: Decision
    date: Decision


def allowed(actor: Actor, handover: Handover) -> Allowed:
    """The buttons of the page, each exactly when its act would be allowed."""
    return Allowed(may.may_note_step(actor, handover), may.may_choose(actor, handover), may.may_date(actor, handover))


def still_reads(handover: Handover) -> bool:
    return handover.reads_until is not None and handover.reads_until >= clock.today()
