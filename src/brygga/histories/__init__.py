"""Histories of many persons: what the rules say of one, asked of millions of rows (docs/histories.md).

The rows lie in Parquet files in a folder of their own. Nothing here knows Django, or who anybody is.
"""

from brygga.histories.among import Among, Persons
from brygga.histories.answers import Count, Counted, Days, Found
from brygga.histories.before_after import BeforeAfter, Comparing, Had, Side
from brygga.histories.costs import Cost, Costing, Costs
from brygga.histories.engine import Settings
from brygga.histories.files import HistoryFault, Person, Row
from brygga.histories.flows import Flow, Flowing, Flows, Place
from brygga.histories.overview import Held, Overview
from brygga.histories.questions import Histories
from brygga.histories.returns import ByDays, ByTimes, Returning, Returns
from brygga.histories.shares import Share, Shares, Sharing

__all__ = [
    "Among", "BeforeAfter", "ByDays", "ByTimes", "Comparing", "Cost", "Costing", "Costs", "Count", "Counted", "Days",
    "Flow", "Flowing", "Flows", "Found", "Had", "Held", "Histories", "HistoryFault", "Overview", "Person", "Persons",
    "Place", "Returning", "Returns", "Row", "Settings", "Share", "Shares", "Sharing", "Side",
]  # fmt: skip
