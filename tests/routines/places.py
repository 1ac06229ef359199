"""The five places, and the day they are read."""

from datetime import date

PLACES = ["borlange", "karlstad", "malmo", "stockholm", "varmland"]
TODAY = date(2026, 11, 22)
