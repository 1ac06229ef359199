"""An event log that nobody here made: the shop's visitors that the package retentioneering carries (Apache-2.0)."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

from brygga.histories import Histories
from brygga.histories.reading import Profile, Report, read_into
from brygga.histories.reading.profiles import LEAVE_OUT
from brygga.rules.critical import Kind

pytestmark = pytest.mark.requirement("MAL-20")

CARRIED = "retentioneering/datasets/ecom.csv.gz"
PASSED_OVER = "error_page"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("public") / "ecom.csv"
    packed = Path(str(distribution("retentioneering").locate_file(CARRIED)))
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


@pytest.fixture(scope="module")
def rows(log: Path) -> list[dict[str, str]]:
    with log.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def read(log: Path, rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> tuple[Histories, Report]:
    profile = Profile(
        columns={"person": "user_id", "begins": "timestamp", "kind": "event", "unit": "platform", "words": "event"},
        constants={"organisation": "Butiken"},
        kinds={row["event"]: Kind.CONTACT for row in rows} | {PASSED_OVER: LEAVE_OUT},
    )
    histories = Histories(tmp_path_factory.mktemp("histories"))
    return histories, read_into(histories, "butiken", log, profile, key=b"a key that lies elsewhere")


@pytest.fixture
def kept(rows: list[dict[str, str]]) -> set[tuple[str, str, str, str]]:
    """What differs in a history: who, which day, where and what."""

    def told() -> Iterator[tuple[str, str, str, str]]:
        for row in rows:
            if row["event"] != PASSED_OVER:
                yield row["user_id"], row["timestamp"][:10], row["platform"], row["event"]

    return set(told())


def test_every_row_is_accounted_for(
    read: tuple[Histories, Report], rows: list[dict[str, str]], kept: set[tuple[str, str, str, str]]
) -> None:
    _, report = read
    passed_over = sum(row["event"] == PASSED_OVER for row in rows)
    assert (report.rows, report.faulty, report.left_out) == (31_106, 0, passed_over)
    assert (report.written, report.duplicates) == (len(kept), len(rows) - passed_over - len(kept))
    assert report.persons == len({who for who, *_ in kept}) == 600
    days = sorted(day for _, day, *_ in kept)
    assert (str(report.first), str(report.last)) == (days[0], days[-1])


def test_what_was_written_is_what_the_log_says(
    read: tuple[Histories, Report], kept: set[tuple[str, str, str, str]]
) -> None:
    histories, _ = read
    whole = histories.overview()
    assert (whole.all.rows, whole.all.persons) == (len(kept), 600)
    rows_at = Counter(platform for _, _, platform, _ in kept)
    persons_at = Counter(platform for _, platform in {(who, platform) for who, _, platform, _ in kept})
    told = {unit: (held.rows, held.persons) for (_, unit), held in whole.units.items()}
    assert told == {platform: (rows_at[platform], persons_at[platform]) for platform in rows_at}
