"""How much somebody answers for, told to the administrator before their last day is saved: never about whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from brygga.coordinations.models import Coordination, Engagement
from brygga.investigations.models import Investigation
from brygga.investigations.states import InvestigationState
from brygga.people.models import Case
from brygga.plans.models import Plan
from brygga.plans.states import PlanState
from brygga.requests.models import Request
from brygga.requests.states import RequestState

BECAUSE = "the administrator is told how much, never about whom"
#: What is counted, by whom it is held, while it goes on, and one and several of it in words.
KINDS: tuple[tuple[Any, str, dict[str, Any], str, str], ...] = (
    (Case, "caseworker", {"closed_on": None}, "ärende", "ärenden"),
    (Engagement, "caseworker", {"ended_on": None, "coordination__closed_on": None}, "enhets del", "enheters delar"),
    (Coordination, "coordinator", {"closed_on": None}, "samordning", "samordningar"),
    (Plan, "coordinator", {"state": PlanState.OPEN}, "plan", "planer"),
    (Request, "appointed", {"state": RequestState.ACCEPTED}, "förfrågan", "förfrågningar"),
    (Investigation, "caseworker", {"state": InvestigationState.OPEN}, "utredning", "utredningar"),
)


def held_words(assignments: Iterable[UUID]) -> str:
    held = list(assignments)
    told = []
    for model, name, goes_on, one, several in KINDS:
        rows = model.objects.unrestricted(because=BECAUSE).filter(**{f"{name}__in": held}, **goes_on)
        if count := rows.count():
            told.append(f"{count} {one if count == 1 else several}")
    if not told:
        return "Ansvarar inte för något som pågår."
    return f"Ansvarar nu för {', '.join(told)}. Efter sista dagen står det på startsidan hos enhetens chef."
