"""The pages about meetings in a browser: nothing sticks out, nothing is inaccessible."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core.writing import asked_by
from brygga.meetings.acts import (
    add_to_circle,
    answer_call,
    hold_now,
    prepare,
    record_outcome,
    write_minutes,
    write_pre_meeting,
)
from brygga.meetings.facts import CircleFacts, PreMeetingWords
from brygga.meetings.models import Meeting
from brygga.meetings.states import Answer, Mandate, Outcome
from tests.browser import faults
from tests.meetings.making import called, day, everybody, held, missed, now, planned, seat_of

pytestmark = pytest.mark.django_db(transaction=True)
CIRCLE = (
    ("Sara Berg", "Min socialsekreterare", "Boendet", "040-10 00 01", Mandate.YES, True),
    ("Rut på Rådmannen", "Sjuksköterska", "Medicinen", "040-10 00 02", Mandate.YES, True),
    ("Syster Leila", "Familj", "Barnen varannan helg", "070-174 06 05", Mandate.UNKNOWN, True),
    ("Hyresvärden", "", "Kontraktet", "", Mandate.NO, False),
    ("Boendestödet", "", "Vardagen", "", Mandate.NO, True),
)


@pytest.fixture
def pages(shared: Any) -> dict[str, str]:
    for name, role, answers_for, reach, mandate, wanted in CIRCLE:
        facts = CircleFacts(name=name, role=role, answers_for=answers_for, reach=reach, mandate=mandate, wanted=wanted)
        add_to_circle(shared.coordination, by=shared.sara, facts=facts)
    words = PreMeetingWords(
        matters_to_me="Att få bo kvar, och att slippa berätta allt en gång till.",
        not_raised="Det som hände i Lund.",
        needs_for_meeting="Eftermiddag, och att Leila sitter bredvid mig.",
    )
    write_pre_meeting(shared.coordination, by=shared.sara, seen=0, words=words)
    draft = planned(shared, "sip", without_pre_meeting="", place="")
    coming = called(shared, "sip")
    answer_call(seat_of(coming, shared.radmannen), by=shared.rut, answer=Answer.YES)
    ruts = seat_of(coming, shared.radmannen)
    prepare(ruts, by=shared.rut, mandate=Mandate.YES, preparation="Stödsamtal en gång i veckan.")
    gone = missed(shared)
    under_way = held(shared, "gfi")
    write_minutes(under_way, by=shared.sara, seen=0, text="Amina vill bo kvar. Vi ringer värden på måndag.")
    done = called(shared, "follow_up")
    hold_now(done, by=shared.sara, attendance=everybody(done))
    record_outcome(done, by=shared.sara, outcome=Outcome.NEW_MEETING, note="Vi ses igen om en månad.")
    unanswered = called(shared, "discharge_planning")
    gone_by = called(shared, "closing")
    with asked_by("the test"):
        Meeting._base_manager.filter(pk=gone_by.pk).update(starts_at=day(-1), ends_at=day(-1, 14))
    to = f"/samordningar/{shared.coordination.pk}"
    return {
        "list": "/moten/",
        "earlier": "/moten/?visa=tidigare",
        "of_coordination": f"{to}/moten/",
        "plan": f"{to}/mote/",
        "pre_meeting": f"{to}/formote/",
        "circle_add": f"{to}/motescirkel/",
        "draft": f"/moten/{draft.pk}/",
        "call": f"/moten/{draft.pk}/kalla/",
        "change": f"/moten/{coming.pk}/andra/",
        "called": f"/moten/{coming.pk}/",
        "hold": f"/moten/{coming.pk}/hall/",
        "missed": f"/moten/{gone.pk}/",
        "rebook": f"/moten/{gone.pk}/boka-om/",
        "under_way": f"/moten/{under_way.pk}/hall/",
        "outcome": f"/moten/{under_way.pk}/utfall/",
        "mandates": f"/moten/{under_way.pk}/mandat/",
        "done": f"/moten/{done.pk}/",
        "cancel": f"/moten/{coming.pk}/stall-in/",
        "answer": f"/moten/svar/{seat_of(coming, shared.innerstaden).pk}/",
        "unanswered": f"/moten/{unanswered.pk}/",
        "gone_by": f"/moten/{gone_by.pk}/",
        "missed_form": f"/moten/{gone_by.pk}/blev-inte-av/",
    }


def test_the_pages_are_whole_and_accessible(pages: Any, shared: Any, open_page: Any) -> None:
    for name, url in pages.items():
        page = open_page(url, as_=shared.rut if name == "unanswered" else shared.sara)
        assert list(faults(page, f"meetings_{name}")) == [], name
        page.context.close()


def test_notes_save_themselves_and_a_colleagues_words_are_not_overwritten(shared: Any, open_page: Any) -> None:
    meeting = held(shared)
    page = open_page(f"/moten/{meeting.pk}/hall/", as_=shared.sara)
    notes = page.get_by_role("textbox", name="Anteckningar")
    for words in ("Amina vill bo kvar.", "Amina vill bo kvar. Vi ringer värden."):
        notes.fill(words)
        page.wait_for_function(
            "() => document.querySelector('[data-draft-status]').textContent.startsWith('Utkast sparat')"
        )
        page.wait_for_timeout(1800)
    assert now(meeting).minutes == "Amina vill bo kvar. Vi ringer värden."
    write_minutes(meeting, by=shared.rut, seen=now(meeting).revision, text="Rut var här.")
    notes.fill("Saras ord.")
    page.wait_for_function("() => /inte sparat/i.test(document.querySelector('[data-draft-status]').textContent)")
    assert now(meeting).minutes == "Rut var här."
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_selector("text=Någon annan hann före")
    assert "Saras ord." in page.content()
    assert now(meeting).minutes == "Rut var här."


@pytest.mark.parametrize("leave", ["another form", "a link"])
def test_notes_just_typed_are_saved_before_one_leaves_them(shared: Any, open_page: Any, leave: str) -> None:
    meeting = held(shared, "gfi")
    page = open_page(f"/moten/{meeting.pk}/hall/", as_=shared.sara)
    page.get_by_role("textbox", name="Anteckningar").press_sequentially("Vi ringer värden.")
    if leave == "another form":
        page.get_by_role("button", name="Spara och gå till utfallet").click()
    else:
        page.get_by_role("link", name="Avsluta: vad ledde mötet till?").click()
    page.wait_for_url(f"**/moten/{meeting.pk}/utfall/")
    assert now(meeting).minutes == "Vi ringer värden."


def test_what_the_meeting_led_to_is_kept_without_asking(shared: Any, open_page: Any) -> None:
    meeting = held(shared, "gfi")
    page = open_page(f"/moten/{meeting.pk}/utfall/", as_=shared.sara)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Vad bestämdes?").press_sequentially("Sara ringer.")
    page.get_by_role("link", name="Tillbaka").first.click()
    page.wait_for_url("**/hall/")
    page.goto(page.url.replace("/hall/", "/utfall/"))
    assert page.get_by_label("Vad bestämdes?").input_value() == "Sara ringer."
    assert asked == []


def test_one_is_asked_before_losing_a_text_that_is_saved_only_when_it_is_sent(shared: Any, open_page: Any) -> None:
    """Who somebody is, is kept in no draft."""
    page = open_page(f"/personer/{shared.amina.pk}/foretradare/", as_=shared.sara)
    address = page.url
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Avbryt").click()
    page.wait_for_load_state()
    assert asked == []
    page.goto(address)
    page.get_by_label("Uppdraget omfattar").press_sequentially("Bevaka rätt.")
    page.get_by_role("link", name="Avbryt").click()
    page.wait_for_load_state()
    assert asked == ["beforeunload"]
