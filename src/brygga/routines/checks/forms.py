"""What must hold within a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from brygga.routines.checks.read import Rows
from brygga.routines.forms import EnableWhen, Form, Item, ItemType, Operator
from brygga.routines.rows import Table

CHOICES = frozenset({ItemType.CHOICE, ItemType.OPEN_CHOICE})


def forms_hold_together(rows: Rows) -> None:
    for placed in rows.of(Form):
        form: Form = placed.row
        for link_id, count in Counter(item.link_id for item in form.walk()).items():
            if count > 1:
                placed.table.fault(f"linkId ”{link_id}” finns {count} gånger i blanketten.")
        for table, item in _items(form.items, placed.table):
            _item_holds_together(form, item, table)


def _items(items: Iterable[Item], table: Table) -> Iterator[tuple[Table, Item]]:
    for number, item in enumerate(items):
        here = table.inner("item", number)
        yield here, item
        yield from _items(item.items, here)


def _item_holds_together(form: Form, item: Item, table: Table) -> None:
    asked = {other.link_id: other for other in form.walk() if other.link_id != item.link_id}
    if (item.type in CHOICES) != bool(item.answer_options):
        table.fault(f"”{item.link_id}”: en valfråga har answerOption, och ingen annan har det.")
    if item.items and item.type is not ItemType.GROUP:
        table.fault(f"”{item.link_id}”: bara en grupp (group) innehåller frågor.")
    for number, when in enumerate(item.enable_when):
        if when.question not in asked:
            table.fault(f"Frågan ”{when.question}” finns inte i blanketten.", "enableWhen", number, "question")
        elif not _can_be_answered(asked[when.question], when):
            table.fault(f"”{when.answer}” är inget svar på ”{when.question}”.", "enableWhen", number, "answer")


def _can_be_answered(item: Item, when: EnableWhen) -> bool:
    """A condition that can never hold hides its question from everyone."""
    if when.operator is Operator.EXISTS or item.type is ItemType.BOOLEAN:
        return isinstance(when.answer, bool)
    codes = {option.code for option in item.answer_options}
    return isinstance(when.answer, str) and (item.type is not ItemType.CHOICE or when.answer in codes)
