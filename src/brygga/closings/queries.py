"""Reads about closings: of a coordination, those that wait for an answer, and the person's own."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from brygga.closings.models import Closing, ClosingParty, Reopening
from brygga.closings.states import ClosingState
from brygga.coordinations.models import Coordination, Engagement, open_engagements
from brygga.core.actor import Actor

#: More than this in one coordination is not a way to live.
MOST = 20


def with_details(actor: Actor) -> Any:
    return Closing.objects.visible_to(actor).select_related(
        "coordination__person", "coordination__unit", "unit", "new_unit"
    )


def closings_in(actor: Actor, coordination: Coordination) -> list[Closing]:
    """The newest first; the one under way is among them."""
    return list(with_details(actor).filter(coordination=coordination).order_by("-pk")[:MOST])


def under_way(actor: Actor, coordination: Coordination) -> Closing | None:
    found: Closing | None = with_details(actor).under_way().filter(coordination=coordination).first()
    return found


def reopenings_of(actor: Actor, coordination: Coordination) -> list[Reopening]:
    return list(Reopening.objects.visible_to(actor).filter(coordination=coordination).order_by("-pk")[:MOST])


def _unanswered(actor: Actor) -> Q:
    """By an own unit: for its caseworker, or for the unit."""
    under_way = {"closing__coordination_id": OuterRef("coordination_id"), "closing__state": ClosingState.UNDER_WAY}
    answered = ClosingParty._base_manager.exclude(answer="").filter(**under_way, unit_id=OuterRef("unit_id"))
    waits = open_engagements(actor).filter(~Exists(answered)).values("coordination_id")
    return Q(coordination_id__in=waits)


def _unexplored(actor: Actor) -> Q:
    """The person has begun it or wants it, and nobody has asked why yet."""
    mine = open_engagements(actor).values("coordination_id")
    return Q(wants_to_stop=True, explored_on=None, coordination_id__in=mine)


def on_desk(actor: Actor, size: int) -> list[Any]:
    """What is to be answered and explored, each marked with which, the nearest last day first; in one question."""
    desk = {"to_answer": _unanswered(actor), "to_explore": _unexplored(actor)}
    rows = with_details(actor).under_way().filter(desk["to_answer"] | desk["to_explore"])
    marks = {name: ExpressionWrapper(which, BooleanField()) for name, which in desk.items()}
    return list(rows.annotate(**marks).order_by("answer_by", "pk")[:size])


def of_the_person(actor: Actor) -> list[Closing]:
    """What is under way, and the last one carried out in each coordination: the person's own page."""
    rows = with_details(actor).exclude(state=ClosingState.CALLED_OFF).order_by("-pk")
    return list(rows[:MOST])


def open_coordinations(actor: Actor) -> list[Coordination]:
    """Those that the person may ask to stop."""
    others = Engagement._base_manager.filter(coordination=OuterRef("pk"), ended_on=None)
    rows = Coordination.objects.visible_to(actor).filter(Q(closed_on=None), Exists(others)).select_related("unit")
    return list(rows.order_by("-pk")[:MOST])


def is_ending(actor: Actor) -> bool:
    return bool(Closing.objects.visible_to(actor).under_way().exists())


def parties_of(closing: Closing) -> list[ClosingParty]:
    """Of a closing that the reader has been let in to: who it is about is a part of it."""
    rows = ClosingParty.objects.unrestricted(because="the closing is seen as a whole").filter(closing=closing)
    return list(rows.select_related("unit").order_by("unit__sort", "pk"))
