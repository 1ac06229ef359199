"""What several pages ask about a coordination: who takes part, what comes first, who will see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import gone, has_left, in_force, reach
from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.consents.queries import present
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem, Standing, open_engagements
from brygga.coordinations.telling import QUIET
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.core.paging import count_up_to
from brygga.core.visibility import once_a_page
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.routines.vocabulary import DeadlineStep, PartyKind
from brygga.rules.case_kinds import CaseKind, NextStep, Suggestion, next_step
from brygga.rules.case_kinds import Standing as PrincipalStanding
from brygga.rules.consents import Stage
from brygga.rules.dates import written
from brygga.rules.powers import Power
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


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who will see what is written."""

    name: str
    organisation: str
    unit_id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


def keeps_case_open(case: Case) -> str:
    """A unit does not close its case while it takes part in a coordination about the person."""
    parts = Engagement._base_manager.filter(case=case, ended_on=None, coordination__closed_on=None)
    return (
        "Enheten är med i en samordning om personen. Lämna eller avsluta samordningen först." if parts.exists() else ""
    )


def audience(coordination: Coordination, matter: str = COORDINATION) -> list[Reader]:
    """Who will see what is shared in a matter: the engaged units within its circle, and the person."""
    on = clock.today()
    disclosures = Disclosure.objects.unrestricted(because="the writer is told who will see it")
    open_to = disclosures.in_force(on, matter).filter(stream_id=coordination.pk).values("to_unit_id")
    let_in = disclosures.in_force(on).filter(stream_id=coordination.pk).values("to_unit_id")
    engaged = Unit.objects.filter(engagements__coordination=coordination, engagements__ended_on=None)
    units = engaged.filter(Q(pk=coordination.unit_id) | Q(pk__in=open_to) & Q(pk__in=let_in))
    readers = [
        Reader(unit.name, unit.organisation.name, unit.pk)
        for unit in units.select_related("organisation").order_by("sort", "pk")
    ]
    return [*readers, Reader("Personen själv", "")]


def matters_open_to(actor: Actor, coordination: Coordination) -> list[tuple[str, str]]:
    """The matters in which the actor's unit may share, with their terms."""
    matters = routine(coordination.place).matters_on(clock.today())
    return [(matter.key, matter.term) for matter in matters if own_part(actor, coordination, matter.key)]


def feed(actor: Actor, coordination: Coordination) -> Any:
    return Event.objects.visible_to(actor).filter(stream_id=coordination.pk)


def told(events: Iterable[Event], actor: Actor) -> list[Event]:
    """Events with `affects`: what somebody else did that changes what one plans."""
    found = list(events)
    for event in found:
        event.affects = event.affects_planning and event.unit_id not in actor.reads  # type: ignore[attr-defined]
    return found


def notes(actor: Actor, coordination: Coordination) -> Any:
    """The shared notes that stand; a corrected one is found behind its correction. `is_open`: one's own, and in a
    matter that one's unit is still let in to."""
    seen = Entry.objects.visible_to(actor).filter(coordination=coordination, corrections=None)
    part = {"coordination_id": OuterRef("coordination_id"), "unit_id": OuterRef("unit_id")}
    ours = open_engagements(actor, OuterRef(OuterRef(OuterRef("matter")))).filter(**part)
    return seen.annotate(is_open=Exists(ours)).select_related("unit", "corrects")


def hidden_notes(actor: Actor, coordination: Coordination) -> int:
    """How many notes are shared in matters that are not opened to the reader."""
    in_all = Entry._base_manager.filter(coordination=coordination).count()
    return int(in_all - Entry.objects.visible_to(actor).filter(coordination=coordination).count())


def inbox(actor: Actor) -> Any:
    """What has come to one, with the sentence and the coordination's number."""
    numbers = Coordination._base_manager.filter(pk=OuterRef("stream_id"))
    return (
        InboxItem.objects.visible_to(actor)
        .select_related("event")
        .annotate(number=Subquery(numbers.values("number")[:1]))
    )


def unread_count(actor: Actor) -> int:
    """How much in the inbox is unread: told in the menu of every page."""
    key = ("unread", actor.assignment_id)
    return int(once_a_page(key, lambda: count_up_to(InboxItem.objects.visible_to(actor).unread())))


def news(actor: Actor, few: int) -> tuple[list[InboxItem], int]:
    """The first few unread, what affects planning first, and how many there are."""
    count = unread_count(actor)
    rows = inbox(actor).unread().order_by("-affects_planning", "-pk")
    return list(rows[:few]) if count else [], count


def my_coordinations(actor: Actor, *, mine: bool = False, closed: bool = False) -> Any:
    """The coordinations open to the actor; `mine` are those that they answer for or coordinate."""
    rows = Coordination.objects.visible_to(actor).filter(closed_on__isnull=not closed)
    if mine:
        answers_for = Engagement._base_manager.filter(
            coordination=OuterRef("pk"), caseworker_id=actor.assignment_id, ended_on=None
        )
        rows = rows.filter(Q(coordinator_id=actor.assignment_id) | Exists(answers_for))
    unread = InboxItem.objects.visible_to(actor).unread().filter(stream_id=OuterRef("pk")).order_by()
    count = unread.values("stream_id").annotate(number=Count("pk")).values("number")
    latest = Event._base_manager.filter(stream_id=OuterRef("pk")).order_by("-id").values("happened_at")[:1]
    return rows.select_related("person", "unit", "coordinator__staff").annotate(
        unread=Subquery(count), latest_at=Subquery(latest)
    )


def caseworkers(unit_ids: Iterable[UUID], on: date) -> dict[UUID, list[Assignment]]:
    """Who may be appointed at each unit: those whose function works with cases, in one question."""
    found: dict[UUID, list[Assignment]] = {pk: [] for pk in unit_ids}
    held = Assignment.objects.filter(in_force(on), unit_id__in=found, staff__left_on=None)
    for assignment in held.select_related("staff", "unit__organisation").order_by("staff__sort", "pk"):
        if Power.CASES in routine(assignment.unit.organisation.place).function(assignment.function).powers:
            found[assignment.unit_id].append(assignment)
    return found


def units_to_ask(coordination: Coordination) -> Any:
    """Open units of the place that do not take part yet."""
    engaged = Engagement._base_manager.filter(coordination=coordination, ended_on=None).values("unit_id")
    units = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=coordination.place)
    return units.exclude(pk__in=engaged).select_related("organisation").order_by("organisation__sort", "sort", "pk")


def covered_units(actor: Actor, coordination: Coordination) -> set[UUID]:
    """The units that a consent in force lets take part, as far as the actor may see the consents."""
    grants = ConsentGrant.objects.visible_to(actor).in_force(clock.today())
    rows = grants.filter(consent__person_id=coordination.person_id, matter=COORDINATION, unit__isnull=False)
    return set(rows.values_list("unit_id", flat=True))


def vacant(actor: Actor, on: date) -> Any:
    """The actor's units' parts that nobody answers for, or whose caseworker has left."""
    parts = Engagement.objects.visible_to(actor).open().filter(unit_id__in=actor.reads, coordination__closed_on=None)
    nobody = Q(caseworker=None) | gone("caseworker", on)
    return (
        parts.filter(nobody, coordination__in=Coordination.objects.visible_to(actor))
        .select_related("coordination__person", "unit")
        .order_by("pk")
    )


def without_coordinator(actor: Actor, on: date) -> Any:
    """Open coordinations of the actor's units whose coordinator has left."""
    rows = Coordination.objects.visible_to(actor).open().filter(gone("coordinator", on), unit_id__in=actor.reads)
    return rows.select_related("person", "unit").order_by("pk")


def keeps_unit_open(unit: Unit) -> str:
    parts = Engagement._base_manager.filter(unit=unit, ended_on=None, coordination__closed_on=None)
    return "Enheten är med i samordningar. Avsluta dem, eller sluta tillsammans, först." if parts.exists() else ""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit as its manager sees it: how much it takes part in, and what stands still."""

    unit_id: UUID
    name: str
    open: int
    vacant: int


def unit_figures(actor: Actor) -> list[UnitFigures]:
    on = clock.today()
    nobody = Q(engagements__caseworker=None) | gone("engagements__caseworker", on)
    live = Q(engagements__ended_on=None, engagements__coordination__closed_on=None, engagements__isnull=False)
    units = Unit.objects.filter(pk__in=actor.reads, closed_on=None).order_by("sort", "pk")
    counted = units.annotate(open=Count("engagements", filter=live), vacant=Count("engagements", filter=live & nobody))
    return [UnitFigures(unit.pk, unit.name, unit.open, unit.vacant) for unit in counted]


def units_in(coordinations: Iterable[Coordination], actor: Actor) -> dict[UUID, list[str]]:
    """The names of the engaged units of each coordination in a list, in one question."""
    found: dict[UUID, list[str]] = {}
    rows = Engagement.objects.visible_to(actor).open().filter(coordination__in=[row.pk for row in coordinations])
    for key, name in rows.order_by("since", "pk").values_list("coordination_id", "unit__name"):
        found.setdefault(key, []).append(name)
    return found
