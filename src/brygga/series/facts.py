"""What a case says, and a next step, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What an announcement holds (Rutin Stockholm, avsnittet Anmälan). Named by a coordination, else only an age."""

    background: str
    situation: str
    question: str
    coordination: Coordination | None = None
    age: int | None = None

    @property
    def words(self) -> dict[str, str]:
        return {"background": self.background, "situation": self.situation, "question": self.question}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    what: str
    unit: Unit
    function: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHours:
    starts_at: datetime
    ends_at: datetime
    where: str = ""
