"""That one changes unit at an age, in the person's words: when, from where, to where, and who helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.core.actor import Actor
from brygga.transfers.queries import coming
from brygga.transfers.states import TransferState


@dataclass(frozen=True, slots=True)
class Change:
    giving: str
    taking: str
    on: date
    has_gone: bool
    giver: str
    taker: str
    giving_phone: str
    taking_phone: str
    needs: tuple[str, ...]
    words: str


def changes(actor: Actor) -> list[Change]:
    return [_change(row) for row in coming(actor)]


def _change(row: Any) -> Change:
    return Change(
        giving=row.from_unit.name,
        taking=row.to_unit.name,
        on=row.switch_on,
        has_gone=row.state == TransferState.SWITCHED,
        giver=row.giver or "",
        taker=row.taker or "",
        giving_phone=row.from_unit.phone,
        taking_phone=row.to_unit.phone,
        needs=tuple(row.need_terms),
        words=row.words,
    )
