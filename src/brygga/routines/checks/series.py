"""What must hold in a place's series of meetings."""

from __future__ import annotations

from collections import Counter

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, clocks_are_there
from brygga.routines.rows import Table
from brygga.rules.calendar import WEEKEND
from brygga.rules.clocks import Roll
from brygga.rules.series import WEEKS

MONTHS = frozenset(range(1, 13))


def series_hold_together(rows: Rows) -> None:
    parts = (
        ("unit_kinds", rows.keys(words.UnitKind), "Enhetstypen"),
        ("functions", rows.keys(words.Function), "Funktionen"),
        ("managers", rows.keys(words.Function), "Funktionen"),
    )
    for placed in rows.of(words.SeriesRule):
        row, table = placed.row, placed.table
        for attribute, keys, what in parts:
            for key in sorted(set(getattr(row, attribute)) - keys):
                table.fault(f"{what} ”{key}” finns inte.", attribute)
        if not row.unit_kinds or not row.functions:
            table.fault("Serien behöver minst en enhetstyp (unit_kinds) och en funktion (functions).")
        clocks_are_there(rows, placed, "submit")
        if row.weekday in WEEKEND or row.week not in WEEKS or not 15 <= row.minutes <= 480:
            table.fault("Mötet är en vardag, vecka 1–4 eller -1 (den sista), 15–480 minuter.")
        if row.roll is Roll.NONE:
            table.fault("Ett möte på en helgdag flyttas: ”roll” är forward eller backward.", "roll")
        _series_kinds(row, table)


def _series_kinds(row: words.SeriesRule, table: Table) -> None:
    if not row.kinds:
        table.fault("Minst ett [[meeting_series.meeting]] behövs.")
    taken: set[int] = set()
    for number, kind in enumerate(row.kinds):
        inner = table.inner("meeting", number)
        if sum(other.key == kind.key for other in row.kinds) > 1:
            inner.fault(f"”{kind.key}” finns två gånger bland [[meeting_series.meeting]].", "key")
        if not kind.months or set(kind.months) - MONTHS:
            inner.fault("”months” är månader från 1 till 12, minst en.", "months")
        if both := taken & set(kind.months):
            inner.fault(f"Månad {min(both)} har redan ett möte.", "months")
        taken |= set(kind.months)
        if not kind.obligatory and not row.submit:
            inner.fault("Ingen kan kallas till ett ärende där inga ärenden anmäls (submit).", "obligatory")
        _standing_items(kind, inner)


def _standing_items(kind: words.SeriesKind, table: Table) -> None:
    for key, count in Counter((item.key, item.since) for item in kind.items).items():
        if count > 1:
            table.fault(f"”{key[0]}” finns {count} gånger bland [[meeting_series.meeting.item]].")
    for item in kind.items:
        if set(item.months) - set(kind.months):
            table.fault(f"”{item.key}” står i en månad då mötet inte hålls.")
