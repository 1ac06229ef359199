"""Reads about granted interventions: of a coordination, of a unit, of the person, and who has answered for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.interventions.models import (
    GrantedIntervention,
    InterventionChange,
    PaymentQuestion,
    RaisedStep,
    ResponsibilityMove,
)
from brygga.interventions.states import ALIVE

#: More than this in one coordination is read page by page.
MOST = 60
ENDED_SHOWN = 3
BECAUSE = "a room above asks what goes on, and tells only what its own reader may see"


def ongoing_in(coordination: Coordination) -> Any:
    """All that somebody answers for now: decided, ongoing or interrupted. For acts, whoever asks."""
    rows = GrantedIntervention.objects.unrestricted(because=BECAUSE).alive().filter(coordination=coordination)
    return rows.select_related("unit", "responsible_unit").order_by("pk")


def ongoing_at(unit_ids: Iterable[Any]) -> Any:
    """What these units answer for now, in any coordination. For acts, whoever asks."""
    rows = GrantedIntervention.objects.unrestricted(because=BECAUSE).alive()
    return rows.filter(responsible_unit_id__in=list(unit_ids)).select_related("coordination").order_by("pk")


def with_details(actor: Actor) -> Any:
    rows = GrantedIntervention.objects.visible_to(actor)
    return rows.select_related(
        "coordination__person", "coordination__unit", "unit__organisation", "responsible_unit__organisation",
        "resolution", "after", "plan_row",
    )  # fmt: skip


def of_coordination(actor: Actor, coordination: Coordination) -> Any:
    """All that the reader may see here, to be paged by key."""
    return with_details(actor).filter(coordination=coordination)


def at_hand(actor: Actor, coordination: Coordination) -> tuple[list[GrantedIntervention], bool]:
    """What somebody answers for, then a few that have ended, newest first; and whether there are more."""
    rows = of_coordination(actor, coordination).order_by("-pk")
    alive, ended = list(rows.alive()[: MOST + 1]), list(rows.exclude(state__in=ALIVE)[: ENDED_SHOWN + 1])
    more = len(alive) > MOST or len(ended) > ENDED_SHOWN
    return [*alive[:MOST], *ended[:ENDED_SHOWN]], more


def alive_seen(actor: Actor, coordination: Coordination) -> Any:
    """What may be chosen in a form."""
    return with_details(actor).alive().filter(coordination=coordination).order_by("pk")


def hidden(actor: Actor, coordination: Coordination) -> int:
    """How many there are about matters that are not opened to the reader: told as a number."""
    in_all = GrantedIntervention._base_manager.filter(coordination=coordination).count()
    return int(in_all - GrantedIntervention.objects.visible_to(actor).filter(coordination=coordination).count())


def responsible_on(intervention: GrantedIntervention, on: date) -> Any:
    """The unit that answered that day; nobody before it was decided."""
    moves = ResponsibilityMove._base_manager.filter(intervention=intervention, on__lte=on)
    last = moves.select_related("to_unit").order_by("-on", "-pk").first()
    return last.to_unit if last else None


def moves(actor: Actor, intervention: GrantedIntervention) -> list[ResponsibilityMove]:
    rows = ResponsibilityMove.objects.visible_to(actor).filter(intervention=intervention)
    return list(rows.select_related("from_unit", "to_unit").order_by("-pk")[:MOST])


def changes(actor: Actor, intervention: GrantedIntervention) -> list[InterventionChange]:
    rows = InterventionChange.objects.visible_to(actor).filter(intervention=intervention)
    return list(rows.order_by("-pk")[:MOST])


def of_person(actor: Actor) -> Any:
    """The person's own, to be paged by key."""
    return with_details(actor)


def steps_with_details(actor: Actor) -> Any:
    return RaisedStep.objects.visible_to(actor).select_related("coordination__person", "coordination__unit", "unit")


def raised_in(actor: Actor, coordination: Coordination) -> list[RaisedStep]:
    """What waits first, soonest first; then what was done last."""
    rows = steps_with_details(actor).filter(coordination=coordination).order_by("-pk")[:MOST]
    return sorted(rows, key=lambda row: (row.done_on is not None, row.due_on if row.done_on is None else date.max))


def steps_to_do(actor: Actor) -> Any:
    """The actor's units' own, soonest first; for the start page."""
    rows = steps_with_details(actor).waiting().filter(unit_id__in=actor.reads)
    rows = rows.filter(coordination__closed_on=None, coordination__person__died_on=None)
    return rows.order_by("due_on", "pk")


def payment_questions(actor: Actor) -> Any:
    rows = PaymentQuestion.objects.visible_to(actor)
    return rows.select_related(
        "unit", "meeting__coordination", "intervention__coordination__person", "intervention__coordination__unit",
        "intervention__unit", "intervention__responsible_unit",
    )  # fmt: skip


def steps_of_person(actor: Actor) -> list[RaisedStep]:
    """What is being done now because something was interrupted; for the person."""
    return list(steps_with_details(actor).waiting().order_by("due_on", "pk")[:10])
