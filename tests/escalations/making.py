"""Elsa's unit and Ulla's both say that the other answers for Stig; with the heads over them."""

from __future__ import annotations

from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations.acts import let_in
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.escalations.acts import agree, answer, lift, propose, raise_question
from brygga.escalations.models import Escalation
from tests.cast import _actor
from tests.handovers.making import granted

QUESTION = "Beroendevård anser att boendestödet är äldreomsorgens. Äldreomsorg anser att det hör till behandlingen."


def heads(world: Any) -> Any:
    """Uno and Ebbe lead the two units, Dan the department over both; Stig is known at both."""
    with asked_by("the cast"):
        house = world.beroende.organisation
        top = Unit.objects.create(organisation=house, name="Avdelningen", sort="avdelningen", kind="disability")
        Unit.objects.filter(pk__in=[world.beroende.pk, world.aldre.pk]).update(parent=top)
        world.uno = _actor("Uno Ur", "unit_head", "Enhetschef", world.beroende)
        world.ebbe = _actor("Ebbe Eng", "unit_head", "Enhetschef", world.aldre)
        world.dan = _actor("Dan Dal", "department_head", "Avdelningschef", top)
    let_in(world.coordination, by=world.ivar, unit=world.aldre)
    world.talks = granted(world)
    return world


def raised(world: Any, ladder: str = "responsibility", **more: Any) -> Escalation:
    said = {"statement": QUESTION, "parties": [world.aldre], "interventions": [world.talks], **more}
    return raise_question(world.coordination, by=world.ivar, ladder=ladder, **said)


def answered(world: Any, says: str = "agrees", note: str = "") -> Escalation:
    return answer(raised(world), by=world.elsa, says=says, note=note)


def at_the_heads(world: Any) -> Escalation:
    return lift(answered(world), by=world.elsa, from_level="deputy_unit_heads", because="Vi kommer inte längre.")


def proposed(row: Escalation, by: Any, unit: Any, **more: Any) -> Escalation:
    said = {"resolution": "Äldreomsorg tar boendestödet.", "responsible_from": clock.today(), **more}
    return propose(row, by=by, responsible_unit=unit, **said)


def solved(row: Escalation, unit: Any, *heads: Any, **more: Any) -> Escalation:
    """The first proposes, the others agree."""
    first, *others = heads
    row = proposed(row, first, unit, **more)
    for other in others:
        row = agree(row, by=other, proposal=row.proposal)
    return row
