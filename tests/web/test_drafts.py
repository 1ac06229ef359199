"""Forms with long texts save themselves, for their writer only, and not for long."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.agencies.models import Assignment
from brygga.agencies.queries import actor_for
from brygga.coordinations.models import Entry
from brygga.core import clock
from brygga.core.access import Door
from brygga.core.models import AuditRow, Draft, Event, ReadRow
from brygga.core.writing import asked_by
from brygga.plans.acts import add_row
from brygga.plans.facts import GoalFacts
from brygga.plans.models import Goal
from brygga.plans.states import GoalOutcome
from tests.cast import as_
from tests.house.test_addresses import OBJECT_ADDRESSES, ROLES, address, door
from tests.meetings.making import called

KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2a10"
WORDS = "Hyran är tre månader efter."


def note_at(world: Any) -> str:
    return f"/samordningar/{world.coordination.pk}/anteckningar/ny/"


def typed(client: Client, address: str, **fields: Any) -> int:
    return client.post(f"/utkast/?sida={address}", fields, headers={"Accept": "application/json"}).status_code


def drafts() -> Any:
    return Draft.objects.unrestricted(because="test")


@pytest.fixture
def sara(shared: Any) -> Client:
    client = as_(Client(), shared.sara)
    assert typed(client, note_at(shared), text=WORDS, matter="housing", _once="x") == 204
    return client


def test_what_was_typed_is_in_the_form_when_one_comes_back(shared: Any, sara: Client) -> None:
    text = sara.get(note_at(shared)).content.decode()
    assert WORDS in text and re.search(r"Utkast sparat \d\d\.\d\d<", text) and "Börja om" in text
    assert typed(sara, note_at(shared), text="Hyran är betald.", matter="housing") == 204
    text = sara.get(note_at(shared)).content.decode()
    assert "Hyran är betald." in text and WORDS not in text and drafts().count() == 1


def test_a_draft_is_told_to_nobody_and_is_in_no_log(shared: Any, sara: Client) -> None:
    acts, events, reads = (
        AuditRow.objects.count(), Event.objects.unrestricted(because="test").count(), ReadRow.objects.count(),
    )  # fmt: skip
    assert typed(sara, note_at(shared), text="Mer.") == 204
    assert (AuditRow.objects.count(), ReadRow.objects.count()) == (acts, reads)
    assert Event.objects.unrestricted(because="test").count() == events


def test_nobody_else_sees_the_draft(shared: Any, sara: Client) -> None:
    """Not a colleague, not another unit, not the same person in another assignment."""
    with asked_by("test"):
        first = Assignment.objects.get(pk=shared.sara.assignment_id)
        second = Assignment.objects.create(
            staff_id=shared.sara.staff_id, unit_id=shared.sara.unit_id, function=first.function, title="Handläggare",
            since=clock.today(),
        )  # fmt: skip
    elsewhere = actor_for(shared.sara.staff_id, second.pk, clock.today())
    assert elsewhere is not None
    for other in (elsewhere, shared.rut, shared.rut):
        answer = as_(Client(), other).get(note_at(shared))
        assert WORDS not in answer.content.decode() and not Draft.objects.visible_to(other).exists()
    assert as_(Client(), elsewhere).get(note_at(shared)).status_code == 200
    assert as_(Client(), shared.siv).get(note_at(shared)).status_code == 404
    assert WORDS in sara.get(note_at(shared)).content.decode()


def test_a_draft_for_a_page_one_may_not_open_shows_nothing(shared: Any) -> None:
    siv = as_(Client(), shared.siv)
    assert typed(siv, note_at(shared), text="Siv gissar.") == 204
    assert siv.get(note_at(shared)).status_code == 404
    assert "Siv gissar." not in as_(Client(), shared.sara).get(note_at(shared)).content.decode()


def test_the_draft_is_gone_when_the_form_has_been_sent_and_kept_when_it_was_refused(shared: Any, sara: Client) -> None:
    assert sara.post(note_at(shared), {"text": "", "matter": "housing", "_once": KEY}).status_code == 422
    assert drafts().count() == 1
    sent = sara.post(note_at(shared), {"text": WORDS, "matter": "coordination", "_once": KEY})
    assert sent.status_code == 302 and Entry.objects.visible_to(shared.sara).count() == 1
    assert drafts().count() == 0 and WORDS not in sara.get(note_at(shared)).content.decode()


def test_what_a_colleague_sends_leaves_the_draft_alone(shared: Any, sara: Client) -> None:
    rut = as_(Client(), shared.rut)
    sent = rut.post(note_at(shared), {"text": "Ruts ord.", "matter": "coordination", "_once": KEY})
    assert sent.status_code == 302 and drafts().count() == 1


def test_the_draft_is_thrown_away_without_a_script(shared: Any, sara: Client) -> None:
    page = sara.get(note_at(shared)).content.decode()
    found = re.search(r'formaction="([^"]+)"[^>]*name="_forget" value="1" data-draft-forget>', page)
    assert found
    answer = sara.post(found[1], {"_forget": "1", "text": WORDS})
    assert answer.status_code == 302 and answer["Location"] == note_at(shared)
    assert drafts().count() == 0 and WORDS not in sara.get(note_at(shared)).content.decode()


def test_a_draft_lasts_a_week(shared: Any, sara: Client) -> None:
    for after, left in ((timedelta(days=6, hours=23), 1), (timedelta(days=7, hours=1), 0)):
        with clock.set_to(clock.now() + after):
            call_command("run_clocks", verbosity=0)
        assert drafts().count() == left


def test_a_draft_from_another_day_says_which(shared: Any, sara: Client) -> None:
    with clock.set_to(clock.now() + timedelta(days=1)):
        page = as_(sara, shared.sara).get(note_at(shared)).content.decode()
        assert re.search(r"Utkast sparat \d+ \w+ kl\. \d\d\.\d\d<", page)


def test_the_words_cannot_be_read_in_the_database(shared: Any, sara: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM core_draft")
        kept = bytes(cursor.fetchone()[0])
    assert WORDS.encode() not in kept and b"Hyran" not in kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://ond.example/",
        "//ond.example/",
        "/finns-inte/",
        "/min/plan/",
        "/logga-in/",
        "../../etc",
    ],
)
def test_only_a_page_for_staff_keeps_a_draft(shared: Any, address: str) -> None:
    sara = as_(Client(), shared.sara)
    assert typed(sara, address, text=WORDS) == 404
    assert sara.post(f"/utkast/?sida={address}", {"_forget": "1"}).status_code == 404
    assert drafts().count() == 0


def test_a_draft_has_an_end_and_holds_no_identity_number(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    assert typed(sara, note_at(shared), text="a" * 100_001) == 413 and drafts().count() == 0
    secret = {"number": "19121212-1212", "identity_number": "19121212-1212", "given_name": "Amina"}
    assert typed(sara, note_at(shared), text=WORDS, csrfmiddlewaretoken="t", _once="k", **secret) == 204
    assert drafts().get().words == f'{{"text": ["{WORDS}"]}}'


def test_a_draft_cannot_be_asked_for(shared: Any, sara: Client) -> None:
    assert sara.get(f"/utkast/?sida={note_at(shared)}").status_code == 405
    assert Client().post(f"/utkast/?sida={note_at(shared)}", {"text": "x"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post("/utkast/?sida=/", {"text": "x"}).status_code == 403


def test_a_draft_costs_one_question(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    counts = []
    for words in (None, WORDS, WORDS * 50):
        if words:
            assert typed(sara, note_at(shared), text=words, matter="housing") == 204
        with CaptureQueriesContext(connection) as asked:
            assert sara.get(note_at(shared)).status_code == 200
        counts.append((len(asked), sum("core_draft" in one["sql"] for one in asked.captured_queries)))
    assert counts[0] == counts[1] == counts[2] and counts[0][1] == 1


#: They ask who somebody is, and that is not kept in a draft.
WHO_SOMEBODY_IS = {"add-representative", "change-person", "change-identity", "take-on"}
#: What must name nobody is kept nowhere until it has been looked through.
LOOKED_THROUGH_FIRST = {"answer-consultation", "add-to-reflection"}


def test_every_long_text_in_the_house_saves_itself(lived: Any) -> None:
    """Each page that somebody may open, with a form that is sent: typed in, left, and opened again."""
    tried, faults = set(), []
    for name in OBJECT_ADDRESSES:
        url = address(name, lived)
        for role in (
            ROLES if door(name).door is Door.STAFF and name not in WHO_SOMEBODY_IS | LOOKED_THROUGH_FIRST else ()
        ):
            client = as_(Client(), getattr(lived, role))
            forms = _forms_with_long_texts(client.get(url))
            faults += [f"{name} {head}" for head, _ in forms if "data-draft-url" not in head]
            kept = [(unescape(found[1]), fields) for head, fields in forms if (found := DRAFT.search(head))]
            for place, (saved_at, fields) in enumerate(kept):
                words = {field: f"Ord {place} i {field}." for field in fields}
                assert client.post(saved_at, words).status_code == 204, name
                again = client.get(url).content.decode()
                faults += [f"{name} {field}" for field, said in words.items() if said not in again]
            if kept:
                tried.add(name)
                break
    assert not faults, "; ".join(sorted(set(faults)))
    assert tried >= {
        "share-note", "correct-note", "open-coordination", "close-coordination", "begin-closing", "meeting-plan",
        "meeting-change", "meeting-cancel", "meeting-outcome", "consent-give", "consent-decline", "disclosure-add",
        "plan-progress", "meeting", "plan-live",
    }  # fmt: skip


def test_a_follow_up_is_kept_goal_by_goal_and_overwrites_no_colleague(adopted: Any) -> None:
    url = f"/planer/{adopted.plan.pk}/uppfoljning/"
    sara, rut = as_(Client(), adopted.sara), as_(Client(), adopted.rut)
    prefix = re.search(r'name="([^"]+)-words"', sara.get(url).content.decode())
    assert prefix
    goal = prefix[1]
    said = {f"{goal}-outcome": "reached", f"{goal}-seen": "1"}
    next_on = (clock.today() + timedelta(days=100)).isoformat()
    assert typed(sara, url, **said, **{f"{goal}-words": "Jag sover."}, then="continue", next_on=next_on) == 204
    sent = rut.post(url, {**said, f"{goal}-words": "Ruts ord.", "then": "continue", "next_on": next_on, "_once": KEY})
    assert sent.status_code == 302
    page = sara.get(url).content.decode()
    assert "Jag sover." in page and next_on in page
    seen = re.search(rf'name="{goal}-seen" value="(\d+)"', page)
    assert seen and seen[1] == "1"
    again = {**said, f"{goal}-words": "Jag sover.", "then": "continue", "next_on": next_on}
    met = sara.post(url, {**again, "_once": KEY[:-1] + "9"})
    text = met.content.decode()
    seen = re.search(rf'name="{goal}-seen" value="(\d+)"', text)
    assert met.status_code == 422 and "Ruts ord." in text and "Jag sover." in text and seen and seen[1] == "2"
    onto = {**again, f"{goal}-seen": "2", f"{goal}-words": "Ruts ord. Jag sover.", "_once": KEY[:-1] + "8"}
    assert sara.post(url, onto).status_code == 302 and drafts().count() == 0
    with_ours = Goal.objects.visible_to(adopted.sara).get(outcome_note="Ruts ord. Jag sover.")
    assert with_ours.outcome == GoalOutcome.REACHED


def test_what_a_colleague_wrote_about_another_goal_is_taken_over_and_not_overwritten(adopted: Any) -> None:
    add_row(adopted.plan, by=adopted.sara, facts=GoalFacts(text="Jag äter lunch."))
    url = f"/planer/{adopted.plan.pk}/uppfoljning/"
    sara, rut = as_(Client(), adopted.sara), as_(Client(), adopted.rut)
    first, second = re.findall(r'name="([^"]+)-words"', sara.get(url).content.decode())
    seen = {f"{first}-seen": "1", f"{second}-seen": "1", "then": "continue"}
    seen["next_on"] = (clock.today() + timedelta(days=100)).isoformat()
    both = {
        f"{goal}-{name}": said for goal in (first, second) for name, said in (("outcome", "reached"), ("words", "Rut."))
    }
    assert rut.post(url, {**seen, **both, "_once": KEY}).status_code == 302
    mine = {**seen, f"{first}-outcome": "partly", f"{first}-words": "Sara."}
    text = sara.post(url, {**mine, "_once": KEY[:-1] + "9"}).content.decode()
    assert re.search(rf'name="{second}-words"[^>]*>\s*Rut\.<', text) and text.count("Någon annan har skrivit här") == 1


def test_words_about_a_goal_without_how_it_went_are_asked_about(adopted: Any) -> None:
    url = f"/planer/{adopted.plan.pk}/uppfoljning/"
    sara = as_(Client(), adopted.sara)
    goal = re.search(r'name="([^"]+)-words"', sara.get(url).content.decode())
    assert goal
    said = {f"{goal[1]}-words": "Jag sover.", f"{goal[1]}-seen": "1", "then": "close", "_once": KEY}
    answer = sara.post(url, said)
    assert answer.status_code == 422 and "Välj hur det gick" in answer.content.decode()
    assert "Jag sover." in answer.content.decode()


def test_an_answer_to_a_call_is_kept_on_the_meeting_and_one_comes_back_there_when_it_is_thrown_away(
    shared: Any,
) -> None:
    meeting = called(shared)
    url = f"/moten/{meeting.pk}/"
    rut = as_(Client(), shared.rut)
    head, fields = next(one for one in _forms_with_long_texts(rut.get(url)) if "/moten/svar/" in one[0])
    saved_at = unescape(DRAFT.search(head)[1])  # type: ignore[index]
    assert "preparation" in fields and rut.post(saved_at, {"preparation": WORDS}).status_code == 204
    assert WORDS in rut.get(url).content.decode()
    assert WORDS not in as_(Client(), shared.sara).get(url).content.decode()
    assert rut.post(saved_at, {"_forget": "1"})["Location"] == url and drafts().count() == 0


@pytest.mark.parametrize("elsewhere", ["//ond.example/", "https://ond.example/", "javascript:alert(1)"])
def test_one_is_not_led_out_of_brygga_when_a_draft_is_thrown_away(shared: Any, sara: Client, elsewhere: str) -> None:
    thrown = sara.post(f"/utkast/?sida={note_at(shared)}&fran={elsewhere}", {"_forget": "1"})
    assert thrown["Location"] == note_at(shared)


def _forms_with_long_texts(answer: Any) -> list[tuple[str, list[str]]]:
    text = "" if answer.status_code != 200 or answer.streaming else answer.content.decode(errors="replace")
    forms = [(one[1], re.findall(r'<textarea name="([^"]+)"', one[2])) for one in FORM.finditer(text)]
    return [(head, fields) for head, fields in forms if fields]


DRAFT = re.compile(r'data-draft-url="(/utkast/[^"]+)"')
FORM = re.compile(r"<form([^>]*)>(.*?)</form>", re.DOTALL)
