"""What a mapping (kartläggning) is written in: life areas by the names of the field, and what is still to ask.

Only the names of the areas and the scale stand here. The questions of ASI belong to Socialstyrelsen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brygga.rules.sources import Rule

#: The ways in which a person may want to be told; the same keys as the persons' own choice.
WAYS = frozenset({"talk", "paper", "portal", "mail", "sms", "picture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeArea:
    """An area, and the matter of a consent that it falls under."""

    key: str
    term: str
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSet(Rule):
    """Life areas that are used together, and what is put a number on."""

    key: str
    term: str
    areas: tuple[LifeArea, ...]
    own: str
    """What the person puts a number on, from 0 (nothing) to `own_highest` (very much)."""
    own_highest: int = 4
    assessed_highest: int = 0
    """The highest number of the one who asks. 0: only the person puts a number."""

    def area(self, key: str) -> LifeArea:
        return next(area for area in self.areas if area.key == key)

    def knows(self, key: str) -> bool:
        return any(area.key == key for area in self.areas)


def _areas(*rows: tuple[str, str, str]) -> tuple[LifeArea, ...]:
    return tuple(LifeArea(key=key, term=term, matter=matter) for key, term, matter in rows)


ASI = AreaSet(
    key="asi",
    term="ASI, sju livsområden",
    own="Oro och behov av hjälp, som personen själv ser det",
    assessed_highest=9,
    areas=_areas(
        ("physical_health", "Fysisk hälsa", "physical_health"),
        ("work_support", "Arbete och försörjning", "finances"),
        ("alcohol", "Alkoholanvändning", "addiction"),
        ("drugs", "Narkotikaanvändning", "addiction"),
        ("legal", "Rättsliga problem", "legal"),
        ("family_social", "Familj och umgänge", "family_network"),
        ("mental_health", "Psykisk hälsa", "mental_health"),
    ),
    source="Socialstyrelsen, Metodguiden: ASI (Addiction Severity Index). Bara områdenas namn och skalorna",
    since=date(2020, 1, 1),
)

IBIC = AreaSet(
    key="ibic",
    term="IBIC, livsområden ur ICF",
    own="Behov av stöd, som personen själv ser det (skalan är Bryggas)",
    areas=_areas(
        ("learning", "Lärande och att tillämpa kunskap", "disability"),
        ("tasks", "Allmänna uppgifter och krav", "disability"),
        ("communication", "Kommunikation", "disability"),
        ("mobility", "Förflyttning", "physical_health"),
        ("self_care", "Personlig vård", "physical_health"),
        ("domestic", "Hemliv", "housing"),
        ("relations", "Mellanmänskliga interaktioner och relationer", "family_network"),
        ("education_work", "Utbildning, arbete, sysselsättning och ekonomiskt liv", "work_studies"),
        ("community", "Samhällsgemenskap, socialt och medborgerligt liv", "family_network"),
        ("safety", "Känsla av trygghet", "mental_health"),
        ("support", "Personligt stöd från person som vårdar eller stödjer en närstående", "family_network"),
    ),
    source="Kunskapsguiden, Individens behov i centrum (IBIC). Bara områdenas namn",
    since=date(2020, 1, 1),
)

AREA_SETS: dict[str, AreaSet] = {found.key: found for found in (ASI, IBIC)}


class Answered(StrEnum):
    """How a question that is always asked was left. The last two are the person's own choice."""

    ANSWERED = "answered"
    DECLINED = "declined"
    NOT_RELEVANT = "not_relevant"


def remaining(asked: Iterable[str], left: Mapping[str, str] | Collection[str]) -> list[str]:
    """What is still to ask, in the order of the form."""
    return [question for question in asked if question not in left]
