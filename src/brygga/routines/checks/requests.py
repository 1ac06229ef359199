"""What must hold of what is asked: it goes somewhere, in time, and to somebody who may answer."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, clocks_are_there, points_at, powers_are_held, unit_kinds_are_there
from brygga.routines.forms import Form
from brygga.rules.calendar import WEEKEND
from brygga.rules.mappings import AREA_SETS


def no_reception_twice(rows: Rows) -> None:
    for placed in rows.of(words.RequestKind):
        seen: set[tuple[str, object]] = set()
        for number, reception in enumerate(placed.row.receptions):
            mark = (reception.unit_kind, reception.since)
            if mark in seen:
                placed.table.inner("reception", number).fault(f"”{mark[0]}” tar redan emot från samma datum.")
            seen.add(mark)


def references_hold(rows: Rows) -> None:
    points_at(rows, words.UnitKind, "party", words.Party, "Parten")
    points_at(rows, words.RequestKind, "form", Form, "Blanketten")
    points_at(rows, words.RequestKind, "to_function", words.Function, "Funktionen")
    points_at(rows, words.RequestKind, "purpose", words.Purpose, "Ändamålet")
    points_at(rows, words.MeetingType, "request_kind", words.RequestKind, "Förfrågan")
    points_at(rows, words.MeetingType, "preceded_by", words.MeetingType, "Mötestypen")
    points_at(rows, words.PlanPart, "party", words.Party, "Parten")
    for placed in rows.of(words.RequestKind):
        unit_kinds_are_there(rows, placed, "asked_first", "from_unit_kinds", "to_unit_kinds")


def shown_at_meetings_that_are_there(rows: Rows) -> None:
    for placed in rows.of(words.ConsultationKind):
        for kind in sorted(set(placed.row.shown_at) - rows.keys(words.MeetingType)):
            placed.table.fault(f"Mötestypen ”{kind}” finns inte.", "shown_at")


def requests_go_somewhere(rows: Rows) -> None:
    for placed in rows.of(words.RequestKind):
        if (placed.row.to_power is None) == (not placed.row.to_function):
            placed.table.fault("Ange antingen ”to_power” eller ”to_function”.")
        if placed.row.area_set and placed.row.area_set not in AREA_SETS:
            known = ", ".join(AREA_SETS)
            placed.table.fault(f"Livsområdena ”{placed.row.area_set}” finns inte. Välj {known}.", "area_set")


def powers_have_functions(rows: Rows) -> None:
    for placed in (*rows.of(words.RequestKind), *rows.of(words.ConsultationKind), *rows.of(words.InformationKind)):
        powers_are_held(rows, placed, "to_power", "from_power")


def clocks_exist(rows: Rows) -> None:
    for placed in (*rows.of(words.RequestKind), *rows.of(words.ConsultationKind), *rows.of(words.InformationKind)):
        clocks_are_there(rows, placed, "acknowledge", "answer", "expire")


def receptions_hold_together(rows: Rows) -> None:
    kinds, forms = rows.keys(words.UnitKind), rows.keys(Form)
    for placed in rows.of(words.RequestKind):
        for number, reception in enumerate(placed.row.receptions):
            table = placed.table.inner("reception", number)
            if reception.unit_kind not in kinds:
                table.fault(f"Enhetstypen ”{reception.unit_kind}” finns inte.", "unit_kind")
            if reception.form and reception.form not in forms:
                table.fault(f"Blanketten ”{reception.form}” finns inte.", "form")
            days = frozenset(reception.distribution_days)
            if days and days <= WEEKEND:
                table.fault("Minst en fördelningsdag måste vara en vardag.", "distribution_days")
            if reception.below and reception.below <= reception.youngest:
                table.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
            if reception.times_a_week and len(reception.distribution_days) != reception.times_a_week:
                table.fault("Antalet fördelningsdagar stämmer inte med ”times_a_week”.", "distribution_days")
