"""The words of a place's routine: who takes part, what is asked, how fast, in which form.

Every row has a `source` and a `since`. Looking something up by its key gives the newest row; with
`on` it gives the row in force that day, so that an old case keeps its old rules.
"""

from dataclasses import dataclass, field
from datetime import date

from brygga.routines.booked_times import BookedFor, BookedTime
from brygga.routines.closings import ClosingKind
from brygga.routines.coaching import Coaching
from brygga.routines.consultations import ConsultationKind
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
from brygga.routines.matters import COORDINATION, Matter, Purpose
from brygga.routines.meetings import MeetingNeed, MeetingType
from brygga.routines.parties import PRINCIPALS, Function, Party, PartyKind, UnitKind
from brygga.routines.plans import PartField, PartKind, PlanPart, Reason
from brygga.routines.requests import Reception, RequestKind
from brygga.routines.series import SeriesKind, SeriesRule, StandingItem
from brygga.rules.calendar import Weekday
from brygga.rules.case_kinds import NextStep
from brygga.rules.costs import CostCircumstance, CostRule
from brygga.rules.critical import CriticalRule
from brygga.rules.law import LegalBasis, StatutoryPoint
from brygga.rules.powers import Power
from brygga.rules.routing import RoutingRule
from brygga.rules.sources import NoRuleInForce, by_key, held_on, newest, pick
from brygga.rules.transfers import TransferRule, TransferTerm
from brygga.rules.workload import Workload

__all__ = [
    "COORDINATION",
    "PRINCIPALS",
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
        return by_key(self.parties, key, on)

    def unit_kind(self, key: str, on: date | None = None) -> UnitKind:
        return by_key(self.unit_kinds, key, on)

    def function(self, key: str, on: date | None = None) -> Function:
        return by_key(self.functions, key, on)

    def matter(self, key: str, on: date | None = None) -> Matter:
        return by_key(self.matters, key, on)

    def purpose(self, key: str, on: date | None = None) -> Purpose:
        return by_key(self.purposes, key, on)

    def meeting_type(self, key: str, on: date | None = None) -> MeetingType:
        return by_key(self.meeting_types, key, on)

    def request_kind(self, key: str, on: date | None = None) -> RequestKind:
        return by_key(self.request_kinds, key, on)

    def consultation_kind(self, key: str, on: date | None = None) -> ConsultationKind:
        return by_key(self.consultation_kinds, key, on)

    def contact_kind(self, key: str, on: date | None = None) -> ContactKind:
        return by_key(self.contact_kinds, key, on)

    def form(self, key: str, on: date | None = None) -> Form:
        return by_key(self.forms, key, on)

    def plan_part(self, key: str, on: date | None = None) -> PlanPart:
        return by_key(self.plan_parts, key, on)

    def reason(self, key: str, on: date | None = None) -> Reason:
        return by_key(self.reasons, key, on)

    def booked_time(self, key: str, on: date | None = None) -> BookedTime:
        return by_key(self.booked_times, key, on)

    def booked_times_at(self, unit_kind: str, on: date) -> tuple[BookedTime, ...]:
        """The kinds of booked hours that such a unit has."""
        return tuple(kind for kind in held_on(self.booked_times, on) if kind.is_for(unit_kind))

    def intake(self, key: str, on: date | None = None) -> Intake:
        return by_key(self.intakes, key, on)

    def intakes_on(self, on: date) -> tuple[Intake, ...]:
        """The ways in that are open that day; none where the place has none."""
        return held_on(self.intakes, on)

    def intake_for(self, unit_kind: str, on: date) -> Intake | None:
        """The way in to that kind of unit, if the place has one."""
        return next((row for row in self.intakes_on(on) if row.unit_kind == unit_kind), None)

    def coaching(self, key: str, on: date | None = None) -> Coaching:
        return by_key(self.coachings, key, on)

    def coachings_on(self, on: date) -> tuple[Coaching, ...]:
        return held_on(self.coachings, on)

    def coaching_for(self, unit_kind: str, on: date) -> Coaching | None:
        """The coaching team that such a unit is, if it is one."""
        return next((row for row in self.coachings_on(on) if row.unit_kind == unit_kind), None)

    def workload_on(self, on: date) -> Workload | None:
        """When somebody carries much more than the others; None where the place does not say."""
        return newest(self.workloads, on)

    def critical_on(self, on: date) -> tuple[CriticalRule, ...]:
        """What is critical in a history of care, as the place says that day; nothing where it says nothing."""
        return held_on(self.critical_rules, on)

    def handover_by(self, request_kind: str, on: date | None = None) -> HandoverKind | None:
        """The way of handing over that a request of this kind asks for, if it asks for one."""
        return pick((row for row in self.handover_kinds if row.request_kind == request_kind), on)

    def ladder(self, key: str, on: date | None = None) -> Ladder:
        return by_key(self.ladders, key, on)

    def ladders_on(self, on: date) -> tuple[Ladder, ...]:
        """How what cannot be solved is lifted; none where the place's document has no ladder."""
        return held_on(self.ladders, on)

    def routing_on(self, on: date) -> tuple[RoutingRule, ...]:
        """Where new cases go, as the place says that day; nothing where it says nothing."""
        return held_on(self.routing_rules, on)

    def transfer_rules_on(self, on: date) -> tuple[TransferRule, ...]:
        """Who changes unit at which age, as the place says that day; nothing where it says nothing."""
        return held_on(self.transfer_rules, on)

    def transfer_terms_on(self, on: date) -> tuple[TransferTerm, ...]:
        return held_on(self.transfer_terms, on)

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
        return held_on(self.plan_parts, on)

    def meeting_types_on(self, on: date) -> tuple[MeetingType, ...]:
        return held_on(self.meeting_types, on)

    def meetings_to_plan_on(self, on: date) -> tuple[MeetingType, ...]:
        """Those that are held about somebody: not those that come back by themselves."""
        own = {kind.key for series in self.series_on(on) for kind in series.kinds}
        return tuple(kind for kind in self.meeting_types_on(on) if kind.key not in own)

    def consultation_kinds_on(self, on: date) -> tuple[ConsultationKind, ...]:
        return held_on(self.consultation_kinds, on)

    def contact_kinds_on(self, on: date) -> tuple[ContactKind, ...]:
        return held_on(self.contact_kinds, on)

    def information_kinds_on(self, on: date) -> tuple[InformationKind, ...]:
        return held_on(self.information_kinds, on)

    def series(self, key: str, on: date | None = None) -> SeriesRule:
        return by_key(self.meeting_series, key, on)

    def series_on(self, on: date) -> tuple[SeriesRule, ...]:
        """The meetings between those who lead that come back; none where the place has none."""
        return held_on(self.meeting_series, on)

    def matters_on(self, on: date) -> tuple[Matter, ...]:
        return held_on(self.matters, on)

    def functions_with(self, power: Power, on: date) -> tuple[Function, ...]:
        return tuple(f for f in held_on(self.functions, on) if power in f.powers)

    def meeting_for(self, step: NextStep, on: date) -> MeetingType | None:
        """The meeting that this place holds as that next step, if it has one."""
        suited = (m for m in self.meeting_types_on(on) if step in m.suggested_for)
        return next(suited, None)
