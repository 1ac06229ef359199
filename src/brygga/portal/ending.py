"""Ending, as the person reads it: what is planned, what comes next, and how one comes back."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.closings.may import may_ask_to_stop, may_regret
from brygga.closings.models import Closing
from brygga.closings.queries import of_the_person, open_coordinations
from brygga.closings.standing import weigh
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.rules.closings import ClosingNeed

N = ClosingNeed

#: What remains, in words to the person.
PLAIN: dict[ClosingNeed, str] = {
    N.EXPLORED: "De vill prata med dig om varför du vill sluta.",
    N.TALK: "Ni pratar en gång till tillsammans.",
    N.PLAN_CLOSED: "Ni går igenom planen och avslutar den.",
    N.GOALS: "Ni går igenom dina mål.",
    N.OWN_CASE: "De som är kvar ordnar så att de kan fortsätta att hjälpa dig.",
    N.NEW_CONTACT: "Kontakten med dem som tar över ska fungera först.",
    N.NEW_UNIT_IN_TALK: "De som tar över ska vara med och prata.",
    N.RESUMING: "Ni skriver hur du hör av dig om du behöver hjälp igen.",
    N.CONSENTS: "Du säger vad du vill om dina samtycken.",
    N.AGREED: "Alla som hjälper dig ska vara överens.",
}
OTHER = "De har något kvar att göra klart innan de slutar."


@dataclass(frozen=True, slots=True)
class Ending:
    """One closing; `left` is what is to be done first, `leaves` who stop."""

    row: Closing
    left: tuple[str, ...]
    leaves: tuple[str, ...]
    may_regret: bool


@dataclass(frozen=True, slots=True)
class Stoppable:
    coordination: Coordination
    may: bool


def endings(actor: Actor) -> list[Ending]:
    return [_ending(row, actor) for row in of_the_person(actor)]


def _ending(row: Closing, actor: Actor) -> Ending:
    if not row.is_under_way:
        return Ending(row, (), (), may_regret=False)
    now = weigh(row)
    left = dict.fromkeys(PLAIN[one.need] if one.need else OTHER for one in now.missing)
    leaves = tuple(part.unit.name for part in now.parts if part.unit_id in now.leaving.leaves)
    return Ending(row, tuple(left), leaves, bool(may_regret(actor, row)))


def stoppable(actor: Actor) -> list[Stoppable]:
    return [Stoppable(row, bool(may_ask_to_stop(actor, row))) for row in open_coordinations(actor)]
