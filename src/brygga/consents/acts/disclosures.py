"""Disclosing: opening a stream to a unit on consent or on a named rule, and ending it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents import may
from brygga.consents.acts.doors import door_closed, ground_gone
from brygga.consents.models import Consent, Disclosure
from brygga.consents.standing import covers_units
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.people.models import Person
from brygga.routines.loading import routine
from brygga.rules.consents import TIME_IS_OUT

NO_ASSESSMENT = "Skriv din bedömning: vilka uppgifter som behövs, varför, och varför samtycke inte finns."


@act("consents.disclose", may=may.may_disclose, told_as="{by} lämnade ut till {to_unit}: {ground}")
def disclose(
    person: Person,
    *,
    by: Actor,
    at: datetime,
    stream_id: UUID,
    from_unit: Unit,
    to_unit: Unit,
    purpose: str,
    consent: Consent | None = None,
    legal_basis: str = "",
    legal_note: str = "",
    valid_until: date | None = None,
) -> Disclosure:
    """Never by itself: someone decides, on a consent that covers both units and the purpose, or on a rule they name."""
    insist(may.may_disclose_from(by, stream_id=stream_id, from_unit=from_unit, on_law=consent is None))
    insist(may.may_use_purpose(from_unit.organisation.place, purpose))
    if from_unit.pk == to_unit.pk:
        raise NotAllowed("Välj en annan enhet än den som lämnar ut.")
    if valid_until and valid_until < day_of(at):
        raise NotAllowed("Sista dagen har redan varit. Välj en senare dag.")
    if consent is not None:
        _covered(person, consent, from_unit, to_unit, purpose, day_of(at))
    else:
        _lawful(from_unit, legal_basis, legal_note, day_of(at))
    return create(
        Disclosure,
        stream_id=stream_id,
        person=person,
        from_unit=from_unit,
        to_unit=to_unit,
        consent=consent,
        legal_basis="" if consent else legal_basis,
        legal_note=legal_note.strip(),
        purpose=purpose,
        decided_by=by.label,
        decided_at=at,
        valid_until=valid_until,
    )


def _covered(person: Person, consent: Consent, from_unit: Unit, to_unit: Unit, purpose: str, on: date) -> None:
    insist(may.may_share_identity(person, [from_unit, to_unit], on, purpose=purpose))
    if (
        consent.person_id != person.pk
        or purpose not in consent.purposes
        or not covers_units(consent.pk, [from_unit.pk, to_unit.pk], on)
    ):
        raise NotAllowed("Välj det samtycke som omfattar enheterna och ändamålet.")


def _lawful(from_unit: Unit, key: str, note: str, on: date) -> None:
    bases = {basis.key: basis for basis in routine(from_unit.organisation.place).legal_bases}
    if key not in bases or bases[key].valid_from > on:
        raise NotAllowed("Välj en rättslig grund, eller ta emot personens samtycke.")
    if not note.strip():
        raise NotAllowed(NO_ASSESSMENT)


@act(
    "consents.end_disclosure",
    may=may.may_end_disclosure,
    told_as="{to_unit} tar inte del längre ({by})",
    affects_planning=True,
)
def end_disclosure(disclosure: Disclosure, *, by: Actor, at: datetime, because: str) -> Disclosure:
    """What has been read cannot be unread; from now on nothing more is."""
    return _end(disclosure, by=by, at=at, because=because)


@act(
    "consents.close_disclosure",
    may=may.may_close_disclosure,
    told_as="{to_unit} tar inte del längre{told_why} ({by})",
    affects_planning=True,
)
def close_disclosure(disclosure: Disclosure, *, by: Actor, at: datetime, because: str) -> Disclosure:
    """Part of another act: the ground is gone."""
    return _end(disclosure, by=by, at=at, because=because)


@act(
    "consents.lapse_disclosure",
    may=may.may_lapse,
    told_as="{to_unit} tar inte del längre: tiden har gått ut ({by})",
    affects_planning=True,
)
def lapse_disclosure(disclosure: Disclosure, *, by: Actor, at: datetime) -> Disclosure:
    """A disclosure that was decided for a time."""
    return _end(disclosure, by=by, at=at, because=TIME_IS_OUT)


@act(
    "consents.limit_disclosure",
    may=may.may_limit,
    told_as="{to_unit} tar del till och med {valid_until}",
    affects_planning=True,
)
def limit_disclosure(disclosure: Disclosure, *, by: Actor, at: datetime, valid_until: date) -> Disclosure:
    """Part of another act: what it was opened for is over, but not at once. An earlier last day stands."""
    if valid_until < day_of(at):
        raise NotAllowed("Sista dagen har redan varit. Välj en senare dag.")
    earliest = min(valid_until, disclosure.valid_until or valid_until)
    return change(disclosure, valid_until=earliest)


def _end(disclosure: Disclosure, *, by: Actor, at: datetime, because: str) -> Disclosure:
    ended = change(disclosure, ended_at=at, ended_because=because[:300])
    door_closed(ended, by=by, at=at, why=because)
    return ended


def close_groundless(consent: Consent, *, by: Actor, at: datetime, because: str) -> None:
    """The disclosures that rested on this consent and have lost their ground; the others stay.

    One may have ended on the way: with the first, a meeting is called off, and what was opened for its calls ends.
    """
    on = max(day_of(at), consent.valid_from) if consent.valid_from else day_of(at)
    rows = Disclosure.objects.unrestricted(because="a ground that goes takes its disclosures along")
    resting = rows.filter(consent=consent, ended_at=None)
    for disclosure in list(resting.order_by("pk")):
        groundless = not covers_units(consent.pk, [disclosure.from_unit_id, disclosure.to_unit_id], on)
        if groundless and resting.filter(pk=disclosure.pk).exists():
            close_disclosure(disclosure, by=by, at=at, because=because)
    ground_gone(consent, by=by, at=at, why=because)
