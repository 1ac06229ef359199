"""What a request tells, to both sides, when the consent ends or is given anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Disclosure
from brygga.requests.acts import decline, send_request, write_request
from brygga.requests.may import may_appoint
from brygga.requests.queries import content_is_open
from tests.cast import as_
from tests.consents.saying import say_yes

WORDS = "Hon behöver en stödboende nära oss."


@pytest.fixture
def asked_by_rut(shared: Any) -> Any:
    """Rådmannen asks the psychiatry for a GFI and has begun to write to Innerstaden."""
    shared.yes = say_yes(shared, shared.radmannen, shared.psykiatri)
    answers = {"date": "2026-11-25", "matter": WORDS, "asking_unit": "Rådmannen", "contact": "040-10 00 01"}
    facts = {"by": shared.rut, "kind": "gfi_wish", "answers": answers}
    shared.sent = send_request(write_request(shared.coordination, to_unit=shared.psykiatri, **facts), by=shared.rut)
    shared.draft = write_request(shared.coordination, to_unit=shared.innerstaden, **facts)
    return shared


def pages_of(client: Any, actor: Any, *requests: Any) -> list[str]:
    """What the addresses about requests show someone, followed to where they lead."""
    browser = as_(client, actor)
    paths = [reverse(name) for name in ("requests", "start")]
    paths += [reverse(name, args=[row.pk]) for row in requests for name in ("request", "write-request")]
    return [browser.get(path, follow=True).content.decode() for path in paths]


@pytest.mark.requirement("MAL-03")
def test_a_unit_that_is_out_reads_its_own_words_but_not_whom_they_are_about(client: Any, asked_by_rut: Any) -> None:
    world = asked_by_rut
    before = pages_of(client, world.rut, world.sent, world.draft)
    assert sum("Amina Hassan" in page for page in before) == 5  # all but the form of what is sent already
    for consent in (world.consent, world.yes):
        withdraw_consent(consent, by=world.amina_herself, how="I Brygga")
    after = pages_of(client, world.rut, world.sent, world.draft)
    assert not any("Hassan" in page for page in after)
    assert sum(WORDS in page for page in after) >= 2


@pytest.mark.requirement("MAL-03")
def test_what_was_asked_stays_open_when_the_person_says_yes_anew(shared: Any) -> None:
    first = say_yes(shared, shared.psykiatri)
    answers = {"date": "2026-11-25", "matter": WORDS, "asking_unit": "Innerstaden", "contact": "040-10 00 01"}
    asked = write_request(
        shared.coordination, by=shared.sara, kind="gfi_wish", to_unit=shared.psykiatri, answers=answers
    )
    asked = send_request(asked, by=shared.sara)
    say_yes(shared, shared.psykiatri, replaces=first)
    assert content_is_open(asked, shared.pia)
    assert may_appoint(shared.pia, asked).reason == may_appoint(shared.siv, asked).reason  # who, not whether it holds
    decline(asked, by=the_one_who_receives(shared), reason="Vi har fullt.")
    open_still = Disclosure.objects.unrestricted(because="the test").filter(to_unit=shared.psykiatri, ended_at=None)
    assert not open_still.exists()
    assert not content_is_open(asked, shared.pia)


def the_one_who_receives(world: Any) -> Any:
    from brygga.core.writing import asked_by
    from tests.cast import _actor

    with asked_by("the test"):
        return _actor("Disa Delare", "gfi_distributor", "GFI-fördelare", world.psykiatri)


@pytest.mark.requirement("MAL-03")
def test_a_disclosure_that_no_longer_holds_names_nobody_to_the_one_who_received(client: Any, shared: Any) -> None:
    """Between midnight and the round of the night."""
    from datetime import timedelta

    from brygga.core import clock

    path = reverse("disclosure-end", args=[shared.disclosure.pk])
    assert "Amina" in as_(client, shared.rut).get(path).content.decode()
    with clock.set_to(clock.now() + timedelta(days=181)):
        assert as_(client, shared.rut).get(path).status_code == 404
        assert as_(client, shared.sara).get(path).status_code == 200
