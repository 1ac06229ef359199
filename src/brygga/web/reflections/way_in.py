"""The way to write down what is learnt, from where one learnt it: what kind of situation, and nothing of whose."""

from __future__ import annotations

from brygga.core.actor import Actor
from brygga.reflections.may import works
from brygga.web.links import way_to


def way_to_reflect(actor: Actor) -> str:
    """Empty where this actor may not."""
    return way_to("write-reflection") if works(actor) else ""
