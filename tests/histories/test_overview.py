"""How much lies in the files: counted as one would count the rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from brygga.histories import Held, Histories, Row, Settings
from brygga.rules.critical import Kind
from tests.rules.test_critical import happens

pytestmark = pytest.mark.requirement("MAL-20")


def counted(rows: Iterable[Row]) -> Held:
    rows = list(rows)
    begins = [one.begins for _, one in rows]
    return Held(len(rows), len({who for who, _ in rows}), min(begins), max(begins))


@pytest.mark.parametrize("rows_at_once", [1, 10_000])
def test_it_counts_rows_and_persons_of_all_of_each_organisation_and_of_each_unit(
    tmp_path: Path, rows_at_once: int
) -> None:
    rows: list[Row] = [(f"p{n % 7}", happens(str(n), list(Kind)[n % 5], n, n + n % 3)) for n in range(60)]
    opened = Histories(tmp_path, Settings(rows_at_once=rows_at_once))
    opened.write("first", rows[:20])
    opened.write("second", rows[20:])
    told = opened.overview()
    assert told.all == counted(rows)
    organisations = {one.organisation for _, one in rows}
    assert told.organisations == {
        name: counted(row for row in rows if row[1].organisation == name) for name in organisations
    }
    units = {(one.organisation, one.unit) for _, one in rows}
    assert told.units == {
        key: counted(row for row in rows if (row[1].organisation, row[1].unit) == key) for key in units
    }
    assert Histories(tmp_path, batches=["first"]).overview().all == counted(rows[:20])


def test_of_nothing_there_is_nothing(tmp_path: Path) -> None:
    told = Histories(tmp_path).overview()
    assert (told.all, told.organisations, told.units) == (Held(), {}, {})
