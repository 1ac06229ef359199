"""The term's inventory (STO-11): how many transfers are known to come, to which units, and with what needs.

Numbers only, so that all who meet may read it. Whom they are about is read where one may know it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.transfers import Span, spans
from brygga.transfers.models import Transfer
from brygga.transfers.queries import BY_DAY, NEEDS_SUPPORT, of_rule, other_circumstances, rules_here, with_details

#: The term that is, and those that one plans for.
TERMS = 3
BECAUSE = "the term's inventory counts, and names nobody"


@dataclass(slots=True)
class Line:
    """One unit, how many, and what they need, the most common first."""

    unit: str
    count: int = 0
    needs: Counter[str] = field(default_factory=Counter)

    @property
    def told(self) -> list[tuple[str, int]]:
        return sorted(self.needs.items(), key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True, slots=True)
class Inventory:
    span: Span
    receivers: list[Line]
    unannounced: list[Line]

    @property
    def known(self) -> int:
        return sum(line.count for line in (*self.receivers, *self.unannounced))


def terms(actor: Actor) -> list[Span]:
    on = clock.today()
    return list(islice(spans(routine(actor.place).transfer_terms_on(on), on), TERMS))


def inventory(actor: Actor, span: Span) -> Inventory:
    """Of the actor's organisation: the same few questions however many they are."""
    return Inventory(span, _announced(actor, span), _unannounced(actor, span))


def _announced(actor: Actor, span: Span) -> list[Line]:
    terms_of = {matter.key: matter.term for matter in routine(actor.place).matters}
    rows = Transfer.objects.unrestricted(because=BECAUSE).announced()
    rows = rows.filter(from_unit__organisation_id=actor.organisation_id, switch_on__range=(span.first, span.last))
    lines: dict[Any, Line] = {}
    for unit, name, needs in rows.order_by("to_unit__sort", "pk").values_list("to_unit_id", "to_unit__name", "needs"):
        line = lines.setdefault(unit, Line(name))
        line.count += 1
        line.needs.update(terms_of[key] for key in needs if key in terms_of)
    return list(lines.values())


def _unannounced(actor: Actor, span: Span) -> list[Line]:
    """Known to come, and nobody has said to whom: counted at the unit that has them."""
    cases = Case.objects.unrestricted(because=BECAUSE).filter(unit__organisation_id=actor.organisation_id)
    lines: dict[Any, Line] = {}
    for rule in rules_here(actor):
        rows = of_rule(cases, rule, other_circumstances(rules_here(actor), rule), span.first, span.last).filter(
            NEEDS_SUPPORT
        )
        for unit, name in rows.order_by("unit__sort", "pk").values_list("unit_id", "unit__name"):
            lines.setdefault(unit, Line(name)).count += 1
    return list(lines.values())


def own(actor: Actor, span: Span) -> Any:
    """By name, for those who may: announced to or from the actor's units in the term."""
    return with_details(actor).announced().filter(switch_on__range=(span.first, span.last)).order_by(*BY_DAY, "pk")
