"""Where in a TOML file a table or a key stands; `tomllib` does not tell.

A path is what one would index with: ("form", 0, "item", 2, "linkId").
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[{1,2})\s*([A-Za-z0-9_.\- ]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
QUOTES = ('"""', "'''")


class Lines:
    """The line numbers of one file."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in _outside_long_strings(text):
            if header := HEADER.match(line):
                table = _table_path(header, counts)
                self._lines.setdefault(table, number)
                self._lines.setdefault(table[:-1], number)
            elif key := KEY.match(line):
                self._lines.setdefault((*table, key.group(1)), number)

    def of(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it that has one."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


def _table_path(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """`[[form.item]]` is the next item of the latest form."""
    *outer, last = (name.strip() for name in header.group(2).split("."))
    path: Path = ()
    for name in outer:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, last)
    if header.group(1) == "[":
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    """Lines that don't begin inside a string of several lines."""
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        yield number, line
        closing = next((q for q in QUOTES if line.count(q) % 2), "")
