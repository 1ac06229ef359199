"""What goes along when a unit goes into another, kind by kind: what is open, which fields name the unit, what waits.

tests/reorganisations/test_kinds.py holds that each field that names a unit is here or among what stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from brygga.agencies.models import Assignment
from brygga.bookings.models import BookedHours, Booking
from brygga.closings.models import Closing, ClosingParty
from brygga.coaching.models import Activity, Enrolment
from brygga.consultations.models import Consultation
from brygga.contacts.models import RoleInformation
from brygga.coordinations.models import Engagement, InboxItem
from brygga.core import clock
from brygga.discharges.models import Discharge
from brygga.escalations.models import Escalation, EscalationParty
from brygga.handovers.models import Handover
from brygga.intakes.models import Intake
from brygga.interventions.models import GrantedIntervention, RaisedStep
from brygga.investigations.models import Investigation
from brygga.mappings.models import Mapping
from brygga.meetings.models import Attendee, Meeting
from brygga.people.models import Case
from brygga.plans.models import InterruptionStep, Intervention, PlanLink
from brygga.reorganisations import moving
from brygga.requests.models import Request
from brygga.requests.states import ENDED
from brygga.series.models import CalledUnit, DecidedStep, DocketItem, SeriesMeeting
from brygga.transfers.models import Transfer

Number = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """`stream` leads to the coordination whose consent must carry it; without one it goes along in any case.

    `between` finds what stands between the two units, and `twice` by which fields the other unit has the same already:
    either is put in order by people first.
    """

    key: str
    number: Number
    model: Any
    fields: tuple[str, ...]
    is_open: Callable[[], Q]
    stream: str = ""
    person: str = ""
    named: str = ""
    move: Callable[[Any, moving.Change, moving.Fields], None] = moving.by_fields
    pair: tuple[str, str] | None = None
    twice: tuple[str, ...] = ()
    keeps_open: bool = True

    def rows(self, *unit_ids: Any) -> Any:
        named = Q()
        for field in self.fields:
            named |= Q(**{f"{field}_id__in": unit_ids})
        rows = self.model._base_manager.filter(named).filter(self.is_open())
        return rows.select_related(*self._along).order_by("pk")

    @property
    def _along(self) -> list[str]:
        paths = (path.rpartition(".")[0] for path in (self.stream, self.person, self.named))
        return sorted({path.replace(".", "__") for path in paths if path})


def _state(*states: str) -> Callable[[], Q]:
    return lambda: Q(state__in=states)


def _none(*fields: str) -> Callable[[], Q]:
    return lambda: Q(**dict.fromkeys(fields))


def _held_today() -> Q:
    return Q(staff__left_on=None) & (Q(until=None) | Q(until__gte=clock.today()))


def _going_on() -> Q:
    return Q(until=None) | Q(until__gte=clock.today())


def _lifted(path: str) -> Q:
    """Open, or solved with a responsibility that has not gone over yet."""
    waits = {"state": "resolved", "carried_out_on": None, "responsible_unit__isnull": False}
    return Q(**{f"{path}state": "open"}) | Q(**{f"{path}{name}": value for name, value in waits.items()})


NUMBER, ABOUT = "coordination.number", "coordination.person_id"
PLANNED_MEETING = ("draft", "called")
ROW_OPEN = _none("removed_at", "plan__closed_on")

ASSIGNMENTS = Kind(
    "assignments", ("uppdrag", "uppdrag"), Assignment, ("unit",), _held_today, named="staff.name",
    move=moving.assignment, keeps_open=False,
)  # fmt: skip
CASES = Kind(
    "cases", ("öppet ärende", "öppna ärenden"), Case, ("unit",), _none("closed_on"), person="person_id",
    named="number", move=moving.case,
)  # fmt: skip
PARTS = Kind(
    "parts", ("samordning", "samordningar"), Engagement, ("unit",), _none("ended_on", "coordination__closed_on"),
    stream="coordination_id", person=ABOUT, named=NUMBER, move=moving.part,
)  # fmt: skip
GRANTED = Kind(
    "granted", ("beviljad insats", "beviljade insatser"), GrantedIntervention, ("responsible_unit",),
    _state("decided", "ongoing", "interrupted"), person=ABOUT, named=NUMBER, move=moving.intervention,
)  # fmt: skip

#: In the order that they go: who works there, whose the cases are, who takes part; then what hangs on that.
KINDS: tuple[Kind, ...] = (
    ASSIGNMENTS,
    CASES,
    PARTS,
    GRANTED,
    Kind(
        "raised_steps", ("steg efter ett avbrott", "steg efter avbrott"), RaisedStep, ("unit",), _none("done_on"),
        person=ABOUT, named=NUMBER,
    ),
    Kind(
        "requests", ("förfrågan på väg", "förfrågningar på väg"), Request, ("to_unit", "from_unit"),
        lambda: ~Q(state__in=ENDED), stream="coordination_id", person=ABOUT, named=NUMBER,
        pair=("from_unit", "to_unit"),
    ),
    Kind(
        "transfers", ("aviserad överföring", "aviserade överföringar"), Transfer, ("from_unit", "to_unit"),
        _state("announced"), stream="coordination_id", person=ABOUT, named=NUMBER, pair=("from_unit", "to_unit"),
    ),
    Kind(
        "investigations", ("utredning", "utredningar"), Investigation, ("unit",), _state("open"), person=ABOUT,
        named=NUMBER,
    ),
    Kind(
        "mappings", ("påbörjad kartläggning", "påbörjade kartläggningar"), Mapping, ("unit",), _none("finished_at"),
        stream="coordination_id", person=ABOUT, named=NUMBER, twice=("coordination_id", "kind"),
    ),
    Kind(
        "meetings", ("kallelse till möte", "kallelser till möten"), Meeting, ("called_by",), _state(*PLANNED_MEETING),
        stream="coordination_id", person=ABOUT, named=NUMBER,
    ),
    Kind(
        "seats", ("plats på möte", "platser på möten"), Attendee, ("unit",),
        lambda: Q(withdrawn_at=None, meeting__state__in=PLANNED_MEETING), stream="meeting.coordination_id",
        person="meeting.coordination.person_id", named="meeting.coordination.number", move=moving.seat,
    ),
    Kind(
        "plan_rows", ("insats i en plan", "insatser i planer"), Intervention, ("unit",),
        lambda: ROW_OPEN() & ~Q(state__in=("done", "dropped")), stream="plan.coordination_id",
        person="plan.coordination.person_id", named="plan.coordination.number", move=moving.plan_row,
    ),
    Kind(
        "plan_steps", ("steg vid avbrott i en plan", "steg vid avbrott i planer"), InterruptionStep, ("unit",),
        ROW_OPEN, stream="plan.coordination_id", person="plan.coordination.person_id", named="plan.coordination.number",
        move=moving.plan_row,
    ),
    Kind(
        "plan_links", ("egen plan", "egna planer"), PlanLink, ("unit",), ROW_OPEN, stream="plan.coordination_id",
        person="plan.coordination.person_id", named="plan.coordination.number", move=moving.plan_row,
    ),
    Kind(
        "consultations", ("konsultation", "konsultationer"), Consultation, ("to_unit", "from_unit"),
        lambda: ~Q(state__in=ENDED), stream="coordination_id", pair=("from_unit", "to_unit"), named="get_state_display",
    ),
    Kind(
        "closings", ("avslut på gång", "avslut på gång"), Closing, ("unit", "new_unit"), _state("under_way"),
        stream="coordination_id", person=ABOUT, named=NUMBER,
    ),
    Kind(
        "closing_parties", ("svar i ett avslut", "svar i avslut"), ClosingParty, ("unit",),
        lambda: Q(closing__state="under_way"), stream="closing.coordination_id",
        person="closing.coordination.person_id", named="closing.coordination.number", twice=("closing_id",),
    ),
    Kind(
        "questions", ("lyft fråga", "lyfta frågor"), Escalation, ("raised_by", "responsible_unit"),
        lambda: _lifted(""), stream="coordination_id", person=ABOUT, named=NUMBER,
    ),
    Kind(
        "question_parties", ("del i en lyft fråga", "delar i lyfta frågor"), EscalationParty, ("unit",),
        lambda: _lifted("escalation__"), stream="escalation.coordination_id",
        person="escalation.coordination.person_id", named="escalation.coordination.number", twice=("escalation_id",),
    ),
    Kind(
        "discharges", ("utskrivning på gång", "utskrivningar på gång"), Discharge, ("ward", "contact_unit"),
        _state("admitted", "ready"), stream="coordination_id", person="person_id", named=NUMBER,
    ),
    Kind(
        "roles", ("rollinformation", "rollinformationer"), RoleInformation, ("unit",),
        lambda: Q(ended_at=None) & _going_on(), person="person_id",
    ),
    Kind(
        "intakes", ("intag", "intag"), Intake, ("unit", "from_unit"), _state("sent", "acknowledged", "accepted"),
        pair=("from_unit", "unit"), named="get_state_display",
    ),
    Kind(
        "enrolments", ("person i teamet", "personer i teamet"), Enrolment, ("unit",),
        _state("waiting", "offered", "enrolled"), person="person_id", twice=("person_id",), named="get_state_display",
    ),
    Kind("activities", ("aktivitet", "aktiviteter"), Activity, ("unit", "organiser"), _none("closed_on"), named="name"),
    Kind("hours", ("återkommande tid", "återkommande tider"), BookedHours, ("unit", "consultant_unit"), _going_on),
    Kind(
        "bookings", ("bokad tid", "bokade tider"), Booking, ("unit", "from_unit"),
        lambda: Q(state="booked", ends_at__gte=clock.now()), named="when",
    ),
    Kind(
        "series", ("uppgift på månadsmöte", "uppgifter på månadsmöten"), SeriesMeeting, ("writer_unit", "about_unit"),
        _state("planned"), named="title",
    ),
    Kind(
        "docket", ("anmält ärende till månadsmöte", "anmälda ärenden till månadsmöten"), DocketItem, ("from_unit",),
        _state("announced"), stream="coordination_id",
    ),
    Kind(
        "docket_calls", ("kallelse till månadsmöte", "kallelser till månadsmöten"), CalledUnit, ("unit",),
        lambda: Q(item__state="announced"), stream="item.coordination_id", move=moving.docket_call,
    ),
    Kind("decided_steps", ("steg från månadsmöte", "steg från månadsmöten"), DecidedStep, ("unit",), _none("done_at")),
    Kind("inbox", ("oläst post", "olästa poster"), InboxItem, ("unit",), _none("read_at"), keeps_open=False),
)  # fmt: skip

#: Counted beside the request that it goes along with.
HANDOVERS = Kind(
    "handovers", ("överlämning på väg", "överlämningar på väg"), Handover, ("request__from_unit", "request__to_unit"),
    lambda: Q(moved_on=None) & ~Q(request__state__in=ENDED), stream="coordination_id", person=ABOUT, named=NUMBER,
    move=moving.nothing,
)  # fmt: skip

WHAT_WAS = "det som har hänt står kvar under det namn enheten hade då"
ON_CONSENT = "vilar på ett samtycke eller utlämnande som nämner den gamla enheten"
#: Fields that name a unit and stay as they are, with the reason.
STAYS: dict[str, str] = {
    "agencies.Unit.parent": "en enhet som har andra under sig omorganiseras inte förrän de är flyttade",
    "agencies.Succession.old": WHAT_WAS,
    "agencies.Succession.new": WHAT_WAS,
    "reorganisations.Reorganisation.unit": WHAT_WAS,
    "reorganisations.Reorganisation.into": WHAT_WAS,
    "reorganisations.GoesElsewhere.into": WHAT_WAS,
    "reorganisations.Moved.to_unit": WHAT_WAS,
    "consents.Consent.unit": WHAT_WAS,
    "consents.ConsentGrant.unit": ON_CONSENT,
    "consents.Disclosure.from_unit": ON_CONSENT,
    "consents.Disclosure.to_unit": ON_CONSENT,
    "coordinations.Coordination.unit": "följer med när enhetens del gör det (coordinations.acts.succeeding)",
    "coordinations.Entry.unit": WHAT_WAS,
    "interventions.GrantedIntervention.unit": WHAT_WAS,
    "extracts.Extract.unit": WHAT_WAS,
    "interventions.ResponsibilityMove.from_unit": WHAT_WAS,
    "interventions.ResponsibilityMove.to_unit": WHAT_WAS,
    "interventions.PaymentQuestion.unit": WHAT_WAS,
    "investigations.Resolution.unit": WHAT_WAS,
    "investigations.MappingPlan.unit": ON_CONSENT,
    "investigations.MappedArea.unit": ON_CONSENT,
    "investigations.Summary.unit": WHAT_WAS,
    "investigations.Summary.to_unit": ON_CONSENT,
    "mappings.PictureContact.unit": WHAT_WAS,
    "contacts.LoggedContact.unit": WHAT_WAS,
    "contacts.ContactParty.unit": ON_CONSENT,
    "contacts.InformedUnit.unit": ON_CONSENT,
    "discharges.DischargeReceiver.unit": ON_CONSENT,
    "meetings.CirclePlace.unit": "personens egen bild av vilka som är med",
    "meetings.PreMeeting.unit": "läses av dem som hade samtalet, och de följer med",
    "plans.Approval.unit": WHAT_WAS,
    "intakes.IntakeReceiver.unit": WHAT_WAS,
    "intakes.HeldBack.unit": "räknar hur många som hölls tillbaka vid en dörr en viss dag",
    "coaching.Enrolment.ended_to": WHAT_WAS,
    "series.WorkplaceExchange.from_unit": WHAT_WAS,
    "series.WorkplaceExchange.to_unit": WHAT_WAS,
    "series.SeriesSeat.unit": WHAT_WAS,
    "series.WriterSwap.from_unit": WHAT_WAS,
    "series.WriterSwap.to_unit": WHAT_WAS,
    "messaging.Outgoing.from_unit": WHAT_WAS,
    "timelines.Explanation.unit": WHAT_WAS,
    "reflections.Reflection.unit": WHAT_WAS,
}
