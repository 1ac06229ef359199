"""The tables of an embedded test database are made once for the migrations as they are, and copied from then on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import get_version
from django.db import connection
from django.test.utils import setup_databases

from brygga.core import triggers

SOURCES = Path(__file__).parents[1] / "src" / "brygga"
A_WEEK = 7 * 24 * 3600


def set_up() -> Any:
    """As setup_databases does; PostgreSQL makes its own each time."""
    if connection.vendor != "sqlite":
        return setup_databases(verbosity=0, interactive=False, aliases={"default"})
    copied = copy_to(connection.settings_dict["TEST"]["NAME"])
    made = setup_databases(verbosity=0, interactive=False, keepdb=copied, aliases={"default"})
    if not copied:
        _keep(_kept())
    return made


def copy_to(path: Path) -> bool:
    """The empty tables, if somebody has made them already."""
    kept = _kept()
    if not kept.exists():
        return False
    shutil.copyfile(kept, path)
    return True


def _kept() -> Path:
    return Path(sys.prefix) / f"test-tables-{_digest()}.sqlite3"


def _digest() -> str:
    """Of what decides how the tables look."""
    seen = sha256(get_version().encode())
    for path in (*sorted(SOURCES.glob("*/migrations/*.py")), Path(triggers.__file__)):
        seen.update(f"{path.relative_to(SOURCES)}\n".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def _keep(kept: Path) -> None:
    """Whole or not at all, whoever else is doing the same; what nobody has used for a week goes."""
    for old in kept.parent.glob("test-tables-*.sqlite3"):
        if time.time() - old.stat().st_atime > A_WEEK:
            old.unlink(missing_ok=True)
    descriptor, name = tempfile.mkstemp(dir=kept.parent, prefix="test-tables-")
    os.close(descriptor)
    connection.ensure_connection()
    copy = sqlite3.connect(name)
    connection.connection.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()
    Path(name).replace(kept)
