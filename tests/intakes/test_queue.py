"""The team's queue: one-week clock, taking, reaching, ending (BOR-02, BOR-03)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, ReadRow
from brygga.core.writing import asked_by
from brygga.intakes import acts
from brygga.intakes.models import Intake, IntakeStep
from brygga.intakes.queries import led_to, with_details
from brygga.intakes.states import Result
from brygga.people.models import Person
from tests.cast import AMINA, as_
from tests.intakes.asking import CODE, WORDS, asked, late, taken
from tests.requests.asking import assignment, fresh


def _page(actor: Any, path: str, client: Client | None = None) -> str:
    answer = as_(client or Client(), actor).get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


@pytest.mark.requirement("BOR-02")
def test_the_queue_is_sorted_by_the_clock_and_is_the_teams_own(world: Any) -> None:
    later = asked(world, name="Sist Kommen")
    with clock.set_to(clock.now() - timedelta(days=3)):
        first = asked(world, name="Först Kommen")
    text = _page(world.sara, "/intag/")
    assert text.index("Först Kommen") < text.index("Sist Kommen")
    assert first.contact_by < later.contact_by
    for neighbour in (world.siv, world.sigrid, world.rut):
        assert "Kommen" not in _page(neighbour, "/intag/")
        assert as_(Client(), neighbour).get(f"/intag/{first.pk}/").status_code == 404
    assert as_(Client(), world.pia).get("/intag/").status_code == 404, "no way in there"


@pytest.mark.requirement("BOR-02")
def test_from_new_to_a_booked_first_meeting_and_the_person_sees_it(world: Any, client: Client) -> None:
    row = asked(world, code=CODE)
    as_(client, world.sara)
    url = f"/intag/{row.pk}/"
    client.post(f"{url}kvittera/")
    client.post(f"{url}ta/", {"caseworker": str(world.sara.assignment_id)})
    client.post(f"{url}forsok/", {"how": "phone", "result": "no_answer"})
    assert fresh(row).contacted_at is None and "Inget svar" in _page(world.sara, url)
    client.post(f"{url}forsok/", {"how": "phone", "result": "reached", "note": "Vill helst ses på morgonen."})
    assert fresh(row).contacted_at
    at = (clock.now() + timedelta(days=4)).strftime("%Y-%m-%dT10:00")
    assert client.post(f"{url}tid/", {"meeting_at": at, "meeting_place": "Rum 2"}).status_code == 302
    followed = Client().post("/hjalp-mig/kvitto/", {"kod": CODE}).content.decode()
    assert "Du har en tid för ett första möte" in followed and "Rum 2" in followed
    assert "Vill helst ses på morgonen" not in followed and "Inget svar" not in followed


def test_a_meeting_that_has_been_is_refused(world: Any) -> None:
    row = taken(world)
    with pytest.raises(NotAllowed, match="har redan varit"):
        acts.note_meeting(row, by=world.sara, meeting_at=clock.now() - timedelta(days=1), meeting_place="Rum 2")


@pytest.mark.requirement("BOR-02")
def test_what_is_late_is_told_once_and_stands_on_the_start_page_of_whoever_receives(world: Any) -> None:
    with clock.set_to(clock.now() - timedelta(days=30)):
        row = asked(world)
    for _ in range(2):
        call_command("run_clocks", verbosity=0)
    told = IntakeStep._base_manager.filter(intake=row, what__startswith="Ingen har kontaktat")
    assert told.count() == 1
    assert "Ingen har kontaktat Bo Ek" in _page(world.chef, "/")
    for other in (world.siv, world.rolf):
        assert "Bo Ek" not in _page(other, "/")
    acts.log_attempt(row, by=world.sara, how="phone", result=Result.REACHED.value)
    assert "Ingen har kontaktat" not in _page(world.chef, "/")


@pytest.mark.requirement("BOR-02")
def test_in_borlange_the_coordinator_sees_it_first_and_the_managers_when_it_stays(world: Any) -> None:
    """Both at the same unit; between them lies a time in the routine."""
    row = taken(world)
    now = clock.now()
    with asked_by("the cast"):
        Intake._base_manager.filter(pk=row.pk).update(
            to_power="distribute", contact_by=now - timedelta(hours=1), managers_at=now + timedelta(hours=20)
        )
    assert [one.pk for one in late(world.fred)] == [row.pk] and not late(world.chef)
    with clock.set_to(now + timedelta(days=1)):
        assert [one.pk for one in late(world.chef)] == [row.pk]
        call_command("run_clocks", verbosity=0)
    assert fresh(row).managers_told_at and not late(world.siv)


@pytest.mark.requirement("BOR-03")
def test_nothing_follows_needs_a_reason_which_the_person_reads(world: Any, client: Client) -> None:
    row = taken(world, code=CODE)
    as_(client, world.sara)
    assert client.post(f"/intag/{row.pk}/resultat/", {"outcome": "nothing"}).status_code == 422
    client.post(f"/intag/{row.pk}/resultat/", {"outcome": "nothing", "reason": "Du ville klara det själv."})
    assert (fresh(row).state, fresh(row).outcome) == ("done", "nothing")
    assert "Du ville klara det själv" in Client().post("/hjalp-mig/kvitto/", {"kod": CODE}).content.decode()
    with pytest.raises(NotAllowed, match="redan avslutat"):
        acts.appoint(fresh(row), by=world.sven, caseworker=assignment(world.sven))


@pytest.mark.requirement("BOR-03")
def test_without_consent_the_person_is_told_where_to_turn_and_nothing_is_sent(world: Any, client: Client) -> None:
    row = taken(world, code=CODE)
    facts = {"outcome": "right_actor", "to_units": [str(world.radmannen.pk)]}
    as_(client, world.sara).post(f"/intag/{row.pk}/resultat/", facts)
    assert [(one.unit, one.request) for one in led_to(row)] == [(world.radmannen, None)]
    assert "Inget är skickat" in _page(world.sara, f"/intag/{row.pk}/")
    assert "Rådmannen" in Client().post("/hjalp-mig/kvitto/", {"kod": CODE}).content.decode()
    assert not with_details(world.rut).filter(pk=row.pk).exists(), "the receiver has not been told"


def test_an_outcome_needs_somebody_who_has_it_in_hand(world: Any) -> None:
    with pytest.raises(NotAllowed, match="Utse först"):
        acts.record_outcome(asked(world), by=world.sara, outcome="nothing", reason="Nej tack.")


def test_a_colleague_from_next_door_is_not_appointed(world: Any) -> None:
    with pytest.raises(NotAllowed, match="arbetar på enheten"):
        acts.appoint(asked(world), by=world.sara, caseworker=assignment(world.siv))
    with pytest.raises(NotAllowed, match="arbetar på enheten"):
        acts.appoint(asked(world), by=world.siv, caseworker=assignment(world.siv))


def test_registered_by_the_act_that_always_registers(world: Any, client: Client) -> None:
    row = taken(world, number="197906189282")
    text = _page(world.sara, f"/intag/{row.pk}/registrera/", client)
    assert 'value="Bo"' in text and 'value="Ek"' in text
    facts = {"given_name": "Bo", "family_name": "Ek", "identity": "19790618-9282"}
    client.post(f"/intag/{row.pk}/registrera/", facts)
    person = Person._base_manager.get(given_name="Bo")
    assert fresh(row).person == person and person.phone == "070-174 06 99"
    assert "Öppna samordning" in _page(world.sara, f"/intag/{row.pk}/")
    assert not Person.objects.visible_to(world.siv).filter(pk=person.pk).exists()


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize("how", ["ticked", "marked elsewhere"])
def test_somebody_with_protected_identity_is_masked_until_opened_with_a_reason(world: Any, how: str) -> None:
    if how == "ticked":
        row = taken(world, protected=True, name="Rut Gömd")
    else:
        with asked_by("the cast"):
            Person._base_manager.filter(pk=world.folke.pk).update(protection="marked")
        row = taken(world, number="197905169251", name="Rut Gömd")
    url = f"/intag/{row.pk}/"
    for path in ("/", "/intag/", url):
        text = _page(world.sara, path)
        assert "Skyddad uppgift" in text and "Gömd" not in text and "070-174 06 99" not in text, path
    client = as_(Client(), world.sara)
    assert client.post(f"{url}visa/", {"reason": "x"}).status_code == 422
    opened = client.post(f"{url}visa/", {"reason": "Ringer om en tid."}).content.decode()
    assert "Rut Gömd" in opened and "070-174 06 99" in opened
    assert ReadRow.objects.filter(stream_id=row.pk, why="Ringer om en tid.").count() == 1
    sven = as_(Client(), world.sven).post(f"{url}visa/", {"reason": "Nyfiken på vem det är."})
    assert "Gömd" not in sven.content.decode()


def test_the_same_one_twice_is_pointed_out_to_the_team_and_to_no_other(world: Any) -> None:
    asked(world, unit=world.norr)
    first = asked(world)
    assert "Har hört av sig förut" not in _page(world.sara, f"/intag/{first.pk}/")
    second = asked(world, phone="+46 70 174 06 99")
    assert "Har hört av sig förut" in _page(world.sara, f"/intag/{second.pk}/")
    assert _page(world.sara, "/intag/").count("Har hört av sig förut") == 1
    assert "Har hört av sig förut" not in _page(world.siv, "/intag/")


def test_somebody_known_at_the_unit_is_pointed_out_there_only(world: Any) -> None:
    mine, theirs = asked(world, number=AMINA), asked(world, unit=world.norr, number=AMINA)
    assert "Känd hos er" in _page(world.sara, f"/intag/{mine.pk}/")
    assert "Känd hos er" not in _page(world.siv, f"/intag/{theirs.pk}/")


def test_put_aside_with_a_reason(world: Any, client: Client) -> None:
    row = asked(world)
    as_(client, world.sara)
    assert client.post(f"/intag/{row.pk}/lagg-undan/", {}).status_code == 422
    client.post(f"/intag/{row.pk}/lagg-undan/", {"reason": "Kom två gånger."})
    assert fresh(row).state == "declined"
    assert "Lades undan" in _page(world.sara, "/intag/?visa=avslutade")


def test_nothing_of_the_person_is_in_the_audit(world: Any) -> None:
    row = taken(world)
    acts.log_attempt(row, by=world.sara, how="phone", result="reached", note="Mår bättre.")
    audited = " ".join(f"{one.facts} {one.reason}" for one in AuditRow.objects.all())
    assert not [word for word in ("Bo Ek", WORDS, "070", "Mår") if word in audited]


def test_the_queue_asks_as_much_of_one_as_of_thirty(world: Any) -> None:
    def questions(path: str) -> int:
        client = as_(Client(), world.sara)
        with CaptureQueriesContext(
            connection,
        ) as heard:
            client.get(path)
        return sum(one["sql"].startswith("SELECT") for one in heard)

    asked(world)
    few = [questions(path) for path in ("/intag/", "/")]
    for number in range(29):
        taken(world, number="197906189282") if number % 2 else asked(world)
    assert [questions(path) for path in ("/intag/", "/")] == few
