"""A batch in the place of another, whatever process is killed on the way (MAL-17)."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from brygga.histories import Histories
from brygga.histories.files import settled
from brygga.histories.swapping import swap_in
from tests.histories.test_histories import GAP, OVER
from tests.rules.test_critical import LAST_LINE

pytestmark = pytest.mark.requirement("MAL-17")

#: In a process of its own, that is killed when it is about to move something for that time.
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from brygga.histories import Histories
from brygga.rules.critical import Happening, Kind

folder, what, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
histories, moved, move = Histories(folder), 0, Path.rename

def rename(self, target):
    global moved
    moved += 1
    if moved > last:
        os.kill(os.getpid(), signal.SIGKILL)
    return move(self, target)

Path.rename = rename
match what:
    case "write":
        begins, ends = map(date.fromisoformat, sys.argv[4:])
        new = Happening(key="1", unit="A", organisation="B", kind=Kind.CONTACT, begins=begins, ends=ends)
        histories.write("spring", [(2, new)])
    case "empty":
        histories.write("spring", [])
    case "remove":
        histories.remove("spring")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "histories"
    made.mkdir()
    opened = Histories(made)
    opened.write("spring", [(1, OVER)])
    opened.write("autumn", [(9, OVER)])
    yield made


def killed(folder: Path, what: str, last: int) -> None:
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), what, str(last), str(OVER.begins), str(OVER.ends)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == -signal.SIGKILL, told.stderr


def persons(folder: Path) -> set[object]:
    return {one.person for one in Histories(folder).situations([GAP], on=LAST_LINE)}


@pytest.mark.parametrize(("last", "whole"), [(0, {1, 9}), (1, {1, 9}), (2, {2, 9})])
def test_whoever_reads_next_sees_one_of_them_whole(folder: Path, last: int, whole: set[int]) -> None:
    killed(folder, "write", last)
    assert (folder / "spring").exists() == (last != 1)
    assert persons(folder) == whole
    assert Histories(folder, batches=["spring"]).rows == 1


@pytest.mark.parametrize("last", [0, 1, 2])
def test_whoever_writes_next_loses_no_other_and_leaves_nothing_behind(folder: Path, last: int) -> None:
    killed(folder, "write", last)
    Histories(folder).write("autumn", [(8, OVER)])
    assert persons(folder) == {1 if last < 2 else 2, 8}
    Histories(folder).write("spring", [(3, OVER)])
    assert persons(folder) == {3, 8}
    assert {one.name for one in folder.iterdir()} == {"spring", "autumn"}


@pytest.mark.parametrize("last", [0, 1, 2])
def test_one_that_is_written_or_taken_away_after_it_is_no_other(folder: Path, last: int) -> None:
    killed(folder, "write", last)
    Histories(folder).remove("spring")
    assert persons(folder) == {9}
    Histories(folder).write("winter", [(4, OVER)])
    assert persons(folder) == {4, 9}


@pytest.mark.parametrize("what", ["remove", "empty"])
@pytest.mark.parametrize(("last", "there"), [(0, {1, 9}), (1, {9})])
def test_what_is_taken_away_is_so_at_once_and_never_comes_back(
    folder: Path, what: str, last: int, there: set[int]
) -> None:
    killed(folder, what, last)
    assert persons(folder) == there
    Histories(folder).write("autumn", [(9, OVER)])
    assert persons(folder) == there
    Histories(folder).remove("spring")
    assert persons(folder) == {9}
    assert not [file for file in folder.rglob("*.parquet") if "spring" in str(file)]


def test_a_move_that_is_refused_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    aside = folder / ".spring.aside"
    aside.mkdir()
    with pytest.raises(FileNotFoundError):
        swap_in(folder, "spring", aside, tmp_path / "nothing there")
    assert persons(folder) == {1, 9}


def test_whoever_reads_meanwhile_sees_it_always(folder: Path) -> None:
    over = Event()

    def swap() -> None:
        for number in range(200):
            aside = folder / f".spring.{number}"
            (aside / "rows" / "bucket=0").mkdir(parents=True)
            (aside / "rows" / "bucket=0" / "rows.parquet").write_bytes(b"")
            swap_in(folder, "spring", aside, aside / "rows")
        over.set()

    writer, seen = Thread(target=swap), []
    writer.start()
    while not over.is_set():
        seen.append({file.parent.parent.name for file in settled(folder)})
    writer.join()
    assert len(seen) > 1 and all(names == {"spring", "autumn"} for names in seen)
