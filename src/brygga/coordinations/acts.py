"""Opening a coordination, taking part in it, sharing within it, and leaving it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import F, Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.may import may_share_identity
from brygga.consents.models import COORDINATION, Consent, Disclosure
from brygga.consents.queries import covering
from brygga.coordinations import may
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem, Standing
from brygga.coordinations.numbers import new_number
from brygga.coordinations.queries import suggestion_for
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import SWEDEN
from brygga.core.decision import Decision
from brygga.core.models import Event
from brygga.core.saving import change, create
from brygga.people.acts import erase_exploratory as erase_case
from brygga.people.acts import keep_case, open_case, register_person
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.case_kinds import SipReason
from brygga.rules.identity_numbers import IdentityNumber

LEFT_TOGETHER = "Enheten lämnade samordningen"


def insist(decision: Decision) -> None:
    """A question that could only be asked when the facts were known."""
    if not decision:
        raise NotAllowed(decision.reason)


def day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()


@act("coordinations.open", may=may.may_open, told_as="{by} öppnade samordningen")
def open_coordination(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    why: str,
    reasons: list[str],
    discharge: bool = False,
    exploratory: bool = False,
    standing: str = Standing.KNOWN,
) -> Coordination:
    """Opened from the unit's own case. The other units are let in by the person's consent."""
    return _open(
        case,
        by,
        at,
        standing,
        place=by.place,
        coordinator_id=by.assignment_id,
        why=why,
        reasons=reasons,
        discharge=discharge,
        exploratory=exploratory,
    )


def _open(case: Case, by: Actor, at: datetime, standing: str, **facts: Any) -> Coordination:
    coordination = create(
        Coordination,
        person_id=case.person_id,
        unit_id=case.unit_id,
        number=new_number(day(at)),
        opened_on=day(at),
        opened_by=by.byline,
        **facts,
    )
    create(
        Engagement,
        coordination=coordination,
        unit_id=case.unit_id,
        case=case,
        caseworker_id=case.caseworker_id or by.assignment_id,
        standing=standing,
        since=day(at),
    )
    return coordination


@act(
    "coordinations.open_when_asked",
    may=may.may_open_when_asked,
    told_as="Samordningen öppnades när personen bad om en SIP",
)
def open_when_asked(case: Case, *, by: Actor, at: datetime) -> Coordination:
    """MAL-11: the person has no coordination yet; the unit that has their case begins one."""
    if case.exploratory:
        change(case, exploratory=False)
    place = case.unit.organisation.place
    reasons = [reason.key for reason in routine(place).reasons if reason.key == SipReason.ASKED_FOR]
    return _open(case, by, at, Standing.KNOWN, place=place, why="Personen har bett om en SIP.", reasons=reasons)


@act("coordinations.engage", may=may.may_engage, told_as="{unit} är med i samordningen", affects_planning=True)
def engage(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    unit: Unit,
    role: str = "",
    standing: str = Standing.NEW,
    case: Case | None = None,
    caseworker: Assignment | None = None,
) -> Engagement:
    """A unit takes part. Its door must already be open: a disclosure to it in force."""
    insist(may.may_engage_unit(by, coordination, unit))
    if caseworker:
        insist(may.can_be_caseworker(caseworker, unit.pk, day(at)))
    return create(
        Engagement,
        coordination=coordination,
        unit=unit,
        case=case or own_case(coordination, unit),
        caseworker=caseworker,
        role=role,
        standing=standing,
        since=day(at),
    )


def own_case(coordination: Coordination, unit: Unit) -> Case | None:
    """The unit's open case, when the person is the same row: another unit of the same organisation."""
    cases = Case.objects.unrestricted(because="the unit's own case is tied to its part")
    return cases.open().filter(unit=unit, person_id=coordination.person_id).first()  # type: ignore[no-any-return]


@act("coordinations.let_in", may=may.may_let_in, told_as="{by} tog med {unit}")
def let_in(
    coordination: Coordination, *, by: Actor, at: datetime, unit: Unit, role: str = "", standing: str = Standing.NEW
) -> Engagement:
    """Open the door for a unit that the consent covers, and take it along."""
    if unit.closed_on:
        raise NotAllowed(f"{unit.name} är avvecklad. Välj en enhet som finns kvar.")
    if not may.door_is_open(coordination, unit.pk):
        open_door(coordination, by=by, unit=unit, on=day(at))
    return engage(coordination, by=by, at=at, unit=unit, role=role, standing=standing)


def open_door(coordination: Coordination, *, by: Actor, unit: Unit, on: date) -> Disclosure:
    """The disclosure of the stream to a unit, resting on the person's consent."""
    both = [coordination.unit, unit]
    insist(may_share_identity(coordination.person, both, on, purpose=COORDINATION, stream_id=coordination.pk))
    consent = covering(coordination.person, [one.pk for one in both], on)
    return disclose(
        coordination.person,
        by=by,
        stream_id=coordination.pk,
        from_unit=coordination.unit,
        to_unit=unit,
        purpose=COORDINATION,
        consent=consent,
    )


@act("coordinations.set_standing", may=may.may_change_part, told_as="{unit}: {standing_term}", affects_planning=True)
def set_standing(engagement: Engagement, *, by: Actor, standing: str) -> Engagement:
    return change(engagement, standing=standing)


@act("coordinations.set_role", may=may.may_change_part, told_as="{by} beskrev vad {unit} gör")
def set_role(engagement: Engagement, *, by: Actor, role: str) -> Engagement:
    return change(engagement, role=role)


@act("coordinations.appoint", may=may.may_appoint, told_as="{caseworker} är ansvarig handläggare på {unit}")
def appoint(engagement: Engagement, *, by: Actor, at: datetime, caseworker: Assignment) -> Engagement:
    insist(may.can_be_caseworker(caseworker, engagement.unit_id, day(at)))
    return change(engagement, caseworker=caseworker)


@act("coordinations.take_on", may=may.may_take_on, told_as="{unit} har öppnat ett eget ärende", affects_planning=True)
def take_on(
    engagement: Engagement,
    *,
    by: Actor,
    given_name: str = "",
    family_name: str = "",
    identity: IdentityNumber | None = None,
    born: date | None = None,
    at: datetime,
    **details: Any,
) -> Engagement:
    """The unit registers the person as its own; who answers for its part answers for the case.

    In the same organisation only the case is new.
    """
    coordination, unit, caseworker = engagement.coordination, engagement.unit, engagement.caseworker
    if caseworker and not may.can_be_caseworker(caseworker, unit.pk, day(at)):
        caseworker = None
    if coordination.person.organisation_id == unit.organisation_id:
        case = open_case(coordination.person, by=by, unit=unit, caseworker=caseworker)
    else:
        details |= {"given_name": given_name, "family_name": family_name, "identity": identity, "born": born}
        person = register_person(unit, by=by, caseworker=caseworker, **details)
        cases = Case.objects.unrestricted(because="the case that was just opened for the unit")
        case = cases.open().get(unit=unit, person=person)
    standing = Standing.KNOWN if engagement.standing == Standing.NEW else engagement.standing
    return change(engagement, case=case, standing=standing)


@act(
    "coordinations.leave",
    may=may.may_shut_out,
    told_as="{unit} är inte med längre",
    affects_planning=True,
)
def leave(engagement: Engagement, *, by: Actor, at: datetime, why: str) -> Engagement:
    """Part of ending together: what was opened to the unit closes. What it wrote itself stays its own."""
    ended = change(engagement, ended_on=day(at), ended_why=why[:500])
    disclosures = Disclosure.objects.unrestricted(because="a unit that leaves reads no further")
    for disclosure in disclosures.filter(
        stream_id=engagement.coordination_id, to_unit_id=engagement.unit_id, ended_at=None
    ):
        end_disclosure(disclosure, by=SYSTEM, at=at, because=LEFT_TOGETHER)
    return ended


@act(
    "coordinations.shut_out",
    may=may.may_shut_out,
    told_as="{unit} är inte med längre{told_why}",
    affects_planning=True,
)
def shut_out(engagement: Engagement, *, by: Actor, at: datetime, why: str) -> Engagement:
    """The ground has gone for the unit to take part; its own records are untouched."""
    return change(engagement, ended_on=day(at), ended_why=why)


def leave_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents, inside the act that closed the door."""
    parts = Engagement._base_manager.filter(coordination_id=stream_id, unit_id=unit_id, ended_on=None)
    for part in parts.exclude(unit_id=F("coordination__unit_id")):
        shut_out(part, by=by, at=at, why=why[:1].upper() + why[1:])


@act("coordinations.close", may=may.may_close, told_as="{by} avslutade samordningen", affects_planning=True)
def close_coordination(coordination: Coordination, *, by: Actor, at: datetime, why: str) -> Coordination:
    """Last of all: whoever reads it afterwards, the person among them, sees why."""
    return change(coordination, closed_on=day(at), closed_why=why.strip())


@act("coordinations.reopen", may=may.may_reopen, told_as="{by} öppnade samordningen igen", affects_planning=True)
def reopen(coordination: Coordination, *, by: Actor, at: datetime) -> Coordination:
    """The history stays. Others are let in anew, on what the person says now."""
    own = Engagement._base_manager.get(coordination=coordination, unit_id=coordination.unit_id, ended_on=None)
    change(own, case=own_case(coordination, coordination.unit))
    return change(coordination, closed_on=None, closed_why="")


@act(
    "coordinations.choose_next_step",
    may=may.may_choose_next_step,
    told_as="{by} valde nästa steg: {chosen_step}",
    affects_planning=True,
)
def choose_next_step(coordination: Coordination, *, by: Actor, step: str, why: str = "") -> Coordination:
    """MAL-04: another step than the suggested one is a choice with a reason; the suggested one clears it."""
    if step == suggestion_for(coordination).step:
        return change(coordination, next_step="", next_step_why="")
    if not why.strip():
        raise NotAllowed(may.NO_WHY)
    return change(coordination, next_step=step, next_step_why=why.strip())


@act("coordinations.set_coordinator", may=may.may_set_coordinator, told_as="{coordinator} samordnar")
def set_coordinator(coordination: Coordination, *, by: Actor, coordinator: Assignment) -> Coordination:
    engaged = Engagement._base_manager.filter(coordination=coordination, unit_id=coordinator.unit_id, ended_on=None)
    if not engaged.exists():
        raise NotAllowed("Den som samordnar arbetar på en enhet som är med.")
    return change(coordination, coordinator=coordinator)


@act("coordinations.pass_on", may=may.may_pass_on, told_as="Samordningen hålls nu av {unit}", affects_planning=True)
def pass_on(
    coordination: Coordination, *, by: Actor, at: datetime, unit: Unit, coordinator: Assignment | None
) -> Coordination:
    """Within another act, when the responsibility has moved: the unit that takes over holds the coordination too.

    Only within the organisation whose record it is.
    """
    insist(may.can_hold(coordination, unit))
    held = coordination.coordinator
    before = held is None or held.unit_id == coordination.unit_id
    return change(coordination, unit=unit, coordinator=coordinator if before else held)


@act("coordinations.share_note", may=may.may_share, told_as="{by} delade en anteckning")
def share_note(coordination: Coordination, *, by: Actor, at: datetime, matter: str, text: str) -> Entry:
    """Shared with the units that the consent lets read and write in this matter (STO-01)."""
    insist(may.may_share_matter(by, coordination, matter))
    part = may.own_part(by, coordination, matter)
    assert part is not None
    return create(
        Entry,
        coordination=coordination,
        unit_id=part.unit_id,
        matter=matter,
        text=text.strip(),
        written_by=by.label,
        written_at=at,
    )


@act("coordinations.correct_note", may=may.may_correct, told_as="{by} rättade en anteckning")
def correct_note(entry: Entry, *, by: Actor, at: datetime, text: str) -> Entry:
    """What was written stands; the correction is a new row."""
    return create(
        Entry,
        coordination_id=entry.coordination_id,
        unit_id=entry.unit_id,
        matter=entry.matter,
        text=text.strip(),
        written_by=by.label,
        written_at=at,
        corrects=entry,
    )


@act("coordinations.mark_read", may=may.may_read_inbox, told_as="{by} läste")
def mark_read(unit: Unit, *, by: Actor, at: datetime, items: list[Any]) -> None:
    """The unit is the subject: reading one's post is no event in the coordination."""
    InboxItem.objects.visible_to(by).unread().filter(pk__in=items).update(read_at=at)


@act("coordinations.mark_all_read", may=may.may_read_inbox, told_as="{by} läste allt")
def mark_all_read(unit: Unit, *, by: Actor, at: datetime, up_to: datetime) -> None:
    """What has come since the page was shown stays unread."""
    InboxItem.objects.visible_to(by).unread().filter(arrived_at__lte=up_to).update(read_at=at)


@act("coordinations.register", may=may.may_work, told_as="{by} registrerade samordningen")
def register(coordination: Coordination, *, by: Actor) -> Coordination:
    """MAL-06: something follows, so the open-minded contact becomes a case. Each unit registers its own."""
    own = Case._base_manager.filter(engagements__coordination=coordination, unit_id__in=by.reads, exploratory=True)
    for case in own.distinct():
        keep_case(case, by=by)
    return change(coordination, exploratory=False)


@act("coordinations.erase_exploratory", may=may.may_erase, told_as="{by} raderade")
def erase_exploratory(coordination: Coordination, *, by: Actor, at: datetime) -> Unit:
    """MAL-06: when nothing follows, nothing is left but that it happened.

    The answer is the unit, so that the audit row names nobody.
    """
    unit, stream_id = coordination.unit, coordination.pk
    loose = Case.objects.unrestricted(because="what was never registered is erased")
    cases = list(
        loose.filter(engagements__coordination=coordination, exploratory=True)
        .select_related("person", "unit")
        .distinct()
    )
    _untie(coordination)
    coordination.delete()
    Disclosure._base_manager.filter(Q(stream_id=stream_id) | Q(consent__stream_id=stream_id)).delete()
    Consent._base_manager.filter(stream_id=stream_id).delete()
    InboxItem._base_manager.filter(stream_id=stream_id).delete()
    Event._base_manager.filter(stream_id=stream_id).delete()
    for case in cases:
        erase_case(case.person, by=SYSTEM, unit=case.unit)
    return unit


def _untie(coordination: Coordination) -> None:
    """Rows that point to the coordination may point to each other, in whichever room they live."""
    for model in apps.get_models():
        if any(field.name == "coordination" for field in model._meta.fields):
            knots = {field.name: None for field in model._meta.fields if field.related_model is model}
            if knots:
                model._base_manager.filter(coordination=coordination).update(**knots)
