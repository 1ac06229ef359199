"""A lifted question as it is shown: what, where it lies, since when and how long, and what this actor may do."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.core.actor import Actor
from brygga.escalations import may
from brygga.escalations.models import Escalation, EscalationLevel
from brygga.escalations.states import EscalationState
from brygga.rules.dates import written
from brygga.ui.components.dates import short_moment
from brygga.ui.components.lists import Step
from brygga.web.links import way_to
from brygga.web.responsibility.part import Way

TONES = {
    EscalationState.OPEN: "warning",
    EscalationState.RESOLVED: "good",
    EscalationState.WITHDRAWN: "neutral",
    EscalationState.LAPSED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Card:
    row: Escalation
    url: str
    title: str
    state: str
    tone: str
    now: str
    """Where it lies, or how it ended."""


def card(row: Escalation) -> Card:
    return Card(
        row=row,
        url=way_to("escalation", row.pk),
        title=row.rule.term,
        state=f"Hos {row.level_term.lower()}" if row.is_open else str(EscalationState(row.state).label),
        tone="bad" if row.is_late or row.waits else TONES[EscalationState(row.state)],
        now=_now(row),
    )


def _now(row: Escalation) -> str:
    if row.is_open:
        return f"{row.level_term} ska lösa den senast {short_moment(row.level_due)}."
    if row.waits and row.responsible_unit:
        return f"{row.responsible_unit.name} skulle ansvara, men ansvaret har inte gått över."
    if row.state == EscalationState.RESOLVED and row.responsible_unit and row.responsible_from:
        since = "sedan" if row.carried_out_on else "från"
        return f"{row.responsible_unit.name} ansvarar {since} {written(row.responsible_from)}."
    return str(EscalationState(row.state).label)


def shown_levels(row: Escalation, been: list[EscalationLevel]) -> list[Step]:
    """Every level of the ladder: those it has been on, the one it is on, those above."""
    since = {one.level: one for one in been}
    found = [Step("Lyft", "done", short_moment(row.raised_at))]
    for level in row.levels:
        on = since.get(level.key)
        here = level.key == row.level
        state = "current" if here and row.is_open else "done" if on else "todo"
        found.append(Step(level.term, state, f"Sedan {short_moment(on.since)}" if on else ""))
    if not row.is_open:
        found = [one for one in found if one.state == "done"]
        ended = "stopped" if row.state == EscalationState.WITHDRAWN else "done"
        word = EscalationState.RESOLVED if ended == "done" else EscalationState.WITHDRAWN
        found.append(Step(str(word.label), ended, short_moment(row.settled_at)))
    return found


#: What one may do with it now, the likeliest first.
ASKED = (
    (may.may_answer, "Svara på frågan", "answer-escalation"),
    (may.may_agree, "Gå med på förslaget", "agree-to-resolution"),
    (may.may_propose, "Föreslå en lösning", "propose-resolution"),
    (may.may_lift, "Lyft vidare", "lift-escalation"),
    (may.may_withdraw, "Ta tillbaka", "withdraw-escalation"),
)


def ways(actor: Actor, row: Escalation) -> list[Way]:
    found = [(text, name) for ask, text, name in ASKED if ask(actor, row)]
    return [
        Way(text, way_to(name, row.pk), "second" if number else "main") for number, (text, name) in enumerate(found)
    ]
