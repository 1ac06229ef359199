"""Whether a place tells of discharges from inpatient care here, for what, and how long those who were told read it."""

from dataclasses import dataclass

from brygga.rules.discharge import DischargeAgreement
from brygga.rules.sources import Rule

__all__ = ["DischargeAgreement", "DischargeKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeKind(Rule):
    """What the notice of admission is told for. A place without a row does not tell of discharges in Brygga."""

    key: str
    term: str
    purpose: str
    keep_reading: str
    """The clock for how long a unit that was told still reads, counted from the day when it is over."""
