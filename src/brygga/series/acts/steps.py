"""The next step that a meeting decides on."""

from __future__ import annotations

from brygga.core import clock
from brygga.core.acts import insist
from brygga.core.decision import YES, no
from brygga.core.saving import create
from brygga.routines.loading import routine
from brygga.series.facts import StepFacts
from brygga.series.models import DecidedStep, DocketItem, SeriesMeeting


def add_step(meeting: SeriesMeeting, step: StepFacts, *, key: str = "", item: DocketItem | None = None) -> DecidedStep:
    known = {function.key for function in routine(meeting.series.place).functions}
    insist(YES if step.function in known else no("Välj en funktion som finns i rutinen."))
    insist(YES if step.due_on >= clock.today() else no("Dagen har redan varit. Välj en senare."))
    return create(
        DecidedStep,
        meeting=meeting,
        item=item,
        key=key,
        what=step.what,
        unit=step.unit,
        function=step.function,
        due_on=step.due_on,
    )
