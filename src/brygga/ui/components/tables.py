"""Tables: rows and columns where there is room, and one thing under the other on a phone."""

from __future__ import annotations

import re
from itertools import count

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from brygga.ui.components.register import register, render

HEADING = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(td|th)(?=[\s>])")


@register.simple_block_tag
def table(content: str, *, caption: str, hide_caption: bool = False) -> SafeString:
    """A table that folds on a phone: each cell then says which column it stands in. The content is thead and tbody."""
    return render("table", content=labelled(content), caption=caption, hide_caption=hide_caption)


def labelled(content: str) -> str:
    """Each cell of the body with the words of its column's heading."""
    head, end, body = content.partition("</thead>")
    words = [" ".join(strip_tags(heading).split()).replace('"', "&quot;") for heading in HEADING.findall(head)]

    def row(found: re.Match[str]) -> str:
        place = count()

        def cell(start: re.Match[str]) -> str:
            number = next(place)
            return f'{start[0]} data-label="{words[number]}"' if number < len(words) else start[0]

        return CELL.sub(cell, found[0])

    return head + end + ROW.sub(row, body)
