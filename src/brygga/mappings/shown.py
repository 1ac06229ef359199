"""A mapping as it is shown: the picture, the answers, and each life area over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brygga.mappings.models import AreaLevel, Mapping, MappingAnswer, PictureContact
from brygga.mappings.queries import all_questions, picture_of
from brygga.routines.forms import Item


@dataclass(frozen=True, slots=True)
class Spot:
    """One on the picture, and what was ticked about them if anything was."""

    term: str
    here: bool
    contact: PictureContact | None = None

    @property
    def marks(self) -> list[str]:
        return self.contact.marks if self.contact else []

    @property
    def told(self) -> str:
        return ". ".join(filter(None, [self.contact.who, self.contact.what_for])) if self.contact else ""


def drawn(row: Mapping, contacts: dict[str, PictureContact]) -> list[tuple[str, list[Spot]]]:
    """Each party with those in it, ticked or not."""
    return [
        (side.term, [Spot(box.term, box.key == own_box(row), contacts.get(box.key)) for box in side.boxes])
        for side in picture_of(row)
    ]


def drawn_before(row: Mapping, contacts: list[PictureContact]) -> list[tuple[Spot, datetime]]:
    """What was ticked before, and until when."""
    terms = {box.key: box.term for side in picture_of(row) for box in side.boxes} if contacts else {}
    return [(Spot(terms.get(one.box, ""), False, one), one.replaced_at) for one in contacts if one.replaced_at]


def own_box(row: Mapping) -> str:
    """Where on the picture one is when one looks at it."""
    return f"unit-{row.unit.kind}"


def answered(row: Mapping, answers: dict[str, MappingAnswer]) -> list[tuple[Item, MappingAnswer]]:
    """Questions that were answered or left, in the order of the form."""
    return [(item, answers[item.link_id]) for item in all_questions(row) if item.link_id in answers]


def answered_before(row: Mapping, answers: list[MappingAnswer]) -> list[tuple[Item, MappingAnswer]]:
    """What was said before, the latest first."""
    items = {item.link_id: item for item in all_questions(row)} if answers else {}
    return [(items[one.question], one) for one in answers if one.question in items]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, how it is now and how it has been."""

    term: str
    latest: AreaLevel
    earlier: list[AreaLevel]

    @property
    def own(self) -> str:
        return _way([level.own for level in reversed((self.latest, *self.earlier))])

    @property
    def assessed(self) -> str:
        return _way([level.assessed for level in reversed((self.latest, *self.earlier))])


#: As many numbers as one takes in at a glance.
GLANCE = 4


def _way(numbers: list[int | None]) -> str:
    """Where it has been and where it is: "3, 2, nu 1"."""
    said = [str(number) for number in numbers if number is not None][-GLANCE:]
    return ", ".join([*said[:-1], f"nu {said[-1]}"]) if len(said) > 1 else "".join(said) or "–"


def over_time(row: Mapping, levels: dict[str, list[AreaLevel]]) -> list[AreaRow]:
    if row.areas is None:
        return []
    told = [(area.term, levels[area.key]) for area in row.areas.areas if area.key in levels]
    return [AreaRow(term, rows[0], rows[1:]) for term, rows in told]
