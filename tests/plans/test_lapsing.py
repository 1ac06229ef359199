"""A version that waits for answers lapses when the consent it rests on ends; what is agreed stands."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from brygga.consents.acts import disclose, withdraw_consent, withdraw_part
from brygga.coordinations.acts import leave
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.plans import acts
from brygga.plans.models import PlanVersion
from brygga.plans.queries import waiting_for_answer
from brygga.plans.states import Say, VersionState
from tests.cast import as_
from tests.consents.saying import say_yes


def state_of(version: Any) -> VersionState:
    return VersionState(PlanVersion._base_manager.get(pk=version.pk).state)


@pytest.mark.requirement("MAL-10")
def test_a_version_that_waits_lapses_when_the_consent_is_taken_back(client: Any, proposed: Any) -> None:
    assert waiting_for_answer(proposed.sara) == [proposed.version]
    withdraw_consent(proposed.consent, by=proposed.amina_herself, how="I Brygga")
    assert state_of(proposed.version) is VersionState.LAPSED
    assert not waiting_for_answer(proposed.sara)
    told = InboxItem.objects.visible_to(proposed.sara).filter(event__act="plan.lapse_version").get()
    assert told.affects_planning
    assert told.event.sentence.startswith("Version 1 av planen förföll, för samtycket gäller inte längre")
    for name, row in (("plan", proposed.plan), ("plan-version", proposed.version)):
        page = as_(client, proposed.sara).get(reverse(name, args=[row.pk])).content.decode()
        assert "förföll" in page
        assert "Samtycket är återkallat" in page
    hers = as_(client, proposed.amina_herself)
    assert (
        "Förslaget gäller inte längre" in hers.get(reverse("my-version", args=[proposed.version.pk])).content.decode()
    )
    assert "Det finns ett förslag till plan" not in hers.get(reverse("my-start")).content.decode()
    with pytest.raises(NotAllowed, match="kan inte få fler svar: förfallen"):
        acts.say(proposed.version, by=proposed.amina_herself, say=Say.YES)
    assert as_(client, proposed.rut).get(reverse("plan-version", args=[proposed.version.pk])).status_code == 404


def test_a_part_taken_back_lapses_only_what_was_put_to_that_party(proposed: Any) -> None:
    consent = say_yes(proposed, proposed.psykiatri)
    withdraw_part(consent, by=proposed.sara, how="muntligt", units=[proposed.psykiatri])
    assert state_of(proposed.version) is VersionState.PROPOSED
    withdraw_part(proposed.consent, by=proposed.sara, how="muntligt", units=[proposed.radmannen])
    assert state_of(proposed.version) is VersionState.LAPSED


def test_a_yes_given_anew_in_time_lets_the_version_wait_on(proposed: Any) -> None:
    say_yes(proposed, proposed.radmannen, replaces=proposed.consent)
    assert state_of(proposed.version) is VersionState.PROPOSED
    acts.say(proposed.version, by=proposed.rut, say=Say.YES)


def test_a_rule_that_keeps_the_door_open_makes_no_plan(proposed: Any) -> None:
    disclose(
        proposed.amina, by=proposed.sara, stream_id=proposed.coordination.pk, from_unit=proposed.innerstaden,
        to_unit=proposed.radmannen, purpose="coordination", legal_basis="necessary_care", legal_note="Vårdas.",
    )  # fmt: skip
    withdraw_consent(proposed.consent, by=proposed.sara, how="muntligt")
    assert PlanVersion.objects.visible_to(proposed.rut).contains(proposed.version)
    assert state_of(proposed.version) is VersionState.LAPSED


def test_it_lapses_in_the_night_when_the_consent_runs_out(proposed: Any) -> None:
    with clock.set_to(clock.now() + timedelta(days=181)):
        call_command("run_clocks", stdout=StringIO())
    assert state_of(proposed.version) is VersionState.LAPSED


def test_it_lapses_at_once_when_a_party_leaves(proposed: Any) -> None:
    leave(proposed.ruts_part, by=proposed.rut, why="Klart hos oss.")
    assert state_of(proposed.version) is VersionState.LAPSED


def test_what_is_agreed_stands_and_nobody_lapses_a_version_while_the_consent_holds(adopted: Any) -> None:
    with pytest.raises(NotAllowed, match="väntar på svar"):
        acts.lapse_version(adopted.version, by=adopted.sara, why="jag ville det")
    second = acts.propose_version(adopted.plan, by=adopted.sara)
    with pytest.raises(NotAllowed, match="Samtycket gäller"):
        acts.lapse_version(second, by=adopted.sara, why="jag ville det")
    withdraw_consent(adopted.consent, by=adopted.sara, how="muntligt")
    assert (state_of(adopted.version), state_of(second)) == (VersionState.ADOPTED, VersionState.LAPSED)
