"""Extracts of contact histories, read row by row: CSV, XLSX and Parquet (docs/histories.md)."""

from brygga.histories.reading.guessing import guess
from brygga.histories.reading.importing import discard, read_into
from brygga.histories.reading.opening import open_table
from brygga.histories.reading.parts import so_far
from brygga.histories.reading.profiles import FIELDS, Field, Profile
from brygga.histories.reading.pseudonyms import normal, pseudonym
from brygga.histories.reading.refusing import Busy, Refused
from brygga.histories.reading.reports import Fault, Report
from brygga.histories.reading.rows import Read, faults, readings, write_faults
from brygga.histories.reading.tables import Table

__all__ = [
    "FIELDS", "Busy", "Fault", "Field", "Profile", "Read", "Refused", "Report", "Table", "discard", "faults", "guess",
    "normal", "open_table", "pseudonym", "read_into", "readings", "so_far", "write_faults",
]  # fmt: skip
