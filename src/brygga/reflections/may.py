"""May they? A refusal never repeats a name: refusals are kept in the log."""

from __future__ import annotations

from collections.abc import Mapping

from brygga.agencies.models import Unit
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.reflections.anonymity import shown_in
from brygga.reflections.models import READS, Reflection
from brygga.rules.powers import Power

WORKS = frozenset({Power.CASES, Power.COORDINATE, Power.DISTRIBUTE, Power.LEAD})
SHOWS_WHOM = "Texten visar vem det gäller. Ta bort namn, nummer och adresser. En lärdom handlar om arbetet."
GONE = no("Lärdomen är återtagen.")


def may_read(actor: Actor) -> bool:
    return actor.is_staff and bool(actor.powers & READS)


def works(actor: Actor) -> bool:
    return actor.is_staff and bool(actor.powers & WORKS)


def may_write(actor: Actor, unit: Unit) -> Decision:
    """Those who work with cases or lead, for their own unit."""
    if not works(actor) or unit.pk != actor.unit_id:
        return no("Lärdomar skrivs av dem som arbetar med enhetens ärenden eller leder den.")
    return YES


def shows_nobody(actor: Actor, texts: Mapping[str, str]) -> Decision:
    return no(SHOWS_WHOM) if shown_in(actor, texts) else YES


def _stands(reflection: Reflection) -> Decision:
    return GONE if reflection.withdrawn_at else YES


def may_add(actor: Actor, reflection: Reflection) -> Decision:
    here = works(actor) and reflection.unit_id == actor.unit_id
    return first_no(_stands(reflection), YES if here else no("Enheten som skrev lärdomen skriver tillägg till den."))


def may_withdraw(actor: Actor, reflection: Reflection) -> Decision:
    """Its author; and whoever leads the unit, when it shows too much and the author is not there."""
    mine = actor.is_staff and reflection.assignment_id == actor.assignment_id
    leads = actor.has(Power.LEAD) and reflection.unit_id in actor.reads
    return first_no(_stands(reflection), YES if mine or leads else no("Den som skrev lärdomen tar tillbaka den."))
