"""Drafts of forms: what is typed is kept until it is sent, thrown away or a week old.

No act, as nobody else has been told anything yet: written outside the acts, and never logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from brygga.core.actor import Actor
from brygga.core.models import Draft
from brygga.core.once import owner_of
from brygga.core.writing import asked_by

KEPT = timedelta(days=7)
LONGEST = 100_000
#: Who somebody is, is never kept in a draft.
IDENTIFYING = re.compile(r"number|identity|personnummer|given_name|family_name")

Fields = dict[str, list[str]]


class TooLong(Exception):
    """More than a form can hold."""


def keep(actor: Actor, address: str, fields: Iterable[tuple[str, list[str]]], at: datetime) -> None:
    kept = {name: said for name, said in fields if not name.startswith(("_", "csrf")) and not IDENTIFYING.search(name)}
    words = json.dumps(kept, ensure_ascii=False)
    if len(words) > LONGEST:
        raise TooLong
    with asked_by("utkast"):
        Draft.objects.visible_to(actor).update_or_create(
            owner=owner_of(actor), address=address, defaults={"words": words, "saved_at": at}
        )


def kept_for(actor: Actor, addresses: Iterable[str]) -> dict[str, tuple[Fields, datetime]]:
    """What waits to be sent to each address, in one question."""
    drafts = Draft.objects.visible_to(actor).filter(address__in=list(addresses))
    return {draft.address: (json.loads(draft.words), draft.saved_at) for draft in drafts}


def forget(actor: Actor, *addresses: str) -> None:
    with asked_by("utkast"):
        Draft.objects.visible_to(actor).filter(address__in=addresses).delete()


def forget_old(now: datetime) -> None:
    with asked_by("utkast"):
        Draft.objects.unrestricted(because="a draft lasts a week, whoever wrote it").filter(
            saved_at__lt=now - KEPT
        ).delete()
