"""A mapping talk, made by the acts."""

from __future__ import annotations

from typing import Any

from brygga.core import clock
from brygga.mappings.acts import answer_questions, assess_areas, deliver_copy, link_consent, start_mapping, tick_picture
from brygga.mappings.facts import Level, Said, Tick
from brygga.mappings.models import Mapping, MappingCopy
from brygga.mappings.states import Left


def started(world: Any, by: Any = None) -> Mapping:
    return start_mapping(world.coordination, by=by or world.sara, kind="first_talk", held_on=clock.today())


def mapped(world: Any) -> tuple[Mapping, MappingCopy]:
    """Amina's first talk with Sara: pictured, two questions answered, one area, a consent and a copy on paper."""
    mapping = started(world)
    ticks = [
        Tick(box="unit-addiction_clinic", unit_id=world.radmannen.pk, now=True, what_for="Samtal om läkemedlen."),
        Tick(box="unit-psychiatry_clinic", wished=True, what_for="Vill kunna sova om nätterna."),
        Tick(box="near-relative", now=True, who="Systern Leyla"),
    ]
    mapping = tick_picture(mapping, by=world.sara, seen=0, ticks=ticks)
    said = [
        Said(question="mental_health", left=Left.ANSWERED, value="Oron är värst på kvällen."),
        Said(question="physical_health", left=Left.DECLINED),
    ]
    answer_questions(mapping, by=world.sara, said=said)
    level = Level(area="mental_health", own=3, assessed=6, note="Sover fyra timmar.")
    assess_areas(mapping, by=world.sara, levels=[level])
    mapping = link_consent(mapping, by=world.sara, consent=world.consent)
    deliver_copy(mapping, by=world.sara, information_ways=["paper"])
    return mapping, MappingCopy._base_manager.get(mapping=mapping)
