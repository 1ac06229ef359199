"""A meeting ends what was asked for, without anybody ticking it off."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core.writing import asked_by
from brygga.requests.acts import ask_for_sip
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from tests.meetings.making import called, held
from tests.requests.asking import fresh, wish


@pytest.mark.requirement("MAL-05")
def test_a_wish_is_done_when_one_has_met(shared: Any) -> None:
    accepted, waiting = wish(shared, shared.coordination), wish(shared, shared.coordination)
    with asked_by("test"):
        Request._base_manager.filter(pk=accepted.pk).update(state=RequestState.ACCEPTED)
        Request._base_manager.filter(pk=waiting.pk).update(state=RequestState.SENT)
    held(shared)
    assert (fresh(accepted).state, fresh(waiting).state) == ("done", "sent")


@pytest.mark.requirement("MAL-11")
def test_the_persons_ask_is_answered_when_the_one_who_got_it_calls(shared: Any) -> None:
    request = ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill.")
    called(shared, "sip")
    assert (fresh(request).state, fresh(request).appointed_id) == ("done", shared.sara.assignment_id)
