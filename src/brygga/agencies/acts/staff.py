"""Acts on staff: who works here, in which assignments, and who stands in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from brygga.agencies import may
from brygga.agencies.models import Assignment, Organisation, Staff, StandIn, Unit
from brygga.agencies.queries import in_force
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change, create
from brygga.core.sorting import sort_key
from brygga.routines.loading import routine
from brygga.rules.powers import Power


@act("agencies.add_staff", may=may.may_staff, told_as="{by} lade upp en medarbetare")
def add_staff(
    unit: Unit,
    *,
    by: Actor,
    name: str,
    function: str,
    title: str,
    email: str = "",
    hsa_id: str = "",
    phone: str = "",
    protected: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> Assignment:
    """Someone who begins, with a first assignment. Who is in Brygga already, under the same address, gets one more."""
    staff = new_staff(by, name=name, email=email, hsa_id=hsa_id, protected=protected, known=True)
    return assign(staff, unit, function=function, title=title, phone=phone, since=since or clock.today(), until=until)


@act("agencies.change_staff", may=may.may_change_staff, told_as="{by} ändrade en medarbetares uppgifter")
def change_staff(
    staff: Staff, *, by: Actor, name: str, email: str = "", hsa_id: str = "", protected: bool = False
) -> Staff:
    return change(
        staff, name=name, sort=sort_key(name), email=email.lower(), hsa_id=hsa_id.upper(), protected=protected
    )


@act("agencies.forget_sign_in", may=may.may_change_staff, told_as="{by} kopplade bort en inloggning")
def forget_sign_in(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """The next sign-in with the invited address or HSA-id ties a new account; what is signed in ends."""
    return change(staff, issuer="", subject="", signed_out_at=at)


@act("agencies.sign_out", may=may.may_sign_out, told_as="{by} loggade ut {name} överallt")
def sign_out_everywhere(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """Every computer and telephone at once: one that was lost, or left signed in."""
    return change(staff, signed_out_at=at)


@act("agencies.sign_in_staff", may=may.may_sign_in, told_as="{name} loggade in")
def sign_in_staff(staff: Staff, *, by: Actor, issuer: str, subject: str) -> Staff:
    """The first sign-in ties the account; from then on it is the only way in until an administrator unties it."""
    if not staff.subject:
        return change(staff, issuer=issuer, subject=subject)
    if (staff.issuer, staff.subject) != (issuer, subject):
        raise NotAllowed("Du har redan loggat in med en annan e-legitimation. Be din administratör koppla bort den.")
    return staff


@act("agencies.record_leaving", may=may.may_record_leaving, told_as="{by} noterade att en medarbetare slutar")
def record_leaving(staff: Staff, *, by: Actor, on: date) -> Staff:
    """Ends what this organisation has given; what is held elsewhere stays, and so does the way in.

    A last day that is to come is worked through: nobody is out before it.
    """
    today = clock.today()
    held = staff.assignments.filter(in_force(today) | Q(since__gt=today)).select_related("unit__organisation")
    standing = staff.standing_in.all()
    if by.organisation_id:
        standing = standing.filter(absent__unit__organisation_id=by.organisation_id)
    mine = [a for a in held if by.organisation_id in (None, a.unit.organisation_id)]
    for organisation in sorted({a.unit.organisation for a in mine}, key=lambda one: one.pk):
        refuse_without_administrator(organisation, without={a.pk for a in mine})
    for assignment in mine:
        end_at(assignment, on)
    standing.filter(until__gt=on, since__lte=on).update(until=on)
    standing.filter(since__gt=on).delete()
    return staff if on > today or len(held) > len(mine) else change(staff, left_on=on)


@act("agencies.give_assignment", may=may.may_give_assignment, told_as="{by} gav ett uppdrag")
def give_assignment(
    staff: Staff,
    *,
    by: Actor,
    unit: Unit,
    function: str,
    title: str,
    phone: str = "",
    since: date,
    until: date | None = None,
) -> Assignment:
    insist(may.may_staff(by, unit))
    return assign(staff, unit, function=function, title=title, phone=phone, since=since, until=until)


@act("agencies.change_assignment", may=may.may_change_assignment, told_as="{by} ändrade ett uppdrag")
def change_assignment(assignment: Assignment, *, by: Actor, title: str, phone: str = "") -> Assignment:
    return change(assignment, title=title, phone=phone)


@act("agencies.end_assignment", may=may.may_end_assignment, told_as="{by} avslutade ett uppdrag")
def end_assignment(assignment: Assignment, *, by: Actor, until: date) -> Assignment:
    refuse_without_administrator(assignment.unit.organisation, without={assignment.pk})
    return end_at(assignment, until)


@act("agencies.move_assignment", may=may.may_move_assignment, told_as="Ett uppdrag följde med till {unit}")
def move_assignment(assignment: Assignment, *, by: Actor, to_unit: Unit, on: date) -> Assignment:
    """Within another act: its unit has gone into that one. Who has the same assignment there already keeps that one."""
    same = Assignment.objects.filter(
        in_force(on), staff=assignment.staff_id, unit=to_unit, function=assignment.function
    )
    if there := same.first():
        change(there, earlier_units={**there.earlier_units, **_left(assignment, on)})
        return end_at(assignment, on - timedelta(days=1))
    return change(assignment, unit=to_unit, earlier_units=_left(assignment, on))


def _left(assignment: Assignment, on: date) -> dict[str, str]:
    return {**assignment.earlier_units, str(assignment.unit_id): on.isoformat()}


@act("agencies.name_stand_in", may=may.may_name_stand_in, told_as="{by} utsåg en ersättare")
def name_stand_in(assignment: Assignment, *, by: Actor, staff: Staff, since: date, until: date) -> StandIn:
    """A colleague in the same organisation; what they do is logged in their own name."""
    if staff.pk == assignment.staff_id:
        raise NotAllowed("Välj någon annan än den som ska vara borta.")
    if staff.pk == by.staff_id and not (by.has(Power.LEAD) and assignment.unit_id in by.reads):
        raise NotAllowed("Du kan inte göra dig själv till ersättare. Be en annan administratör.")
    colleague = staff.assignments.filter(in_force(since), unit__organisation_id=assignment.unit.organisation_id)
    if staff.left_on or not colleague.exists():
        raise NotAllowed("Ersättaren ska ha ett uppdrag i samma organisation.")
    if until < clock.today():
        raise NotAllowed("Perioden har redan gått ut. Välj ett senare slutdatum.")
    return create(StandIn, absent=assignment, staff=staff, since=since, until=until)


@act("agencies.end_stand_in", may=may.may_end_stand_in, told_as="{by} avslutade en ersättning")
def end_stand_in(stand_in: StandIn, *, by: Actor, at: datetime) -> StandIn:
    """From this moment; one that began today leaves no day behind."""
    yesterday = clock.day_of(at) - timedelta(days=1)
    if stand_in.since <= yesterday:
        return change(stand_in, until=min(stand_in.until, yesterday))
    key = stand_in.pk
    stand_in.delete()
    stand_in.pk = key
    return stand_in


def new_staff(by: Actor, *, name: str, email: str, hsa_id: str, protected: bool, known: bool) -> Staff:
    """The one who has this address already, if the name agrees; else somebody new. Nobody is guessed at."""
    email, hsa_id = email.strip().lower(), hsa_id.strip().upper()
    found = Staff.objects.filter(email=email).first() if email else None
    if found is None:
        return create(Staff, name=name, sort=sort_key(name), email=email, hsa_id=hsa_id, protected=protected)
    if not known or found.sort != sort_key(name) or found.left_on or found.pk == by.staff_id:
        raise NotAllowed("E-postadressen används redan av en annan medarbetare. Kontrollera adressen och namnet.")
    return found


def assign(
    staff: Staff, unit: Unit, *, function: str, title: str, phone: str = "", since: date, until: date | None = None
) -> Assignment:
    try:
        routine(unit.organisation.place).function(function)
    except KeyError:
        raise NotAllowed("Funktionen finns inte i rutinen. Välj en som finns.") from None
    held = staff.assignments.filter(in_force(max(since, clock.today())), unit=unit, function=function)
    if held.exists():
        raise NotAllowed(f"{staff.name} har redan det uppdraget på {unit.name}.")
    return create(
        Assignment, staff=staff, unit=unit, function=function, title=title, phone=phone, since=since, until=until
    )


def end_at(assignment: Assignment, until: date) -> Assignment:
    """Ends no later than that day; one that has not begun ends the day it would begin."""
    last = max(assignment.since, until)
    return change(assignment, until=min(assignment.until, last) if assignment.until else last)


def refuse_without_administrator(organisation: Organisation, *, without: set[UUID]) -> None:
    """An organisation keeps at least one administrator: else nobody could let anyone in."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # two who end each other are asked one at a time
    rows = routine(organisation.place)
    keys = {f.key for f in rows.functions if Power.ADMINISTER in rows.function(f.key).powers}
    admins = Assignment.objects.filter(
        unit__organisation=organisation, function__in=keys, until=None, staff__left_on=None
    )
    held = set(admins.values_list("pk", flat=True))
    if held and held <= without:
        raise NotAllowed("Organisationen skulle bli utan administratör. Ge någon annan det uppdraget först.")
