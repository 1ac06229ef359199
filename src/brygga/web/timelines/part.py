"""Tidiga varningar, as a part of the section Ansvar: what is critical now and has not been explained."""

from __future__ import annotations

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.rules.dates import written
from brygga.timelines.queries import Found, timeline
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Left out while nothing is."""
    if coordination.closed_on:
        return None
    running = [one for one in timeline(actor, coordination).situations if one.critical.until is None]
    rows = tuple(_row(one) for one in running if one.explanation is None)
    way = Way("Se tidslinjen", way_to("coordination-timeline", coordination.pk))
    note = "Det här pågår, enligt platsens gränser."
    return Part("warnings", "Tidiga varningar", rows, (way,), icon="alert", note=note) if rows else None


def _row(one: Found) -> Row:
    critical = one.critical
    facts = [("Därför", " · ".join(f"{row.words} ({row.unit})" for row in critical.evidence))]
    facts += [("Planen säger", "; ".join(one.agreed))] if one.agreed else []
    return Row(critical.situation.term, status=f"Sedan {written(critical.since)}", tone="bad", facts=tuple(facts))
