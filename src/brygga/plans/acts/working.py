"""Writing in the plan, alone or several at once. Nothing is overwritten unseen, and nothing is thrown away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.models import Event
from brygga.core.saving import change, create, revise
from brygga.meetings.models import Meeting
from brygga.plans.facts import ROWS, GoalFacts, HeaderFacts, InterventionFacts, RowFacts, StepFacts, columns
from brygga.plans.may import may_start, may_work, may_work_on_row
from brygga.plans.models import Goal, Intervention, Plan, PlanRow, PlanText
from brygga.plans.parties import parties
from brygga.plans.states import Order, Performer
from brygga.plans.working import BECAUSE, WRITTEN, intervention_parts, parts_of
from brygga.rules.plans import in_circle

STEP = 10


@act("plan.start", may=may_start, told_as="{by} började på en gemensam plan (SIP)")
def start_plan(coordination: Coordination, *, by: Actor, meeting: Meeting | None = None) -> Plan:
    """One plan at a time: the person has one plan, however many take part (MAL-10)."""
    if Plan.objects.unrestricted(because=BECAUSE).open().filter(coordination=coordination).exists():
        raise NotAllowed("Det finns redan en öppen plan i samordningen. Fortsätt på den.")
    return create(
        Plan,
        coordination=coordination,
        meeting=meeting,
        routine_since=clock.today(),
        started_on=clock.today(),
        started_by=by.label,
    )


def start_at_meeting(coordination: Coordination, *, by: Actor, meeting: Meeting) -> None:
    """MAL-07: a SIP made at a meeting begins the plan, if it is not already being written."""
    begun = Plan.objects.unrestricted(because=BECAUSE).open().filter(coordination=coordination).first()
    if begun is None:
        start_plan(coordination, by=by, meeting=meeting)
    else:
        work_at_meeting(begun, by=by, meeting=meeting)


@act("plan.work_at_meeting", may=may_work, told_as="{by} skrev i planen på mötet", in_feed=False)
def work_at_meeting(plan: Plan, *, by: Actor, meeting: Meeting) -> Plan:
    """The meeting whose call and attendance stand in the form."""
    return change(plan, meeting=meeting)


@act("plan.work", may=may_work, told_as="{by} skrev i planen")
def note_work(plan: Plan, *, by: Actor) -> Plan:
    """The feed tells that someone worked on the plan that day, not every word of it."""
    return plan


def _tell_once_a_day(plan: Plan, by: Actor, at: datetime) -> None:
    midnight = clock.midnight(clock.day_of(at))
    told = Event.objects.unrestricted(because="whether today's work is told already").filter(
        stream_id=plan.coordination_id, act="plan.work", assignment_id=by.assignment_id, happened_at__gte=midnight
    )
    if not told.exists():
        note_work(plan, by=by)


@act("plan.write_text", may=may_work, told_as="{by} skrev i planen", in_feed=False)
def write_text(plan: Plan, *, by: Actor, at: datetime, part: str, text: str, seen: int) -> PlanText:
    if not any(row.key == part and row.kind in WRITTEN for row in parts_of(plan)):
        raise NotAllowed("Rutinen har ingen sådan del i planen.")
    _tell_once_a_day(plan, by, at)
    found: PlanText | None = PlanText.objects.unrestricted(because=BECAUSE).filter(plan=plan, part=part).first()
    if found is None:
        return create(PlanText, plan=plan, part=part, text=text, revision=1, **_signed(by, at))
    if found.text == text:
        return found
    return revise(found, seen=seen, text=text, **_signed(by, at))


@act("plan.add_row", may=may_work, told_as="{by} skrev i planen", in_feed=False)
def add_row(plan: Plan, *, by: Actor, at: datetime, facts: RowFacts) -> PlanRow:
    """A need, a goal, an intervention, a step at interruption, a crisis contact or another plan."""
    _holds(plan, facts)
    _tell_once_a_day(plan, by, at)
    model = ROWS[type(facts)]
    rows = model.objects.unrestricted(because=BECAUSE).filter(plan=plan)
    last = rows.order_by("-position").values_list("position", flat=True).first() or 0
    return create(model, plan=plan, position=last + STEP, revision=1, **columns(facts), **_signed(by, at))


@act("plan.change_row", may=may_work_on_row, told_as="{by} skrev i planen", in_feed=False)
def change_row(row: PlanRow, *, by: Actor, at: datetime, seen: int, facts: RowFacts) -> PlanRow:
    """The second of two who change the same row is shown the difference (`Changed`)."""
    if ROWS[type(facts)] is not type(row):
        raise NotAllowed("Raden är av ett annat slag.")
    _holds(row.plan, facts, row)
    if row.removed_at:
        raise NotAllowed("Raden har tagits bort av någon annan. Lägg tillbaka den först, så kan du ändra den.")
    wanted = columns(facts)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    _tell_once_a_day(row.plan, by, at)
    return revise(row, seen=seen, **wanted, **_signed(by, at))


@act("plan.remove_row", may=may_work_on_row, told_as="{by} tog bort en rad ur planen", in_feed=False)
def remove_row(row: PlanRow, *, by: Actor, at: datetime, seen: int) -> PlanRow:
    """The row leaves the plan but is kept, so that it can be put back."""
    if row.removed_at:
        return row
    _tell_once_a_day(row.plan, by, at)
    return revise(row, seen=seen, removed_at=at, **_signed(by, at))


@act("plan.restore_row", may=may_work_on_row, told_as="{by} lade tillbaka en rad i planen", in_feed=False)
def restore_row(row: PlanRow, *, by: Actor, at: datetime) -> PlanRow:
    if not row.removed_at:
        return row
    return change(row, removed_at=None, revision=row.revision + 1, **_signed(by, at))


@act("plan.move_row", may=may_work_on_row, told_as="{by} flyttade en rad i planen", in_feed=False)
def move_row(row: PlanRow, *, by: Actor, before: PlanRow | None = None) -> PlanRow:
    """To the place before another row, or last. Moving changes no words, so it collides with nobody."""
    model: Any = type(row)
    siblings = list(model.objects.unrestricted(because=BECAUSE).filter(plan_id=row.plan_id, removed_at=None))
    order = [other for other in siblings if other.pk != row.pk]
    place = next((n for n, other in enumerate(order) if before is not None and other.pk == before.pk), len(order))
    order.insert(place, row)
    for number, other in enumerate(order, start=1):
        if other.position != number * STEP:
            change(other, position=number * STEP)
    return row


@act("plan.set_header", may=may_work, told_as="{by} skrev i planen", in_feed=False)
def set_header(plan: Plan, *, by: Actor, at: datetime, seen: int, facts: HeaderFacts) -> Plan:
    wanted: dict[str, Any] = {
        "coordinator": facts.coordinator,
        "responsible": facts.responsible,
        "follow_up_on": facts.follow_up_on,
        "follow_up_by": facts.follow_up_by,
        "copies_to": list(facts.copies_to),
    }
    if all(getattr(plan, name) == value for name, value in wanted.items()):
        return plan
    engaged = parties(plan.coordination)
    if (
        facts.coordinator
        and facts.coordinator != plan.coordinator
        and facts.coordinator.unit_id not in {p.unit_id for p in engaged}
    ):
        raise NotAllowed("Den som samordnar ska arbeta på en av enheterna som är med.")
    if facts.responsible and facts.responsible.pk not in {p.organisation_id for p in engaged}:
        raise NotAllowed("Det övergripande ansvaret ska ligga hos en organisation som är med i planen.")
    _tell_once_a_day(plan, by, at)
    return revise(plan, seen=seen, **wanted)


def _signed(by: Actor, at: datetime) -> dict[str, Any]:
    return {"changed_by": by.label, "changed_at": at}


def _holds(plan: Plan, facts: RowFacts, row: PlanRow | None = None) -> None:
    """What a row points at is in the same plan, and its unit is a party."""
    match facts:
        case GoalFacts():
            _goal_holds(plan, facts, row)
        case InterventionFacts():
            _intervention_holds(plan, facts, row)
        case StepFacts(unit=unit) if unit is not None:
            _is_party(plan, unit.pk)


def _goal_holds(plan: Plan, facts: GoalFacts, row: PlanRow | None) -> None:
    _same_plan(plan, facts.parent, facts.need)
    if facts.parent is None:
        return
    if facts.parent.parent_id or (row is not None and (facts.parent.pk == row.pk or _has_steps(row))):
        raise NotAllowed("Ett delmål hör till ett mål. Det kan inte ha egna delmål.")


def _has_steps(row: PlanRow) -> bool:
    return bool(Goal.objects.unrestricted(because=BECAUSE).filter(parent_id=row.pk, removed_at=None).exists())


def _intervention_holds(plan: Plan, facts: InterventionFacts, row: PlanRow | None) -> None:
    _same_plan(plan, facts.goal, facts.after)
    if facts.part not in intervention_parts(parts_of(plan)):
        raise NotAllowed("Den delen av planen har inga insatser.")
    if facts.performer is Performer.UNIT and facts.unit is not None and (row is None or facts.unit.pk != row.unit_id):  # type: ignore[attr-defined]
        _is_party(plan, facts.unit.pk)
    if facts.responsible is not None and (facts.unit is None or facts.responsible.unit_id != facts.unit.pk):
        raise NotAllowed("Den som ansvarar ska arbeta på enheten som gör insatsen.")
    if facts.order is Order.AFTER and facts.after is not None:
        _no_circle(plan, facts, row)


def _no_circle(plan: Plan, facts: InterventionFacts, row: PlanRow | None) -> None:
    if row is None:
        return
    others = Intervention.objects.unrestricted(because=BECAUSE).filter(plan=plan, removed_at=None, order=Order.AFTER)
    order = {str(key): str(after or "") for key, after in others.values_list("pk", "after_id")}
    order[str(row.pk)] = str(facts.after.pk) if facts.after else ""
    if in_circle(order.items()):
        raise NotAllowed("Insatserna skulle vänta på varandra i en cirkel. Välj en annan ordning.")


def _same_plan(plan: Plan, *rows: PlanRow | None) -> None:
    if any(row is not None and row.plan_id != plan.pk for row in rows):
        raise NotAllowed("Raden finns inte i den här planen.")


def _is_party(plan: Plan, unit_id: Any) -> None:
    if unit_id not in {party.unit_id for party in parties(plan.coordination)}:
        raise NotAllowed(
            "Enheten är inte med i samordningen. Bjud in den först, eller skriv namnet under ”Någon annan”."
        )
