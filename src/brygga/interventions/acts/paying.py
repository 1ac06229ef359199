"""Who pays: what the place's rules ask about, and what the units are not agreed on (STO-19, MAL-14)."""

from __future__ import annotations

from datetime import datetime

from brygga.coordinations.may import own_part
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.interventions import may
from brygga.interventions.models import GrantedIntervention, PaymentQuestion
from brygga.meetings.may import can_settle_payment
from brygga.meetings.models import Meeting
from brygga.routines.loading import routine


@act(
    "interventions.describe_cost",
    may=may.may_describe_cost,
    told_as="{unit} har skrivit vad som avgör kostnaden för en insats",
    in_feed=False,
)
def describe_cost(intervention: GrantedIntervention, *, by: Actor, circumstances: list[str]) -> GrantedIntervention:
    """What the rules ask about; who pays is suggested from it, never decided by it."""
    known = [row.key for row in routine(intervention.coordination.place).cost_circumstances]
    if not set(circumstances) <= set(known):
        raise NotAllowed("Välj bland det som rutinen frågar om.")
    return change(intervention, circumstances=[key for key in dict.fromkeys(known) if key in circumstances])


@act(
    "interventions.ask_payment",
    may=may.may_ask_payment,
    told_as="{unit} vill avgöra vem som betalar för en insats",
    affects_planning=True,
)
def ask_payment(intervention: GrantedIntervention, *, by: Actor, at: datetime, question: str) -> PaymentQuestion:
    part = own_part(by, intervention.coordination)
    assert part is not None
    if not question.strip():
        raise NotAllowed("Skriv vad ni inte är överens om.")
    return create(
        PaymentQuestion,
        intervention=intervention,
        unit=part.unit,
        question=question.strip(),
        asked_on=day_of(at),
        asked_by=by.label,
    )


@act(
    "interventions.settle_payment",
    may=may.may_settle_payment,
    told_as="{by} skrev in vem som betalar för en insats",
    affects_planning=True,
)
def settle_payment(
    question: PaymentQuestion, *, by: Actor, at: datetime, meeting: Meeting, settled_as: str
) -> PaymentQuestion:
    """MAL-14: in the type of meeting that is for it, with people who can decide; nowhere else."""
    if meeting.coordination_id != question.intervention.coordination_id:
        raise NotAllowed("Mötet är inte i den här samordningen.")
    insist(can_settle_payment(meeting))
    if not settled_as.strip():
        raise NotAllowed("Skriv vem som betalar.")
    return change(question, meeting=meeting, settled_as=settled_as.strip(), settled_on=day_of(at), settled_by=by.label)
