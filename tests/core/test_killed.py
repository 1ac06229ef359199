"""A process killed at any moment leaves a database in which every act is whole or not there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import tables

WORKER = """
import os, sys
import django
django.setup()
from django.core.management import call_command
from brygga.agencies.models import Unit
from brygga.core import acts, clock, sealing
from brygga.core.actor import SYSTEM
from brygga.core.decision import YES
from brygga.core.saving import change

@acts.act("test.count", may=lambda a, s: YES, told_as="{by} räknade")
def count(unit, *, by):
    change(unit, phone=str(int(unit.phone or 0) + 1))
    change(unit, address=str(int(unit.address or 0) + 1))
    return unit

unit = Unit.objects.get()
print("ready", flush=True)
while True:
    count(unit, by=SYSTEM)
    sealing.seal("audit", batch=5)
"""

LOOK = """
import django
django.setup()
from brygga.agencies.models import Unit
from brygga.core.models import AuditRow
from brygga.core.sealing import verify
from django.db import connection
unit = Unit.objects.get()
verdict = verify("audit")
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    audited = AuditRow.objects.filter(act="test.count").count()
    print(unit.phone or 0, unit.address or 0, audited, len(verdict.faults), cursor.fetchone()[0])
"""

SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from brygga.agencies.acts import found_organisation
from brygga.core.actor import SYSTEM
found_organisation(
    None, by=SYSTEM, name="Malmö", place="malmo", party="municipality", unit_name="Vuxen",
    unit_kind="social_addiction", administrator="Adam Ask",
)
"""


@pytest.fixture
def run(tmp_path: Path):
    root = Path(__file__).parents[2]
    tables.copy_to(tmp_path / "killed.sqlite3")
    environ = {
        **os.environ,
        "BRYGGA_MODE": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
        "PYTHONPATH": str(root / "src"),
    }

    def start(code: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE, text=True, cwd=root)

    return start


@pytest.mark.requirement("ALL-03")
def test_a_killed_process_leaves_whole_acts_only(run) -> None:
    with run(SET_UP) as set_up:
        assert set_up.wait(timeout=600) == 0
    for _ in range(4):
        with run(WORKER) as worker:
            assert worker.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0.05, 0.5))
            worker.send_signal(signal.SIGKILL)
        with run(LOOK) as look:
            looked, _ = look.communicate(timeout=600)
        phone, address, audited, faults, integrity = looked.split()
        assert (phone, faults, integrity) == (address, "0", "ok")
        assert phone == audited
    assert int(phone) > 0
