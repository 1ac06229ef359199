"""The talk with the person before the meeting, and the circle of those who should be there (MAL-13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create, revise
from brygga.meetings import may
from brygga.meetings.facts import CircleFacts, PreMeetingWords
from brygga.meetings.models import CirclePlace, PreMeeting
from brygga.meetings.states import Mandate


@act("meetings.write_pre_meeting", may=may.may_pre_meet, told_as="{by} skrev i förmötet", in_feed=False)
def write_pre_meeting(coordination: Coordination, *, by: Actor, seen: int, words: PreMeetingWords) -> PreMeeting:
    """Saved while one talks; the second of two writers is shown what the first wrote."""
    part = own_part(by, coordination)
    assert part is not None
    said: dict[str, Any] = {
        "matters_to_me": words.matters_to_me,
        "not_raised": words.not_raised,
        "needs_for_meeting": words.needs_for_meeting,
        "officials_first": words.officials_first,
        "written_by": by.label,
    }
    talks = PreMeeting.objects.unrestricted(because="the own unit's talk, held while it is written")
    talk = talks.select_for_update().filter(coordination=coordination, unit_id=part.unit_id).first()
    if talk is None:
        return create(PreMeeting, coordination=coordination, unit_id=part.unit_id, revision=1, **said)
    return revise(talk, seen=seen, **said)


@act("meetings.finish_pre_meeting", may=may.may_finish_pre_meeting, told_as="{by} har haft förmöte med personen")
def finish_pre_meeting(talk: PreMeeting, *, by: Actor, held_on: date) -> PreMeeting:
    return change(talk, held_on=held_on)


@act("meetings.add_to_circle", may=may.may_draw, told_as="{by} ritade i mötescirkeln", in_feed=False)
def add_to_circle(coordination: Coordination, *, by: Actor, facts: CircleFacts) -> CirclePlace:
    places = CirclePlace.objects.unrestricted(because="the next free place in the circle").filter(
        coordination=coordination
    )
    last = places.aggregate(last=Max("position"))["last"]
    if places.count() >= LARGEST:
        raise NotAllowed(f"Cirkeln rymmer {LARGEST} platser. Ta bort någon först.")
    return create(CirclePlace, coordination=coordination, position=(last or 0) + 1, **_columns(facts))


@act("meetings.change_circle_place", may=may.may_change_place, told_as="{by} ändrade i mötescirkeln", in_feed=False)
def change_circle_place(place: CirclePlace, *, by: Actor, facts: CircleFacts) -> CirclePlace:
    return change(place, **_columns(facts))


@act(
    "meetings.remove_from_circle",
    may=may.may_change_place,
    told_as="{by} tog bort en plats ur mötescirkeln",
    in_feed=False,
)
def remove_from_circle(place: CirclePlace, *, by: Actor) -> Coordination:
    coordination = place.coordination
    place.delete()
    return coordination


LARGEST = 16


def _columns(facts: CircleFacts) -> dict[str, Any]:
    if not facts.name.strip():
        raise NotAllowed("Skriv vem det är.")
    if facts.mandate not in Mandate.values:
        raise NotAllowed("Välj om de har mandat att besluta.")
    return {
        "name": facts.name.strip(),
        "unit": facts.unit,
        "role": facts.role.strip(),
        "answers_for": facts.answers_for.strip(),
        "reach": facts.reach.strip(),
        "mandate": facts.mandate,
        "wanted": facts.wanted,
    }
