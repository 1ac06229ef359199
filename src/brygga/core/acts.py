"""Business acts: the only code that writes.

An act is a plain function decorated with `@act`. Pages, commands and the demo call the same function.
The decorator locks the subject, asks `may`, runs, and leaves the audit row and the event in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Model

from brygga.core import clock, events, once, traces
from brygga.core.actor import Actor
from brygga.core.decision import Decision
from brygga.core.visibility import changing
from brygga.core.writing import asked_by
from brygga.rules.dates import written


class NotAllowed(Exception):
    """The act was refused. The message is shown to the person who tried."""


class Changed(Exception):
    """Somebody else changed the row since it was read; nothing was overwritten."""

    def __init__(self, current: Model) -> None:
        super().__init__("Någon annan har ändrat samma sak under tiden.")
        self.current = current


def insist(decision: Decision) -> None:
    """A question that could only be asked when the facts were known."""
    if not decision:
        raise NotAllowed(decision.reason)


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    may: Callable[..., Decision]
    told_as: str
    run: Callable[..., Any]
    affects_planning: bool
    module: str
    in_feed: bool = True


R = TypeVar("R")

#: PostgreSQL's word for it, and how often an act is tried anew. SQLite lets one write at a time.
DEADLOCK, ANEW = "40P01", 3

ACTS: dict[str, Act] = {}
_depth: ContextVar[int] = ContextVar("act_depth", default=0)


def act(
    name: str,
    *,
    may: Callable[..., Decision],
    told_as: str,
    affects_planning: bool = False,
    in_feed: bool = True,
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Register a business act.

    `told_as` is a Swedish sentence with `{by}`; other names in braces are looked up on the result, then on the subject.
    An act whose result or subject has a `stream_id` leaves an event there, unless it is one of many small steps in
    the same work (`in_feed=False`: autosave). `at` is filled in for acts that ask for it.
    """

    def register(function: Callable[..., R]) -> Callable[..., R]:
        if name in ACTS:
            raise ValueError(f"Two acts are called {name}.")
        wants_moment = "at" in signature(function).parameters

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> R:
            at = kwargs.get("at") or clock.now()
            if wants_moment:
                kwargs["at"] = at
            depth = _depth.set(_depth.get() + 1)
            try:
                return _again_if_crossed(lambda: _carry_out(ACTS[name], function, args, kwargs, at))
            except (ValidationError, IntegrityError) as broken:
                if _depth.get() > 1:
                    raise
                raise NotAllowed(_in_swedish(broken)) from broken
            except NotAllowed as refusal:
                if _depth.get() == 1:
                    _note_refusal(ACTS[name], args, kwargs, at, str(refusal))
                raise
            finally:
                _depth.reset(depth)

        ACTS[name] = Act(name, may, told_as, run, affects_planning, function.__module__, in_feed)
        return run

    return register


def _again_if_crossed(work: Callable[[], R]) -> R:
    """Two who each hold what the other waits for: the database lets one of them go, and that one tries anew."""
    key = once.key_under_way.get()
    for _ in range(ANEW):
        try:
            return work()
        except OperationalError as crossed:
            if getattr(crossed.__cause__, "sqlstate", "") != DEADLOCK or connection.in_atomic_block:
                raise
            once.key_under_way.set(key)
    return work()


def _carry_out(this: Act, function: Callable[..., R], args: Any, kwargs: Any, at: datetime) -> R:
    """Lock, ask, run and leave the trace, in one transaction."""
    actor: Actor = kwargs["by"]
    with asked_by(this.name), changing(), transaction.atomic():
        if _depth.get() == 1:
            once.claim(actor, at)
        subject = _locked(args[0])
        decision = this.may(actor, subject)
        if not decision:
            raise NotAllowed(decision.reason)
        result = function(subject, *args[1:], **kwargs)
        traces.audit(actor, at=at, act=this.name, outcome="done", subject=_about(subject, result), facts=_facts(kwargs))
        _tell(this, actor, at, subject, result)
    return result


def _note_refusal(this: Act, args: Any, kwargs: Any, at: datetime, reason: str) -> None:
    with asked_by(this.name):
        traces.audit(
            kwargs["by"], at=at, act=this.name, outcome="refused", subject=args[0], facts=_facts(kwargs), reason=reason
        )


def _facts(kwargs: dict[str, Any]) -> dict[str, Any]:
    return traces.plain_facts({key: value for key, value in kwargs.items() if key not in {"by", "at"}})


def _in_swedish(broken: Exception) -> str:
    if isinstance(broken, ValidationError):
        return " ".join(broken.messages)
    return "Det gick inte att spara, för något annat ändrades samtidigt. Ladda om sidan och försök igen."


def _locked(subject: Any) -> Any:
    """The row as it is now, held until the act is done. An unsaved or absent subject is passed on as it is."""
    if subject is None or subject._state.adding:
        return subject
    return type(subject)._base_manager.select_for_update(of=("self",)).get(pk=subject.pk)


def _about(subject: Any, result: Any) -> Any:
    return result if isinstance(result, Model) else subject


def _tell(done: Act, actor: Actor, at: Any, subject: Any, result: Any) -> None:
    about = _about(subject, result)
    stream_id = getattr(about, "stream_id", None) or getattr(subject, "stream_id", None)
    if stream_id is None or not done.in_feed:
        return
    sentence = done.told_as.format_map(_Sources(actor, about, subject))
    events.record(
        actor,
        at=at,
        act=done.name,
        subject=about,
        stream_id=stream_id,
        sentence=sentence[:1].upper() + sentence[1:],
        matter=getattr(about, "matter", "") or "",
        affects_planning=done.affects_planning,
    )


def _said(value: Any) -> str:
    return written(value) if isinstance(value, date) else str(value)


class _Sources(dict[str, str]):
    def __init__(self, actor: Actor, *sources: Any) -> None:
        super().__init__(by=actor.byline)
        self.sources = sources

    def __missing__(self, key: str) -> str:
        for source in self.sources:
            if hasattr(source, key):
                return _said(getattr(source, key))
        raise KeyError(key)
