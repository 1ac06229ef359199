"""The meetings of a place, and what each needs."""

from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.case_kinds import NextStep
from brygga.rules.sources import Rule


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
