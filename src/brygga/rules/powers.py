"""What a function (befattning eller roll) at a unit lets its holder do."""

from __future__ import annotations

from enum import StrEnum


class Power(StrEnum):
    """A routine gives each function its powers; nothing else opens anything."""

    CASES = "cases"  # reads and works with the unit's cases
    DISTRIBUTE = "distribute"  # receives what comes to the unit and hands it out
    LEAD = "lead"  # reads the unit's cases for absence cover, appoints
    MANDATE = "mandate"  # may decide on interventions
    COORDINATE = "coordinate"  # calls meetings and coordinates plans
    ADMINISTER = "administer"  # organisations, units, staff and functions
    REVIEW = "review"  # reviews the read log
    OPEN_PROTECTED = "open_protected"  # may open protected identity details, with a reason
