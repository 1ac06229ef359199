"""The four kinds of case, and what to do first in each.

Handbok Malmö, avsnitten En sammanhållen vårdprocess and Initiera gemensamt möte; that the plan
goes first is law in the whole country.
"""

from dataclasses import dataclass
from enum import StrEnum

HANDBOOK = "Handbok Malmö, avsnittet"


class CaseKind(StrEnum):
    NEW_TO_BOTH = "new_to_both"
    NEW_TO_ONE = "new_to_one"
    ONGOING_IN_BOTH = "ongoing_in_both"
    DISCHARGE = "discharge"

    @property
    def term(self) -> str:
        return CASE_KIND_TERMS[self]


CASE_KIND_TERMS: dict[CaseKind, str] = {
    CaseKind.NEW_TO_BOTH: "Ny för båda verksamheterna",
    CaseKind.NEW_TO_ONE: "Ny för en av verksamheterna",
    CaseKind.ONGOING_IN_BOTH: "Pågående eller känd i båda verksamheterna",
    CaseKind.DISCHARGE: "Utskrivning från slutenvård (SVU)",
}


class NextStep(StrEnum):
    """The values are also what a routine's meeting types say they are suggested for."""

    SIP_MEETING = "sip_meeting"
    GFI = "gfi"
    DISCHARGE_PLANNING = "discharge_planning"
    REASSESS = "reassess"

    @property
    def term(self) -> str:
        return NEXT_STEP_TERMS[self]


NEXT_STEP_TERMS: dict[NextStep, str] = {
    NextStep.SIP_MEETING: "Kalla till möte för upprättande av SIP",
    NextStep.GFI: "Önska ett tidigt gemensamt möte",
    NextStep.DISCHARGE_PLANNING: "Planera utskrivningen tillsammans",
    NextStep.REASSESS: "Överväg behovet av samordning igen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the person stands with one principal: the municipality, or the region."""

    known: bool = False
    ongoing: bool = False
    planned: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.known or self.ongoing or self.planned)

    @property
    def has_interventions(self) -> bool:
        return self.ongoing or self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the routine points at first, and why. Someone may choose otherwise and says why."""

    step: NextStep
    kind: CaseKind
    reason: str
    source: str


def case_kind(municipality: Standing, region: Standing, *, discharge: bool) -> CaseKind:
    """Discharge goes before the others: it has a law and a routine of its own."""
    if discharge:
        return CaseKind.DISCHARGE
    match municipality.is_new + region.is_new:
        case 2:
            return CaseKind.NEW_TO_BOTH
        case 1:
            return CaseKind.NEW_TO_ONE
        case _:
            return CaseKind.ONGOING_IN_BOTH


def next_step(
    municipality: Standing, region: Standing, *, discharge: bool, needs_coordinating: bool = True
) -> Suggestion:
    """The plan goes first when both have interventions to coordinate; otherwise meet early."""
    kind = case_kind(municipality, region, discharge=discharge)
    both = municipality.has_interventions and region.has_interventions
    if kind is CaseKind.DISCHARGE:
        return Suggestion(
            step=NextStep.DISCHARGE_PLANNING,
            kind=kind,
            reason="Personen är inskriven i slutenvården. Då gäller rutinen för samverkan vid utskrivning.",
            source=f"{HANDBOOK} Möte för upprättande av SIP; lag (2017:612) 4 kap.",
        )
    if both and needs_coordinating:
        return Suggestion(
            step=NextStep.SIP_MEETING,
            kind=kind,
            reason="Båda huvudmännen har pågående eller planerade insatser som behöver samordnas. "
            "Då går möte för upprättande av SIP alltid först, eftersom det är lag.",
            source=f"{HANDBOOK} Initiera gemensamt möte",
        )
    if both:
        return Suggestion(
            step=NextStep.REASSESS,
            kind=kind,
            reason="Båda har insatser, men de är bedömda att inte behöva samordnas nu. "
            "Gör bedömningen igen när något ändras.",
            source=f"{HANDBOOK} Aktualisering",
        )
    return Suggestion(step=NextStep.GFI, kind=kind, reason=EARLY_REASONS[kind], source=EARLY_SOURCES[kind])


EARLY_REASONS: dict[CaseKind, str] = {
    CaseKind.NEW_TO_BOTH: "Personen är ny för båda. Ett tidigt gemensamt möte visar vem som kan hjälpa, "
    "utan att personen först behöver bli aktuell någonstans.",
    CaseKind.NEW_TO_ONE: "Personen är ny för en av er. Ett tidigt gemensamt möte låter personen träffa den "
    "andra verksamheten utan att först bli aktuell där.",
    CaseKind.ONGOING_IN_BOTH: "Båda känner personen, men det finns ännu inga insatser hos båda att samordna. "
    "Träffas tidigt och se vad som behövs.",
}

EARLY_SOURCES: dict[CaseKind, str] = {
    CaseKind.NEW_TO_BOTH: f"{HANDBOOK} Initiera gemensamt möte",
    CaseKind.NEW_TO_ONE: f"{HANDBOOK} Initiera gemensamt möte",
    CaseKind.ONGOING_IN_BOTH: f"{HANDBOOK} Gemensamma förutsättningslösa informationsutbytesmöten (GFI)",
}


class SipReason(StrEnum):
    """Why a coordinated plan is needed; the places' word lists may add their own."""

    ASKED_FOR = "asked_for"
    SEVERAL_COMPETENCES = "several_competences"
    UNCLEAR_RESPONSIBILITY = "unclear_responsibility"
    TIMING = "timing"
    BOUNCED_AROUND = "bounced_around"

    @property
    def term(self) -> str:
        return SIP_REASON_TERMS[self]


#: Handbok Malmö, avsnittet Samordnad individuell plan (SIP), En SIP behövs när.
SIP_REASON_TERMS: dict[SipReason, str] = {
    SipReason.ASKED_FOR: "Samordning efterfrågas",
    SipReason.SEVERAL_COMPETENCES: "Kompetens behövs från fler verksamheter",
    SipReason.UNCLEAR_RESPONSIBILITY: "Ansvarsfördelningen behöver tydliggöras",
    SipReason.TIMING: "Insatser behöver ges samtidigt eller i särskild ordningsföljd",
    SipReason.BOUNCED_AROUND: "Personen ”bollas runt”",
}
