"""The hours of En dörr in: a consultant who is not needed, a colleague who books, and Jonas who moves his time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import jonas, tiderna


@pytest.fixture
def town(play):
    play.stage.play((tiderna.story, jonas.story))
    play.on(0, 9)
    return play


@pytest.mark.requirement("BOR-05")
def test_the_consultant_whom_nobody_has_booked_is_told_with_one_press(town, picture):
    kalle = town.be("Kalle Moberg")
    expect(kalle.get_by_role("heading", name="Säg till")).to_be_visible()
    picture(kalle, "tider-sag-till")
    town.accessible(kalle)
    kalle.get_by_role("link", name=re.compile("Ingen har bokat")).click()
    town.accessible(kalle)
    kalle.get_by_role("button", name="Meddela att de inte behövs").click()
    expect(kalle.get_by_text("har fått veta att de inte behövs").first).to_be_visible()
    dag = town.be("Dag Dal")
    expect(dag.get_by_text("Ni behövs inte då").first).to_be_visible()
    dag.get_by_role("link", name="Inkorg").first.click()
    expect(dag.get_by_text("inte behövs").first).to_be_visible()
    town.accessible(dag)


@pytest.mark.requirement("BOR-04")
def test_a_colleague_books_a_consultation_without_saying_about_whom(town, picture):
    dag = town.be("Dag Dal")
    dag.get_by_role("link", name="Bokade tider").first.click()
    town.accessible(dag)
    dag.get_by_role("link", name="Boka utan person").click()
    town.accessible(dag)
    dag.get_by_label("Tid", exact=True).select_option(index=2)
    dag.get_by_role("button", name="Boka tiden").click()
    expect(dag.get_by_text("Tiden är bokad").first).to_be_visible()
    expect(dag.get_by_text("Utan person").first).to_be_visible()
    town.accessible(dag)
    kalle = town.be("Kalle Moberg")
    kalle.get_by_role("link", name="Bokade tider").first.click()
    kalle.get_by_role("link", name="Veckan efter").click()
    expect(kalle.get_by_text("Tider för borlängebor").first).to_be_visible()
    picture(kalle, "tider-veckan")
    town.accessible(kalle)


@pytest.mark.requirement("BOR-04")
def test_jonas_moves_his_time_on_his_phone(town, picture):
    phone = town.be("Jonas Berg", width=390, height=844)
    phone.get_by_role("link", name="Mina tider").first.click()
    town.accessible(phone)
    phone.locator("main").get_by_role("link", name=re.compile("dag ")).first.click()
    town.accessible(phone)
    phone.get_by_role("link", name="Flytta tiden").click()
    town.accessible(phone)
    picture(phone, "tider-telefonen")
    phone.locator("main button[name=slot]").last.click()
    expect(phone.get_by_text("Din nya tid är").first).to_be_visible()
    kalle = town.be("Kalle Moberg")
    kalle.get_by_role("link", name="Inkorg").first.click()
    expect(kalle.get_by_text("flyttade").first).to_be_visible()
    town.neighbours_see_nothing()
