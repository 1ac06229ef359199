"""Meetings between those who lead (mötesserier), the cases announced to them (anmälda ärenden) and their minutes.

A case is read by the unit that announced it and by those called to it. What stands in the minutes besides is read by
everybody in the series, and so never shows whom anything is about.
"""

from brygga.series.models.docket import CalledUnit, DocketItem
from brygga.series.models.exchanges import WorkplaceExchange
from brygga.series.models.meetings import MeetingSeries, SeriesMeeting, SeriesSeat, told
from brygga.series.models.minutes import DecidedStep, MinutesCorrection, StandingNote, WriterSwap

__all__ = [
    "CalledUnit",
    "DecidedStep",
    "DocketItem",
    "MeetingSeries",
    "MinutesCorrection",
    "SeriesMeeting",
    "SeriesSeat",
    "StandingNote",
    "WorkplaceExchange",
    "WriterSwap",
    "told",
]
