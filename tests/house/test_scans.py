"""No page reads a whole table of what grows with the persons: each of its questions finds its way by a key."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from brygga.consents.models import Consent
from brygga.core.access import Door
from tests.cast import as_
from tests.house.test_addresses import NAMED, OBJECT_ADDRESSES, PLAIN_ADDRESSES, address, door

#: Few beside the persons, and needed by most pages: organisations, units, those who work there.
SMALL = {model._meta.db_table for model in apps.get_app_config("agencies").get_models()}
GROWS = {model._meta.db_table for model in apps.get_models()} - SMALL
PAGES = [n for n in OBJECT_ADDRESSES + PLAIN_ADDRESSES if NAMED[n].access.door in {Door.STAFF, Door.PERSON}]
SCAN = re.compile(r"^SCAN (\w+)")

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite tells its way without counting rows")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_reads_a_whole_table(name: str, lived: Any) -> None:
    staff = (lived.chef, lived.sara, lived.adam, lived.greta)
    for actor in [lived.amina_herself] if door(name).door is Door.PERSON else staff:
        client = as_(Client(), actor)
        with Listening() as heard:
            answer = client.get(address(name, lived))
        assert [told for question in heard.asked for told in scans(*question)] == []
        if answer.status_code == 200 and actor is not lived.chef:
            break


def test_a_question_without_a_key_is_found_out(lived: Any) -> None:
    with Listening() as heard:
        list(Consent.objects.unrestricted(because="a test of the test").filter(said="nej"))
    assert [told.partition(":")[0] for question in heard.asked for told in scans(*question)] == ["consents_consent"]


class Listening:
    """The questions asked while it listens."""

    def __enter__(self) -> Listening:
        self.asked: list[tuple[str, Any]] = []
        self.listening = connection.execute_wrapper(self._hear)
        self.listening.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self.listening.__exit__(*raised)

    def _hear(self, run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked.append((sql, params))
        return run(sql, params, many, context)


def scans(sql: str, params: Any) -> list[str]:
    if not sql.startswith("SELECT"):
        return []
    aliases = {alias: table for table, alias in re.findall(r'"(\w+)" (\w+)\b', sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [SCAN.match(row[3]) for row in cursor.fetchall()]
    whole = [aliases.get(step[1], step[1]) for step in steps if step]
    return [f"{table}: {sql}" for table in whole if table in GROWS]
