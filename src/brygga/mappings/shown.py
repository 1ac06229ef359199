"""A mapping as it is shown: the picture, the answers, and each life area over time."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.mappings.models import AreaLevel, Mapping, MappingAnswer, PictureContact
from brygga.mappings.queries import all_questions, picture_of
from brygga.routines.forms import Item


@dataclass(frozen=True, slots=True)
class Spot:
    """One on the picture, as it was ticked."""

    term: str
    contact: PictureContact

    @property
    def told(self) -> str:
        return ". ".join(filter(None, [self.contact.who, self.contact.what_for]))


def drawn(row: Mapping, contacts: dict[str, PictureContact]) -> list[tuple[str, list[tuple[str, Spot | None]]]]:
    """Each party with those in it, ticked or not."""
    return [
        (
            side.term,
            [(box.term, Spot(box.term, contacts[box.key]) if box.key in contacts else None) for box in side.boxes],
        )
        for side in picture_of(row)
    ]


def answered(row: Mapping, answers: dict[str, MappingAnswer]) -> list[tuple[Item, MappingAnswer]]:
    """Questions that were answered or left, in the order of the form."""
    return [(item, answers[item.link_id]) for item in all_questions(row) if item.link_id in answers]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, how it is now and how it has been."""

    term: str
    latest: AreaLevel
    earlier: list[AreaLevel]


def over_time(row: Mapping, levels: dict[str, list[AreaLevel]]) -> list[AreaRow]:
    if row.areas is None:
        return []
    told = [(area.term, levels[area.key]) for area in row.areas.areas if area.key in levels]
    return [AreaRow(term, rows[0], rows[1:]) for term, rows in told]
