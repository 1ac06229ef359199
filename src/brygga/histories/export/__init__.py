"""Histories as event logs for process mining, without anybody's identity (docs/histories.md)."""

from brygga.histories.export.events import Exported
from brygga.histories.export.ocel import write_ocel
from brygga.histories.export.table import write_csv
from brygga.histories.export.xes import write_xes

WRITERS = {"xes": write_xes, "ocel": write_ocel, "csv": write_csv}

__all__ = ["WRITERS", "Exported", "write_csv", "write_ocel", "write_xes"]
