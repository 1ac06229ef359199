"""Carrying it out: those who leave leave, the consents end, and perhaps the coordination closes. And coming back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from brygga.closings import may
from brygga.closings.models import Closing, ClosingParty, Reopening
from brygga.closings.standing import Weighed, weigh
from brygga.closings.states import ClosingState, Consents
from brygga.consents.acts import end_at_closing
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations import acts as coordinations
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create

AT_THE_TALK = "När avslutet genomfördes"


@act("closings.finish", may=may.may_finish, told_as="{by} genomförde avslutet", affects_planning=True)
def finish(closing: Closing, *, by: Actor, at: datetime) -> Closing:
    now = weigh(closing)
    if now.missing:
        raise NotAllowed(now.missing[0].sentence)
    done = change(closing, state=ClosingState.DONE, ended_on=day_of(at), ended_by=by.label)
    _note_who_saw_it(now)
    _leave(now, by, at)
    if closing.consents == Consents.END:
        _end_consents(now, by, at)
    if now.ends_all:
        coordinations.close_coordination(closing.coordination, by=by, at=at, why=closing.rule.term)
    return done


def _note_who_saw_it(now: Weighed) -> None:
    """They may read it afterwards too: the way back is theirs to answer to."""
    for part in now.parts:
        party = now.parties.get(part.unit_id)
        if party is None:
            create(ClosingParty, closing=now.closing, unit_id=part.unit_id, saw_it_done=True)
        else:
            change(party, saw_it_done=True, leaves=part.unit_id in now.leaving.leaves)


def _leave(now: Weighed, by: Actor, at: datetime) -> None:
    """When the whole ends everybody leaves; the unit that opened it keeps it, closed."""
    opened_by = now.closing.coordination.unit_id
    for part in now.parts:
        goes = now.ends_all or part.unit_id in now.leaving.leaves
        if goes and part.unit_id != opened_by:
            coordinations.leave(part, by=by, at=at, why=now.closing.rule.term)


def _end_consents(now: Weighed, by: Actor, at: datetime) -> None:
    """Those about this coordination, for those who leave; not what another coordination of the person rests on."""
    stream = now.closing.coordination_id
    elsewhere = Disclosure.objects.unrestricted(because="a consent that still carries something stays")
    elsewhere = elsewhere.filter(consent=OuterRef("pk"), ended_at=None).exclude(stream_id=stream)
    rows = Consent.objects.unrestricted(because="the consents end with the closing").in_force(clock.today())
    rows = rows.filter(Q(stream_id=stream) | Q(stream_id=None), person_id=now.closing.coordination.person_id)
    units = [part.unit for part in now.parts if now.ends_all or part.unit_id in now.leaving.leaves]
    touched = rows.filter(~Exists(elsewhere), grants__unit__in=units, grants__withdrawn_at=None).distinct()
    for consent in touched:
        end_at_closing(consent, by=by, at=at, how=AT_THE_TALK, units=units)


@act("closings.reopen", may=may.may_reopen_together, told_as="{by} öppnade samordningen igen", in_feed=False)
def reopen(coordination: Coordination, *, by: Actor, at: datetime, why: str) -> Reopening:
    """The person is back: the history stays, and each yes is asked for anew."""
    if not why.strip():
        raise NotAllowed("Skriv varför samordningen öppnas igen.")
    assert coordination.closed_on is not None
    again = create(
        Reopening,
        coordination=coordination,
        closed_on=coordination.closed_on,
        closed_why=coordination.closed_why,
        reopened_on=day_of(at),
        reopened_by=by.label,
        why=why.strip(),
    )
    coordinations.reopen(coordination, by=by, at=at)
    return again
