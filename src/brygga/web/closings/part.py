"""Avslut: the last part of Ansvar."""

from __future__ import annotations

from brygga.closings.may import may_begin, may_close_after_death, may_reopen_together
from brygga.closings.models import Closing
from brygga.closings.queries import closings_in
from brygga.closings.states import ClosingState
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.rules.dates import written
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way

TONES = {ClosingState.UNDER_WAY: "info", ClosingState.DONE: "good", ClosingState.CALLED_OFF: "neutral"}


def part(actor: Actor, coordination: Coordination) -> Part:
    return Part(
        key="avslut",
        heading="Avslut",
        rows=tuple(row(one) for one in closings_in(actor, coordination)),
        ways=tuple(_ways(actor, coordination)),
        empty="Inget avslut har påbörjats.",
        icon="bridge",
    )


def row(one: Closing) -> Row:
    dates = [("Började", f"{written(one.started_on)}, {one.started_by}")]
    if one.ended_on:
        dates.append(("Avbröts" if one.state == ClosingState.CALLED_OFF else "Genomfördes", written(one.ended_on)))
    waits = one.is_under_way and one.wants_to_stop and one.explored_on is None
    return Row(
        title=one.rule.term,
        url=way_to("closing", one.pk),
        status=str(one.get_state_display()),
        tone=TONES[ClosingState(one.state)],
        also="Personen vill sluta" if waits else "",
        facts=tuple(dates),
    )


def _ways(actor: Actor, coordination: Coordination) -> list[Way]:
    asked = (
        (may_close_after_death, "Avsluta efter dödsfallet", "close-after-death", ""),
        (may_begin, "Börja ett avslut", "begin-closing", "plus"),
        (may_reopen_together, "Öppna igen", "reopen-coordination", "bridge"),
    )
    ways = [
        Way(text, way_to(name, coordination.pk), icon=icon)
        for may, text, name, icon in asked
        if may(actor, coordination)
    ]
    return [*ways, Way("Allt om avslut", way_to("coordination-closings", coordination.pk), weight="quiet")]
