"""A list asks the database as many questions for thirty rows as for one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.consents.models import Consent, ConsentGrant
from brygga.core import clock
from brygga.core.traces import log_reading
from brygga.core.writing import asked_by
from brygga.meetings.models import Attendee, Meeting
from brygga.plans.models import PlanVersion
from brygga.requests.models import Request
from tests.cast import as_

MANY = 30


def questions(world, name):
    client = as_(Client(), world.amina_herself)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(name)).status_code == 200
    return len(asked)


def more_readings(world):
    log_reading(world.sara, what="Sida", person_id=world.amina.pk)
    yield
    for _ in range(MANY):
        log_reading(world.rut, what="Sida", person_id=world.amina.pk)


def more_meetings(world):
    yield
    for number in range(MANY):
        starts = clock.now() + timedelta(days=number - 15)
        meeting = Meeting._base_manager.create(
            coordination=world.coordination, kind="gfi", state="called", called_by=world.innerstaden,
            called_by_label="Sara", called_at=clock.now(), starts_at=starts, ends_at=starts + timedelta(hours=1),
        )  # fmt: skip
        Attendee._base_manager.create(meeting=meeting, is_person=True)


def more_consents(world):
    yield
    for _ in range(MANY):
        again = Consent._base_manager.create(
            person=world.amina, unit=world.innerstaden, state="given", form="oral", given_on=clock.today(),
            valid_from=clock.today(), valid_until=clock.today() + timedelta(days=90), informed_by="Sara",
        )  # fmt: skip
        for unit in (world.innerstaden, world.radmannen):
            ConsentGrant._base_manager.create(consent=again, unit=unit, matter="coordination")


def more_versions(world):
    yield
    for number in range(3, 3 + MANY):
        PlanVersion._base_manager.create(
            plan=world.plan, number=number, state="superseded", content=world.version.content,
            proposed_at=clock.now(), proposed_by="Sara",
        )  # fmt: skip


def more_asks(world):
    yield
    for _ in range(MANY):
        Request._base_manager.create(
            kind="sip_request", coordination=world.coordination, from_label="Amina", to_unit=world.innerstaden,
            to_power="coordinate", state="done", sent_at=clock.now(),
        )  # fmt: skip


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("my-readers", more_readings),
        ("my-meetings", more_meetings),
        ("my-consents", more_consents),
        ("my-plan", more_versions),
        ("ask-for-sip", more_asks),
        ("my-start", more_meetings),
        ("my-start", more_consents),
    ],
)
def test_thirty_rows_ask_no_more_than_one(hers, name, more):
    adding = more(hers)
    with asked_by("the test"):
        next(adding)
    questions(hers, name)
    few = questions(hers, name)
    with asked_by("the test"):
        list(adding)
    assert questions(hers, name) == few
