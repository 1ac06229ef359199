"""Reads about mappings: what was asked, what remains, how the areas have changed, and who maps what just now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from brygga.consents.models import Consent
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.mappings.models import AreaLevel, Mapping, MappingAnswer, MappingCopy, PictureContact
from brygga.mappings.picture import Side, sides
from brygga.mappings.states import Left
from brygga.routines.forms import Form, Item, ItemType
from brygga.routines.loading import routine
from brygga.routines.mappings import mapping_form
from brygga.rules.mappings import LifeArea, remaining

NOT_ASKED = frozenset({ItemType.GROUP, ItemType.DISPLAY})
WITH = (
    "coordination__person__organisation",
    "coordination__unit",
    "unit__organisation",
    "person",
    "consent__unit__organisation",
    "consent__replaced_by",
)


def form_of(mapping: Mapping) -> Form:
    return mapping_form(routine(mapping.coordination.place), mapping.rule, mapping.held_on)


def all_questions(mapping: Mapping) -> list[Item]:
    return [item for item in form_of(mapping).walk() if item.type not in NOT_ASKED]


def questions_of(mapping: Mapping) -> list[Item]:
    """Those that the picture does not answer."""
    return [item for item in all_questions(mapping) if item.link_id not in mapping.rule.asked_by_picture]


def seen(actor: Actor) -> Any:
    return Mapping.objects.visible_to(actor).select_related(*WITH)


def mappings_in(actor: Actor, coordination: Coordination) -> Any:
    return seen(actor).filter(coordination=coordination)


def talk_of(actor: Actor, consent: Consent) -> Mapping | None:
    """The talk in which the consent was taken, if there was one that the actor may read."""
    found: Mapping | None = seen(actor).filter(consent=consent).order_by("-pk").first()
    return found


def answers_of(actor: Actor, mapping: Mapping) -> dict[str, MappingAnswer]:
    rows = MappingAnswer.objects.visible_to(actor).current().filter(mapping=mapping)
    return {row.question: row for row in rows}


def earlier_answers(actor: Actor, mapping: Mapping) -> list[MappingAnswer]:
    """What was answered before and has been answered otherwise since, the latest first."""
    rows = MappingAnswer.objects.visible_to(actor).filter(mapping=mapping, replaced_at__isnull=False)
    return list(rows.order_by("-replaced_at", "-pk")[:100])


@dataclass(frozen=True, slots=True)
class ToAsk:
    """What remains to be asked in one mapping."""

    mapping: Mapping
    questions: tuple[Item, ...]


def to_ask(mappings: Iterable[Mapping]) -> list[ToAsk]:
    """For the unit's own mappings: each with its questions that nobody has answered or chosen not to. One question."""
    held = list(mappings)
    rows = MappingAnswer.objects.unrestricted(because="the mappings are the reader's own unit's")
    answered: dict[UUID, set[str]] = {mapping.pk: set() for mapping in held}
    for pk, question in rows.current().filter(mapping__in=held).values_list("mapping_id", "question"):
        answered[pk].add(question)
    found = []
    for mapping in held:
        by_picture = mapping.rule.asked_by_picture if mapping.pictured_at else ()
        items = {item.link_id: item for item in all_questions(mapping)}
        left = remaining(items, {*answered[mapping.pk], *by_picture})
        found.append(ToAsk(mapping, tuple(items[key] for key in left)))
    return found


def own_to_ask(actor: Actor, coordination: Coordination) -> list[ToAsk]:
    """What the actor's own units have still to ask in the coordination."""
    own = mappings_in(actor, coordination).filter(unit_id__in=actor.reads).order_by("pk")
    return [one for one in to_ask(own) if one.questions]


def _is_mine(actor: Actor, to: str = "") -> Exists:
    """The part through which the unit holds the talk is the actor's own."""
    part = {"coordination_id": OuterRef(f"{to}coordination_id"), "unit_id": OuterRef(f"{to}unit_id")}
    return Exists(Engagement._base_manager.filter(**part, caseworker_id=actor.assignment_id, ended_on=None))


def my_talks(actor: Actor) -> Any:
    """The talks under way of those that the actor answers for, the oldest first."""
    open_ones = seen(actor).filter(unit_id__in=actor.reads, finished_at=None, coordination__closed_on=None)
    return open_ones.filter(_is_mine(actor)).order_by("held_on", "pk")


def copies_to_give(actor: Actor) -> Any:
    """Copies that somebody is to print or tell, to those that the actor answers for."""
    waiting = MappingCopy.objects.visible_to(actor).filter(given_at=None, mapping__coordination__closed_on=None)
    rows = waiting.filter(_is_mine(actor, "mapping__")).select_related("mapping__coordination__person")
    return rows.order_by("made_at", "pk")


def contacts_of(actor: Actor, mapping: Mapping) -> dict[str, PictureContact]:
    """What is ticked on the picture as it is now."""
    rows = PictureContact.objects.visible_to(actor).filter(mapping=mapping, replaced_at=None)
    return {row.box: row for row in rows.select_related("unit__organisation")}


def earlier_contacts(actor: Actor, mapping: Mapping) -> list[PictureContact]:
    """What was ticked before and has been ticked otherwise since, the latest first."""
    rows = PictureContact.objects.visible_to(actor).filter(mapping=mapping, replaced_at__isnull=False)
    return list(rows.order_by("-replaced_at", "-pk")[:100])


def picture_of(mapping: Mapping) -> list[Side]:
    return sides(mapping.coordination.place, mapping.held_on)


def wished_consent(actor: Actor, mapping: Mapping) -> tuple[list[UUID], list[str], list[str]]:
    """Whom and what a consent would be about, from what was ticked: units, names of others, and matters.

    Names only of those who are no unit in Brygga; matters that something was said about.
    """
    contacts, terms = contacts_of(actor, mapping), {b.key: b.term for side in picture_of(mapping) for b in side.boxes}
    units = [row.unit_id for row in contacts.values() if row.unit_id and row.unit_id != mapping.unit_id]
    named = (row for row in contacts.values() if row.unit_id is None)
    others = [row.who or terms.get(row.box, "") for row in named]
    answered = [row for row in answers_of(actor, mapping).values() if row.left == Left.ANSWERED]
    spoken = {row.matter for row in answered} | {row.matter for row in latest_levels(mapping).values()}
    spoken -= {mapping.matter, ""}
    known = [matter.key for matter in routine(mapping.coordination.place).matters_on(mapping.held_on)]
    return units, [name for name in others if name], [key for key in known if key in spoken]


def levels_of(actor: Actor, mapping: Mapping) -> dict[str, list[AreaLevel]]:
    """Area → its levels, the latest first; those of the unit's earlier mappings in the coordination too."""
    same = Q(mapping__coordination_id=mapping.coordination_id, mapping__unit_id=mapping.unit_id)
    rows = AreaLevel.objects.visible_to(actor).filter(same, mapping__kind=mapping.kind).order_by("-at", "-pk")
    found: dict[str, list[AreaLevel]] = {}
    for row in rows[:400]:
        found.setdefault(row.area, []).append(row)
    return found


def latest_levels(mapping: Mapping) -> dict[str, AreaLevel]:
    """For the act, which writes the unit's own."""
    rows = AreaLevel.objects.unrestricted(because="the unit that writes has written them").filter(mapping=mapping)
    return {row.area: row for row in rows.order_by("at", "pk")}


def copies_of(actor: Actor, mapping: Mapping) -> list[MappingCopy]:
    return list(MappingCopy.objects.visible_to(actor).filter(mapping=mapping).order_by("-made_at", "pk"))


@dataclass(frozen=True, slots=True)
class Talk:
    """Which unit maps what, since when and until when. The areas and questions are the routine's, not the person's."""

    mapping_id: UUID
    unit_id: UUID
    unit: str
    who: str
    term: str
    since: date
    ended: date | None
    areas: tuple[LifeArea, ...]
    questions: tuple[Item, ...]
    spoken_of: frozenset[str]
    """The matters that something is written about, as far as the reader may see it."""


def talks(actor: Actor, coordination: Coordination) -> list[Talk]:
    """Who maps what in the coordination, as far as the actor may know; for the guard against double work."""
    rows = list(mappings_in(actor, coordination).order_by("held_on", "pk"))
    spoken: dict[UUID, set[str]] = {row.pk: set() for row in rows}
    answers = MappingAnswer.objects.visible_to(actor).current()
    answers = answers.filter(mapping__in=list(spoken), left=Left.ANSWERED)
    levels = AreaLevel.objects.visible_to(actor).filter(mapping__in=list(spoken))
    for found in (answers, levels):
        for pk, matter in found.values_list("mapping_id", "matter"):
            spoken[pk].add(matter)
    return [_talk(row, frozenset(spoken[row.pk] - {row.matter, ""})) for row in rows]


def _talk(row: Mapping, spoken_of: frozenset[str]) -> Talk:
    return Talk(
        mapping_id=row.pk,
        unit_id=row.unit_id,
        unit=row.unit.name,
        who=row.begun_by,
        term=row.kind_term,
        since=row.held_on,
        ended=day_of(row.finished_at) if row.finished_at else None,
        areas=row.areas.areas if row.areas else (),
        questions=tuple(all_questions(row)),
        spoken_of=spoken_of,
    )


def hidden_parts(actor: Actor, mapping: Mapping) -> int:
    """How many answers and areas are in matters that are not opened to the reader."""
    if mapping.unit_id in actor.reads:
        return 0
    there = {"mapping": mapping, "left": Left.ANSWERED, "replaced_at": None}
    answers = MappingAnswer.objects.visible_to(actor).filter(**there).count()
    levels = AreaLevel.objects.visible_to(actor).filter(mapping=mapping).count()
    in_all = MappingAnswer._base_manager.filter(**there).count()
    return int(in_all + AreaLevel._base_manager.filter(mapping=mapping).count() - answers - levels)
