"""Rules as values and pure functions: no Django, no clock, no database."""
