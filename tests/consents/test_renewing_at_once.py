"""Two renew the same consent in the same moment: one of them replaces it, the other is told."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.consents.models import Consent
from tests.consents.saying import say_yes
from tests.overlapping import overlapping

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_consent_is_replaced_once(world: Any) -> None:
    old = say_yes(world, world.psykiatri)
    mine, theirs = (Consent._base_manager.get(pk=old.pk) for _ in range(2))
    told = overlapping(
        lambda: say_yes(world, world.psykiatri, replaces=mine),
        lambda: say_yes(world, world.radmannen, replaces=theirs),
    )
    assert told == "Välj ett samtycke som enheten själv har tagit emot och som inte redan är ersatt."
    assert Consent._base_manager.count() == 2
