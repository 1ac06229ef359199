"""The administrator reorganises from the unit's page and sees first; heads see names; the neighbours meet nothing."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.acts import add_staff, add_unit
from brygga.agencies.models import Unit
from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.actor import SYSTEM
from brygga.people.acts import register_person
from brygga.reorganisations.models import Reorganisation
from tests.cast import as_
from tests.handovers.making import granted
from tests.reorganisations.making import WHY, merged, now, planned

TODAY = clock.today()
BORN = date(1990, 5, 4)


def page(client: Any, who: Any, name: str, pk: Any = None) -> str:
    return str(as_(client, who).get(reverse(name, args=[pk] if pk else [])).content.decode())


def facts(world: Any, **more: Any) -> dict[str, str]:
    said = {"what": "goes", "into": world.norr.pk, "on": TODAY, "why": WHY, **more}
    return {key: str(value) for key, value in said.items()}


@pytest.fixture
def lena(world: Any) -> Any:
    """Adam's colleague in the neighbouring organisation."""
    row = add_staff(world.lund_vuxen, by=SYSTEM, name="Lena Lund", function="administrator", title="Administratör")
    return actor_for(row.staff_id, row.pk, TODAY)


@pytest.fixture
def lived_in(shared: Any) -> Any:
    shared.ivar = shared.sara
    granted(shared)
    return shared


def test_from_the_units_page_to_done(client: Client, lived_in: Any) -> None:
    world = lived_in
    address = reverse("reorganise-unit", args=[world.innerstaden.pk])
    assert address in page(client, world.adam, "change-unit", world.innerstaden.pk)
    answer = client.post(address, facts(world), follow=True)
    seen = answer.content.decode()
    assert "Vuxen Innerstaden går upp i Vuxen Norr" in seen and "1 av 1 samordning" in seen
    assert "2026-00001" in seen and "S-1" in seen and "Amina" not in seen
    row = Reorganisation._base_manager.get()
    done = client.post(reverse("do-reorganisation", args=[row.pk]), follow=True)
    assert "Det här följde med" in done.content.decode()
    assert Unit.objects.get(pk=world.innerstaden.pk).closed_on == TODAY


def test_those_who_lead_see_names_and_nobody_else_sees_it(client: Client, lived_in: Any, lena: Any) -> None:
    row = planned(lived_in, lived_in.norr, days=3)
    assert "Amina" in page(client, lived_in.chef, "reorganisation", row.pk)
    assert "Amina" not in page(client, lived_in.adam, "reorganisation", row.pk)
    for who in (lived_in.sara, lived_in.siv, lived_in.rolf, lived_in.sigrid, lena):
        assert as_(client, who).get(reverse("reorganisation", args=[row.pk])).status_code == 404


def test_the_neighbouring_administrator_meets_nothing_of_ours(client: Client, world: Any, lena: Any) -> None:
    row = planned(world, world.norr)
    as_(client, lena)
    assert client.get(reverse("reorganise-unit", args=[world.innerstaden.pk])).status_code == 404
    for name in ("do-reorganisation", "call-off-reorganisation"):
        assert client.post(reverse(name, args=[row.pk])).status_code == 404
    assert Reorganisation._base_manager.get().state == "planned"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"into": ""}, "Välj den enhet som tar över."),
        ({"on": TODAY - timedelta(days=1)}, "Dagen har redan varit."),
        ({"on": ""}, "Skriv vilken dag."),
        ({"why": ""}, "Skriv varför."),
        ({"into": "lund"}, "Välj"),
    ],
)
def test_faults_are_told_at_the_field(client: Client, world: Any, wrong: Any, said: str) -> None:
    wrong = {key: world.lund_vuxen.pk if value == "lund" else value for key, value in wrong.items()}
    answer = as_(client, world.adam).post(
        reverse("reorganise-unit", args=[world.innerstaden.pk]), facts(world, **wrong)
    )
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Reorganisation._base_manager.exists()


def test_closing_shows_what_is_left_and_offers_no_button(client: Client, lived_in: Any) -> None:
    row = planned(lived_in, None)
    seen = page(client, lived_in.adam, "reorganisation", row.pk)
    assert "har ingen mottagare" in seen and "Genomför nu" not in seen


def test_a_unit_without_anything_open_has_an_empty_list(client: Client, world: Any) -> None:
    new = add_unit(world.social, by=world.adam, name="Ny", kind="housing")
    seen = page(client, world.adam, "reorganisation", planned(world, None, unit=new).pk)
    assert "Enheten har inget öppet." in seen


def test_the_page_asks_as_many_questions_however_much_there_is(client: Client, lived_in: Any) -> None:
    row = planned(lived_in, lived_in.norr, days=3)

    def questions() -> int:
        as_(client, lived_in.chef)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("reorganisation", args=[row.pk])).status_code == 200
        return len(asked)

    few = questions()
    for number in range(30):
        register_person(
            lived_in.innerstaden, by=lived_in.sara, given_name="Anna", family_name=f"Nilsson {number}", born=BORN
        )
    assert questions() == few


def test_it_is_done_in_the_night_or_it_is_said_why_not(client: Client, lived_in: Any) -> None:
    planned(lived_in, lived_in.norr, days=2)
    stopped = planned(lived_in, None, days=2, unit=lived_in.norr)
    with clock.set_to(clock.now() + timedelta(days=2)):
        call_command("run_clocks", stdout=StringIO())
        assert Unit.objects.get(pk=lived_in.innerstaden.pk).closed_on == clock.today()
        seen = page(client, lived_in.adam, "reorganisation", stopped.pk)
    assert "Kunde inte genomföras" in seen


def test_an_old_address_leads_on(client: Client, lived_in: Any, lena: Any) -> None:
    row = merged(lived_in)
    assert "gick upp i Vuxen Norr" in page(client, lived_in.rut, "directory-unit", lived_in.innerstaden.pk)
    answer = as_(client, now(lived_in.adam)).get(reverse("change-unit", args=[lived_in.innerstaden.pk]))
    assert answer.url == reverse("reorganisation", args=[row.pk])
    assert as_(client, lena).get(reverse("change-unit", args=[lived_in.innerstaden.pk])).status_code == 404


def test_amina_is_told_who_answers_now_and_folke_nothing(client: Client, lived_in: Any) -> None:
    merged(lived_in)
    seen = page(client, lived_in.amina_herself, "my-start")
    assert "Enheten heter nu Vuxen Norr" in seen and "Ditt ja till Vuxen Innerstaden gäller inte Vuxen Norr" in seen
    assert "Vuxen Norr" not in page(client, lived_in.folke_himself, "my-start")


def test_those_at_the_new_unit_are_asked_to_ask_anew(client: Client, lived_in: Any) -> None:
    merged(lived_in)
    assert "sa ja till Vuxen Innerstaden, inte till Vuxen Norr" in page(client, now(lived_in.siv), "start")
    assert "inte till Vuxen Norr" not in page(client, lived_in.sigrid, "start")
    assert "inte till Vuxen Norr" not in page(client, lived_in.rut, "start")


def test_a_unit_is_split_on_the_screen_and_shows_what_goes_where(client: Client, lived_in: Any) -> None:
    world = lived_in
    soder = add_unit(world.social, by=world.adam, name="Vuxen Söder", kind=world.norr.kind)
    row = planned(world, world.norr)
    address = reverse("split-reorganisation", args=[row.pk])
    assert address in page(client, world.adam, "reorganisation", row.pk)
    assert "Sara Berg" in page(client, world.adam, "split-reorganisation", row.pk)
    held = world.innerstaden.assignments.filter(until=None)
    chosen = {str(one.pk): str(soder.pk if one.pk == world.sara.assignment_id else world.norr.pk) for one in held}
    seen = client.post(address, chosen, follow=True).content.decode()
    assert "Vuxen Innerstaden delas mellan Vuxen Norr och Vuxen Söder" in seen
    assert "Till Vuxen Söder" in seen and "Till Vuxen Norr" in seen
    wrong = client.post(address, {**chosen, str(world.sara.assignment_id): str(world.lund_vuxen.pk)})
    assert wrong.status_code == 422
    done = client.post(reverse("do-reorganisation", args=[row.pk]), follow=True).content.decode()
    assert "Det här följde med" in done
    for who, status in ((world.siv, 403), (world.sigrid, 403)):
        assert as_(client, who).get(address).status_code == status
