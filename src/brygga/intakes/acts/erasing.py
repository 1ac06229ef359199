"""Erasing by age what never became a case. What is left says that somebody came, when, and what it became (ALL-06)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act
from brygga.core.moves import note
from brygga.core.saving import change
from brygga.intakes import may
from brygga.intakes.models import ContactAttempt, Intake, IntakeStep

#: Everything that somebody told, or that was told about them.
TOLD: dict[str, Any] = {
    **dict.fromkeys(
        ("name", "phone", "reach", "number", "interpreter", "words", "known_at", "meeting_place", "reason"), ""
    ),
    **dict.fromkeys(("phone_index", "number_index", "born", "code", "meeting_at", "consent_on", "identified_at")),
    "contacts": [],
    "needs": [],
    "protected": False,
}


@act("intakes.erase", may=may.may_erase, told_as="Ett intag raderades", in_feed=False)
def erase(intake: Intake, *, by: Actor = SYSTEM, at: datetime) -> Intake:
    ContactAttempt._base_manager.filter(intake=intake).delete()
    IntakeStep._base_manager.filter(intake=intake).update(reason="")
    erased = change(intake, erased_at=at, **TOLD)
    note(erased, by, at, what="Personuppgifterna raderades")
    return erased
