"""The part of the section Ansvar that shows handovers."""

from __future__ import annotations

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.handovers.queries import in_coordination, steps_done
from brygga.requests.may import may_send_kind, may_write
from brygga.routines.loading import routine
from brygga.web.handovers.card import Card, card
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Where the place's routine has a way of handing over, or something has been handed over."""
    rules = [row for row in routine(coordination.place).handover_kinds if row.in_force(clock.today())]
    rows = in_coordination(actor, coordination)
    if not rules and not rows:
        return None
    done = steps_done(rows)
    asks = [routine(coordination.place).request_kind(rule.request_kind) for rule in rules]
    ways = [
        Way("Lämna över ansvaret", way_to("new-request", coordination.pk, kind.key), icon="swap")
        for kind in asks
        if not any(row.is_under_way for row in rows)
        and may_write(actor, coordination)
        and may_send_kind(kind, unit_kind(actor))
    ]
    return Part(
        key="handovers",
        heading="Överlämningar",
        rows=tuple(_row(card(row, done[row.pk])) for row in rows),
        ways=tuple(ways),
        empty="Ingen överlämning är på väg.",
        icon="swap",
    )


def unit_kind(actor: Actor) -> str:
    return Unit.objects.values_list("kind", flat=True).get(pk=actor.unit_id)


def _row(one: Card) -> Row:
    late = f"{one.handover.to_unit.name} har inte svarat i tid" if one.late else ""
    return Row(one.line, one.url, one.state, one.tone, also=late, facts=(("Ansvar", one.answers),))
