"""From the working state to the content of a version."""

from __future__ import annotations

from brygga.consents.models import Consent
from brygga.core import clock
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Attendance, MeetingState
from brygga.plans import content as lines
from brygga.plans.models import Goal, InterruptionStep, Intervention, PlanVersion
from brygga.plans.states import IN_FORCE, Order
from brygga.plans.working import BECAUSE, WRITTEN, Working
from brygga.routines.vocabulary import PartKind, PlanPart
from brygga.rules.law import law_reference
from brygga.rules.words import in_sentence


def freeze(now: Working) -> lines.Content:
    plan, on = now.plan, clock.today()
    return lines.Content(
        place=now.routine.name,
        form=now.routine.document,
        law=str(law_reference("sip", on)),
        kind=plan.kind,
        number=now.coordination.number,
        made_on=on,
        started_on=plan.started_on,
        follows=_follows(now),
        person=now.coordination.person.name,
        coordinator=_coordinator(now),
        coordinator_reach=_reach(now),
        responsible=plan.responsible.name if plan.responsible else "",
        follow_up_on=plan.follow_up_on,
        follow_up_by=plan.follow_up_by,
        copies_to=tuple(plan.copies_to),
        parts=tuple(_part(now, part) for part in now.parts),
        needs=tuple(lines.NeedLine(id=str(n.pk), text=n.text, matter=_matter(now, n.matter)) for n in now.needs),
        goals=tuple(_goal(goal) for goal in now.goals),
        interventions=tuple(_intervention(i) for i in now.interventions),
        steps=tuple(_step(step) for step in now.steps),
        contacts=tuple(lines.CrisisLine(id=str(c.pk), name=c.name, reach=c.reach, when=c.when) for c in now.contacts),
        links=tuple(lines.LinkLine(id=str(k.pk), unit=k.unit.name, kind=k.kind, where=k.where) for k in now.links),
        asked=asked(now),
        attendees=_attendees(now),
        consent=_consent(now),
        signers=_signers(now),
    )


def asked(now: Working) -> tuple[lines.AskedLine, ...]:
    return tuple(
        lines.AskedLine(
            unit_id=str(party.unit_id),
            unit=party.unit,
            organisation=party.organisation,
            party=party.key,
            contact=", ".join(word for word in (party.contact, in_sentence(party.title)) if word),
            phone=party.phone,
        )
        for party in now.parties
    )


def _follows(now: Working) -> int:
    versions = PlanVersion.objects.unrestricted(because=BECAUSE).filter(plan=now.plan, state__in=IN_FORCE)
    return versions.order_by("-number").values_list("number", flat=True).first() or 0


def _coordinator(now: Working) -> str:
    held = now.plan.coordinator
    return f"{held.staff.name}, {in_sentence(held.title)}, {held.unit.name}" if held else ""


def _reach(now: Working) -> str:
    held = now.plan.coordinator
    return ", ".join(way for way in ((held.phone or held.unit.phone), held.staff.email) if way) if held else ""


def _part(now: Working, part: PlanPart) -> lines.PartLine:
    return lines.PartLine(
        key=part.key,
        heading=part.heading,
        kind=part.kind.value,
        party=part.party,
        fields=tuple(field.value for field in part.fields),
        text=now.text(part.key) if part.kind in WRITTEN else "",
    )


def _matter(now: Working, key: str) -> str:
    return next((matter.term for matter in now.routine.matters if matter.key == key), "")


def _goal(goal: Goal) -> lines.GoalLine:
    return lines.GoalLine(
        id=str(goal.pk),
        text=goal.text,
        parent=str(goal.parent_id or ""),
        need=str(goal.need_id or ""),
        outcome=goal.outcome,
        outcome_words=goal.outcome_note,
        outcome_on=goal.outcome_on,
    )


def _intervention(row: Intervention) -> lines.InterventionLine:
    held = row.responsible
    return lines.InterventionLine(
        id=str(row.pk),
        text=row.text,
        part=row.part,
        goal=str(row.goal_id or ""),
        performer=row.performer,
        unit_id=str(row.unit_id or ""),
        unit=row.unit.name if row.unit else "",
        organisation=row.unit.organisation.name if row.unit else "",
        responsible=f"{held.staff.name}, {in_sentence(held.title)}" if held else "",
        performer_name=row.performer_name,
        when=row.when,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        benefit=row.benefit,
        after=str(row.after_id or "") if row.order == Order.AFTER else "",
    )


def _step(step: InterruptionStep) -> lines.StepLine:
    owner = ", ".join(word for word in (step.owner_name, step.unit.name if step.unit else "") if word)
    return lines.StepLine(
        id=str(step.pk), happens=step.happens, step=step.step, owner=owner, within_days=step.within_days
    )


def _attendees(now: Working) -> tuple[lines.AttendeeLine, ...]:
    meeting = now.plan.meeting or _latest_meeting(now)
    if meeting is None:
        return ()
    called = Attendee.objects.unrestricted(because=BECAUSE).filter(meeting=meeting)
    found = called.select_related("unit", "assignment__staff").order_by("pk")
    return tuple(
        lines.AttendeeLine(
            name=_attendee(a),
            is_person=a.is_person,
            role=a.role or (a.unit.name if a.unit else ""),
            present=a.attendance == Attendance.PRESENT,
        )
        for a in found
    )


def _latest_meeting(now: Working) -> Meeting | None:
    """The meeting that was held last among those where a plan is made (KAR-14)."""
    kinds = [kind.key for kind in now.routine.meeting_types if kind.carries_plan]
    held = Meeting.objects.unrestricted(because=BECAUSE).filter(coordination=now.coordination, kind__in=kinds)
    found: Meeting | None = held.filter(state=MeetingState.HELD).order_by("-held_at", "-pk").first()
    return found


def _attendee(attendee: Attendee) -> str:
    """The person is told once, in the head, so that a name that becomes protected can be masked in one place."""
    if attendee.is_person:
        return ""
    if attendee.assignment:
        return f"{attendee.assignment.staff.name}, {in_sentence(attendee.assignment.title)}"
    return attendee.name or (attendee.unit.name if attendee.unit else "")


def _consent(now: Working) -> lines.ConsentLine | None:
    found = (
        Consent.objects.unrestricted(because=BECAUSE)
        .in_force(clock.today())
        .filter(person_id=now.coordination.person_id)
        .order_by("-valid_until", "-pk")
        .first()
    )
    if found is None:
        return None
    return lines.ConsentLine(given_on=found.given_on, valid_until=found.valid_until, form=found.get_form_display())


def _signers(now: Working) -> tuple[lines.SignerLine, ...]:
    """The parties asked, then those that the form has a part for though they are not in this plan, then the person."""
    signed_by = [lines.SignerLine(label=f"{p.unit}, {p.organisation}", unit_id=str(p.unit_id)) for p in now.parties]
    there = {party.key for party in now.parties}
    named = [part.party for part in now.parts if part.kind is PartKind.PARTY_PART and part.party not in there]
    terms = {party.key: party.term for party in now.routine.parties}
    signed_by += [lines.SignerLine(label=terms[key]) for key in named]
    return (*signed_by, lines.SignerLine(label="", is_person=True))
