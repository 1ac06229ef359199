"""Who will see it is said where it is written, before it is saved (design, idea 1)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from brygga.core.access import Door
from tests.cast import as_
from tests.house.test_addresses import OBJECT_ADDRESSES, address, door

#: The shared screen in the meeting: the plan's own page says who reads it afterwards.
ELSEWHERE = {"plan-live"}
HERSELF = "amina_herself"
WRITERS = ("sara", "rut", "cecilia", "ulrika", HERSELF)
SAID = re.compile(r'class="b-(audience|shared)')


@pytest.mark.requirement("ALL-02")
def test_who_will_see_it_is_said_where_it_is_written(lived: Any) -> None:
    clients = {who: as_(Client(), getattr(lived, who)) for who in WRITERS}
    written = {
        name: page for name in OBJECT_ADDRESSES if name not in ELSEWHERE and (page := _form(name, clients, lived))
    }
    assert {"share-note", "consent-give", "meeting-cancel", "my-say"} <= set(written)
    assert [name for name, page in written.items() if not SAID.search(page)] == []


def _form(name: str, clients: dict[str, Client], lived: Any) -> str:
    """The page as the first who may write on it meets it."""
    theirs = door(name).door is Door.PERSON
    for who, client in clients.items():
        if (who == HERSELF) is theirs:
            answer = client.get(address(name, lived))
            if answer.status_code == 200 and not answer.streaming and b"<textarea" in answer.content:
                return str(answer.content.decode())
    return ""
