"""A form sent twice is done once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from brygga.core.actor import Actor
from brygga.core.models import Submission

#: The key of the form under way, set by the middleware; each key buys one outermost act.
key_under_way: ContextVar[UUID | None] = ContextVar("submission_key", default=None)


class AlreadyDone(Exception):
    """The same form has been carried out before."""


def owner_of(actor: Actor) -> str:
    return str(actor.assignment_id or next(iter(sorted(actor.person_ids)), "") or actor.kind)


@contextmanager
def repeatable() -> Iterator[None]:
    """For drafts, which the same form saves again and again before it is sent for good."""
    token = key_under_way.set(None)
    try:
        yield
    finally:
        key_under_way.reset(token)


def claim(actor: Actor, at: datetime) -> None:
    key = key_under_way.get()
    if key is None:
        return
    try:
        with transaction.atomic():
            Submission.objects.create(key=key, owner=owner_of(actor), sent_at=at)
    except IntegrityError as taken:
        raise AlreadyDone from taken
    key_under_way.set(None)
