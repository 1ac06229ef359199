"""VAR-03: the municipality sends a care request to habilitation, and gets an answer in time."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.demo.stage import set_up
from brygga.demo.telling import Life
from brygga.requests import acts
from brygga.requests.models import Request
from brygga.requests.queries import expected, to_remind_or_finish
from brygga.routines.loading import routine
from brygga.rules.clocks import due_at
from tests.requests.asking import fresh


@pytest.fixture
def ebba(db: Any) -> Life:
    """Known at the municipality's LSS; nobody at the habilitation has met her."""
    ebba = Life(set_up(), "ebba")
    ebba.known_at("lss_kommun", by="Ylva Lind")
    ebba.opened_by("Ylva Lind", "lss_kommun", why="Behöver träning och hjälpmedel.")
    return ebba


@pytest.mark.requirement("VAR-03")
def test_a_care_request_has_a_time_to_answer_and_an_answer(ebba: Life) -> None:
    ebba.says_yes("Ylva Lind", to=["vuxenhab"], about=["disability"])
    ebba.wish("Ylva Lind", "vuxenhab", "Träning av handfunktion.", kind="care_request")
    asked = ebba.request
    rule = routine("varmland").deadline("answer_care_request", clock.today())
    assert asked.answer_by == due_at(rule, asked.sent_at)
    assert "kvitterar" in expected(asked).text
    declined = acts.decline(asked, by=ebba.stage.actor("Hanna Tjäder"), reason="Vårdcentralens arbetsterapeut gör det.")
    seen = Request.objects.visible_to(ebba.stage.actor("Ylva Lind")).get(pk=asked.pk)
    assert (seen.state, seen.reason) == (declined.state, "Vårdcentralens arbetsterapeut gör det.")


@pytest.mark.requirement("VAR-03")
def test_a_care_request_that_is_not_answered_is_seen_as_late_by_the_sender(ebba: Life) -> None:
    ebba.says_yes("Ylva Lind", to=["vuxenhab"], about=["disability"])
    ebba.wish("Ylva Lind", "vuxenhab", "Träning av handfunktion.", kind="care_request")
    with clock.set_to(fresh(ebba.request).answer_by.replace(hour=23, minute=59, second=59, microsecond=1)):
        assert [one.pk for one in to_remind_or_finish(ebba.stage.actor("Ylva Lind"), 9)] == [ebba.request.pk]
        assert not to_remind_or_finish(ebba.stage.actor("Bror Ahlin"), 9), "the child habilitation is the neighbour"


@pytest.mark.requirement("VAR-03")
def test_without_consent_no_care_request_is_sent(ebba: Life) -> None:
    with pytest.raises(NotAllowed, match="samtycke"):
        ebba.wish("Ylva Lind", "vuxenhab", "Träning av handfunktion.", kind="care_request")
