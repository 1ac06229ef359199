"""The words of a place's routine: who takes part, what is asked, how fast, in which form.

Every row has a `source` and a `since`. Looking something up by its key gives the newest row; with
`on` it gives the row in force that day, so that an old case keeps its old rules.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from brygga.routines.booked_times import BookedFor, BookedTime
from brygga.routines.closings import ClosingKind
from brygga.routines.coaching import Coaching
from brygga.routines.contacts import ContactKind, InformationKind
from brygga.routines.deadlines import Deadline, DeadlineStep
from brygga.routines.discharges import DischargeAgreement, DischargeKind
from brygga.routines.forms import Form
from brygga.routines.handovers import HandoverKind
from brygga.routines.intakes import Intake
from brygga.routines.interventions import InterventionKind
from brygga.routines.investigating import MappingMode
from brygga.routines.ladders import Ladder
from brygga.routines.mappings import CloseContact, MappingKind
from brygga.routines.requests import Reception, RequestKind
from brygga.routines.series import SeriesKind, SeriesRule, StandingItem
from brygga.rules.calendar import Weekday
from brygga.rules.case_kinds import NextStep
from brygga.rules.costs import CostCircumstance, CostRule
from brygga.rules.critical import CriticalRule
from brygga.rules.law import LegalBasis, StatutoryPoint
from brygga.rules.powers import Power
from brygga.rules.routing import RoutingRule
from brygga.rules.sources import NoRuleInForce, Rule, newest, pick
from brygga.rules.transfers import TransferRule, TransferTerm
from brygga.rules.workload import Workload

__all__ = [
    "COORDINATION",
    "BookedFor",
    "BookedTime",
    "CloseContact",
    "ClosingKind",
    "Coaching",
    "ConsultationKind",
    "ContactKind",
    "CostCircumstance",
    "CostRule",
    "CriticalRule",
    "Deadline",
    "DeadlineStep",
    "Form",
    "Function",
    "HandoverKind",
    "InformationKind",
    "Intake",
    "InterventionKind",
    "Ladder",
    "LegalBasis",
    "MappingKind",
    "MappingMode",
    "Matter",
    "MeetingNeed",
    "MeetingType",
    "PartField",
    "PartKind",
    "Party",
    "PartyKind",
    "PlanPart",
    "Power",
    "Purpose",
    "Reason",
    "Reception",
    "RequestKind",
    "Routine",
    "SeriesKind",
    "SeriesRule",
    "StandingItem",
    "StatutoryPoint",
    "TransferRule",
    "TransferTerm",
    "UnitKind",
    "Weekday",
]


class PartyKind(StrEnum):
    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    ASSOCIATION = "association"
    OTHER = "other"


PRINCIPALS = frozenset({PartyKind.MUNICIPALITY, PartyKind.REGION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Rule):
    """One side of the agreement. Several organisations may stand on the same side."""

    key: str
    term: str
    kind: PartyKind

    @property
    def is_principal(self) -> bool:
        """Huvudman: only municipality and region have the statutory duty to plan together."""
        return self.kind in PRINCIPALS


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind(Rule):
    key: str
    term: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Rule):
    """A role at a unit. What it may do is said in powers, never in the name."""

    key: str
    term: str
    powers: frozenset[Power]


COORDINATION = "coordination"
"""The matter that every consent covers: that we may talk at all, and plan together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Rule):
    """A subject that a consent can cover, with the words said to the person."""

    key: str
    term: str
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Rule):
    """What something is told for."""

    key: str
    term: str


class MeetingNeed(StrEnum):
    """What must be in place: before the meeting is called, or for the last one before it closes."""

    CONSENT = "consent"
    PURPOSE = "purpose"
    REPRESENTATIVES = "representatives"
    COVERS = "covers"
    PRE_MEETING = "pre_meeting"
    MANDATE = "mandate"
    FOLLOW_UP_DATE = "follow_up_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingType(Rule):
    key: str
    term: str
    help: str = ""
    carries_plan: bool = False
    """A plan may be made or changed here."""
    with_person: bool = True
    minimum_parties: int = 2
    """The fewest that must meet. The person counts as one when the person takes part."""
    needs: frozenset[MeetingNeed] = frozenset()
    takes_decisions: bool = True
    settles_payment: bool = False
    """Questions of payment may be closed here, and nowhere else."""
    follows_up: bool = False
    """Counted as a follow-up in the reports."""
    leaves_no_trace: bool = False
    """May be held without the person being registered; erased when nothing follows."""
    suggested_for: frozenset[NextStep] = frozenset()
    request_kind: str = ""
    """The request by which it is asked for or called."""
    preceded_by: str = ""
    """The type of meeting that is held before it, and written up, unless one says why not."""
    agenda: tuple[str, ...] = ()
    default_minutes: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationKind(Rule):
    """Advice that one unit seeks of another, with the person's consent or without its showing whom it is about."""

    key: str
    term: str
    help: str = ""
    to_power: Power
    """Who answers at the unit asked."""
    from_power: Power | None = None
    """Who asks, when that is not everybody who works with cases."""
    talked_first: bool = False
    """Raised only when the caseworkers have talked to each other: it is said when and with whom."""
    closed_circle: bool = False
    """Read by those who lead the two units and the caseworkers concerned, not by everybody there."""
    shown_at: tuple[str, ...] = ()
    """The types of regular meeting at the next of which it is shown."""
    acknowledge: str = ""
    answer: str = ""
    expire: str = ""


class PartKind(StrEnum):
    """How a part of the plan is written. From `PERSON` on they are filled in from what is known."""

    TEXT = "text"
    NEEDS = "needs"
    GOALS = "goals"
    INTERVENTIONS = "interventions"
    INTERRUPTION = "interruption"
    CRISIS_CONTACTS = "crisis_contacts"
    OWN_PART = "own_part"
    OTHERS_PART = "others_part"
    PARTY_PART = "party_part"
    FOLLOW_UP = "follow_up"
    SIGNATURES = "signatures"
    COPIES = "copies"
    PERSON = "person"
    CONSENT = "consent"
    CONTACTS = "contacts"
    COORDINATOR = "coordinator"
    DATES = "dates"
    CALLED = "called"
    PRESENT = "present"


class PartField(StrEnum):
    """What a party writes in its own part of the plan."""

    NEEDS = "needs"
    DECIDED = "decided"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart(Rule):
    key: str
    heading: str
    kind: PartKind
    help: str = ""
    party: str = ""
    fields: tuple[PartField, ...] = ()
    """Only in a party's own part: what that party is asked for."""
    required_for_adoption: bool = False
    statutory: frozenset[StatutoryPoint] = frozenset()
    """Which of the law's four points this part answers; true when it answers any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Rule):
    """Why a plan is needed."""

    key: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """One place."""

    key: str
    name: str
    document: str
    since: date
    note: str = ""
    parties: tuple[Party, ...] = field(metadata={"toml": "party"})
    unit_kinds: tuple[UnitKind, ...] = field(metadata={"toml": "unit_kind"})
    functions: tuple[Function, ...] = field(metadata={"toml": "function"})
    matters: tuple[Matter, ...] = field(metadata={"toml": "matter"})
    purposes: tuple[Purpose, ...] = field(metadata={"toml": "purpose"})
    meeting_types: tuple[MeetingType, ...] = field(metadata={"toml": "meeting_type"})
    request_kinds: tuple[RequestKind, ...] = field(metadata={"toml": "request_kind"})
    consultation_kinds: tuple[ConsultationKind, ...] = field(default=(), metadata={"toml": "consultation_kind"})
    contact_kinds: tuple[ContactKind, ...] = field(default=(), metadata={"toml": "contact_kind"})
    mapping_modes: tuple[MappingMode, ...] = field(default=(), metadata={"toml": "mapping_mode"})
    information_kinds: tuple[InformationKind, ...] = field(default=(), metadata={"toml": "information_kind"})
    deadlines: tuple[Deadline, ...] = field(metadata={"toml": "deadline"})
    forms: tuple[Form, ...] = field(metadata={"toml": "form"})
    plan_parts: tuple[PlanPart, ...] = field(metadata={"toml": "plan_part"})
    reasons: tuple[Reason, ...] = field(metadata={"toml": "reason"})
    booked_times: tuple[BookedTime, ...] = field(metadata={"toml": "booked_time"})
    intakes: tuple[Intake, ...] = field(metadata={"toml": "intake"})
    routing_rules: tuple[RoutingRule, ...] = field(metadata={"toml": "routing_rule"})
    mapping_kinds: tuple[MappingKind, ...] = field(default=(), metadata={"toml": "mapping_kind"})
    close_contacts: tuple[CloseContact, ...] = field(default=(), metadata={"toml": "close_contact"})
    intervention_kinds: tuple[InterventionKind, ...] = field(default=(), metadata={"toml": "intervention_kind"})
    cost_circumstances: tuple[CostCircumstance, ...] = field(default=(), metadata={"toml": "cost_circumstance"})
    cost_rules: tuple[CostRule, ...] = field(default=(), metadata={"toml": "cost_rule"})
    coachings: tuple[Coaching, ...] = field(default=(), metadata={"toml": "coaching"})
    closing_kinds: tuple[ClosingKind, ...] = field(default=(), metadata={"toml": "closing_kind"})
    workloads: tuple[Workload, ...] = field(default=(), metadata={"toml": "workload"})
    critical_rules: tuple[CriticalRule, ...] = field(default=(), metadata={"toml": "critical"})
    transfer_rules: tuple[TransferRule, ...] = field(default=(), metadata={"toml": "transfer_rule"})
    transfer_terms: tuple[TransferTerm, ...] = field(default=(), metadata={"toml": "transfer_term"})
    ladders: tuple[Ladder, ...] = field(default=(), metadata={"toml": "ladder"})
    handover_kinds: tuple[HandoverKind, ...] = field(default=(), metadata={"toml": "handover"})
    meeting_series: tuple[SeriesRule, ...] = field(default=(), metadata={"toml": "meeting_series"})
    discharge_kinds: tuple[DischargeKind, ...] = field(default=(), metadata={"toml": "discharge"})
    discharge_agreements: tuple[DischargeAgreement, ...] = field(default=(), metadata={"toml": "discharge_agreement"})
    legal_bases: tuple[LegalBasis, ...]

    def party(self, key: str, on: date | None = None) -> Party:
        return _one(self.parties, key, on)

    def unit_kind(self, key: str, on: date | None = None) -> UnitKind:
        return _one(self.unit_kinds, key, on)

    def function(self, key: str, on: date | None = None) -> Function:
        return _one(self.functions, key, on)

    def matter(self, key: str, on: date | None = None) -> Matter:
        return _one(self.matters, key, on)

    def purpose(self, key: str, on: date | None = None) -> Purpose:
        return _one(self.purposes, key, on)

    def meeting_type(self, key: str, on: date | None = None) -> MeetingType:
        return _one(self.meeting_types, key, on)

    def request_kind(self, key: str, on: date | None = None) -> RequestKind:
        return _one(self.request_kinds, key, on)

    def consultation_kind(self, key: str, on: date | None = None) -> ConsultationKind:
        return _one(self.consultation_kinds, key, on)

    def contact_kind(self, key: str, on: date | None = None) -> ContactKind:
        return _one(self.contact_kinds, key, on)

    def form(self, key: str, on: date | None = None) -> Form:
        return _one(self.forms, key, on)

    def plan_part(self, key: str, on: date | None = None) -> PlanPart:
        return _one(self.plan_parts, key, on)

    def reason(self, key: str, on: date | None = None) -> Reason:
        return _one(self.reasons, key, on)

    def booked_time(self, key: str, on: date | None = None) -> BookedTime:
        return _one(self.booked_times, key, on)

    def booked_times_at(self, unit_kind: str, on: date) -> tuple[BookedTime, ...]:
        """The kinds of booked hours that such a unit has."""
        return tuple(kind for kind in _in_force(self.booked_times, on) if kind.is_for(unit_kind))

    def intake(self, key: str, on: date | None = None) -> Intake:
        return _one(self.intakes, key, on)

    def intakes_on(self, on: date) -> tuple[Intake, ...]:
        """The ways in that are open that day; none where the place has none."""
        return _in_force(self.intakes, on)

    def intake_for(self, unit_kind: str, on: date) -> Intake | None:
        """The way in to that kind of unit, if the place has one."""
        return next((row for row in self.intakes_on(on) if row.unit_kind == unit_kind), None)

    def coaching(self, key: str, on: date | None = None) -> Coaching:
        return _one(self.coachings, key, on)

    def coachings_on(self, on: date) -> tuple[Coaching, ...]:
        return _in_force(self.coachings, on)

    def coaching_for(self, unit_kind: str, on: date) -> Coaching | None:
        """The coaching team that such a unit is, if it is one."""
        return next((row for row in self.coachings_on(on) if row.unit_kind == unit_kind), None)

    def workload_on(self, on: date) -> Workload | None:
        """When somebody carries much more than the others; None where the place does not say."""
        return newest(self.workloads, on)

    def critical_on(self, on: date) -> tuple[CriticalRule, ...]:
        """What is critical in a history of care, as the place says that day; nothing where it says nothing."""
        return _in_force(self.critical_rules, on)

    def handover_by(self, request_kind: str, on: date | None = None) -> HandoverKind | None:
        """The way of handing over that a request of this kind asks for, if it asks for one."""
        return pick((row for row in self.handover_kinds if row.request_kind == request_kind), on)

    def ladder(self, key: str, on: date | None = None) -> Ladder:
        return _one(self.ladders, key, on)

    def ladders_on(self, on: date) -> tuple[Ladder, ...]:
        """How what cannot be solved is lifted; none where the place's document has no ladder."""
        return _in_force(self.ladders, on)

    def routing_on(self, on: date) -> tuple[RoutingRule, ...]:
        """Where new cases go, as the place says that day; nothing where it says nothing."""
        return _in_force(self.routing_rules, on)

    def transfer_rules_on(self, on: date) -> tuple[TransferRule, ...]:
        """Who changes unit at which age, as the place says that day; nothing where it says nothing."""
        return _in_force(self.transfer_rules, on)

    def transfer_terms_on(self, on: date) -> tuple[TransferTerm, ...]:
        return _in_force(self.transfer_terms, on)

    def discharge_on(self, on: date) -> DischargeKind | None:
        return newest(self.discharge_kinds, on)

    def discharge_agreement_on(self, on: date) -> DischargeAgreement | None:
        return newest(self.discharge_agreements, on)

    def legal_basis(self, key: str) -> LegalBasis:
        for basis in self.legal_bases:
            if basis.key == key:
                return basis
        raise KeyError(key)

    def deadline(self, step: DeadlineStep | str, on: date) -> Deadline:
        """The row in force that day."""
        found = newest((row for row in self.deadlines if row.step == step), on)
        if found is None:
            raise NoRuleInForce(f"{self.name} har ingen tid för ”{step}” den {on:%Y-%m-%d}.")
        return found

    def plan_parts_on(self, on: date) -> tuple[PlanPart, ...]:
        """The parts of a plan made that day, in the order of the form."""
        return _in_force(self.plan_parts, on)

    def meeting_types_on(self, on: date) -> tuple[MeetingType, ...]:
        return _in_force(self.meeting_types, on)

    def meetings_to_plan_on(self, on: date) -> tuple[MeetingType, ...]:
        """Those that are held about somebody: not those that come back by themselves."""
        own = {kind.key for series in self.series_on(on) for kind in series.kinds}
        return tuple(kind for kind in self.meeting_types_on(on) if kind.key not in own)

    def consultation_kinds_on(self, on: date) -> tuple[ConsultationKind, ...]:
        return _in_force(self.consultation_kinds, on)

    def contact_kinds_on(self, on: date) -> tuple[ContactKind, ...]:
        return _in_force(self.contact_kinds, on)

    def information_kinds_on(self, on: date) -> tuple[InformationKind, ...]:
        return _in_force(self.information_kinds, on)

    def series(self, key: str, on: date | None = None) -> SeriesRule:
        return _one(self.meeting_series, key, on)

    def series_on(self, on: date) -> tuple[SeriesRule, ...]:
        """The meetings between those who lead that come back; none where the place has none."""
        return _in_force(self.meeting_series, on)

    def matters_on(self, on: date) -> tuple[Matter, ...]:
        return _in_force(self.matters, on)

    def functions_with(self, power: Power, on: date) -> tuple[Function, ...]:
        return tuple(f for f in _in_force(self.functions, on) if power in f.powers)

    def meeting_for(self, step: NextStep, on: date) -> MeetingType | None:
        """The meeting that this place holds as that next step, if it has one."""
        suited = (m for m in self.meeting_types_on(on) if step in m.suggested_for)
        return next(suited, None)


K = TypeVar(
    "K",
    BookedTime,
    Party,
    UnitKind,
    Function,
    Matter,
    Purpose,
    MeetingType,
    RequestKind,
    ConsultationKind,
    ContactKind,
    InformationKind,
    Form,
    PlanPart,
    Reason,
    Intake,
    RoutingRule,
    Coaching,
    TransferRule,
    TransferTerm,
    SeriesRule,
    CriticalRule,
    Ladder,
)


def _one(rows: tuple[K, ...], key: str, on: date | None) -> K:
    found = pick((row for row in rows if row.key == key), on)
    if found is None:
        raise KeyError(key)
    return found


def _in_force(rows: tuple[K, ...], on: date) -> tuple[K, ...]:
    """One row per key, those in force, in the order of the file."""
    keys = dict.fromkeys(row.key for row in rows)
    found = (newest((row for row in rows if row.key == key), on) for key in keys)
    return tuple(row for row in found if row is not None)
