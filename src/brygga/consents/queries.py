"""What may be told to whom: asked by acts and pages in every room above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, Consent, ConsentGrant, Disclosure
from brygga.consents.standing import WHY, Standing, answer_about, covering
from brygga.core.actor import Actor
from brygga.people.models import Person
from brygga.rules.consents import Stage

__all__ = [
    "Standing",
    "consent_state",
    "covering",
    "disclosures_of",
    "expiring",
    "history",
    "lapsed",
    "present",
    "readers_of",
    "run_out",
]


def consent_state(person: Person, on: date) -> Standing:
    """The person's answer that day: what is in force, else what is coming, else the last word that was said."""
    because = "the answer is the person's, whichever unit took it down"
    rows = Consent.objects.unrestricted(because=because).filter(person=person)
    rows = rows.select_related("unit__organisation", "replaced_by").order_by("given_on", "pk")
    return _foremost([answer_about(consent, on) for consent in rows], on)


def _foremost(answers: Iterable[Standing], on: date) -> Standing:
    return max(answers, key=lambda answer: _weight(answer, on), default=Standing(Stage.NONE))


def _weight(answer: Standing, on: date) -> tuple[int, date, UUID]:
    """In force before coming before the rest; the one that lasts longest, or the latest word."""
    consent = answer.consent
    assert consent is not None
    rank = 2 if answer.opens else 1 if answer.stage is Stage.COMING else 0
    if rank:
        return rank, consent.valid_until or on, consent.pk
    said = consent.withdrawn_at.date() if consent.withdrawn_at else consent.given_on
    return (0 if answer.stage is not Stage.REPLACED else -1), said, consent.pk


def history(actor: Actor, person: Person, on: date) -> list[Standing]:
    """The person's answers that `actor` may see, newest first."""
    rows = Consent.objects.visible_to(actor).filter(person=person)
    rows = rows.select_related("unit__organisation", "replaced_by", "given_by").order_by("-given_on", "-pk")
    return [answer_about(consent, on) for consent in rows]


def present(actor: Actor, person: Person, on: date) -> Standing:
    """The answer that counts now, among those that `actor` may see."""
    return _foremost(history(actor, person, on), on)


def expiring(actor: Actor, on: date, *, size: int = 30) -> list[Standing]:
    """Consents that the actor's units took, that run out soon and have no successor; those that end first."""
    rows = Consent.objects.visible_to(actor).in_force(on).filter(unit_id__in=actor.reads, replaced_by=None)
    rows = rows.order_by("valid_until", "pk").select_related("unit__organisation", "replaced_by", "person")
    found = [answer_about(consent, on) for consent in rows[:size]]
    return [answer for answer in found if answer.stage is Stage.EXPIRING]


def run_out(on: date) -> list[Consent]:
    """Consents that are over and whose end has not been noted; for the nightly round."""
    over = Q(valid_until__lt=on) | Q(replaced_by__valid_from__lte=on)
    rows = Consent.objects.unrestricted(because="the nightly round looks at every consent")
    return list(rows.filter(over, state="given", withdrawn_at=None, ran_out_at=None).order_by("pk"))


def lapsed(on: date) -> list[Disclosure]:
    """Disclosures decided for a time that is over, whose end has not been noted; for the nightly round."""
    rows = Disclosure.objects.unrestricted(because="the nightly round looks at every disclosure")
    return list(rows.filter(ended_at=None, valid_until__lt=on).order_by("pk"))


def readers_of(stream_id: Any, matter: str, on: date) -> list[Unit]:
    """The units let in to the stream in this matter that day, in Swedish order; not the unit that opened it."""
    let_in = Disclosure.objects.unrestricted(because="who will see what is written, told before it is saved")
    units = let_in.in_force(on, matter).filter(stream_id=stream_id).values("to_unit_id")
    return list(Unit.objects.filter(pk__in=units).select_related("organisation").order_by("sort", "pk"))


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a consent, and what it may know."""

    name: str
    organisation: str
    unit_id: UUID | None
    matters: frozenset[str]
    withdrawn: frozenset[str]

    @property
    def is_out(self) -> bool:
        return COORDINATION not in self.matters


def parties_of(actor: Actor, consent: Consent) -> list[Party]:
    """Parties × matters as far as `actor` sees them: all for those who took it and the person, its own for a party."""
    grants = ConsentGrant.objects.visible_to(actor).filter(consent=consent).select_related("unit__organisation")
    by_party: dict[tuple[UUID | None, str], list[ConsentGrant]] = {}
    for grant in grants:
        by_party.setdefault((grant.unit_id, grant.party_name), []).append(grant)
    found = [_party(rows) for rows in by_party.values()]
    return sorted(found, key=lambda p: (p.unit_id != consent.unit_id, p.unit_id is None, p.organisation, p.name))


def _party(grants: list[ConsentGrant]) -> Party:
    first = grants[0]
    return Party(
        name=first.unit.name if first.unit else first.party_name,
        organisation=first.unit.organisation.name if first.unit else "",
        unit_id=first.unit_id,
        matters=frozenset(grant.matter for grant in grants if grant.withdrawn_at is None),
        withdrawn=frozenset(grant.matter for grant in grants if grant.withdrawn_at is not None),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure, and whether its ground holds."""

    disclosure: Disclosure
    in_force: bool


def disclosures_of(actor: Actor, stream_id: Any, on: date) -> list[Told]:
    """What has been disclosed in a stream, as far as `actor` may see, newest first."""
    rows = Disclosure.objects.visible_to(actor).filter(stream_id=stream_id)
    holding = set(rows.in_force(on).values_list("pk", flat=True))
    rows = rows.select_related("from_unit", "to_unit__organisation", "consent").order_by("-decided_at", "-pk")
    return [Told(row, row.pk in holding) for row in rows]


def closing(consent: Consent, units: Iterable[UUID] | None = None) -> list[Disclosure]:
    """The open disclosures that rest on the consent; those to `units` if given."""
    rows = Disclosure.objects.unrestricted(because=WHY).filter(consent=consent, ended_at=None)
    if units is not None:
        rows = rows.filter(Q(to_unit_id__in=units) | Q(from_unit_id__in=units))
    return list(rows.select_related("to_unit", "from_unit").order_by("to_unit__sort", "pk"))
