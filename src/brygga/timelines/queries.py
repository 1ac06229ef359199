"""The history of a person's care, in the coordinations that the reader may see: what happened, and what is critical."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from brygga.consents.models import Consent
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.extracts.queries import hidden_rows
from brygga.interventions.queries import hidden as hidden_interventions
from brygga.investigations.queries import hidden as hidden_investigations
from brygga.plans.content import read
from brygga.plans.models import PlanVersion
from brygga.plans.states import IN_FORCE
from brygga.routines.loading import routine
from brygga.rules.critical import Critical, Situation, critical
from brygga.timelines.models import Explanation
from brygga.timelines.sources import SOURCES, Known, seen_by


@dataclass(frozen=True, slots=True)
class Span:
    """Something that held for a time without being care: a coordination, a consent, a unit's part."""

    lane: str
    words: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A critical situation, what has been said of it, and what the plan says should happen then."""

    critical: Critical
    explanation: Explanation | None
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    rows: tuple[Known, ...]
    spans: tuple[Span, ...]
    situations: tuple[Found, ...]
    hidden: int
    """How much there is in this coordination that the reader may not see."""
    on: date

    @property
    def first(self) -> date | None:
        days = [row.happening.begins for row in self.rows] + [span.since for span in self.spans]
        return min(days, default=None)


def timeline(actor: Actor, coordination: Coordination) -> Timeline:
    """Of the person whom the coordination is about. The same questions for any length."""
    streams = Coordination.objects.visible_to(actor).filter(person_id=coordination.person_id)
    found = list(streams.select_related("unit").order_by("pk"))
    hidden = 0 if actor.is_person else hidden_interventions(actor, coordination)
    hidden += 0 if actor.is_person else hidden_investigations(actor, coordination)
    hidden += 0 if actor.is_person else hidden_rows(actor, coordination)
    return _told(actor, found, coordination.place, hidden)


def own_timeline(actor: Actor) -> Timeline | None:
    """The person's own, all of it that is told to them; None before there is a coordination."""
    found = list(Coordination.objects.visible_to(actor).select_related("unit").order_by("pk"))
    return _told(actor, found, found[-1].place, 0) if found else None


def _told(actor: Actor, streams: list[Coordination], place: str, hidden: int) -> Timeline:
    keys, today, see = [row.pk for row in streams], clock.today(), seen_by(actor)
    rows = sorted((one for source in SOURCES for one in source(see, keys)), key=lambda one: one.happening.order)
    closed = [row.closed_on for row in streams]
    until = max((day for day in closed if day), default=today) if all(closed) else today
    seen = critical((one.happening for one in rows), routine(place).critical_on(today), on=until)
    explained, steps = _explanations(actor, keys), _agreed_steps(actor, keys)
    situations = tuple(Found(one, explained.get(one.mark), _steps_for(one, steps)) for one in seen)
    return Timeline(tuple(rows), tuple(_spans(actor, streams)), situations, hidden, today)


def _explanations(actor: Actor, keys: Iterable[UUID]) -> dict[str, Explanation]:
    """The newest of each mark."""
    rows = Explanation.objects.visible_to(actor).filter(coordination__in=keys).order_by("pk")
    return {row.mark: row for row in rows}


#: When the plan's steps for interruptions are what should have happened.
STEPS_FOR = frozenset({Situation.INTERRUPTION, Situation.GAP, Situation.NO_FOLLOW_UP})


def _agreed_steps(actor: Actor, keys: Iterable[UUID]) -> tuple[str, ...]:
    """What the plan that holds says of interruptions."""
    rows = PlanVersion.objects.visible_to(actor).filter(plan__coordination__in=keys, state__in=IN_FORCE)
    held = rows.order_by("-adopted_at", "-pk").first()
    steps = read(held.content).steps if held else ()
    return tuple(f"{one.happens}: {one.step}" + (f" ({one.owner})" if one.owner else "") for one in steps)


def _steps_for(one: Critical, steps: tuple[str, ...]) -> tuple[str, ...]:
    return steps if one.situation in STEPS_FOR else ()


def _spans(actor: Actor, streams: list[Coordination]) -> Iterable[Span]:
    for row in streams:
        yield Span("Samordning", f"Samordning {row.number}", row.opened_on, row.closed_on)
    keys = [row.pk for row in streams]
    parts = Engagement.objects.visible_to(actor).filter(coordination__in=keys).select_related("unit")
    for part in parts.order_by("since", "pk"):
        yield Span("Med i samordningen", part.unit.name, part.since, part.ended_on)
    consents = Consent.objects.visible_to(actor).given().filter(stream_id__in=keys).order_by("given_on", "pk")
    for consent in consents:
        withdrawn = consent.withdrawn_at.astimezone(clock.SWEDEN).date() if consent.withdrawn_at else None
        ends = [day for day in (withdrawn, consent.valid_until) if day]
        until = min(ends, default=None)
        since = consent.valid_from or consent.given_on
        if until is None or until >= since:
            yield Span("Samtycke", "Samtycke", since, None if until and until > clock.today() else until)
