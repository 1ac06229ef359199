"""Reads about transfers: whom the unit watches, what is announced, and how many a term brings (STO-10, STO-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from brygga.agencies.models import Unit
from brygga.agencies.queries import my_units
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, no
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.states import ALIVE
from brygga.people.models import Case
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.loading import routine
from brygga.rules.ages import add_months, birthday
from brygga.rules.dates import written
from brygga.rules.transfers import Stage, TransferRule, born_for, counted_back, latest_birthday, rule_for, stage
from brygga.transfers.may import HANDS_OUT, NOT_A_MANAGER
from brygga.transfers.models import AgeWatch, Transfer
from brygga.transfers.states import TransferState

#: How far ahead the list shows those whose day is still to come.
AHEAD_MONTHS = 18
LONG_AGO = date(1900, 1, 1)


def rules_here(actor: Actor) -> tuple[TransferRule, ...]:
    return routine(actor.place).transfer_rules_on(clock.today()) if actor.is_staff else ()


@dataclass(frozen=True, slots=True)
class Sides:
    """The actor's units that transfers go from, and those that they go to."""

    giving: tuple[Unit, ...]
    taking: tuple[Unit, ...]

    def __bool__(self) -> bool:
        return bool(self.giving or self.taking)


def sides(actor: Actor) -> Sides:
    """Asked once a page, and not at all where the routine has no such rule."""
    rules = rules_here(actor)
    if not rules or not actor.reads:
        return Sides((), ())
    given = {kind for rule in rules for kind in rule.from_kinds}
    taken = {kind for rule in rules for kind in rule.to_kinds}
    units = [u for u in my_units(actor, given | taken) if u.pk in actor.reads and u.closed_on is None]
    return Sides(tuple(u for u in units if u.kind in given), tuple(u for u in units if u.kind in taken))


def watches(actor: Actor) -> bool:
    """Whether the actor leads or distributes at a unit that transfers go from or to."""
    return bool(actor.powers & HANDS_OUT) and bool(sides(actor))


def may_watch(actor: Actor) -> Decision:
    return YES if watches(actor) else no(NOT_A_MANAGER)


@dataclass(frozen=True, slots=True)
class Watched:
    """A case whose person changes unit at an age, and where that stands today."""

    case: Case
    rule: TransferRule
    switch_on: date
    prepare_on: date
    announce_by: date
    watch: AgeWatch | None

    @property
    def stage(self) -> Stage:
        return stage(clock.today(), switch_on=self.switch_on, prepare_on=self.prepare_on, announce_by=self.announce_by)

    @property
    def age_text(self) -> str:
        return str(self.rule.age)

    @property
    def line(self) -> str:
        who = self.case.caseworker.staff.name if self.case.caseworker else "ingen handläggare är utsedd"
        return f"Fyller {self.rule.age} år den {written(self.switch_on)} · {who}"

    @property
    def no_need(self) -> bool:
        return self.watch is not None and self.watch.no_need

    @property
    def circumstance(self) -> str:
        """What is noted, in the routine's words."""
        return self.rule.circumstance_term

    @property
    def is_hidden(self) -> bool:
        """The day would say when somebody with protected identity is born."""
        return bool(self.case.person.protection)

    @property
    def has_turned(self) -> bool:
        return self.switch_on <= clock.today()


def watched(case: Case, watch: AgeWatch | None) -> Watched | None:
    """Nothing where no rule holds, or nobody knows when the person is born."""
    on, place = clock.today(), routine(case.unit.organisation.place)
    rule = rule_for(place.transfer_rules_on(on), case.unit.kind, {watch.circumstance} if watch else ())
    if rule is None or case.person.born is None:
        return None
    turns = birthday(case.person.born, rule.age)
    return Watched(
        case=case,
        rule=rule,
        switch_on=turns,
        prepare_on=counted_back(place.deadline(DeadlineStep.PREPARE_TRANSFER, on), turns),
        announce_by=counted_back(place.deadline(DeadlineStep.ANNOUNCE_TRANSFER, on), turns),
        watch=watch,
    )


def to_watch(actor: Actor, rule: TransferRule) -> Any:
    """The actor's units' open cases that the rule holds for, up to a good while ahead, to be ordered by age."""
    last = add_months(clock.today(), AHEAD_MONTHS)
    rows = Case.objects.visible_to(actor).filter(unit__in=[unit.pk for unit in sides(actor).giving])
    return of_rule(rows, rule, other_circumstances(rules_here(actor), rule), LONG_AGO, last)


def other_circumstances(rules: tuple[TransferRule, ...], rule: TransferRule) -> list[str]:
    """What is noted of those for whom another rule holds than this plain one."""
    return [one.circumstance for one in rules if one.circumstance and set(one.from_kinds) & set(rule.from_kinds)]


def of_rule(rows: Any, rule: TransferRule, others: list[str], first: date, last: date) -> Any:
    """Cases whose person has the rule's birthday in the time, and of whom nothing is announced."""
    born = born_for(rule.age, first, last)
    noted = Q(age_watch__circumstance=rule.circumstance) if rule.circumstance else _not_noted(others)
    gone = Transfer._base_manager.filter(
        case=OuterRef("pk"), state__in=(TransferState.ANNOUNCED, TransferState.SWITCHED)
    )
    rows = rows.open().filter(noted, unit__kind__in=rule.from_kinds, exploratory=False, person__died_on=None)
    rows = rows.filter(person__born__range=(born.first, born.last)).filter(~Exists(gone))
    return rows.select_related("person", "unit__organisation", "caseworker__staff", "age_watch")


def _not_noted(others: list[str]) -> Q:
    return Q(age_watch=None) | ~Q(age_watch__circumstance__in=others)


NEEDS_SUPPORT = Q(age_watch=None) | Q(age_watch__no_need=False)
BY_AGE = ("person__born",)


def waiting(actor: Actor, rule: TransferRule, *, mine: bool = False) -> Any:
    """Those whose time to be announced has come, the oldest first; `mine` are those the actor handles."""
    place, on = routine(actor.place), clock.today()
    last = latest_birthday(place.deadline(DeadlineStep.PREPARE_TRANSFER, on), on)
    born = born_for(rule.age, LONG_AGO, last)
    rows = to_watch(actor, rule).filter(NEEDS_SUPPORT, person__born__lte=born.last)
    rows = rows.filter(caseworker_id=actor.assignment_id) if mine else rows
    return rows.order_by(*BY_AGE, "pk")


def shown(rows: Any) -> list[Watched]:
    """The rows of a page, each with its dates."""
    found = (watched(case, getattr(case, "age_watch", None)) for case in rows)
    return [one for one in found if one]


def one_to_watch(actor: Actor) -> Any:
    rows = Case.objects.visible_to(actor).open()
    return rows.select_related("person", "unit__organisation", "caseworker__staff", "age_watch")


def coordination_for(actor: Actor, case: Case) -> Coordination | None:
    """Where the units meet about the person: the one that the unit opened, else the latest it takes part in."""
    parts = Engagement._base_manager.filter(coordination=OuterRef("pk"), unit_id=case.unit_id, ended_on=None)
    rows = Coordination.objects.visible_to(actor).open().filter(Exists(parts), person_id=case.person_id)
    found = sorted(rows, key=lambda row: (row.unit_id == case.unit_id, row.pk))
    return found[-1] if found else None


def rules_in(coordination: Coordination) -> tuple[TransferRule, ...]:
    return routine(coordination.place).transfer_rules_on(clock.today())


def case_to_watch(actor: Actor, coordination: Coordination) -> Case | None:
    """The actor's unit's own open case about the person, where a rule holds."""
    kinds = {kind for rule in rules_in(coordination) for kind in rule.from_kinds}
    rows = Case.objects.visible_to(actor).open().filter(person_id=coordination.person_id, unit__kind__in=kinds)
    found: Case | None = rows.order_by("pk").first()
    return found


def receivers(case: Case, rule: TransferRule) -> Any:
    """Open units of the kinds that the routine says take over."""
    rows = Unit.objects.filter(kind__in=rule.to_kinds, closed_on=None, organisation__closed_on=None)
    rows = rows.filter(organisation__place=case.unit.organisation.place).exclude(pk=case.unit_id)
    return rows.select_related("organisation").order_by("organisation__sort", "sort", "pk")


def with_details(actor: Actor) -> Any:
    """Transfers, with who handles the person at each side: `giver` and `taker`."""
    rows = Transfer.objects.visible_to(actor).select_related(
        "coordination__person", "from_unit__organisation", "to_unit__organisation", "announced_by__staff"
    )
    return rows.annotate(giver=_handles("from_unit_id"), taker=_handles("to_unit_id"), taker_part=_part("to_unit_id"))


def _engaged(unit: str) -> Any:
    return Engagement._base_manager.filter(
        coordination_id=OuterRef("coordination_id"), unit_id=OuterRef(unit), ended_on=None
    ).order_by()


def _handles(unit: str) -> Subquery:
    return Subquery(_engaged(unit).values("caseworker__staff__name")[:1])


def _part(unit: str) -> Subquery:
    return Subquery(_engaged(unit).values("pk")[:1])


def stage_of(transfer: Any) -> Stage:
    if transfer.state == TransferState.SWITCHED:
        return Stage.SWITCHED
    told = {"switch_on": transfer.switch_on, "prepare_on": transfer.announce_by, "announce_by": transfer.announce_by}
    return stage(clock.today(), **told, announced=True, both_named=bool(transfer.giver and transfer.taker))


def on_their_way(actor: Actor, *, to_us: bool) -> Any:
    """Announced to or from the actor's units, the nearest day first when ordered."""
    units = sides(actor).taking if to_us else sides(actor).giving
    side = "to_unit" if to_us else "from_unit"
    return with_details(actor).announced().filter(**{f"{side}__in": [unit.pk for unit in units]})


BY_DAY = ("switch_on",)


def without_caseworker(actor: Actor) -> Any:
    """Announced to the actor's units, where nobody is appointed yet."""
    rows = on_their_way(actor, to_us=True).filter(taker=None, taker_part__isnull=False)
    return rows.order_by(F("announced_on"), "pk")


def in_coordination(actor: Actor, coordination: Coordination) -> list[Any]:
    return list(with_details(actor).filter(coordination=coordination).order_by("-pk")[:10])


def coming(actor: Actor) -> list[Any]:
    """The person's own: what is announced, and what has gone over within the last months."""
    since = add_months(clock.today(), -3)
    rows = with_details(actor).filter(
        Q(state=TransferState.ANNOUNCED) | Q(state=TransferState.SWITCHED, switch_on__gte=since)
    )
    return list(rows.order_by("switch_on", "pk")[:10])


def due(on: date) -> list[Transfer]:
    """Whose day has come; for the nightly round."""
    rows = Transfer.objects.unrestricted(because="the nightly round looks at every transfer whose day has come")
    return list(rows.announced().filter(switch_on__lte=on).order_by("pk"))


def left_behind(transfer: Transfer) -> Any:
    """Ongoing interventions of the coordination that the giving unit still answers for."""
    rows = GrantedIntervention.objects.unrestricted(because="what goes over with the responsibility").alive()
    return rows.filter(coordination_id=transfer.coordination_id, responsible_unit_id=transfer.from_unit_id)


def to_carry_over() -> list[Transfer]:
    """Gone over, with something left behind that is no longer frozen; for the nightly round."""
    loose = GrantedIntervention._base_manager.filter(
        coordination_id=OuterRef("coordination_id"),
        responsible_unit_id=OuterRef("from_unit_id"),
        state__in=ALIVE,
        holds=0,
    )
    rows = Transfer.objects.unrestricted(because="the nightly round looks at every transfer that left something")
    return list(rows.filter(Exists(loose), state=TransferState.SWITCHED, case__closed_on=None).order_by("pk"))


def keeps_case_open(case: Case) -> str:
    waits = Transfer._base_manager.filter(case=case, state=TransferState.ANNOUNCED).exists()
    return "En överföring är aviserad. Vänta till dagen, eller stoppa den först." if waits else ""


def keeps_unit_open(unit: Unit) -> str:
    either = Q(from_unit=unit) | Q(to_unit=unit)
    waits = Transfer._base_manager.filter(either, state=TransferState.ANNOUNCED).exists()
    return "Enheten har aviserade överföringar. Stoppa dem och avisera dem till en annan enhet först." if waits else ""
