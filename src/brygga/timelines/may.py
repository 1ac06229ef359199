from __future__ import annotations

from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import Decision


def may_explain(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)
