"""What somebody sees who follows by their code what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.intakes.models import Intake
from brygga.intakes.queries import led_to
from brygga.intakes.states import FOR_THE_PERSON, UNDER_WAY, RequestState
from brygga.ui.components.lists import Step

S = RequestState


@dataclass(frozen=True, slots=True)
class Following:
    word: str
    unit: Unit
    sent_at: datetime
    due: datetime | None
    late: bool
    steps: tuple[Step, ...]
    meeting_at: datetime | None
    meeting_place: str
    outcome: str
    led_to: tuple[Unit, ...]
    reason: str


def following(intake: Intake) -> Following:
    state = RequestState(intake.state)
    waits = state in UNDER_WAY and intake.contacted_at is None
    rule = intake.outcome_rule
    return Following(
        word=_word(intake, state),
        unit=intake.unit,
        sent_at=intake.sent_at,
        due=intake.contact_by if waits else None,
        late=waits and intake.contact_by < clock.now(),
        steps=tuple(_steps(intake, state)),
        meeting_at=intake.meeting_at if state in UNDER_WAY else None,
        meeting_place=intake.meeting_place,
        outcome=rule.plain if rule else "",
        led_to=tuple(one.unit for one in led_to(intake)),
        reason=intake.reason,
    )


def _word(intake: Intake, state: RequestState) -> str:
    if state in UNDER_WAY and intake.meeting_at:
        return "Du har en tid för ett första möte"
    if state in UNDER_WAY and intake.contacted_at:
        return "Vi har talats vid"
    return FOR_THE_PERSON[state]


def _steps(intake: Intake, state: RequestState) -> list[Step]:
    if state in (S.WITHDRAWN, S.DECLINED):
        return [Step("Kom fram", "done"), Step(FOR_THE_PERSON[state], "stopped")]
    done = [
        ("Det du skrev har kommit fram", True),
        ("Någon har läst det", intake.acknowledged_at is not None),
        ("Någon har talat med dig", intake.contacted_at is not None),
        ("Du har en tid för ett första möte", intake.meeting_at is not None),
        ("Ni vet vad nästa steg är", state is S.DONE),
    ]
    first = next((number for number, (_, is_done) in enumerate(done) if not is_done), -1)
    if state is S.DONE:
        return [Step(text, "done") for text, is_done in done if is_done]
    return [
        Step(text, "done" if is_done else "current" if number == first else "todo")
        for number, (text, is_done) in enumerate(done)
    ]
