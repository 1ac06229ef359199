"""Taking back: wholly, by party, by matter; by the person or written down by staff; with effect at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from brygga.consents.acts import disclose, doors, note_run_out, when_door_closes, withdraw_consent, withdraw_part
from brygga.consents.models import Consent, Disclosure
from brygga.consents.queries import consent_state, covering, readers_of, run_out
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.rules.consents import Stage
from tests.consents.saying import say_yes

DAY = timedelta(days=1)


@pytest.fixture
def closed(monkeypatch):
    """The doors that a listener was told about."""
    told = []
    monkeypatch.setattr(doors, "_listeners", list(doors._listeners))
    when_door_closes(lambda stream_id, unit_id, by, at, why: told.append((stream_id, unit_id, why)))
    return told


def sees(actor, shared):
    return Coordination.objects.visible_to(actor).filter(pk=shared.coordination.pk).exists()


@pytest.mark.requirement("MAL-03")
def test_a_withdrawn_consent_closes_the_door_the_same_moment(shared, closed):
    assert sees(shared.rut, shared)
    withdraw_consent(shared.consent, by=shared.sara, how="per telefon", reason="Vill vara i fred.")
    assert not sees(shared.rut, shared)
    assert sees(shared.sara, shared)
    shared.disclosure.refresh_from_db()
    assert shared.disclosure.ended_at is not None
    assert shared.disclosure.ended_because == "samtycket är återkallat"
    assert closed == [(shared.coordination.pk, shared.radmannen.pk, "samtycket är återkallat")]
    assert consent_state(shared.amina, clock.today()).stage is Stage.WITHDRAWN


def test_the_person_takes_it_back_in_the_portal_and_is_not_named_in_the_feed(shared):
    withdraw_consent(shared.consent, by=shared.amina_herself, how="själv i Brygga")
    assert not sees(shared.rut, shared)
    sentences = list(Event._base_manager.values_list("sentence", flat=True))
    assert "Samtycket är återkallat (personen själv)" in sentences
    assert not any("Amina" in sentence or "Hassan" in sentence for sentence in sentences)
    withdrawn = Consent._base_manager.get(pk=shared.consent.pk)
    assert withdrawn.withdrawn_by == "personen själv"


def test_one_organisation_does_not_withdraw_anothers_consent_on_its_own_account(shared):
    for other in (shared.rut, shared.rolf, shared.siv, shared.sigrid, shared.adam, shared.folke_himself):
        with pytest.raises(NotAllowed):
            withdraw_consent(shared.consent, by=other, how="per telefon")
    assert sees(shared.rut, shared)


def test_a_party_writes_down_that_the_person_has_taken_back_what_concerns_it(shared):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, replaces=shared.consent)
    with pytest.raises(NotAllowed, match="det som gäller er"):
        withdraw_part(consent, by=shared.rut, units=[shared.psykiatri], how="muntligt")
    with pytest.raises(NotAllowed, match="det som gäller er"):
        withdraw_part(consent, by=shared.rut, matters=["coordination"], how="muntligt")
    withdraw_part(consent, by=shared.rut, units=[shared.radmannen], how="muntligt")
    assert not sees(shared.rut, shared)
    assert covering(shared.amina, [shared.psykiatri.pk], clock.today()) == consent


def test_a_neighbour_who_is_no_party_writes_nothing_down(shared):
    for other in (shared.siv, shared.sigrid, shared.pia):
        with pytest.raises(NotAllowed):
            withdraw_part(shared.consent, by=other, units=[shared.radmannen], how="muntligt")


def test_a_party_that_goes_leaves_the_others_in(shared, closed):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, replaces=shared.consent)
    disclose(
        shared.amina,
        by=shared.sara,
        stream_id=shared.coordination.pk,
        from_unit=shared.innerstaden,
        to_unit=shared.psykiatri,
        purpose="coordination",
        consent=consent,
    )
    withdraw_part(consent, by=shared.sara, units=[shared.psykiatri], how="muntligt")
    assert closed == [(shared.coordination.pk, shared.psykiatri.pk, "samtycket är återkallat")]
    assert readers_of(shared.coordination.pk, "coordination", clock.today()) == [shared.radmannen]


def test_a_matter_that_goes_leaves_the_door_open(shared, closed):
    consent = say_yes(shared, shared.radmannen, matters=["finances", "housing"], replaces=shared.consent)
    withdraw_part(consent, by=shared.sara, matters=["finances"], how="muntligt")
    today = clock.today()
    assert readers_of(shared.coordination.pk, "finances", today) == []
    assert readers_of(shared.coordination.pk, "housing", today) == [shared.radmannen]
    assert (closed, sees(shared.rut, shared)) == ([], True)


def test_coordination_takes_the_other_matters_along(shared):
    consent = say_yes(shared, shared.radmannen, shared.psykiatri, matters=["housing"], replaces=shared.consent)
    withdraw_part(consent, by=shared.sara, units=[shared.radmannen], matters=["coordination"], how="muntligt")
    assert covering(shared.amina, [shared.radmannen.pk], clock.today(), "housing") is None
    assert covering(shared.amina, [shared.psykiatri.pk], clock.today(), "housing") == consent


def test_when_no_other_party_is_left_the_whole_consent_is_withdrawn(shared):
    withdraw_part(shared.consent, by=shared.rut, units=[shared.radmannen], how="muntligt")
    assert consent_state(shared.amina, clock.today()).stage is Stage.WITHDRAWN


def test_what_rests_on_another_ground_stays(shared, closed):
    disclose(
        shared.amina,
        by=shared.sara,
        stream_id=shared.coordination.pk,
        from_unit=shared.innerstaden,
        to_unit=shared.radmannen,
        purpose="coordination",
        legal_basis="necessary_care",
        legal_note="Vårdas enligt LPT.",
    )
    withdraw_consent(shared.consent, by=shared.sara, how="muntligt")
    assert sees(shared.rut, shared)
    assert closed == []


def test_another_persons_consent_is_untouched(shared):
    theirs = say_yes(shared, shared.innerstaden, by=shared.rut, person=shared.folke)
    withdraw_consent(shared.consent, by=shared.sara, how="muntligt")
    assert covering(shared.folke, [shared.innerstaden.pk, shared.radmannen.pk], clock.today()) == theirs


def test_it_is_taken_back_once_and_in_any_form_but_the_form_is_written(shared):
    with pytest.raises(NotAllowed, match="hur personen tog tillbaka"):
        withdraw_consent(shared.consent, by=shared.sara, how=" ")
    with pytest.raises(NotAllowed, match="Välj vad"):
        withdraw_part(shared.consent, by=shared.sara, how="muntligt")
    with pytest.raises(NotAllowed, match="ingår inte"):
        withdraw_part(shared.consent, by=shared.sara, units=[shared.norr], how="muntligt")
    withdraw_consent(shared.consent, by=shared.sara, how="muntligt")
    for again in (withdraw_consent, withdraw_part):
        with pytest.raises(NotAllowed, match="redan återkallat"):
            again(shared.consent, by=shared.sara, how="muntligt")


def test_a_refused_withdrawal_closes_nothing_and_is_noted(shared):
    with pytest.raises(NotAllowed):
        withdraw_consent(shared.consent, by=shared.siv, how="muntligt")
    assert AuditRow._base_manager.filter(act="consents.withdraw", outcome="refused").count() == 1
    assert sees(shared.rut, shared)


def test_a_listener_that_fails_leaves_everything_as_it_was(shared, monkeypatch):
    def fail(stream_id, unit_id, by, at, why):
        raise RuntimeError("no")

    monkeypatch.setattr(doors, "_listeners", [fail])
    with pytest.raises(RuntimeError):
        withdraw_consent(shared.consent, by=shared.sara, how="muntligt")
    assert sees(shared.rut, shared)
    assert Consent._base_manager.get(pk=shared.consent.pk).withdrawn_at is None


def test_a_consent_given_anew_carries_on_what_was_open(shared, closed):
    new = say_yes(shared, shared.radmannen, replaces=shared.consent)
    assert sees(shared.rut, shared)
    assert closed == []
    assert Disclosure._base_manager.get(ended_at=None).consent == new
    withdraw_consent(new, by=shared.sara, how="muntligt")
    assert not sees(shared.rut, shared)


def test_a_consent_given_anew_without_a_party_closes_for_it(shared, closed):
    say_yes(shared, shared.psykiatri, replaces=shared.consent)
    assert not sees(shared.rut, shared)
    assert [unit_id for _, unit_id, _ in closed] == [shared.radmannen.pk]


def test_a_consent_that_runs_out_closes_when_the_day_ends_and_is_told_once(shared, closed):
    last = shared.consent.valid_until
    with clock.set_to(datetime.combine(last, time(23, 59), clock.SWEDEN)):
        assert sees(shared.rut, shared)
        assert run_out(clock.today()) == []
    with clock.set_to(datetime.combine(last + DAY, time(), clock.SWEDEN)):
        assert not sees(shared.rut, shared)
        assert [note_run_out(consent, by=SYSTEM) for consent in run_out(clock.today())] == [shared.consent]
        assert run_out(clock.today()) == []
        with pytest.raises(NotAllowed):
            note_run_out(shared.consent, by=SYSTEM)
    assert closed == [(shared.coordination.pk, shared.radmannen.pk, "samtycket har gått ut")]


def test_only_brygga_notes_that_time_is_out(shared):
    for actor in (shared.sara, SYSTEM):
        with pytest.raises(NotAllowed):
            note_run_out(shared.consent, by=actor)
