"""How soon the units acknowledge: from the requests' own history, for those who lead, of their own units."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.statistics.acknowledging import acknowledging
from tests.cast import as_

S = RequestState
SENT = clock.now() - timedelta(days=20)


def asked(world: Any, state: str, to_unit: Any = None, *, took: float | None = None, ended: float | None = None) -> Any:
    """Sent twenty days ago, to be acknowledged within two; `took` and `ended` are days after that."""
    with asked_by("test"):
        return Request._base_manager.create(
            kind="gfi", coordination=world.coordination, from_unit=world.innerstaden, from_label="x",
            to_unit=to_unit or world.radmannen, to_power="cases", state=state, sent_at=SENT,
            acknowledge_by=SENT + timedelta(days=2), expires_at=SENT + timedelta(days=10),
            acknowledged_at=None if took is None else SENT + timedelta(days=took),
            answered_at=None if ended is None else SENT + timedelta(days=ended),
        )  # fmt: skip


def figures_of(actor: Any, days: int = 365) -> dict[str, Any]:
    today = clock.today()
    return {row.name: row.figures for row in acknowledging(actor, today - timedelta(days=days), today)}


def test_from_sent_to_acknowledged_within_the_time_that_was_given(shared: Any) -> None:
    asked(shared, S.ACKNOWLEDGED, took=1)
    asked(shared, S.ACCEPTED, took=3, ended=4)
    asked(shared, S.DECLINED, ended=1.5)
    asked(shared, S.SENT)
    asked(shared, S.WITHDRAWN, ended=1)
    asked(shared, S.EXPIRED)
    (told,) = figures_of(shared.rolf).values()
    assert (told.asked, told.acknowledged, told.waiting, told.within, told.due) == (6, 3, 1, 2, 5)
    assert (told.median_words, told.share) == ("36 timmar", 40)
    assert figures_of(shared.rolf, days=10) == {}


def test_only_what_has_come_to_ones_own_units_and_no_draft(shared: Any) -> None:
    asked(shared, S.ACKNOWLEDGED, took=1)
    asked(shared, S.SENT, shared.psykiatri)
    draft = asked(shared, S.DRAFT)
    with asked_by("test"):
        Request._base_manager.filter(pk=draft.pk).update(sent_at=None)
    assert {name: row.asked for name, row in figures_of(shared.rolf).items()} == {"Rådmannen": 1}
    assert figures_of(shared.chef) == {} and figures_of(shared.siv) == {} and figures_of(shared.petra) == {}


def test_the_page_is_for_those_who_lead_and_leads_between_the_numbers(client: Client, shared: Any) -> None:
    assert "Ingen förfrågan har kommit" in as_(client, shared.rolf).get(reverse("acknowledging")).content.decode()
    asked(shared, S.ACKNOWLEDGED, took=1)
    html = client.get(reverse("acknowledging") + "?tid=halvar").content.decode()
    assert "24 timmar" in html and "100 % (1 av 1)" in html and f"{reverse('no-shows')}?tid=halvar" in html
    for who in (shared.rut, shared.petra, shared.adam):
        assert as_(Client(), who).get(reverse("acknowledging")).status_code == 403
    assert "24 timmar" not in as_(Client(), shared.chef).get(reverse("acknowledging")).content.decode()


@pytest.mark.parametrize("many", [29])
def test_thirty_ask_as_little_as_one(client: Client, shared: Any, many: int) -> None:
    as_(client, shared.rolf)

    def questions() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(reverse("acknowledging")).status_code == 200
        return len(told)

    asked(shared, S.SENT)
    few = questions()
    for _ in range(many):
        asked(shared, S.ACKNOWLEDGED, took=1)
    assert questions() == few


def test_the_day_begins_in_sweden(shared: Any) -> None:
    row = asked(shared, S.SENT)
    midnight = datetime(2026, 6, 1, 0, 30, tzinfo=clock.SWEDEN)
    with asked_by("test"):
        Request._base_manager.filter(pk=row.pk).update(sent_at=midnight)
    day = midnight.date()
    assert acknowledging(shared.rolf, day, day) and not acknowledging(
        shared.rolf, day - timedelta(days=1), day - timedelta(days=1)
    )
