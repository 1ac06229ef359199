"""The numbers of a page as a file: the same as the page shows, with what was chosen, and noted that they were taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from brygga.agencies.models import Organisation
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.statistics.acts import take_numbers
from brygga.web.analysis.asked import Forms, Part
from brygga.web.analysis.numbers import Numbers, Page

#: A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FEW = "Urvalet är för litet: inga siffror visas."


def as_file(actor: Actor, part: Part, forms: Forms, page: Page) -> HttpResponse:
    take_numbers(Organisation.objects.get(pk=actor.organisation_id), by=actor, part=part.key)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in _rows(part, forms, page):
        writer.writerow([_safe(cell) for cell in row])
    name = f"uppfoljning-{part.slug}-{clock.today().isoformat()}.csv"
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(part: Part, forms: Forms, page: Page) -> Iterable[list[str]]:
    yield [part.label, forms.told]
    if page.few:
        yield [FEW]
    for figure in page.figures:
        yield [figure.label, figure.number]
    for numbers in page.numbers:
        yield []
        yield from _table(numbers)


def _table(numbers: Numbers) -> Iterable[list[str]]:
    yield [numbers.heading]
    yield list(numbers.columns)
    for line in numbers.lines:
        yield [f"{line.label}, {line.note}" if line.note else line.label, *line.words]


def _safe(cell: str) -> str:
    text = cell.replace("\xa0", " ")
    return f"'{text}" if text.startswith(FORMULA) else text
