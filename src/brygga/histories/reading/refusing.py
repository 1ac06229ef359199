from __future__ import annotations

from brygga.histories.files import HistoryFault


class Refused(HistoryFault):
    """The file as a whole cannot be read, or the profile does not fit it; says why in Swedish. Nothing is written."""


class Busy(Refused):
    """Somebody else is reading the same in just now."""

    def __init__(self) -> None:
        super().__init__("Utdraget läses redan in.")
