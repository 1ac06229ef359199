"""One batch for another. A process that is killed in the middle loses nothing: whoever comes next puts it right.

A batch is moved aside and the new one moved in, both while the folder is held. Only a process that was killed leaves a
batch aside with none in its place. A batch that was taken away is moved aside under another name, and never comes back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

BEFORE, GONE = "before", "gone"


def swap_in(folder: Path, batch: str, aside: Path, rows: Path | None) -> None:
    """The rows are the batch from now on; without rows there is none. `aside` is called `.<batch>.<anything>`."""
    place = folder / batch
    with held(folder, alone=True):
        put_back(folder)
        try:
            if place.exists():
                place.rename(aside / (GONE if rows is None else BEFORE))
            if rows is not None:
                rows.rename(place)
        finally:
            put_back(folder)


def remove(folder: Path, batch: str) -> None:
    """From now on it is not there; what else is written goes on."""
    with TemporaryDirectory(prefix=f".{batch}.", dir=folder, ignore_cleanup_errors=True) as aside:
        swap_in(folder, batch, Path(aside), None)


def clear(folder: Path, batch: str) -> None:
    """What writing the batch has left behind that was cut off."""
    with held(folder, alone=True):
        put_back(folder)
    for left_behind in folder.glob(f".{batch}.*"):
        shutil.rmtree(left_behind)


@contextmanager
def held(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Nobody swaps meanwhile. The system lets go of it when a process dies."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(opened)


def is_cut_off(folder: Path) -> bool:
    """For whoever holds the folder: somebody was killed between the two moves."""
    return any(not _place(before).exists() for before in folder.glob(f".*/{BEFORE}"))


def put_back(folder: Path) -> None:
    """For whoever holds the folder alone: what was cut off is in its place again, what is of no more use is away."""
    for before in folder.glob(f".*/{BEFORE}"):
        if _place(before).exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(_place(before))
    for gone in folder.glob(f".*/{GONE}"):
        shutil.rmtree(gone, ignore_errors=True)
        with suppress(OSError):
            gone.parent.rmdir()


def _place(before: Path) -> Path:
    folder, batch = before.parent.parent, before.parent.name.split(".")[1]
    return folder / batch
