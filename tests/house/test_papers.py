"""What can be made from the program is made from it, and what is committed is current."""

from __future__ import annotations

import pytest

from brygga.commands.management.commands.document import pages
from brygga.commands.papers import requirements
from brygga.config.env import ROOT

#: The rows that the foundation covers.
COVERED = (
    "MAL-01 MAL-03 MAL-04 MAL-05 MAL-06 MAL-07 MAL-08 MAL-10 MAL-11 MAL-12 MAL-13 STO-01 STO-16 "
    "KAR-01 KAR-03 KAR-04 BOR-01 BOR-02 BOR-03 BOR-07 STO-18 VAR-03 ALL-01 ALL-02 ALL-03 ALL-04"
)


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_page_is_current(name: str) -> None:
    assert (ROOT / "docs" / "generated" / name).read_text() == pages()[name], "run ./brygga manage document"


def test_every_marked_row_is_a_row() -> None:
    assert {one.row for one in requirements.shown(ROOT)} - set(requirements.rows(ROOT)) == set()


@pytest.mark.parametrize("row", COVERED.split())
def test_every_row_that_is_said_to_be_covered_has_tests(row: str) -> None:
    assert [one for one in requirements.shown(ROOT) if one.row == row]
