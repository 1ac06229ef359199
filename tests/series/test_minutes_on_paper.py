"""The minutes as PDF: accessible, as much as each may read, and a file name that says only the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.people.acts import raise_protection
from brygga.people.models import Person
from brygga.series.acts import adopt, correct, decide, write_note
from brygga.series.facts import StepFacts
from brygga.series.models import DocketItem
from tests.cast import as_
from tests.documents.reading import read
from tests.series.conftest import HELD
from tests.series.making import announced, held


def printed(actor: Any, meeting: Any) -> Any:
    return as_(Client(), actor).get(reverse("series-minutes-pdf", args=[meeting.pk]))


def text(actor: Any, meeting: Any) -> str:
    answer = printed(actor, meeting)
    assert answer.status_code == 200
    return " ".join(read(answer.content).text.split())


def test_on_paper_stands_what_each_may_read_and_nobody_else_is_named(rounds: Any) -> None:
    item = announced(rounds, named=True)
    meeting = held(rounds.december, rounds.elsa, absent=(rounds.hedda,))
    with clock.set_to(HELD + timedelta(minutes=30)):
        step = StepFacts(what="Ring och boka tid", unit=rounds.aldre, function="care_assessor", due_on=clock.today())
        decide(item, by=rounds.elsa, outcome="several", note="Hemtjänst prövas.", step=step)
        write_note(meeting, by=rounds.ulla, item="advice_since_last", text="Ingenting nytt.", seen=0)
        for who in (rounds.ulla, rounds.elsa):
            shown = text(who, meeting)
            for words in ("Stig Vinter", "Hemtjänst prövas.", "Ring och boka tid", "Ingenting nytt.", "inte justerat"):
                assert words in shown, words
        shown = text(rounds.hedda, meeting)
        assert "Ingenting nytt." in shown and "1 ärende rör andra enheter" in shown
        assert not [words for words in ("Stig", "Hemtjänst", "boka tid") if words in shown]
        for who in (rounds.doris, rounds.ivar):
            assert printed(who, meeting).status_code == 404
        answer = printed(rounds.elsa, meeting)
        assert answer["Content-Disposition"] == 'inline; filename="protokoll-2026-12-08.pdf"'
        assert read(answer.content).is_accessible


def test_whoever_is_named_sees_that_it_was_read(rounds: Any) -> None:
    announced(rounds, named=True)
    meeting = held(rounds.december, rounds.elsa)
    with clock.set_to(HELD + timedelta(minutes=30)):
        printed(rounds.hedda, meeting)
        assert not ReadRow.objects.exists()
        printed(rounds.elsa, meeting)
        row = ReadRow.objects.get()
        assert (row.person_id, row.what) == (rounds.stig.pk, "Anmält ärende")


def test_somebody_protected_is_not_printed_by_name(rounds: Any) -> None:
    announced(rounds, named=True)
    meeting = held(rounds.december, rounds.elsa)
    raise_protection(Person._base_manager.get(pk=rounds.stig.pk), by=rounds.ivar, protection="marked")
    with clock.set_to(HELD + timedelta(minutes=30)):
        shown = text(rounds.elsa, meeting)
        assert "Vinter" not in shown and "Stig" not in shown and "Med namn, som inte skrivs ut" in shown


def test_what_is_adopted_says_by_whom_and_the_corrections_follow(rounds: Any) -> None:
    meeting = held(rounds.december, rounds.elsa)
    with clock.set_to(HELD + timedelta(hours=3)):
        adopt(meeting, by=rounds.elsa)
        correct(meeting, by=rounds.ulla, text="Mötet slutade klockan tio.")
        shown = text(rounds.hedda, meeting)
        assert "Justerat 8 december 2026 av Elsa Ek" in shown and "slutade klockan tio" in shown
        assert "inte justerat" not in shown


def test_it_is_offered_when_there_are_minutes_and_not_before(rounds: Any) -> None:
    way = reverse("series-minutes-pdf", args=[rounds.december.pk])
    page = reverse("series-meeting", args=[rounds.december.pk])
    client = as_(Client(), rounds.elsa)
    assert way not in client.get(page).content.decode() and client.get(way).status_code == 404
    held(rounds.december, rounds.elsa)
    with clock.set_to(HELD + timedelta(minutes=30)):
        client = as_(Client(), rounds.elsa)
        assert way in client.get(page).content.decode() and client.get(way).status_code == 200


def test_thirty_cases_ask_as_little_as_one(rounds: Any) -> None:
    others = [announced(rounds, named=True).pk for _ in range(30)][1:]
    way = reverse("series-minutes-pdf", args=[held(rounds.december, rounds.elsa).pk])
    asked = []
    with clock.set_to(HELD + timedelta(minutes=30)):
        client = as_(Client(), rounds.elsa)
        for state in ("withdrawn", "announced"):
            with asked_by("test"):
                DocketItem._base_manager.filter(pk__in=others).update(state=state)
            with CaptureQueriesContext(connection) as questions:
                assert client.get(way).status_code == 200
            asked.append(len(questions))
    assert asked[0] == asked[1] and ReadRow.objects.count() == 31
