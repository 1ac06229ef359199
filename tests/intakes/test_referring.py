"""A referral with the person's yes, and where a new case goes (BOR-01, STO-18)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.demo.stage import set_up
from brygga.intakes import acts
from brygga.intakes.acts.asking import STRANGER
from brygga.intakes.codes import code_for
from brygga.intakes.models import Intake
from brygga.intakes.queries import led_to, suggestion
from brygga.rules.routing import units_of
from tests.cast import as_
from tests.intakes.asking import WORDS, asked, told
from tests.requests.asking import assignment, fresh


def facts(world: Any, **more: str) -> dict[str, str]:
    return {
        "to_unit": str(world.innerstaden.pk),
        "name": "Bo Ek",
        "born": "1990-05-02",
        "phone": "070-174 06 99",
        "words": WORDS,
        "consent_on": clock.today().isoformat(),
        "consent_how": "oral",
        **more,
    }


@pytest.mark.requirement("BOR-01")
def test_a_referral_is_received_and_the_sender_follows_it(world: Any, client: Client) -> None:
    answer = as_(client, world.rut).post("/intag/remiss/", facts(world))
    row = Intake._base_manager.get()
    assert answer["Location"] == f"/intag/{row.pk}/" and row.from_unit == world.radmannen
    received = as_(Client(), world.sara).get(f"/intag/{row.pk}/").content.decode()
    assert "Remiss från Rådmannen" in received and "sa ja" in received
    acts.appoint(row, by=world.sara, caseworker=assignment(world.sara))
    acts.log_attempt(fresh(row), by=world.sara, how="phone", result="no_answer", note="Ringer igen.")
    followed = client.get(f"/intag/{row.pk}/").content.decode()
    assert "Sara Berg har hand om det" in followed and "Ringer igen" not in followed
    assert "Bo Ek" in client.get("/intag/skickade/").content.decode()
    assert "Bo Ek" not in client.get("/intag/").content.decode(), "the queue holds what has come"
    for neighbour in (world.pia, world.siv, world.sigrid):
        assert as_(Client(), neighbour).get(f"/intag/{row.pk}/").status_code == 404
        assert "Bo Ek" not in as_(Client(), neighbour).get("/intag/skickade/").content.decode()


def test_the_sender_does_not_do_the_teams_work(world: Any) -> None:
    as_(client := Client(), world.rut).post("/intag/remiss/", facts(world))
    row = Intake._base_manager.get()
    for what in ("ta", "forsok", "tid", "resultat", "registrera", "visa"):
        answer = client.post(f"/intag/{row.pk}/{what}/", {"how": "phone", "result": "reached"})
        assert answer.status_code in {403, 422}, what
    assert fresh(row).state == "sent"


@pytest.mark.requirement("BOR-01")
def test_without_a_yes_there_is_no_referral_but_an_anonymous_question(world: Any, client: Client) -> None:
    answer = as_(client, world.rut).post("/intag/remiss/", facts(world, consent_on=""))
    text = answer.content.decode()
    assert answer.status_code == 422 and "Rådgör anonymt" in text and not Intake._base_manager.exists()
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert client.post("/intag/remiss/", facts(world, consent_on=tomorrow)).status_code == 422


def test_somebody_outside_the_target_group_is_not_referred_and_one_is_told_where(world: Any, client: Client) -> None:
    young = f"{clock.today().year - 15}-01-01"
    answer = as_(client, world.rut).post("/intag/remiss/", facts(world, born=young))
    assert answer.status_code == 422 and "Ring socialtjänsten för barn och unga" in answer.content.decode()
    assert not Intake._base_manager.exists()


def test_nobody_refers_to_their_own_unit_or_another_place(world: Any, client: Client) -> None:
    assert as_(client, world.sara).post("/intag/remiss/", facts(world)).status_code == 422
    with asked_by("the cast"):
        world.social.place = "borlange"
        world.social.save(update_fields=["place"])
    assert as_(client, world.rut).post("/intag/remiss/", facts(world)).status_code == 422


# Where it goes


@pytest.fixture
def stockholm(db: Any) -> Any:
    return set_up()


def _came(stage: Any, age: int) -> Intake:
    born = date(clock.today().year - age, 1, 1)
    return acts.ask_for_help(stage.unit("beroendevard"), by=STRANGER, told=told(born=born), code=code_for(uuid4()))


@pytest.mark.requirement("STO-18")
def test_the_rule_that_led_there_is_quoted_and_another_choice_needs_a_reason(stockholm: Any) -> None:
    ivar = stockholm.actor("Ivar Lo")
    row = acts.appoint(_came(stockholm, 40), by=ivar, caseworker=stockholm.assignment("Ivar Lo"))
    client = as_(Client(), ivar)
    text = client.get(f"/intag/{row.pk}/").content.decode()
    assert "Huvudregeln: alla inte tidigare kända ärenden" in text and "Rutin Stockholm 2018-02-22" in text
    client.post(f"/intag/{row.pk}/bedom/", {"needs": ["mental_health"]})
    assert units_of(suggestion(fresh(row))) == ("social_psychiatry",)
    children = stockholm.unit("barn_ungdom")
    with pytest.raises(NotAllowed, match="Skriv varför"):
        acts.record_outcome(fresh(row), by=ivar, outcome="right_unit", to_units=[children])
    ended = acts.record_outcome(fresh(row), by=ivar, outcome="right_unit", to_units=[stockholm.unit("socialpsykiatri")])
    assert [one.unit.kind for one in led_to(ended)] == ["social_psychiatry"]


@pytest.mark.requirement("STO-18")
def test_a_known_child_returns_and_several_needs_are_parallel(stockholm: Any) -> None:
    ivar = stockholm.actor("Ivar Lo")
    child = acts.assess(_came(stockholm, 18), by=ivar, needs=["addiction"], known_at="children_youth")
    assert [rule.key for rule in suggestion(child)] == ["child_returns"]
    several = acts.assess(_came(stockholm, 40), by=ivar, needs=["addiction", "mental_health"])
    assert units_of(suggestion(several)) == ("social_addiction", "social_psychiatry")


def test_where_the_place_says_nothing_nothing_is_suggested(world: Any) -> None:
    row = asked(world)
    assert suggestion(row) == ()
    client = as_(Client(), world.sara)
    assert "Hit leder rutinen" not in client.get(f"/intag/{row.pk}/").content.decode()
    assert client.get(f"/intag/{row.pk}/bedom/").status_code == 403
