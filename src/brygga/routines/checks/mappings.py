"""What must hold of mappings, and of what their forms ask."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, points_at
from brygga.routines.forms import Form
from brygga.rules.mappings import AREA_SETS, WAYS


def mappings_hold_together(rows: Rows) -> None:
    matters = rows.keys(words.Matter)
    points_at(rows, words.MappingKind, "form", Form, "Blanketten")
    points_at(rows, words.CloseContact, "matter", words.Matter, "Ämnet")
    forms = {placed.row.key: placed.row for placed in rows.of(Form)}
    for placed in rows.of(words.MappingKind):
        kind: words.MappingKind = placed.row
        if kind.area_set and kind.area_set not in AREA_SETS:
            placed.table.fault(f"Livsområdena ”{kind.area_set}” finns inte. Välj {', '.join(AREA_SETS)}.", "area_set")
        asked = {item.link_id: item for item in forms[kind.form].walk()} if kind.form in forms else {}
        for question in sorted({*kind.asked_by_picture, kind.ways_question} - asked.keys() - {""}) if asked else ():
            placed.table.fault(f"Frågan ”{question}” finns inte i blanketten.")
        ways = asked.get(kind.ways_question)
        if ways is not None and {option.code for option in ways.answer_options} - WAYS:
            placed.table.fault(f"Sätten att få information är {', '.join(sorted(WAYS))}.", "ways_question")
    for placed in rows.of(Form):
        for item in placed.row.walk():
            if item.matter and item.matter not in matters:
                placed.table.fault(f"”{item.link_id}”: ämnet ”{item.matter}” finns inte.")
