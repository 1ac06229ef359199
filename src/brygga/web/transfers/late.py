"""What is late in transfers at an age: not announced in time, and nobody named to receive."""

from __future__ import annotations

from itertools import chain
from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import COUNTED
from brygga.rules.transfers import LAST_DAYS, Stage
from brygga.transfers.queries import Watched, rules_here, shown, sides, waiting, watches, without_caseworker
from brygga.web.late import Row, Source
from brygga.web.links import way_to


def _not_announced(actor: Actor) -> list[Watched]:
    """The oldest first, as each rule has them."""
    if not watches(actor) or not sides(actor).giving:
        return []
    found = shown(chain.from_iterable(waiting(actor, rule)[:COUNTED] for rule in rules_here(actor)))
    return [one for one in found if one.stage is Stage.LATE]


def _announce(one: Watched, actor: Actor) -> Row:
    who = one.case.caseworker.staff.name if one.case.caseworker else "Ingen handläggare"
    due = None if one.is_hidden else one.announce_by
    return Row("Överföringen är inte aviserad", way_to("transfer-case", one.case.pk), one.case.person.name, who, due)


def _nobody_named(actor: Actor) -> Any:
    """Within the last month before the birthday."""
    rows = without_caseworker(actor)
    here = watches(actor) and sides(actor).taking
    return rows.filter(switch_on__lte=clock.today() + LAST_DAYS) if here else rows.none()


def _receive(row: Any, actor: Actor) -> Row:
    due = None if row.coordination.person.protection else row.switch_on
    about = f"{row.coordination.person.name} · från {row.from_unit.name}"
    return Row("Ingen är utsedd att ta emot", way_to("transfer", row.pk), about, row.to_unit.name, due)


SOURCES = (
    Source(
        "avisera", "Överföringar som inte är aviserade", "Den som tar över hinner inte planera med personen.",
        _not_announced, (), _announce,
    ),
    Source(
        "ta-emot", "Ingen tar emot", "Snart byter personen enhet, och ingen handläggare är utsedd hos er.",
        _nobody_named, ("switch_on",), _receive,
    ),
)  # fmt: skip
