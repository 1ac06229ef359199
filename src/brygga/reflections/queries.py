"""Finding reflections, and counting them over time. They are about nobody, so no number is too small to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch
from django.db.models.functions import ExtractMonth, ExtractYear

from brygga.core.actor import Actor
from brygga.reflections.models import Reflection, ReflectionAddition, ReflectionTag

#: How many tags are suggested and counted.
USUAL = 10
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought: words that all stand somewhere, a tag, a situation, a kind, a time. Empty: all."""

    words: str = ""
    tag: str = ""
    situation: str = ""
    kind: str = ""
    since: date | None = None


def found(actor: Actor, sought: Sought) -> Any:
    """To be paged by key, the newest first."""
    rows = Reflection.objects.visible_to(actor)
    for word in sought.words.casefold().split()[:MOST_WORDS]:
        rows = rows.filter(sought__contains=word)
    if sought.tag:
        rows = rows.filter(Exists(_tags(actor).filter(reflection=OuterRef("pk"), word=sought.tag)))
    for name, value in (("situation", sought.situation), ("kind", sought.kind), ("written_on__gte", sought.since)):
        rows = rows.filter(**{name: value}) if value else rows
    return with_details(rows, actor)


def with_details(rows: Any, actor: Actor) -> Any:
    additions = ReflectionAddition.objects.visible_to(actor).order_by("written_at", "pk")
    tags = Prefetch("tags", _tags(actor).order_by("word"), to_attr="told_tags")
    told = Prefetch("additions", additions, to_attr="told_additions")
    return rows.select_related("unit__organisation").prefetch_related(tags, told)


def _tags(actor: Actor) -> Any:
    return ReflectionTag.objects.visible_to(actor)


def usual_tags(actor: Actor, *, size: int = USUAL) -> list[str]:
    """Those written most, the most usual first."""
    rows = _tags(actor).order_by().values_list("word").annotate(number=Count("pk"))
    return [word for word, _ in rows.order_by("-number", "word")[:size]]


Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """By month: how many of each kind, in each situation ("" is none), with each tag."""

    kinds: dict[str, Counter[Month]]
    situations: dict[str, Counter[Month]]
    tags: dict[str, Counter[Month]]


def counted(actor: Actor, since: date) -> Counts:
    """Two questions, however many there are."""
    month = {"year": ExtractYear("written_on"), "month": ExtractMonth("written_on")}
    rows = Reflection.objects.visible_to(actor).filter(written_on__gte=since).order_by()
    told = rows.annotate(**month).values_list("kind", "situation", "year", "month").annotate(number=Count("pk"))
    kinds: dict[str, Counter[Month]] = {}
    situations: dict[str, Counter[Month]] = {}
    for kind, situation, year, number_of_month, number in told:
        kinds.setdefault(kind, Counter())[year, number_of_month] += number
        situations.setdefault(situation, Counter())[year, number_of_month] += number
    return Counts(kinds, situations, _tags_by_month(_tags(actor).filter(reflection__written_on__gte=since)))


def _tags_by_month(rows: Any) -> dict[str, Counter[Month]]:
    when = {"year": ExtractYear("reflection__written_on"), "month": ExtractMonth("reflection__written_on")}
    told = rows.order_by().annotate(**when).values_list("word", "year", "month").annotate(number=Count("pk"))
    found: dict[str, Counter[Month]] = {}
    for word, year, month, number in told:
        found.setdefault(word, Counter())[year, month] += number
    return dict(most_of(found.items()))


def most_of(rows: Iterable[tuple[str, Counter[Month]]]) -> list[tuple[str, Counter[Month]]]:
    """The most usual first, no more than are shown."""
    return sorted(rows, key=lambda row: (-row[1].total(), row[0]))[:USUAL]
