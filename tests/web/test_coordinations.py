"""The pages of a coordination: what one look tells, and that each act is done once, by the right hands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.agencies.models import Assignment
from brygga.consents.models import ConsentGrant
from brygga.coordinations.acts import set_role, share_note
from brygga.coordinations.models import Coordination, Engagement, Entry
from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.meetings.acts import hold_now, note_missed, rebook, record_outcome
from brygga.meetings.facts import NewTime
from brygga.meetings.states import Outcome
from brygga.requests.acts import ask_for_sip
from tests.cast import as_
from tests.closings.making import all_left, radmannen_left
from tests.meetings.making import all_but_the_person, called, day, everybody, now, the_time
from tests.requests.asking import fresh, sent_wish


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_one_look_tells_who_what_next_and_what_is_missing(shared: Any, client: Client) -> None:
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal varje vecka")
    text = _page(as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/")
    for words in (
        "Amina Hassan", "Vuxen Innerstaden", "Rådmannen", "Rut Månsson, sjuksköterska", "Stödsamtal varje vecka",
        "tel:0401000", "Insatser pågår", "kalla till möte för upprättande av SIP", "det är lag",
        "En gemensam plan saknas", "Kalla till möte och gör SIP", "1 ny händelse",
    ):  # fmt: skip
        assert words in text, words


def test_what_is_missing_says_what_to_do_about_it(shared: Any, client: Client) -> None:
    with clock.set_to(clock.now() + timedelta(days=400)):
        text = _page(as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/")
    assert "Samtycke saknas för Rådmannen." in text and "Enheten ser ingenting här förrän personen har sagt ja." in text


@pytest.mark.parametrize("part", ["", "anteckningar/", "forfragningar/", "moten/", "handelser/", "plan/", "samtycke/"])
def test_the_title_of_a_page_names_nobody(shared: Any, client: Client, part: str) -> None:
    """It stands in the tab, the history and on the shared screen."""
    answer = as_(client, shared.sara).get(f"/samordningar/{shared.coordination.pk}/{part}", follow=True)
    text = answer.content.decode()
    title = text[text.index("<title>") : text.index("</title>")]
    assert answer.status_code == 200 and "Amina" not in title and "Hassan" not in title


@pytest.mark.requirement("MAL-08")
def test_a_meeting_nobody_has_written_up_is_missing_until_somebody_does(shared: Any, client: Client) -> None:
    meeting = called(shared)
    address = f"/samordningar/{shared.coordination.pk}/"
    as_(client, shared.sara)
    assert "Det står inte om mötet blev av" not in _page(client, address)
    with the_time(day(8)):
        as_(client, shared.sara)
        assert "Det står inte om mötet blev av" in _page(client, address)
        note_missed(meeting, by=shared.sara, attendance=all_but_the_person(meeting))
        assert "Mötet blev inte av, och ingen ny tid är bokad" in _page(client, address)
        again = rebook(now(meeting), by=shared.sara, time=NewTime(starts_at=day(14), minutes=60))
        assert "ingen ny tid är bokad" not in _page(client, address)
        hold_now(again, by=shared.sara, attendance=everybody(again))
        text = _page(client, address)
        assert "Det står inte vad mötet ledde till" in text and "Fortsätt på mötet" in text
        record_outcome(now(again), by=shared.sara, outcome=Outcome.JOINT_MAPPING)
        assert "Det står inte" not in _page(client, address)
        assert as_(client, shared.siv).get(address).status_code == 404


@pytest.mark.requirement("MAL-01")
@pytest.mark.requirement("MAL-04")
def test_the_kind_of_case_and_the_suggestion_with_its_reason_stand_on_the_page(world: Any, client: Client) -> None:
    request = sent_wish(world)
    text = _page(as_(client, world.sara), f"/samordningar/{request.coordination_id}/")
    assert "Ny för en av verksamheterna" in text
    assert "önska ett tidigt gemensamt möte" in text and "utan att först bli aktuell där" in text
    assert "Handbok Malmö" in text


def test_reading_the_page_is_logged_with_who_and_about_whom(shared: Any, client: Client) -> None:
    _page(as_(client, shared.rut), f"/samordningar/{shared.coordination.pk}/")
    row = ReadRow.objects.get()
    assert (row.assignment_id, row.person_id, row.stream_id) == (
        shared.rut.assignment_id,
        shared.amina.pk,
        shared.coordination.pk,
    )


def test_the_neighbour_gets_404_on_every_page_of_it(shared: Any, client: Client) -> None:
    paths = [
        "",
        "handelser/",
        "anteckningar/",
        "anteckningar/ny/",
        "nasta-steg/",
        "ta-med/",
        "forfragningar/",
        "samordnare/",
        "avsluta/",
    ]
    for neighbour in (shared.siv, shared.sigrid, shared.pia, shared.fred, shared.adam):
        for path in paths:
            assert as_(client, neighbour).get(f"/samordningar/{shared.coordination.pk}/{path}").status_code == 404
        assert not ReadRow.objects.exists()


def test_a_lack_of_caseworker_is_shown_and_leads_to_where_it_is_mended(shared: Any, client: Client) -> None:
    with asked_by("test"):
        Assignment.objects.filter(pk=shared.rut.assignment_id).update(until=clock.today() - timedelta(days=1))
    text = _page(as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/")
    assert "Rut Månsson har slutat. Rådmannen har ingen ansvarig handläggare." in text
    assert f"/samordningar/del/{shared.ruts_part.pk}/" in text


def test_a_consent_that_runs_out_is_pointed_out_in_time(shared: Any, client: Client) -> None:
    with clock.set_to(clock.now() + timedelta(days=140)):
        assert "Samtycket för Rådmannen går ut" not in _page(
            as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/"
        )
    with clock.set_to(clock.now() + timedelta(days=160)):
        assert "Samtycket för Rådmannen går ut" in _page(
            as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/"
        )


@pytest.mark.requirement("MAL-11")
def test_all_who_take_part_see_that_the_person_asked_and_by_when(shared: Any, client: Client) -> None:
    ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill.")
    for actor in (shared.sara, shared.rut):
        text = _page(as_(client, actor), f"/samordningar/{shared.coordination.pk}/")
        assert "Begäran om SIP från personen själv" in text and "om " in text


@pytest.mark.requirement("STO-01")
def test_who_will_see_a_note_stands_beside_it_before_it_is_saved(shared: Any, client: Client) -> None:
    with asked_by("test"):
        ConsentGrant._base_manager.create(consent=shared.consent, unit=shared.innerstaden, matter="housing")
    text = _page(as_(client, shared.sara), f"/samordningar/{shared.coordination.pk}/anteckningar/ny/")
    both, housing = text.split("b-audience__heading")[1:3]
    assert "Rådmannen" in both and "Rådmannen" not in housing and "Amina Hassan" in housing


def test_a_form_sent_twice_shares_one_note(shared: Any, client: Client) -> None:
    sent = {"matter": "coordination", "text": "Möte på måndag.", "_once": str(uuid4())}
    path = f"/samordningar/{shared.coordination.pk}/anteckningar/ny/"
    answers = [as_(client, shared.sara).post(path, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Entry._base_manager.count() == 1


def test_a_coordination_opened_twice_by_the_same_press_is_one(world: Any, client: Client) -> None:
    sent = {"why": "Behövs.", "standing": "known", "_once": str(uuid4())}
    path = f"/samordningar/oppna/{world.folkes_case.pk}/"
    answers = [as_(client, world.rut).post(path, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Coordination._base_manager.count() == 1


def test_a_refusal_keeps_what_was_typed(shared: Any, client: Client) -> None:
    answer = as_(client, shared.sara).post(
        f"/samordningar/{shared.coordination.pk}/nasta-steg/", {"step": "gfi", "why": ""}
    )
    assert answer.status_code == 422
    assert "Skriv varför ni väljer ett annat nästa steg" in answer.content.decode()


def test_a_form_that_leads_to_a_refusal_says_so_instead(shared: Any, client: Client) -> None:
    answer = as_(client, shared.chef).get(f"/samordningar/{shared.coordination.pk}/nasta-steg/")
    assert answer.status_code == 403 and "Det här görs av den som arbetar" in answer.content.decode()


def test_notes_in_closed_matters_are_counted_not_shown(shared: Any, client: Client) -> None:
    with asked_by("test"):
        ConsentGrant._base_manager.create(consent=shared.consent, unit=shared.innerstaden, matter="housing")
    share_note(shared.coordination, by=shared.sara, matter="housing", text="Lägenheten är uppsagd.")
    text = _page(as_(client, shared.rut), f"/samordningar/{shared.coordination.pk}/anteckningar/")
    assert "Lägenheten" not in text and "Boende" not in text
    assert "1 anteckningar i frågor" in text or "1 anteckning i" in text


def test_a_unit_that_has_left_sees_its_own_part_but_not_whom_it_was_about(shared: Any, client: Client) -> None:
    radmannen_left(shared)
    why = fresh(shared.ruts_part).ended_why
    text = _page(as_(client, shared.rut), f"/samordningar/del/{shared.ruts_part.pk}/")
    assert why and why in text and "Amina" not in text
    assert as_(client, shared.rut).get(f"/samordningar/{shared.coordination.pk}/").status_code == 404


def test_details_of_another_unit_are_read_but_not_changed(shared: Any, client: Client) -> None:
    text = _page(as_(client, shared.sara), f"/samordningar/del/{shared.ruts_part.pk}/")
    assert "Rut Månsson" in text and "Ändra läge" not in text
    for path in ("lage/", "handlaggare/", "ta-emot/"):
        assert as_(client, shared.sara).get(f"/samordningar/del/{shared.ruts_part.pk}/{path}").status_code == 403


def _questions(client: Client, path: str) -> int:
    _page(client, path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _page(client, path)
    return len(asked)


def _more_of_everything(world: Any, number: int) -> None:
    """Another thirty units, notes and events in Amina's coordination, and thirty coordinations more."""
    from brygga.agencies.models import Unit
    from brygga.people.models import Person
    from tests.cast import _case, _engagement

    for index in range(number):
        share_note(world.coordination, by=world.sara, matter="coordination", text=f"Anteckning {index}")
        with asked_by("test"):
            unit = Unit.objects.create(
                organisation=world.region, name=f"Enhet {index}", sort=f"{index:04}", kind="housing"
            )
            Engagement._base_manager.create(coordination=world.coordination, unit=unit, since=clock.today())
            person = Person._base_manager.create(
                organisation=world.social,
                given_name="Kim",
                family_name=f"Nr{index}",
                sort="x",
                registered_at=clock.now(),
            )
            case = _case(person, world.innerstaden, world.sara)
            row = Coordination._base_manager.create(
                person=person,
                unit=world.innerstaden,
                place="malmo",
                number=f"S-X{index}",
                opened_on=clock.today(),
                opened_by="x",
            )
            _engagement(row, world.innerstaden, world.sara, case)


@pytest.mark.parametrize(
    "path",
    [
        "/samordningar/{pk}/",
        "/samordningar/",
        "/samordningar/{pk}/handelser/",
        "/samordningar/{pk}/anteckningar/",
        "/",
        "/inkorg/",
    ],
)
def test_a_page_asks_as_many_questions_with_thirty_rows_as_with_one(shared: Any, client: Client, path: str) -> None:
    as_(client, shared.sara)
    path = path.format(pk=shared.coordination.pk)
    share_note(shared.coordination, by=shared.rut, matter="coordination", text="Ett")
    set_role(shared.ruts_part, by=shared.rut, role="Ett")
    few = _questions(client, path)
    _more_of_everything(shared, 30)
    for number in range(30):
        set_role(shared.ruts_part, by=shared.rut, role=f"Nr {number}")
    assert _questions(client, path) == few
    assert few < 60


def test_a_closed_coordination_says_when_and_why(shared: Any) -> None:
    address = f"/samordningar/{shared.coordination.pk}/"
    all_left(shared)
    page = _page(as_(Client(), shared.sara), address)
    assert "Samordningen är avslutad" in page
    assert fresh(shared.coordination).closed_why and fresh(shared.coordination).closed_why in page
    assert as_(Client(), shared.siv).get(address).status_code == 404
