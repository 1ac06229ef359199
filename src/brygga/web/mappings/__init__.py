"""Mapping talks (kartläggning, inskrivning), with the picture of the organisations."""
