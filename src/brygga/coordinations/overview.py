"""A coordination in one look: who takes part, what is missing, and what the routine points at next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from brygga.agencies.queries import has_left, reach
from brygga.consents.models import Disclosure
from brygga.consents.queries import present
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.coordinations.queries import feed, told
from brygga.coordinations.telling import QUIET
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.routines.loading import routine
from brygga.routines.vocabulary import DeadlineStep, PartyKind
from brygga.rules.case_kinds import CaseKind, NextStep, Suggestion, next_step
from brygga.rules.case_kinds import Standing as PrincipalStanding
from brygga.rules.consents import Stage
from brygga.rules.dates import written
from brygga.rules.words import in_sentence


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that is involved: who answers for it there, how to reach them, and since when."""

    id: UUID
    unit_id: UUID
    unit: str
    organisation: str
    party: str
    role: str
    standing: Standing
    since: date
    caseworker: str
    title: str
    phone: str
    email: str
    is_mine: bool
    opened_it: bool
    is_vacant: bool
    left: bool
    """The responsible caseworker's assignment has ended."""
    has_case: bool
    open_until: date | None
    """The last day the ground of the unit's door holds; none when it does not run out."""
    is_open: bool

    @property
    def standing_term(self) -> str:
        return str(self.standing.label)

    @property
    def who(self) -> str:
        """Who answers for it there: "Rut Månsson, sjuksköterska"."""
        return ", ".join(word for word in (self.caseworker, in_sentence(self.title)) if word)


class Lack(StrEnum):
    """What is missing, by what mends it."""

    CONSENT = "consent"
    CONSENT_EXPIRES = "consent_expires"
    CONSENT_DECLINED = "consent_declined"
    CASEWORKER = "caseworker"
    OTHER_UNIT = "other_unit"


@dataclass(frozen=True, slots=True)
class Missing:
    lack: Lack
    text: str
    todo: str
    """What to do about it."""
    tone: str = "warning"
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What one look at the coordination tells, as far as this actor may see it."""

    coordination: Coordination
    parts: tuple[Part, ...]
    hidden: int
    ended: int
    suggestion: Suggestion
    step: NextStep
    own: Part | None
    missing: tuple[Missing, ...]
    events: tuple[Event, ...]

    @property
    def chose_otherwise(self) -> bool:
        return self.step is not self.suggestion.step


def overview(coordination: Coordination, actor: Actor) -> Overview:
    on = clock.today()
    parts = involved(coordination, actor, on)
    in_all = Engagement._base_manager.filter(coordination=coordination).aggregate(
        open=Count("pk", filter=Q(ended_on=None)), ended=Count("pk", filter=~Q(ended_on=None))
    )
    suggestion = _suggest(coordination, [(part.party, part.standing) for part in parts])
    return Overview(
        coordination=coordination,
        parts=parts,
        hidden=in_all["open"] - len(parts),
        ended=in_all["ended"],
        suggestion=suggestion,
        step=NextStep(coordination.next_step) if coordination.next_step else suggestion.step,
        own=next(
            iter(sorted((part for part in parts if part.is_mine), key=lambda part: part.unit_id != actor.unit_id)), None
        ),
        missing=tuple(_missing(coordination, parts, actor, on)),
        events=tuple(told(feed(actor, coordination).exclude(act__in=QUIET).newest_first()[:5], actor)),
    )


def involved(coordination: Coordination, actor: Actor, on: date) -> tuple[Part, ...]:
    """The units that take part now, the one that opened it first."""
    seen = Engagement.objects.visible_to(actor).open().filter(coordination=coordination)
    rows = seen.select_related("unit__organisation", "caseworker__staff").annotate(
        ground_until=_ground_until(on), ground=_ground(on)
    )
    parts = [_part(row, coordination, actor, on) for row in rows]
    return tuple(sorted(parts, key=lambda part: (not part.opened_it, part.since, part.unit)))


def _open_disclosures(on: date) -> QuerySet[Any]:
    disclosures = Disclosure.objects.unrestricted(because="whether a unit's door is open is told to those who share it")
    return disclosures.in_force(on).filter(stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("unit_id"))  # type: ignore[no-any-return]


def _ground(on: date) -> Exists:
    return Exists(_open_disclosures(on))


def _ground_until(on: date) -> Subquery:
    """Of several grounds the one that lasts longest."""
    until = _open_disclosures(on).order_by().values("stream_id").annotate(last=Max("consent__valid_until"))
    return Subquery(until.values("last")[:1])


def _part(row: Engagement, coordination: Coordination, actor: Actor, on: date) -> Part:
    held, unit = row.caseworker, row.unit
    opened_it = row.unit_id == coordination.unit_id
    gone = held is not None and has_left(held, on)
    there = reach(unit, held, on)
    return Part(
        id=row.pk,
        unit_id=unit.pk,
        unit=unit.name,
        organisation=unit.organisation.name,
        party=unit.organisation.party,
        role=row.role,
        standing=Standing(row.standing),
        since=row.since,
        caseworker=held.staff.name if held else "",
        title=held.title if held else "",
        phone=there.phone,
        email=there.email,
        is_mine=unit.pk in actor.reads,
        opened_it=opened_it,
        is_vacant=held is None or gone,
        left=gone,
        has_case=row.case_id is not None,
        open_until=None if opened_it else row.ground_until,  # type: ignore[attr-defined]
        is_open=opened_it or row.ground,  # type: ignore[attr-defined]
    )


def _missing(coordination: Coordination, parts: Iterable[Part], actor: Actor, on: date) -> Iterable[Missing]:
    """What must be mended, what hurts most first."""
    others = [part for part in parts if not part.opened_it]
    for part in others:
        if not part.is_open:
            todo = "Enheten ser ingenting här förrän personen har sagt ja. Fråga personen."
            yield Missing(Lack.CONSENT, f"Samtycke saknas för {part.unit}.", todo, "bad", part.unit_id)
    yield from _about_consent(coordination, others, actor, on)
    for part in parts:
        if part.is_vacant:
            gone = f"{part.caseworker} har slutat. " if part.left else ""
            text, todo = f"{gone}{part.unit} har ingen ansvarig handläggare.", "Den som fördelar ärenden där utser en."
            yield Missing(Lack.CASEWORKER, text, todo, "warning", part.id)


def _about_consent(coordination: Coordination, others: list[Part], actor: Actor, on: date) -> Iterable[Missing]:
    for part in others:
        if part.is_open and part.open_until and part.open_until <= on + _warning(coordination.place, on):
            text = f"Samtycket för {part.unit} går ut {written(part.open_until)}."
            todo = "Fråga personen innan dess om det ska gälla längre."
            yield Missing(Lack.CONSENT_EXPIRES, text, todo, "warning", part.unit_id)
    if coordination.unit_id not in actor.reads:
        return
    answer = present(actor, coordination.person, on)
    if answer.stage is Stage.DECLINED:
        todo = "Rådgör bara utan namn. Fråga igen om något ändras."
        yield Missing(Lack.CONSENT_DECLINED, "Personen har sagt nej till samtycke.", todo, "bad")
    elif not others and not answer.opens:
        todo = "Fråga personen innan ni kontaktar någon annan."
        yield Missing(Lack.CONSENT, "Det finns inget samtycke som gäller.", todo, "bad")
    elif not others:
        todo = "Önska GFI, kalla till möte eller ta med enheten som personen vill ha hjälp av."
        yield Missing(Lack.OTHER_UNIT, "Ingen annan enhet är med.", todo, "info")


def _warning(place: str, on: date) -> timedelta:
    """How long before its end a consent is pointed out; the routine writes it as days before."""
    rule = routine(place).deadline(DeadlineStep.CONSENT_WARNING, on)
    return timedelta(days=abs(rule.days) + abs(rule.workdays) * 7 // 5 + abs(rule.months) * 30)


def suggestion_for(coordination: Coordination) -> Suggestion:
    """What the routine points at first (MAL-04), from how the engaged units stand with the person (MAL-01)."""
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None)
    return _suggest(coordination, parts.values_list("unit__organisation__party", "standing"))


def case_kind_of(coordination: Coordination) -> CaseKind:
    return suggestion_for(coordination).kind


def _suggest(coordination: Coordination, standings: Iterable[tuple[str, str]]) -> Suggestion:
    by_principal: dict[PartyKind, set[str]] = {PartyKind.MUNICIPALITY: set(), PartyKind.REGION: set()}
    rules = routine(coordination.place)
    for party, standing in standings:
        by_principal.setdefault(rules.party(party).kind, set()).add(standing)
    municipality, region = (_standing(by_principal[kind]) for kind in (PartyKind.MUNICIPALITY, PartyKind.REGION))
    return next_step(municipality, region, discharge=coordination.discharge)


def _standing(said: set[str]) -> PrincipalStanding:
    return PrincipalStanding(
        known=Standing.KNOWN in said, planned=Standing.PLANNED in said, ongoing=Standing.ONGOING in said
    )
