"""Insatser och vem som ansvarar: the first part of Ansvar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.interventions.may import may_grant, may_grant_at
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.placements import warnings
from brygga.interventions.queries import at_hand, hidden
from brygga.interventions.states import GrantedState
from brygga.rules.dates import written
from brygga.web.interventions.warning import told
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way

TONES = {
    GrantedState.DECIDED: "neutral",
    GrantedState.ONGOING: "info",
    GrantedState.INTERRUPTED: "warning",
    GrantedState.ENDED: "good",
}
FROZEN = "Ansvaret ligger fast"


def part(actor: Actor, coordination: Coordination) -> Part:
    rows, more = at_hand(actor, coordination)
    return Part(
        key="insatser",
        heading="Insatser och vem som ansvarar",
        rows=tuple(map(row, rows)),
        ways=tuple(_ways(actor, coordination, more)),
        empty="Ingen beviljad insats är inskriven som du får se.",
        warnings=tuple(f"{one.text} {one.todo}" for one in map(told, warnings(actor, coordination))),
        **unseen(hidden(actor, coordination)),
    )


def unseen(number: int) -> dict[str, Any]:
    """How many the reader may not see, and what they are called then."""
    return {"hidden": number, "hidden_as": "insats" if number == 1 else "insatser"}


def _ways(actor: Actor, coordination: Coordination, more: bool) -> Iterator[Way]:
    own = own_part(actor, coordination)
    unit_id = own.unit_id if own else coordination.unit_id
    if may_grant(actor, coordination) and may_grant_at(coordination, unit_id):
        yield Way("Skriv in en beviljad insats", way_to("grant-intervention", coordination.pk), icon="plus")
    if more:
        every = way_to("coordination-interventions", coordination.pk)
        yield Way("Alla insatser, även avslutade", every, weight="quiet")


def row(one: GrantedIntervention) -> Row:
    told = one.told_day
    return Row(
        title=one.words,
        url=way_to("granted-intervention", one.pk),
        status=str(one.get_state_display()),
        tone=TONES[GrantedState(one.state)],
        also=FROZEN if one.is_frozen else "",
        facts=(
            ("Ansvarar nu", f"{one.responsible_unit.name}, sedan {written(one.responsible_since)}"),
            ("Beslutade", f"{one.unit.name}, {written(one.decided_on)}"),
            ("Tid", period(one)),
            ("Personen vet", written(told) if told else "Inte än"),
        ),
    )


def period(one: GrantedIntervention) -> str:
    until = f" till och med {written(one.ends_on)}" if one.ends_on else ", tills vidare"
    return f"Från {written(one.starts_on)}{until}"
