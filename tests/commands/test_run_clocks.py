"""What time does by itself, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.models import AuditRow, Event, Seal
from brygga.requests.models import RequestStep
from tests.requests.asking import MONDAY, fresh, sent_wish


def _told(act: str) -> int:
    return Event.objects.unrestricted(because="test").filter(act=act).count()


@pytest.mark.requirement("MAL-05")
def test_lateness_is_told_to_the_sender_and_only_once(world: Any) -> None:
    with clock.set_to(MONDAY):
        request = sent_wish(world)
    with clock.set_to(request.acknowledge_by - timedelta(minutes=1)):
        call_command("run_clocks", verbosity=0)
        assert _told("requests.note_late_receipt") == 0
    with clock.set_to(request.answer_by + timedelta(minutes=1)):
        call_command("run_clocks", verbosity=0)
        call_command("run_clocks", verbosity=0)
    assert (_told("requests.note_late_receipt"), _told("requests.note_late_answer")) == (1, 1)
    items = InboxItem.objects.unrestricted(because="test").select_related("event")
    late = {item.event.sentence: item.assignment_id for item in items if "i tid" in item.event.sentence}
    assert late == {
        "Rådmannen har inte kvitterat önskan om GFI i tid": world.sara.assignment_id,
        "Rådmannen har inte svarat på önskan om GFI i tid": world.sara.assignment_id,
    }


@pytest.mark.requirement("MAL-05")
def test_what_nobody_answers_expires_once_and_the_sender_knows(world: Any) -> None:
    with clock.set_to(MONDAY):
        request = sent_wish(world)
    with clock.set_to(request.expires_at + timedelta(minutes=1)):
        call_command("run_clocks", verbosity=0)
        call_command("run_clocks", verbosity=0)
    assert fresh(request).state == "expired"
    assert RequestStep._base_manager.filter(request=request, state="expired").count() == 1
    assert _told("requests.expire") == 1


def test_running_the_clocks_seals_the_log(world: Any) -> None:
    with clock.set_to(MONDAY):
        sent_wish(world)
        call_command("run_clocks", verbosity=0)
    assert Seal.objects.filter(log="audit").count() == AuditRow.objects.count() > 0
