"""Once a term the reconciliation meeting takes up the transfers that are known to come: numbers and needs, no names."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from brygga.series.acts import lay_out
from brygga.series.models import SeriesMeeting
from tests.cast import as_
from tests.transfers.young import announced, young

__all__ = ["young"]


@pytest.mark.requirement("STO-11")
def test_the_inventory_stands_on_the_agenda_by_itself_and_names_nobody(young):
    announced(young)
    lay_out(young.house, by=young.bengt, key="deputy_heads")
    rows = SeriesMeeting.objects.unrestricted(because="the test looks at all").order_by("starts_at")
    january = next(row for row in rows if row.day.month == 1)
    for manager in (young.bengt, young.karin, young.nils):
        page = as_(Client(), manager).get(reverse("series-meeting", args=[january.pk])).content.decode()
        assert "Till Socialpsykiatri: 1" in page and "Psykisk hälsa 1" in page
        assert "Rakel" not in page
    march = next(row for row in rows if row.day.month == 3)
    page = as_(Client(), young.bengt).get(reverse("series-meeting", args=[march.pk])).content.decode()
    assert "Till Socialpsykiatri" not in page
    assert as_(Client(), young.astrid).get(reverse("series-meeting", args=[january.pk])).status_code == 404
