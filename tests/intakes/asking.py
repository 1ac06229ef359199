"""Intakes in any state, for the tests of this room."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from brygga.core import clock
from brygga.intakes.acts import appoint, ask_for_help
from brygga.intakes.acts.asking import STRANGER
from brygga.intakes.codes import code_for
from brygga.intakes.facts import Told
from brygga.intakes.models import Intake
from brygga.intakes.queries import is_late, on_desk
from brygga.rules.identity_numbers import parse
from tests.requests.asking import assignment

WORDS = "Jag orkar inte med alla brev."
CODE = code_for(uuid4())


def late(actor: Any) -> list[Intake]:
    """What stands as late on the actor's start page."""
    return [row for row in on_desk(actor, 9) if is_late(row)]


def told(**more: Any) -> Told:
    facts: dict[str, Any] = {"name": "Bo Ek", "born": date(1990, 5, 2), "phone": "070-174 06 99", "words": WORDS}
    if number := more.pop("number", ""):
        facts["identity"] = parse(number)
    return Told(**{**facts, **more})


def asked(world: Any, unit: Any = None, code: str = "", **more: Any) -> Intake:
    code = code or code_for(uuid4())
    return ask_for_help(unit or world.innerstaden, by=STRANGER, told=told(**more), code=code)


def taken(world: Any, **more: Any) -> Intake:
    return appoint(asked(world, **more), by=world.sara, caseworker=assignment(world.sara))


def form(**more: Any) -> dict[str, Any]:
    """What a browser sends, from a form that has been open for a minute."""
    from datetime import timedelta

    from brygga.portal.help_forms import stamp

    return {
        "words": WORDS,
        "name": "Bo Ek",
        "phone": "070-174 06 99",
        "born": "1990-05-02",
        "tid": stamp(clock.now() - timedelta(minutes=1)),
        "_once": str(uuid4()),
        **more,
    }
