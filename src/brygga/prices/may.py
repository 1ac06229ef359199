"""May they? Whoever leads or follows up sets the prices of the own organisation."""

from __future__ import annotations

from brygga.agencies.models import Organisation
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.prices.models import SETS, UnitPrice

NOT_YOURS = "Priserna sätts av dem som leder eller följer upp arbetet i organisationen."


def may_set(actor: Actor, organisation: Organisation) -> Decision:
    mine = actor.is_staff and actor.organisation_id == organisation.pk and actor.powers & SETS
    closed = no("Organisationen är avvecklad.") if organisation.closed_on else YES
    return first_no(YES if mine else no(NOT_YOURS), closed)


def may_remove(actor: Actor, price: UnitPrice) -> Decision:
    gone = no("Priset är redan borttaget.") if price.ore is None else YES
    return first_no(may_set(actor, price.organisation), gone)
