"""What opens a contact or a role to another unit: the person's consent, or a rule that is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.acts import disclose
from brygga.consents.models import Consent, Disclosure
from brygga.contacts import may
from brygga.core.actor import Actor
from brygga.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Another ground than consent: the rule, and the unit's own assessment."""

    legal_basis: str
    legal_note: str


def open_to(
    person: Person,
    stream_id: UUID,
    unit: Unit,
    other: Unit,
    *,
    by: Actor,
    consent: Consent | None,
    law: Law | None,
    until: date | None = None,
) -> Disclosure:
    """These words, and nothing else about the person. On a rule it lasts no longer than what is told about."""
    return disclose(
        person,
        by=by,
        stream_id=stream_id,
        from_unit=unit,
        to_unit=other,
        purpose=may.PURPOSE,
        consent=consent,
        legal_basis=law.legal_basis if law else "",
        legal_note=law.legal_note if law else "",
        valid_until=until if law else None,
    )
