"""The made-up sixth place, and what is told of it when something in it is changed."""

from pathlib import Path

import pytest

from brygga.routines.faults import RoutineFaults
from brygga.routines.loading import load

SOUND = (Path(__file__).parent / "sjatte" / "allt.toml").read_text(encoding="utf-8")


def faults_of(folder):
    with pytest.raises(RoutineFaults) as caught:
        load(folder)
    return caught.value.faults


def line_of(text, fragment, occurrence=1):
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if fragment in line]
    return lines[occurrence - 1]


def expected_line(text, where):
    """The first line that says it; for a table, its last header before the change."""
    pairs = enumerate(zip(SOUND, text, strict=False))
    same = next((n for n, (before, after) in pairs if before != after), len(text))
    changed = text[:same].count("\n") + 1
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if where in line]
    return max(n for n in lines if n <= changed) if where.startswith("[") else lines[0]
