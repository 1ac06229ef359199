"""Whether anything at all of a kind may lie on somebody's desk: one question for all kinds, so that a start page only
asks after what is there.

A sign is wider than what is shown: never absent when there is something, and telling nothing of whom.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum, auto
from typing import Any

from django.db.models import Exists, Q, QuerySet

from brygga.agencies.models import Assignment, Succession
from brygga.agencies.queries import gone
from brygga.bookings.models import Booking
from brygga.bookings.states import BookingState
from brygga.closings.models import Closing
from brygga.closings.states import ClosingState
from brygga.coaching.models import ActivitySession, Enrolment
from brygga.coaching.states import IN_QUEUE
from brygga.consultations.models import Consultation
from brygga.contacts.models import InformedUnit
from brygga.coordinations.models import Coordination, Engagement, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import once_a_page
from brygga.discharges.models import Discharge, DischargeReceiver
from brygga.escalations.models import EscalationParty, reach_of
from brygga.escalations.states import EscalationState
from brygga.handovers.models import Handover
from brygga.intakes.models import Intake
from brygga.intakes.states import UNDER_WAY
from brygga.interventions.models import GrantedIntervention, RaisedStep
from brygga.interventions.placements import placed
from brygga.investigations.models import Investigation, Resolution
from brygga.investigations.states import InvestigationState
from brygga.mappings.models import Mapping, MappingCopy
from brygga.meetings.models import Attendee
from brygga.meetings.states import Answer, Attendance
from brygga.people.models import Case
from brygga.plans.models import Plan, PlanVersion
from brygga.plans.states import PlanState, VersionState
from brygga.reorganisations.models import Reorganisation
from brygga.reorganisations.states import ReorganisationState
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.series.models import CalledUnit, DecidedStep
from brygga.series.states import ItemState


class Sign(StrEnum):
    ABSENCE = auto()
    BOOKED = auto()
    CALLED = auto()
    CLOSING = auto()
    COACHED = auto()
    CONSULTED = auto()
    COPY = auto()
    DECIDED_STEP = auto()
    DISCHARGE_OURS = auto()
    DISCHARGE_TOLD = auto()
    DOCKET = auto()
    DRAFT = auto()
    ESCALATED = auto()
    HANDED_OVER = auto()
    INTAKE = auto()
    INVESTIGATED = auto()
    LEFT_CASE = auto()
    LEFT_COORDINATION = auto()
    LEFT_INVESTIGATION = auto()
    LEFT_PLAN = auto()
    LEFT_REQUEST = auto()
    PLACED = auto()
    PLAN_DUE = auto()
    PLAN_PROPOSED = auto()
    PRESENCE = auto()
    RAISED_STEP = auto()
    REORGANISED = auto()
    ROLE_TOLD = auto()
    SUCCEEDED = auto()
    TALK = auto()
    UNBOOKED = auto()
    UNTOLD = auto()
    VACANT = auto()


def there_is(actor: Actor, sign: Sign) -> bool:
    return bool(once_a_page(("signs", actor.assignment_id), lambda: _signs(actor))[sign])


def _signs(actor: Actor) -> dict[str, bool]:
    marks = {sign.value: Exists(rows) for sign, rows in _looked_for(actor).items()}
    found: dict[str, bool] = Assignment.objects.filter(pk=actor.assignment_id).annotate(**marks).values(*marks).get()
    return found


def _looked_for(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    return {
        **_of_coordinations(actor),
        **_of_units(actor),
        **_of_discharges(actor),
        **_of_those_who_left(actor),
        **_of_times(actor),
        **_of_series(actor),
    }


def _of_coordinations(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    """What is read through the coordination: its door is known before, so this is a list of keys and no more."""
    doors, on = open_doors(actor, "coordination_id"), clock.today()
    ours = Q(unit_id__in=actor.reads)
    versions = PlanVersion._base_manager.filter(open_doors(actor, "plan__coordination_id"))
    lifted = EscalationParty._base_manager.filter(unit_id__in=reach_of(actor))
    unsolved = Q(escalation__state=EscalationState.OPEN) | Q(escalation__state=EscalationState.RESOLVED)
    placements = GrantedIntervention._base_manager.filter(doors | ours | Q(responsible_unit_id__in=actor.reads))
    overdue = Q(state=InvestigationState.OPEN, ready_on__lt=on)
    return {
        Sign.CLOSING: Closing._base_manager.filter(doors, state=ClosingState.UNDER_WAY),
        Sign.PLAN_DUE: Plan._base_manager.filter(doors, state=PlanState.OPEN, due_on__isnull=False),
        Sign.PLAN_PROPOSED: versions.filter(state=VersionState.PROPOSED),
        Sign.ESCALATED: lifted.filter(unsolved, escalation__carried_out_on=None),
        Sign.PLACED: placements.filter(placed()),
        Sign.RAISED_STEP: RaisedStep._base_manager.filter(ours, done_on=None),
        Sign.INVESTIGATED: Investigation._base_manager.filter(ours, overdue),
        Sign.UNTOLD: Resolution._base_manager.filter(ours, told_on=None),
        Sign.VACANT: Engagement._base_manager.filter(ours, ended_on=None).filter(
            Q(caseworker=None) | gone("caseworker", on)
        ),
    }


def _of_units(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    """What came to the actor's units, or what the actor has in hand."""
    ours, here = Q(unit_id__in=actor.reads), actor.reads | actor.distributes
    mine = {"coordination__engagements__caseworker_id": actor.assignment_id}
    theirs = {f"mapping__{path}": key for path, key in mine.items()}
    handed = Handover._base_manager.filter(request__to_unit_id__in=here, moves_on=None, moved_on=None)
    accepted = Request._base_manager.filter(state=RequestState.ACCEPTED, attendees=None)
    written = Request._base_manager.filter(state=RequestState.DRAFT, from_unit_id=actor.unit_id)
    consulted = Consultation._base_manager.all()
    waits = Q(to_unit_id__in=here, state__in=WAITING)
    has_asked, has_answered = Q(from_assignment_id=actor.assignment_id), Q(answered_by_id=actor.assignment_id)
    intakes = Intake._base_manager.filter(state__in=UNDER_WAY)
    return {
        Sign.ROLE_TOLD: InformedUnit._base_manager.filter(ours, state=RequestState.SENT),
        Sign.HANDED_OVER: handed,
        Sign.DRAFT: written.exclude(from_assignment_id=actor.assignment_id),
        Sign.UNBOOKED: accepted.filter(Q(from_unit_id__in=actor.reads) | Q(to_unit_id__in=here)),
        Sign.TALK: Mapping._base_manager.filter(ours, finished_at=None, **mine),
        Sign.COPY: MappingCopy._base_manager.filter(given_at=None, **theirs),
        Sign.INTAKE: intakes.filter(Q(unit_id__in=here) | Q(appointed_id=actor.assignment_id)),
        Sign.COACHED: Enrolment._base_manager.filter(unit_id__in=here, state__in=IN_QUEUE),
        Sign.CONSULTED: consulted.filter(waits | has_asked | has_answered),
        Sign.REORGANISED: Reorganisation._base_manager.filter(state=ReorganisationState.PLANNED),
        Sign.SUCCEEDED: Succession.objects.filter(new__in=actor.reads),
    }


def _of_discharges(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    told = DischargeReceiver._base_manager.filter(unit_id__in=actor.reads | actor.distributes)
    ours = Discharge._base_manager.filter(Q(ward_id__in=actor.reads) | Q(contact_unit_id__in=actor.reads))
    return {Sign.DISCHARGE_TOLD: told, Sign.DISCHARGE_OURS: ours}


def _of_those_who_left(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    """What somebody answered for who has left."""
    on, ours = clock.today(), Q(unit_id__in=actor.reads)
    asked = Request._base_manager.filter(to_unit_id__in=actor.distributes | actor.reads, state=RequestState.ACCEPTED)
    plans = Plan._base_manager.filter(state=PlanState.OPEN, coordinator__unit_id__in=actor.reads)
    investigations = Investigation._base_manager.filter(ours, state=InvestigationState.OPEN)
    return {
        Sign.LEFT_CASE: Case._base_manager.filter(ours, gone("caseworker", on), closed_on=None),
        Sign.LEFT_COORDINATION: Coordination._base_manager.filter(ours, gone("coordinator", on), closed_on=None),
        Sign.LEFT_INVESTIGATION: investigations.filter(gone("caseworker", on)),
        Sign.LEFT_PLAN: plans.filter(gone("coordinator", on)),
        Sign.LEFT_REQUEST: asked.filter(gone("appointed", on)),
    }


def _of_times(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    now, here = clock.now(), actor.reads | actor.distributes
    seats = Attendee._base_manager.filter(withdrawn_at=None)
    absent = seats.filter(unit_id__in=actor.reads, required=True, attendance=Attendance.ABSENT)
    called = seats.filter(answer=Answer.NONE, meeting__starts_at__gte=now)
    sessions = ActivitySession._base_manager.filter(activity__unit_id__in=here, cancelled_at=None)
    bookings = Booking._base_manager.filter(Q(unit_id__in=here) | Q(from_unit_id__in=actor.reads))
    return {
        Sign.ABSENCE: absent.filter(absence_followed_up_at=None),
        Sign.BOOKED: bookings.filter(state=BookingState.BOOKED, ends_at__gte=now),
        Sign.CALLED: called.filter(Q(assignment_id=actor.assignment_id) | Q(unit_id=actor.unit_id)),
        Sign.PRESENCE: sessions.filter(ends_at__lt=now, starts_at__gt=now - timedelta(days=14)),
    }


def _of_series(actor: Actor) -> dict[Sign, QuerySet[Any]]:
    return {
        Sign.DECIDED_STEP: DecidedStep._base_manager.filter(unit_id=actor.unit_id, done_at=None),
        Sign.DOCKET: CalledUnit._base_manager.filter(unit_id=actor.unit_id, item__state=ItemState.ANNOUNCED),
    }
