"""What several pages ask about coordinations: who will see what is written, what has come, and which they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import gone, in_force
from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem, open_engagements
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.core.paging import count_up_to
from brygga.core.visibility import once_a_page
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.powers import Power


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


def is_open_to(actor: Actor, coordination_id: UUID) -> bool:
    """Whether one reads all of it, not only something that hangs on it."""
    return bool(Coordination.objects.visible_to(actor).filter(pk=coordination_id).exists())


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
