"""What must hold of a place's coaching teams and of what they are made of."""

from __future__ import annotations

from collections import Counter

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, powers_are_held
from brygga.routines.rows import Table


def coaching_holds_together(rows: Rows) -> None:
    kinds, asks, steps = rows.keys(words.UnitKind), rows.keys(words.RequestKind), rows.keys(words.Deadline)
    for placed in rows.of(words.Coaching):
        row, table = placed.row, placed.table
        known = [("unit_kind", kinds, "Enhetstypen"), ("request_kind", asks, "Förfrågan")]
        known += [("look", steps, "Tiden"), ("answer", steps, "Tiden")]
        for attribute, keys, what in known:
            value = getattr(row, attribute)
            if value and value not in keys:
                table.fault(f"{what} ”{value}” finns inte.", attribute)
        powers_are_held(rows, placed, "to_power", "over_power")
        if not 0 < row.high >= row.low:
            table.fault("”high” ska vara minst 1 och inte lägre än ”low”.", "high")
        if row.oldest and row.oldest < row.youngest:
            table.fault("”oldest” är lägre än ”youngest”.", "oldest")
        _coaching_parts(row, table)


def _coaching_parts(row: words.Coaching, table: Table) -> None:
    parts = (
        ("priority", row.priorities),
        ("step", row.steps),
        ("end", row.ends),
        ("activity_kind", row.activity_kinds),
    )
    for name, rows in parts:
        if not rows:
            table.fault(f"Minst en [[coaching.{name}]] behövs.")
        for key, count in Counter((one.key, one.since) for one in rows).items():
            if count > 1:
                table.fault(f"”{key[0]}” finns {count} gånger bland [[coaching.{name}]].")
    for number, group in enumerate(row.priorities):
        inner = table.inner("priority", number)
        if bool(group.circumstance) != bool(group.circumstance_term):
            inner.fault("En omständighet behöver både ”circumstance” och ”circumstance_term”.")
        if group.below and group.below <= group.youngest:
            inner.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
    if row.priorities and not any(group.otherwise for group in row.priorities):
        table.fault("Den som inte hör till någon grupp får ingen plats i kön: en grupp behöver ”otherwise”.")
