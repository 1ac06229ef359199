"""The menu: what waits is counted for the pages that show it, and for no others."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.coordinations.models import InboxItem
from tests.cast import as_
from tests.requests.asking import sent_wish

INBOX = InboxItem._meta.db_table
NOWHERE = "/forfragningar/019b0000-0000-7000-8000-000000000000/"


def counted(client: Client, path: str, status: int) -> bool:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == status
    return any(INBOX in question["sql"] for question in asked.captured_queries)


@pytest.mark.parametrize(("path", "status"), [(NOWHERE, 404), ("/administration/", 403)])
def test_a_refusal_has_no_menu_and_counts_nothing_for_it(world: Any, client: Client, path: str, status: int) -> None:
    as_(client, world.sara)
    assert not counted(client, path, status)
    assert counted(client, "/moten/", 200)


def test_what_waits_to_be_handed_out_is_told_in_the_menu(world: Any, client: Client) -> None:
    sent_wish(world)
    told = '<span aria-hidden="true">1</span><span class="ds-sr-only">1 väntar</span>'
    for who, waits in (("rolf", True), ("siv", False), ("sigrid", False)):
        page = as_(client, getattr(world, who)).get("/moten/").content.decode()
        assert (told in page.partition("Att fördela")[2].partition("</li>")[0]) is waits, who
