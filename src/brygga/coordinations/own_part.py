"""What a person's own page shows of coordinations: those one may see, and one's own part in those now closed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from brygga.coordinations.models import Coordination, Engagement, Entry
from brygga.core.actor import Actor
from brygga.people.models import Person


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The unit's engagement in a coordination that is closed to it, and what it wrote there itself."""

    engagement: Engagement
    entries: tuple[Entry, ...]


def about(person: Person, actor: Actor) -> QuerySet[Coordination]:
    """The coordinations about this person that the actor may see: opened here, or joined with one's own case."""
    joined = Engagement.objects.visible_to(actor).filter(case__person=person).values("coordination_id")
    rows: QuerySet[Coordination] = Coordination.objects.visible_to(actor).filter(Q(person=person) | Q(pk__in=joined))
    return rows.select_related("unit", "coordinator__staff").order_by("-pk")


def own_parts(person: Person, actor: Actor) -> list[OwnPart]:
    """What one's own units wrote stays theirs when the door closes (a consent withdrawn, a part ended)."""
    seen = Coordination.objects.visible_to(actor).values("pk")
    mine = Engagement.objects.visible_to(actor).filter(unit_id__in=actor.reads)
    mine = mine.filter(Q(case__person=person) | Q(coordination__person=person)).exclude(coordination_id__in=seen)
    engagements = list(mine.select_related("unit", "coordination").order_by("-since", "-pk"))
    rows = Entry.objects.visible_to(actor).filter(
        unit_id__in=actor.reads, coordination_id__in=[e.coordination_id for e in engagements]
    )
    entries: dict[object, list[Entry]] = {}
    for entry in rows.order_by("-pk"):
        entries.setdefault((entry.coordination_id, entry.unit_id), []).append(entry)
    return [OwnPart(e, tuple(entries.get((e.coordination_id, e.unit_id), ()))) for e in engagements]
