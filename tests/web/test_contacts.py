"""The pages of the contact log: one short form, the reason where there is no yes, and what the person reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.contacts.models import InformedUnit, LoggedContact, RoleInformation
from brygga.core import clock
from tests.cast import as_
from tests.contacts.test_logging import _basis, logged, says_yes, shared_contact


def text(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def filled(world: Any, **more: Any) -> dict[str, Any]:
    facts = {"kind": "phone", "matter": "coordination", "held_on": clock.today().isoformat()}
    return {**facts, "to_units": [str(world.radmannen.pk)], "about": "Rut ringer hyresvärden.", **more}


@pytest.mark.requirement("VAR-01")
def test_one_short_form_on_the_persons_page(client: Client, world: Any) -> None:
    says_yes(world, world.radmannen)
    assert "Skriv upp en kontakt" in text(as_(client, world.sara), "person", world.amina.pk)
    page = text(client, "log-contact", world.amina.pk)
    assert "Rådmannen" in page and "Psykiatrimottagning" not in page and "Arbetsmöte" in page
    sent = client.post(reverse("log-contact", args=[world.amina.pk]), filled(world), follow=True)
    assert "Rut ringer hyresvärden." in sent.content.decode()
    row = LoggedContact._base_manager.get()
    assert "Personens samtycke" in text(as_(Client(), world.rut), "contact", row.pk)
    assert as_(Client(), world.siv).get(reverse("contact", args=[row.pk])).status_code == 404
    assert "Telefonsamtal: Amina Hassan" in text(as_(Client(), world.rut), "unit-contacts")


@pytest.mark.requirement("VAR-01")
def test_without_a_yes_one_is_led_to_ask_or_to_name_the_rule(client: Client, world: Any) -> None:
    page = text(as_(client, world.sara), "log-contact", world.amina.pk)
    assert "Ta emot samtycke" in page and "?grund=lag" in page
    url = reverse("log-contact", args=[world.amina.pk]) + "?grund=lag"
    assert client.post(url, filled(world)).status_code == 422
    sent = client.post(url, filled(world, legal_basis=_basis(), legal_note="Det var bråttom."))
    assert sent.status_code == 302 and LoggedContact._base_manager.count() == 1


@pytest.mark.requirement("VAR-01")
def test_in_a_coordination_it_has_its_own_section(client: Client, shared: Any) -> None:
    page = text(as_(client, shared.sara), "coordination", shared.coordination.pk)
    assert reverse("coordination-contacts", args=[shared.coordination.pk]) in page
    sent = client.post(reverse("log-shared-contact", args=[shared.coordination.pk]), filled(shared), follow=True)
    assert "Rut ringer hyresvärden." in sent.content.decode()
    url = reverse("correct-contact", args=[LoggedContact._base_manager.get().pk])
    assert client.post(url, {"text": "Sara ringer."}).status_code == 302
    assert "Sara ringer." in text(as_(Client(), shared.rut), "coordination-contacts", shared.coordination.pk)


@pytest.mark.requirement("VAR-01", "ALL-01")
def test_the_person_reads_who_talked_and_what_they_said(client: Client, world: Any) -> None:
    says_yes(world, world.radmannen)
    logged(world)
    page = text(as_(client, world.amina_herself), "my-contacts")
    assert "Vuxen Innerstaden och Rådmannen" in page and "Telefonsamtal om samordning och plan." in page
    assert "Rut ringer hyresvärden." in page
    assert "Rut ringer" not in text(as_(Client(), world.folke_himself), "my-contacts")


@pytest.mark.parametrize("name", ["coordination-contacts", "person-contacts", "unit-contacts", "my-contacts"])
def test_a_list_asks_as_little_about_thirty_as_about_one(name: str, client: Client, shared: Any) -> None:
    key = {"coordination-contacts": [shared.coordination.pk], "person-contacts": [shared.amina.pk]}.get(name, [])
    as_(client, shared.amina_herself if name == "my-contacts" else shared.sara)
    asked = []
    for number in (1, 29):
        for _ in range(number):
            shared_contact(shared) if name == "coordination-contacts" else logged(shared)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(reverse(name, args=key) + "?visa=egna").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]


ROLE = {"role": "Vi ger boendestöd.", "reach": "Sara Berg", "interventions": "Två gånger i veckan."}


@pytest.mark.requirement("VAR-02")
def test_roles_are_told_received_and_seen_from_the_persons_page(client: Client, world: Any) -> None:
    says_yes(world, world.radmannen)
    assert "Berätta vad ni gör" in text(as_(client, world.sara), "person", world.amina.pk)
    assert "040-10 00 01" in text(client, "tell-role", world.amina.pk)
    sent = client.post(reverse("tell-role", args=[world.amina.pk]), {**ROLE, "to_units": [str(world.radmannen.pk)]})
    assert sent.status_code == 302
    row = RoleInformation._base_manager.get()
    rut = as_(Client(), world.rut)
    assert "Kvittera" in text(rut, "role", row.pk)
    assert "Vuxen Innerstaden: Amina Hassan" in rut.get(reverse("unit-contacts") + "?visa=roller-till").content.decode()
    receipt = InformedUnit._base_manager.get()
    assert as_(Client(), world.siv).post(reverse("acknowledge-role", args=[receipt.pk])).status_code == 404
    assert rut.post(reverse("acknowledge-role", args=[receipt.pk]), {"their_role": "Vi ger samtal."}).status_code == 302
    page = text(client, "role", row.pk)
    assert "Kvitterad" in page and "Vi ger samtal." in page and "Starta en samordning" in page
    mine = text(as_(Client(), world.amina_herself), "my-contacts")
    assert "Vi ger boendestöd." in mine and "Rådmannen vet det." in mine
    led = client.post(reverse("lead-role-on", args=[row.pk]), {"why": "Vi behöver planera ihop."}, follow=True)
    assert "Rollerna följde med" in led.content.decode()
    assert "Det gäller inte längre." in text(as_(Client(), world.amina_herself), "my-contacts")


def test_a_unit_told_sees_its_own_receipt_and_how_many_others(client: Client, world: Any) -> None:
    says_yes(world, world.radmannen, world.psykiatri)
    units = [str(world.radmannen.pk), str(world.psykiatri.pk)]
    as_(client, world.sara).post(reverse("tell-role", args=[world.amina.pk]), {**ROLE, "to_units": units})
    page = text(as_(Client(), world.rut), "role", RoleInformation._base_manager.get().pk)
    assert "Psykiatrimottagning" not in page and "1 " in page and "också har fått veta" in page
