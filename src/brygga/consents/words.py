"""What the person says yes to, in plain words: the same on the screen, read aloud and on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, Consent
from brygga.consents.queries import Party, parties_of
from brygga.core.actor import Actor
from brygga.routines.loading import routine
from brygga.routines.vocabulary import Matter
from brygga.rules.words import in_sentence


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A party that may not know about some of it."""

    party: str
    terms: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.party} får inte veta något om {and_list([in_sentence(term) for term in self.terms])}."


@dataclass(frozen=True, slots=True)
class Yes:
    """The content of a consent."""

    parties: tuple[str, ...]
    matters: tuple[Matter, ...]
    exceptions: tuple[LeftOut, ...]
    purposes: tuple[str, ...]
    exclusions: str
    valid_from: date | None
    valid_until: date | None

    @property
    def whom(self) -> str:
        return and_list(self.parties)


def and_list(words: Iterable[str]) -> str:
    """ "a", "a och b", "a, b och c"."""
    found = list(words)
    return " och ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def yes_to(
    place: str,
    *,
    parties: Mapping[str, Collection[str]],
    matters: Iterable[str],
    purposes: Iterable[str],
    exclusions: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Yes:
    """`parties` maps each party's name to the matters it may know about."""
    rows = routine(place)
    asked = {COORDINATION, *matters}
    told = tuple(matter for matter in rows.matters if matter.key in asked)
    left_out = ((name, [m.term for m in told if m.key not in known]) for name, known in parties.items())
    return Yes(
        parties=tuple(parties),
        matters=told,
        exceptions=tuple(LeftOut(name, tuple(terms)) for name, terms in left_out if terms),
        purposes=tuple(row.term for row in rows.purposes if row.key in {COORDINATION, *purposes}),
        exclusions=exclusions,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def yes_of(consent: Consent, actor: Actor) -> Yes:
    """What still stands of a consent, as far as `actor` sees it."""
    parties = [party for party in parties_of(actor, consent) if not party.is_out]
    return yes_to(
        consent.unit.organisation.place,
        parties={full_name(party): party.matters for party in parties},
        matters={matter for party in parties for matter in party.matters},
        purposes=consent.purposes,
        exclusions=consent.exclusions,
        valid_from=consent.valid_from,
        valid_until=consent.valid_until,
    )


def full_name(party: Party) -> str:
    return f"{party.name} ({party.organisation})" if party.organisation else party.name


def unit_name(unit: Unit) -> str:
    return f"{unit.name} ({unit.organisation.name})"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a withdrawal does to one party."""

    party: str
    shut_out: bool
    terms: tuple[str, ...]

    @property
    def sentence(self) -> str:
        if self.shut_out:
            return f"{self.party} får inte veta något mer och kan inte längre läsa samordningen."
        if self.terms:
            return f"{self.party} får inte veta något mer om {and_list([in_sentence(term) for term in self.terms])}."
        return f"{self.party} påverkas inte."

    @property
    def changes(self) -> bool:
        return self.shut_out or bool(self.terms)


def effects(
    actor: Actor, consent: Consent, *, units: Collection[UUID], others: Collection[str], matters: Collection[str]
) -> list[Effect]:
    """What closes for whom if this is taken back; everything when nothing is named."""
    rows = {row.key: row.term for row in routine(consent.unit.organisation.place).matters}
    found = []
    for party in parties_of(actor, consent):
        named = party.unit_id in units if party.unit_id else party.name in others
        if party.is_out or not (touched := party.matters if named or not (units or others) else frozenset()):
            found += [] if party.is_out else [Effect(party.name, False, ())]
            continue
        shut_out = not matters or COORDINATION in matters
        lost = tuple(rows[key] for key in rows if key in touched and key in matters)
        found.append(Effect(party.name, shut_out, () if shut_out else lost))
    return found
