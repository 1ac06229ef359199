"""Saying yes the short way: a whole consent with only what matters to the test written out."""

from __future__ import annotations

from datetime import timedelta

from brygga.consents.acts import give_consent
from brygga.core import clock


def say_yes(world, *parties, by=None, person=None, days=180, start=0, **facts):
    """Amina says yes to Sara; `parties` are the units besides Innerstaden."""
    today = clock.today()
    terms = {
        "matters": [],
        "purposes": ["coordination", "meeting"],
        "form": "oral",
        "given_on": today,
        "valid_from": today + timedelta(days=start),
        "valid_until": today + timedelta(days=days),
        "informed_by": "Sara Berg",
    }
    return give_consent(person or world.amina, by=by or world.sara, parties=parties, **{**terms, **facts})
