"""What Brygga says to calendars, kept by a real CalDAV server (Radicale): found at its time, moved, and taken away."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from django.test import Client
from icalendar import Calendar

from brygga.agencies.models import Staff
from brygga.bookings.acts import book, cancel, move
from brygga.core import clock
from brygga.messaging.acts import open_feed
from brygga.messaging.delivering import deliver
from tests.bookings.making import NOW, hours, moment
from tests.house.test_classification import kept_close, leaks
from tests.messaging.post import Server, calendar

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ALL-04")]
RUT = "rut@example.se"
JOB = "jobb/"
SIGNED_IN = f"Basic {b64encode(b'kontot:x').decode()}"
BETWEEN = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{}" end="{}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""
MAKE = """<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"/>"""


@dataclass
class CalDav:
    """One calendar of one user, as a calendar program talks to it."""

    base: str

    def ask(self, method: str, path: str = "", body: bytes = b"", kind: str = "text/calendar") -> tuple[int, str]:
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Depth": "1", "Authorization": SIGNED_IN}
        with urlopen(Request(f"{self.base}/kontot/{path}", body, headers, method=method), timeout=10) as answer:
            return answer.status, answer.read().decode()

    def take(self, invitation: tuple[str, str]) -> int:
        """What a calendar program does with an invitation: REQUEST is kept or replaced, CANCEL takes it away."""
        method, text = invitation
        found = Calendar.from_ical(text)
        del found["METHOD"]
        name = f"{found.walk('VEVENT')[0]['UID']}.ics"
        return (
            self.ask("DELETE", JOB + name)[0] if method == "CANCEL" else self.ask("PUT", JOB + name, found.to_ical())[0]
        )

    def at(self, moment: datetime) -> int:
        """How many events the server finds in that hour."""
        span = [f"{one.astimezone(UTC):%Y%m%dT%H%M%SZ}" for one in (moment, moment + timedelta(minutes=30))]
        _, found = self.ask("REPORT", JOB, BETWEEN.format(*span).encode(), "application/xml")
        return found.count("BEGIN:VEVENT")


@pytest.fixture
def caldav(tmp_path: Path) -> Iterator[CalDav]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"server-hosts": f"127.0.0.1:{port}", "storage-filesystem-folder": str(tmp_path), "auth-type": "none"}
    command = [sys.executable, "-m", "radicale", "--config", "", *(f"--{key}={value}" for key, value in told.items())]
    with (tmp_path / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as running:
        made = CalDav(f"http://127.0.0.1:{port}")
        try:
            _wait_for(made.base, tmp_path / "log")
            made.ask("PROPFIND", body=b"")
            made.ask("MKCALENDAR", JOB, body=MAKE.encode(), kind="application/xml")
            yield made
        finally:
            running.terminate()


def _wait_for(address: str, log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            urlopen(f"{address}/.web/", timeout=2).close()
            return
        except URLError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.mark.requirement("BOR-04")
def test_an_invitation_is_kept_moved_and_taken_away(world: Any, server: Server, caldav: CalDav) -> None:
    with clock.set_to(NOW):
        row = hours(world, kind="consultation", place="Rum 12")
        first, second = moment(row), moment(row, 1)
        made = book(row, by=world.rut, starts_at=first)
        deliver()
        assert caldav.take(calendar(server.to(RUT)[-1])) == 201
        assert (caldav.at(first), caldav.at(second)) == (1, 0)
        move(made, by=world.rut, hours=row, starts_at=second)
        deliver()
        assert caldav.take(calendar(server.to(RUT)[-1])) in {201, 204}
        assert (caldav.at(first), caldav.at(second)) == (0, 1)
        cancel(made, by=world.rut, why="Behövs inte")
        deliver()
        caldav.take(calendar(server.to(RUT)[-1]))
        assert (caldav.at(first), caldav.at(second)) == (0, 0)


@pytest.mark.requirement("KAR-07")
def test_the_whole_feed_is_a_calendar_that_the_server_keeps_and_finds_by_time(world: Any, caldav: CalDav) -> None:
    secret = "the-secret-of-saras-calendar"
    with clock.set_to(NOW):
        row = hours(world)
        times = [moment(row, number) for number in (0, 2, 3)]
        for at in times:
            book(row, by=world.sara, starts_at=at, person=world.amina)
        open_feed(Staff.objects.get(pk=world.sara.staff_id), by=world.sara, secret=secret)
        fed = Client().get(f"/kalender/{secret}.ics").content
    for event in Calendar.from_ical(fed).walk("VEVENT"):
        one = Calendar()
        one.add("prodid", "-//test//sv")
        one.add("version", "2.0")
        one.add_component(event)
        assert caldav.ask("PUT", f"{JOB}{event['UID']}.ics", one.to_ical())[0] == 201
    assert [caldav.at(at) for at in times] == [1, 1, 1]
    assert caldav.at(moment(row, 1)) == 0
    _, kept = caldav.ask("GET", JOB)
    assert "Hassan" not in kept and leaks(kept_close(), kept.replace("\r\n ", "")) == []
