"""Histories of many persons: what `rules.critical` says of one, asked of millions of rows (docs/histories.md).

The rows lie in Parquet files in a folder of their own. Nothing here knows Django, or who anybody is.
"""

from brygga.histories.among import Among
from brygga.histories.answers import Count, Days, Found
from brygga.histories.engine import Settings
from brygga.histories.files import HistoryFault, Person, Row
from brygga.histories.overview import Held, Overview
from brygga.histories.questions import Histories

__all__ = [
    "Among", "Count", "Days", "Found", "Held", "Histories", "HistoryFault", "Overview", "Person", "Row", "Settings",
]  # fmt: skip
