"""Taking back, wholly or in part, and running out. Effect at once: what rested on it closes in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.consents import may
from brygga.consents.acts.disclosures import close_groundless
from brygga.consents.models import COORDINATION, Consent, ConsentGrant
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change
from brygga.rules.consents import RAN_OUT, WITHDRAWN

HOW = "Skriv hur personen tog tillbaka samtycket: muntligt, per telefon, skriftligt eller på annat sätt."


@act("consents.withdraw", may=may.may_withdraw_consent, told_as="Samtycket är återkallat ({by})", affects_planning=True)
def withdraw_consent(consent: Consent, *, by: Actor, at: datetime, how: str, reason: str = "") -> Consent:
    """Everything, for every party, in any form (Malmö handbook, "Inhämta samtycke")."""
    told = _told(by, at, how, reason)
    _open_grants(consent).update(**told)
    return _withdrawn(consent, by, at, told)


@act(
    "consents.withdraw_part",
    may=may.may_withdraw_part,
    told_as="En del av samtycket är återkallad ({by})",
    affects_planning=True,
)
def withdraw_part(
    consent: Consent,
    *,
    by: Actor,
    at: datetime,
    how: str,
    reason: str = "",
    units: Iterable[Unit] = (),
    others: Iterable[str] = (),
    matters: Iterable[str] = (),
) -> Consent:
    """These parties, in these matters; parties alone means all matters, matters alone means all parties.

    Without the matter of coordination a party knows nothing: it takes the rest along.
    """
    unit_ids, names, about = {unit.pk for unit in units}, set(others), set(matters)
    insist(may.may_withdraw_for(by, consent, unit_ids, names))
    told = _told(by, at, how, reason)
    if not (unit_ids or names or about):
        raise NotAllowed("Välj vad personen tar tillbaka.")
    chosen = _open_grants(consent)
    if unit_ids or names:
        chosen = chosen.filter(Q(unit_id__in=unit_ids) | Q(party_name__in=names, unit=None))
    if about and COORDINATION not in about:
        chosen = chosen.filter(matter__in=about)
    if not chosen.update(**told):
        raise NotAllowed("Det du valde ingår inte i samtycket längre.")
    if not _open_grants(consent).filter(~Q(unit_id=consent.unit_id) | Q(unit=None)).exists():
        return _withdrawn(consent, by, at, told)
    close_groundless(consent, by=by, at=at, because=WITHDRAWN)
    return consent


@act("consents.end_at_closing", may=may.may_end_at_closing, told_as="Samtycket upphör med avslutet ({by})")
def end_at_closing(consent: Consent, *, by: Actor, at: datetime, how: str, units: Iterable[Unit]) -> Consent:
    """For those who leave; wholly when nobody is left to tell, or when the one who took it leaves too."""
    told, leaving = _told(by, at, how, ""), {unit.pk for unit in units}
    _open_grants(consent).filter(unit_id__in=leaving - {consent.unit_id}).update(**told)
    rest = _open_grants(consent).filter(~Q(unit_id=consent.unit_id) | Q(unit=None))
    if consent.unit_id in leaving:
        rest = rest.exclude(unit=None)
    if not rest.exists():
        _open_grants(consent).update(**told)
        return _withdrawn(consent, by, at, told)
    close_groundless(consent, by=by, at=at, because=WITHDRAWN)
    return consent


@act("consents.run_out", may=may.may_note_run_out, told_as="Samtycket har gått ut ({by})", affects_planning=True)
def note_run_out(consent: Consent, *, by: Actor, at: datetime) -> Consent:
    """The doors closed when the day ended; now it is told, and what waits behind them is put in order."""
    noted = change(consent, ran_out_at=at)
    close_groundless(noted, by=by, at=at, because=RAN_OUT)
    return noted


def _told(by: Actor, at: datetime, how: str, reason: str) -> dict[str, object]:
    if not how.strip():
        raise NotAllowed(HOW)
    return {
        "withdrawn_at": at,
        "withdrawn_by": by.byline,
        "withdrawn_how": how.strip()[:300],
        "withdrawn_reason": reason.strip(),
    }


def _withdrawn(consent: Consent, by: Actor, at: datetime, told: dict[str, object]) -> Consent:
    withdrawn = change(consent, **told)
    close_groundless(withdrawn, by=by, at=at, because=WITHDRAWN)
    return withdrawn


def _open_grants(consent: Consent) -> Any:
    grants = ConsentGrant.objects.unrestricted(because="what is taken back is taken from every party")
    return grants.filter(consent=consent, withdrawn_at=None)
