"""Reads about closings: of a coordination, those that wait for an answer, and the person's own."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

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


def to_answer(actor: Actor) -> Any:
    """Closings that an own unit has not answered, the nearest last day first: for its caseworker, or for the unit."""
    under_way = {"closing__coordination_id": OuterRef("coordination_id"), "closing__state": ClosingState.UNDER_WAY}
    answered = ClosingParty._base_manager.exclude(answer="").filter(**under_way, unit_id=OuterRef("unit_id"))
    waits = open_engagements(actor).filter(~Exists(answered)).values("coordination_id")
    return with_details(actor).under_way().filter(coordination_id__in=waits).order_by("answer_by", "pk")


def to_explore(actor: Actor) -> Any:
    """Those whom the person has begun or wants, and nobody has asked why yet."""
    mine = open_engagements(actor).values("coordination_id")
    rows = with_details(actor).under_way().filter(wants_to_stop=True, explored_on=None)
    return rows.filter(coordination_id__in=mine).order_by("answer_by", "pk")


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
