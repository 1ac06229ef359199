"""Where a person's answer stands: what acts, predicates and pages all ask. For whom it is shown is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from brygga.consents.models import COORDINATION, Consent, ConsentGrant, ConsentQuerySet
from brygga.people.models import Person
from brygga.routines.loading import routine
from brygga.rules import consents as rules
from brygga.rules.consents import Stage

TONES = {
    Stage.GIVEN: "good",
    Stage.COMING: "info",
    Stage.EXPIRING: "warning",
    Stage.DECLINED: "warning",
    Stage.WITHDRAWN: "warning",
}
WHY = "what the person has allowed is asked by whoever is to tell"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent, or none, and where it stands that day."""

    stage: Stage
    consent: Consent | None = None

    @property
    def opens(self) -> bool:
        return self.stage.opens

    @property
    def tone(self) -> str:
        """How much it asks for attention, in the words of the components."""
        return TONES.get(self.stage, "neutral")

    @property
    def valid_from(self) -> date | None:
        return self.consent.valid_from if self.consent else None

    @property
    def valid_until(self) -> date | None:
        """The last day it holds or held."""
        return self.consent.valid_until if self.consent else None


def covered(consents: ConsentQuerySet, unit_ids: Iterable[UUID], matter: str) -> ConsentQuerySet:
    """Those among these consents that let every one of the units know about the matter.

    A unit that has gone into another knows through the one that took over; never the other way round (ADR 0013).
    """
    grants = ConsentGrant.objects.unrestricted(because=WHY).filter(
        consent_id=OuterRef("pk"), matter=matter, withdrawn_at=None
    )
    for unit_id in unit_ids:
        named = Q(unit_id=unit_id) | Q(unit__came_from__old_id=unit_id)
        consents = consents.filter(Exists(grants.filter(named)))
    return consents


def covering(person: Person, unit_ids: Iterable[UUID], on: date, matter: str = COORDINATION) -> Consent | None:
    """The consent in force that covers all those units in the matter; the newest of several."""
    consents = Consent.objects.unrestricted(because=WHY).filter(person=person).in_force(on)
    return covered(consents, unit_ids, matter).order_by("-given_on", "-pk").first()


def covers_units(consent_id: UUID, unit_ids: Iterable[UUID], on: date, matter: str = COORDINATION) -> bool:
    consents = Consent.objects.unrestricted(because=WHY).filter(pk=consent_id).in_force(on)
    return covered(consents, unit_ids, matter).exists()


def answer_about(consent: Consent, on: date) -> Standing:
    """Where this answer stands that day. Reads `unit.organisation` and `replaced_by`."""
    declined = consent.state == "declined"
    if declined or consent.valid_from is None or consent.valid_until is None:
        return Standing(Stage.DECLINED, consent)
    replaced = consent.replaced_by
    answer = rules.Answer(
        withdrawn=consent.withdrawn_at is not None,
        valid_from=consent.valid_from,
        valid_until=consent.valid_until,
        replaced_from=replaced.valid_from if replaced else None,
    )
    warning = routine(consent.unit.organisation.place).deadline("consent_warning", consent.valid_from)
    return Standing(rules.stage(answer, on, rules.warned_from(warning, consent.valid_until)), consent)
