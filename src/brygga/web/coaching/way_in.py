"""The way from a person's page to their place with the team."""

from __future__ import annotations

from brygga.coaching.queries import enrolment_of, my_teams
from brygga.core.actor import Actor
from brygga.people.models import Person
from brygga.web.links import way_to


def coaching_way(person: Person, actor: Actor) -> dict[str, str]:
    """For those who work in a coaching team; nothing is asked for others."""
    if not my_teams(actor):
        return {}
    row = enrolment_of(person, actor)
    if row:
        return {"coaching_text": row.get_state_display(), "coaching_url": way_to("enrolment", row.pk)}
    return {"coaching_text": "Ställ i kö", "coaching_url": f"{way_to('coaching-queue')}?person={person.pk}"}
