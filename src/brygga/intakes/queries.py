"""Reads about intakes: the doors, the queue, what is late, and one by its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Sum

from brygga.agencies.models import Unit
from brygga.agencies.queries import my_units
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import count_up_to
from brygga.core.visibility import once_a_page
from brygga.intakes.codes import fingerprint, read
from brygga.intakes.models import ContactAttempt, HeldBack, Intake, IntakeReceiver, IntakeStep
from brygga.intakes.states import UNDER_WAY
from brygga.people.models import Person, PersonIdentity
from brygga.routines.intakes import Intake as Rule
from brygga.routines.intakes import IntakeOutcome
from brygga.routines.loading import all_routines, routine
from brygga.routines.vocabulary import Routine
from brygga.rules.ages import age_on
from brygga.rules.powers import Power
from brygga.rules.routing import RoutingRule, route


@dataclass(frozen=True, slots=True)
class Door:
    """A unit that one may turn to by oneself."""

    unit: Unit
    rule: Rule
    place: Routine


def doors(on: date, place: str = "", *, for_oneself: bool = False) -> list[Door]:
    """Every open way in, or those of one place, or those where one asks for oneself: two questions in all."""
    rules = {
        (one.key, rule.unit_kind): Door(Unit(), rule, one)
        for one in all_routines()
        if place in ("", one.key)
        for rule in one.intakes_on(on)
        if rule.self_asks or not for_oneself
    }
    kinds = {kind for _, kind in rules}
    units = Unit.objects.filter(kind__in=kinds, closed_on=None, organisation__closed_on=None)
    found = units.select_related("organisation").order_by("organisation__place", "sort", "pk")
    keyed = ((unit, rules.get((unit.organisation.place, unit.kind))) for unit in found)
    return [Door(unit, known.rule, known.place) for unit, known in keyed if known]


def door_of(unit_id: UUID, on: date) -> Door | None:
    unit = Unit.objects.filter(pk=unit_id, closed_on=None, organisation__closed_on=None)
    row = unit.select_related("organisation").first()
    if row is None:
        return None
    place = routine(row.organisation.place)
    rule = place.intake_for(row.kind, on)
    return Door(row, rule, place) if rule else None


def my_doors(actor: Actor) -> list[Unit]:
    """The actor's units that have a way in; asked once a page, and not at all where the place has none."""
    if not actor.is_staff or not actor.reads | actor.distributes:
        return []
    kinds = {rule.unit_kind for rule in routine(actor.place).intakes_on(clock.today())}
    if not kinds:
        return []
    return my_units(actor, kinds)


def with_details(actor: Actor) -> Any:
    """Each with whether anybody has marked the person as protected, and whether they have been here before."""
    return _detailed(Intake.objects.visible_to(actor).filter(erased_at=None))


def _detailed(rows: Any) -> Any:
    numbers = PersonIdentity.objects.unrestricted(because="a protected person is masked whoever asks and whoever knows")
    marked = numbers.filter(index=OuterRef("number_index")).exclude(person__protection="")
    before = Intake.objects.unrestricted(because="the team is told of who has been there before").filter(
        unit=OuterRef("unit"), pk__lt=OuterRef("pk")
    )
    same = Exists(before.filter(number_index=OuterRef("number_index"))) | Exists(
        before.filter(phone_index=OuterRef("phone_index"))
    )
    rows = rows.annotate(known_protected=Exists(marked), been_here=same)
    return rows.select_related("unit__organisation", "from_unit", "appointed__staff", "person")


def is_masked(intake: Intake) -> bool:
    """Of an intake found by `with_details`."""
    marked = bool(intake.person and intake.person.protection)
    return intake.protected or marked or bool(intake.known_protected)  # type: ignore[attr-defined]


def received(actor: Actor) -> Any:
    return with_details(actor).filter(unit_id__in=actor.reads | actor.distributes)


def to_contact(actor: Actor) -> Any:
    return received(actor).under_way().filter(contacted_at=None)


def contacted(actor: Actor) -> Any:
    return received(actor).under_way().exclude(contacted_at=None)


def ended(actor: Actor) -> Any:
    return received(actor).exclude(state__in=UNDER_WAY)


def sent(actor: Actor) -> Any:
    """What the actor's units have referred, for following."""
    return with_details(actor).filter(from_unit_id__in=actor.reads)


def suggestion(intake: Intake) -> tuple[RoutingRule, ...]:
    """STO-18: where the place's rules lead, by the age when it came; nothing where the place says nothing."""
    if intake.born is None:
        return ()
    known = frozenset({intake.known_at} - {""})
    age = age_on(intake.born, intake.came_on)
    return route(
        routine(intake.place).routing_on(intake.came_on), age=age, needs=frozenset(intake.needs), known_at=known
    )


def queue_count(actor: Actor) -> int:
    """How many wait to be contacted: told in the menu."""
    if not my_doors(actor):
        return 0
    own = Q(unit_id__in=actor.reads | actor.distributes)

    def waiting() -> int:
        return count_up_to(Intake.objects.visible_to(actor).under_way().filter(own, contacted_at=None))

    return int(once_a_page(("intakes", actor.assignment_id), waiting))


def is_late(intake: Intake) -> bool:
    return intake.contacted_at is None and intake.contact_by < clock.now()


def _is_late(now: datetime) -> Q:
    return Q(contacted_at=None, contact_by__lt=now)


def _minds(actor: Actor, now: datetime) -> Q:
    """Whoever receives; those who lead when it has stayed late (a time in the routine)."""
    own = Q(to_power__in=[power.value for power in actor.powers]) | Q(appointed_id=actor.assignment_id)
    if Power.LEAD in actor.powers:
        stays = Q(managers_at__lt=now) | Q(managers_at=None) | Q(to_power=Power.LEAD.value)
        return stays | Q(appointed_id=actor.assignment_id)
    return own


def on_desk(actor: Actor, size: int) -> list[Intake]:
    """What is late, what one has in hand, and what nobody has for the function that receives; in one question."""
    now = clock.now()
    here = Q(unit_id__in=actor.reads | actor.distributes)
    untaken = here & Q(appointed=None, to_power__in=[power.value for power in actor.powers])
    in_time = (untaken | Q(appointed_id=actor.assignment_id)) & ~_is_late(now)
    overdue = here & _is_late(now) & _minds(actor, now)
    rows = with_details(actor).under_way().filter(overdue | in_time)
    return list(rows.order_by("contact_by", "pk")[:size])


def earlier(intake: Intake) -> list[Intake]:
    """The same one at the same unit, by number or telephone; told to the team and never to the stranger."""
    same = Q(pk__in=[])
    if intake.number_index:
        same |= Q(number_index=intake.number_index)
    if intake.phone_index:
        same |= Q(phone_index=intake.phone_index)
    rows = Intake.objects.unrestricted(because="the team is told of who has been there before")
    return list(rows.filter(same, unit_id=intake.unit_id).exclude(pk=intake.pk).order_by("-pk")[:5])


def known_here(intake: Intake, actor: Actor) -> Person | None:
    """The person that the actor's unit knows already by that number."""
    if intake.number_index is None:
        return None
    found: Person | None = Person.objects.visible_to(actor).filter(identities__index=intake.number_index).first()
    return found


def coordination_of(intake: Intake) -> Coordination | None:
    """The open coordination that the unit has about the registered person."""
    if intake.person_id is None:
        return None
    rows = Coordination.objects.unrestricted(because="whoever sees the intake works at the unit that opened it")
    found: Coordination | None = rows.open().filter(person_id=intake.person_id, unit_id=intake.unit_id).first()
    return found


def receivers(intake: Intake, kinds: Iterable[str]) -> Any:
    """Units of these kinds in the place, that may take over."""
    rows = Unit.objects.filter(organisation__place=intake.place, kind__in=list(kinds), closed_on=None)
    rows = rows.filter(organisation__closed_on=None).exclude(pk=intake.unit_id)
    return rows.select_related("organisation").order_by("sort", "pk")


def may_be_led_to(intake: Intake, rule: IntakeOutcome, unit: Unit) -> bool:
    return bool(receivers(intake, rule.unit_kinds).filter(pk=unit.pk).exists())


def led_to(intake: Intake) -> list[IntakeReceiver]:
    """Whom it was led on to, in the order they were chosen."""
    rows = IntakeReceiver.objects.unrestricted(because="the intake itself was seen").filter(intake=intake)
    return list(rows.select_related("unit__organisation").order_by("pk"))


def steps(intake: Intake) -> list[IntakeStep]:
    rows = IntakeStep.objects.unrestricted(because="the intake itself was seen").filter(intake=intake)
    return list(rows.order_by("at", "pk"))


def attempts(intake: Intake) -> list[ContactAttempt]:
    rows = ContactAttempt.objects.unrestricted(because="the intake itself was seen").filter(intake=intake)
    return list(rows.order_by("-at", "-pk"))


def by_code(typed: str) -> Intake | None:
    """What was sent with the code, if there is such a one."""
    code = read(typed)
    if not code:
        return None
    rows = Intake.objects.unrestricted(because="whoever holds the code may follow what they sent")
    found: Intake | None = rows.filter(code=fingerprint(code)).select_related("unit__organisation").first()
    return found


def held_lately(actor: Actor) -> int:
    """How many were held back at the actor's doors today and yesterday."""
    since = clock.today() - timedelta(days=1)
    rows = HeldBack.objects.visible_to(actor).filter(day__gte=since)
    return int(rows.aggregate(total=Sum("count"))["total"] or 0)


def not_contacted(now: datetime) -> Any:
    """For the clocks: late, and nobody has been told."""
    rows = Intake.objects.unrestricted(because="the clocks run for everybody").under_way()
    return rows.filter(contacted_at=None, contact_by__lt=now, late_told_at=None)


def still_not_contacted(now: datetime) -> Any:
    rows = Intake.objects.unrestricted(because="the clocks run for everybody").under_way()
    return rows.filter(contacted_at=None, managers_at__lt=now, managers_told_at=None)


def to_erase(now: datetime) -> Any:
    rows = Intake.objects.unrestricted(because="the clocks run for everybody")
    return rows.filter(erased_at=None, erase_at__lt=now, person=None)


def erased_count(actor: Actor) -> int:
    """How many of the units' own have been erased, since a list says when it is not whole."""
    rows = Intake.objects.visible_to(actor).filter(unit_id__in=actor.reads | actor.distributes)
    return int(rows.exclude(erased_at=None).count())
