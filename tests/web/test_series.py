"""The managers' meetings on the screen: the year, an announcement, the meeting run from one page, the minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.series.acts import decide
from brygga.series.models import DecidedStep, DocketItem, SeriesMeeting, SeriesSeat, StandingNote
from tests.cast import as_
from tests.series.conftest import HELD, NOON, rounds
from tests.series.making import WORDS, announced, held
from tests.series.test_holding import step

__all__ = ["rounds"]


def page(actor, name, *args, query="", status=200):
    answer = as_(Client(), actor).get(reverse(name, args=args) + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def send(actor, name, *args, status=302, **fields):
    answer = as_(Client(), actor).post(reverse(name, args=args), fields)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def told(world, **other):
    return {"meeting": str(world.december.pk), "to_units": [str(world.aldre.pk)], "age": "65", **WORDS, **other}


@pytest.mark.requirement("STO-06")
def test_the_menu_and_the_year_are_for_those_whose_function_is_concerned(rounds):
    assert "Månadsmöten" in page(rounds.elsa, "start")
    assert "Månadsmöten" in page(rounds.uno, "start")
    assert "Månadsmöten" not in page(rounds.bea, "start")
    year = page(rounds.elsa, "series")
    assert "Tisdag 8 december kl. 09.00" in year and "Anmälan stänger måndag 7 december kl. 12.00" in year
    assert "Anmäl ett ärende" in year and "Anmäl ett ärende" not in page(rounds.uno, "series")
    page(rounds.bea, "series", status=404)


def test_a_place_without_meetings_of_its_own_has_no_such_page(world):
    page(world.chef, "series", status=404)


def test_the_first_time_the_year_is_laid_out_by_a_press(rounds):
    assert "Årets möten är inte upplagda än" in page(rounds.doris, "series")
    send(rounds.doris, "series-lay-out")
    assert "Tisdag 8 december kl. 09.00" in page(rounds.doris, "series")
    assert "inte upplagda" not in page(rounds.doris, "series")


@pytest.mark.requirement("STO-07")
def test_a_case_is_announced_and_read_by_those_called(rounds):
    send(rounds.ulla, "series-announce", **told(rounds))
    item = DocketItem.objects.visible_to(rounds.elsa).get()
    read = page(rounds.elsa, "docket-item", item.pk)
    assert "Utan namn, ungefär 65 år" in read and WORDS["background"] in read
    assert "Läs inför samverkansmöte 8 december" in page(rounds.elsa, "start")
    assert "Läs inför" not in page(rounds.hedda, "start")
    page(rounds.hedda, "docket-item", item.pk, status=404)
    meeting = page(rounds.hedda, "series-meeting", rounds.december.pk)
    assert "ärenden, som rör andra enheter" in meeting and "ungefär 65" not in meeting


@pytest.mark.requirement("STO-07")
@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("background", "Bakgrunden saknas: diagnoser och tidigare utredningar."),
        ("situation", "Situationen saknas: pågående insatser och planering."),
        ("question", "Frågan saknas: vad är svårt nu"),
        ("age", "Skriv ungefär hur gammal personen är."),
        ("to_units", "Välj minst en enhet."),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(rounds, missing, words):
    fields = {name: said for name, said in told(rounds).items() if name != missing}
    answer = send(rounds.ulla, "series-announce", status=422, **fields)
    text = answer.content.decode()
    assert words in text
    assert all(said in text for name, said in WORDS.items() if name != missing)


def test_a_name_is_stopped_at_its_field(rounds):
    answer = send(rounds.ulla, "series-announce", status=422, **told(rounds, question="Vad gör ni för Stig?"))
    assert "Ta bort ”Stig”" in answer.content.decode()
    assert not DocketItem._base_manager.exists()


@pytest.mark.requirement("STO-07")
def test_a_late_case_is_offered_the_next_meeting_or_the_acute_way(rounds):
    with clock.set_to(NOON + timedelta(minutes=1)):
        offered = page(rounds.ulla, "series-announce")
        assert "gick det att anmäla till måndag 7 december kl. 12.00" in offered
        assert "Akut konsultation" in offered and reverse("ask-consultation") in offered
        refused = send(rounds.ulla, "series-announce", status=422, **told(rounds)).content.decode()
        assert "Anmälan till det mötet har stängt. Välj nästa möte här" in refused
        assert WORDS["question"] in refused
        send(rounds.ulla, "series-announce", **told(rounds, meeting=str(rounds.january.pk)))
        item = DocketItem.objects.visible_to(rounds.ulla).get()
        assert "Kom efter att anmälan stängde" in page(rounds.elsa, "docket-item", item.pk)


@pytest.mark.requirement("STO-16")
def test_with_a_name_only_units_that_the_consent_covers_can_be_called(rounds):
    assert "Anmäl till månadsmöte" in page(rounds.ulla, "coordination-requests", rounds.coordination.pk)
    assert "Anmäl till månadsmöte" not in page(rounds.ivar, "coordination-requests", rounds.coordination.pk)
    form = page(rounds.ulla, "announce-named", rounds.coordination.pk)
    assert "Äldreomsorg" in form and f'value="{rounds.psykiatri.pk}"' not in form
    fields = told(rounds)
    fields.pop("age")
    send(rounds.ulla, "announce-named", rounds.coordination.pk, **fields)
    item = DocketItem.objects.visible_to(rounds.elsa).get()
    assert "Stig Vinter, 65 år" in page(rounds.elsa, "docket-item", item.pk)
    page(rounds.elsa, "announce-named", rounds.coordination.pk, status=404)


@pytest.mark.requirement("STO-12")
def test_the_meeting_is_run_from_one_screen_and_the_minutes_locked(rounds):
    item = announced(rounds)
    with clock.set_to(HELD + timedelta(minutes=1)):
        assert "Öppna mötet" in page(rounds.elsa, "series-meeting", rounds.december.pk)
        here = [str(rounds.ulla.assignment_id), str(rounds.elsa.assignment_id)]
        send(rounds.elsa, "series-hold", rounds.december.pk, here=here)
        screen = page(rounds.elsa, "series-meeting", rounds.december.pk)
        assert "Skriv utfallet" in screen and "Ett anmält ärende saknar utfall" in screen
        fields = {"outcome": "several", "note": "Båda utreder.", "what": "Ring"}
        refused = send(rounds.elsa, "docket-decide", item.pk, status=422, **fields).content.decode()
        assert "Välj vem som tar nästa steg." in refused and "Skriv när det senast ska vara gjort." in refused
        who = f"{rounds.aldre.pk}_care_assessor"
        send(rounds.elsa, "docket-decide", item.pk, **fields, who=who, due_on="2026-12-20")
        send(rounds.ulla, "series-note", rounds.december.pk, "advice_since_last", text="Inget nytt.", seen="0")
        screen = page(rounds.ulla, "series-meeting", rounds.december.pk)
        assert "Fler enheter arbetar med personen samtidigt" in screen and "Inget nytt." in screen
        assert "Biståndshandläggare, Äldreomsorg" in screen
        assert "Ring" in page(rounds.bea, "start")
        send(rounds.elsa, "series-adopt", rounds.december.pk)
        locked = page(rounds.elsa, "series-meeting", rounds.december.pk)
        assert "Protokollet är justerat" in locked and "Skriv utfallet" not in locked
        send(rounds.ulla, "series-correct", rounds.december.pk, text="Mötet slutade kl. 10.")
        assert "Mötet slutade kl. 10." in page(rounds.hedda, "series-meeting", rounds.december.pk)
        step = DecidedStep.objects.visible_to(rounds.bea).get()
        send(rounds.bea, "decided-step", step.pk)
        assert "Gjort" in page(rounds.bea, "decided-step", step.pk)
        page(rounds.nils, "decided-step", step.pk, status=404)


def test_the_second_of_two_writers_sees_what_the_first_wrote(rounds):
    first = {"text": "Fler unga.", "seen": "0"}
    send(rounds.ulla, "series-note", rounds.january.pk, "trends", **first)
    answer = send(rounds.elsa, "series-note", rounds.january.pk, "trends", status=422, text="Färre.", seen="0")
    text = answer.content.decode()
    assert "Fler unga." in text and "Färre." in text and "Någon annan har skrivit" in text
    assert StandingNote.objects.visible_to(rounds.ulla).get().text == "Fler unga."


@pytest.mark.requirement("KAR-01")
def test_the_manager_of_the_unit_that_stayed_away_follows_it_up_from_the_start_page(rounds):
    with clock.set_to(rounds.january.starts_at + timedelta(hours=2)):
        held(rounds.january, rounds.ulla, absent=(rounds.hedda,))
        assert "Följ upp att Socialpsykiatri uteblev" in page(rounds.vera, "start")
        assert "uteblev" not in page(rounds.uno, "start")
        assert "Uteblev, ska följas upp" in page(rounds.elsa, "series-meeting", rounds.january.pk)
        seat = SeriesSeat.objects.visible_to(rounds.vera).get(attendance="absent")
        send(rounds.vera, "series-absence", seat.pk, how="Sjuk. Ersättare nästa gång.")
        assert "uteblev" not in page(rounds.vera, "start")
        assert "Sjuk. Ersättare nästa gång." in page(rounds.elsa, "series-meeting", rounds.january.pk)


@pytest.mark.requirement("STO-06")
def test_a_meeting_is_moved_with_a_reason_that_all_see(rounds):
    announced(rounds)
    fields = {"day": "2026-12-10", "time": "13:00", "minutes": "60", "where": "Sal 2"}
    assert (
        "Skriv varför mötet flyttas."
        in send(rounds.elsa, "series-move", rounds.december.pk, status=422, **fields).content.decode()
    )
    send(rounds.elsa, "series-move", rounds.december.pk, why="Salen är upptagen.", **fields)
    moved = page(rounds.hedda, "series-meeting", rounds.december.pk)
    assert "Torsdag 10 december kl. 13.00" in moved and "Salen är upptagen." in moved
    post = page(rounds.ulla, "inbox")
    assert "flyttade samverkansmöte" in post and reverse("series-meeting", args=[rounds.december.pk]) in post
    send(rounds.elsa, "series-cancel", rounds.december.pk, why="Ingen kan.")
    assert "Mötet är inställt" in page(rounds.hedda, "series-meeting", rounds.december.pk)


@pytest.mark.requirement("STO-12")
def test_who_writes_is_swapped_and_the_swap_stands_there(rounds):
    assert "(på tur)" in page(rounds.elsa, "series-meeting", rounds.january.pk)
    send(rounds.elsa, "series-swap", rounds.january.pk, to_unit=str(rounds.aldre.pk), why="Ulla är på kurs.")
    assert "Äldreomsorg i stället för Beroendevård. Ulla är på kurs." in page(
        rounds.hedda, "series-meeting", rounds.january.pk
    )


@pytest.mark.requirement("STO-21")
def test_what_was_consulted_about_between_meetings_stands_on_the_agenda(rounds):
    from brygga.agencies.models import Unit
    from brygga.consultations.acts import ask_in_writing

    ask_in_writing(
        Unit.objects.get(pk=rounds.beroende.pk), by=rounds.ulla, kind="acute", to_unit=rounds.aldre, question="Vem tar?"
    )
    assert "Akut konsultation: Beroendevård och Äldreomsorg" in page(rounds.elsa, "series-meeting", rounds.december.pk)
    assert "Akut konsultation:" not in page(rounds.hedda, "series-meeting", rounds.december.pk)


def test_the_pages_ask_as_much_however_many_cases_there_are(rounds):
    def questions(actor, name, *args, query=""):
        client = as_(Client(), actor)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=args) + query).status_code == 200
        return len(asked)

    announced(rounds, named=True)
    held(rounds.december, rounds.elsa)
    before = SeriesMeeting._base_manager.get(pk=rounds.december.pk)

    def counts():
        with clock.set_to(HELD + timedelta(minutes=5)):
            return [
                questions(rounds.elsa, "series-meeting", rounds.december.pk),
                questions(rounds.elsa, "series", query="?visa=arenden"),
                questions(rounds.elsa, "series"),
                questions(rounds.elsa, "start"),
            ]

    def more(count):
        for number in range(count):
            with asked_by("test"):
                SeriesMeeting._base_manager.filter(pk=before.pk).update(state="planned")
            item = announced(rounds, named=number % 2 == 0)
            with asked_by("test"):
                SeriesMeeting._base_manager.filter(pk=before.pk).update(state="held")
            with clock.set_to(HELD + timedelta(minutes=5)):
                decide(item, by=rounds.elsa, outcome="stays", step=step(rounds.aldre, function="deputy_unit_head"))

    more(8)
    some = counts()
    more(12)
    assert counts() == some
