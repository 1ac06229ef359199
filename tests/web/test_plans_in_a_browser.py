"""The plan as two people meet it on their screens: accessible, within the screen, saved as one types."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import expect

from brygga.plans.models import PlanText
from tests.browser import faults, fits
from tests.cast import as_

pytestmark = pytest.mark.django_db(transaction=True)


def cookies(actor):
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


def addresses(world):
    return {
        "plan": f"/planer/{world.plan.pk}/",
        "live": f"/planer/{world.plan.pk}/mote/",
        "version": f"/planer/version/{world.version.pk}/",
        "row": f"/planer/rad/insats/{world.talks.pk}/",
        "say": f"/planer/version/{world.version.pk}/svara/",
        "follow-up": f"/planer/{world.plan.pk}/uppfoljning/",
        "progress": f"/planer/insats/{world.talks.pk}/",
        "list": "/uppfoljningar/",
    }


def test_every_page_is_accessible_and_fits(open_page, adopted):
    for name, address in addresses(adopted).items():
        page = open_page(address, cookies=cookies(adopted.rut))
        assert list(faults(page, f"plans-{name}")) == [], name
        page.set_viewport_size({"width": 320, "height": 844})
        assert fits(page), name
        page.context.close()


@pytest.mark.requirement("ALL-03", "MAL-10")
def test_two_write_the_same_text_on_their_screens_and_neither_loses_a_word(open_page, begun):
    def on_screen(actor):
        return open_page(f"/planer/{begun.plan.pk}/mote/", cookies=cookies(actor))

    def write(page, words):
        page.get_by_role("textbox", name="Vad som är viktigt för mig").fill(words)

    def said(page):
        return page.locator("#del-important [data-draft-status]")

    saras, ruts = on_screen(begun.sara), on_screen(begun.rut)
    write(saras, "Att bo kvar")
    expect(said(saras)).to_contain_text("Utkast sparat", timeout=6000)
    write(saras, "Att bo kvar, och arbeta")
    saras.wait_for_timeout(2500)
    expect(said(saras)).to_contain_text("Utkast sparat")
    write(ruts, "Att få sova")
    expect(said(ruts)).to_contain_text("någon annan har just ändrat", timeout=6000)
    ruts.locator("#del-important").get_by_role("button", name="Spara").click()
    expect(ruts.get_by_role("heading", level=1)).to_have_text("Någon annan hann före")
    expect(ruts.locator("del")).to_have_text("Att bo kvar, och arbeta")
    expect(ruts.locator("ins")).to_have_text("Att få sova")
    ruts.get_by_role("textbox").fill("Att bo kvar, arbeta och få sova")
    ruts.get_by_role("button", name="Spara det här").click()
    expect(ruts.get_by_role("heading", level=1)).to_have_text("Vi skriver planen tillsammans")
    assert PlanText.objects.visible_to(begun.sara).get().text == "Att bo kvar, arbeta och få sova"


def test_a_need_is_added_on_the_shared_screen_without_script(open_page, begun):
    page = open_page(f"/planer/{begun.plan.pk}/mote/", cookies=cookies(begun.sara), script=False)
    part = page.locator("#del-needs")
    part.get_by_text("Lägg till behov").click()
    part.get_by_label("Behov").fill("Jag vill sova")
    part.get_by_role("button", name="Lägg till").click()
    expect(page.locator("#del-needs blockquote")).to_have_text("Jag vill sova")


def test_a_row_half_written_on_the_shared_screen_is_there_when_one_comes_back(open_page, begun, axe, shot):
    page = open_page(f"/planer/{begun.plan.pk}/mote/", cookies=cookies(begun.sara))
    part = page.locator("#del-needs")
    part.get_by_text("Lägg till behov").click()
    part.get_by_label("Behov").fill("Jag vill sova")
    expect(part.locator("[data-draft-status]").last).to_contain_text("Utkast sparat", timeout=6000)
    page.reload()
    expect(part.get_by_label("Behov")).to_have_value("Jag vill sova")
    assert part.get_by_label("Behov").is_visible()
    axe(page)
    shot(page, "plans-live-draft")
    part.get_by_role("button", name="Lägg till", exact=True).click()
    expect(page.locator("#del-needs blockquote")).to_have_text("Jag vill sova")
    part.get_by_text("Lägg till behov").click()
    expect(part.get_by_label("Behov")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_second_at_a_follow_up_sees_what_the_first_wrote(open_page, adopted, axe, shot, width):
    def write(page, words):
        goal = page.locator("form").filter(has_text="Med personens ord")
        goal.get_by_label("Delvis uppnått").first.check()
        goal.get_by_label("Med personens ord").first.fill(words)
        page.get_by_label("Planen fortsätter").check()
        page.get_by_label("Nästa uppföljning").fill("2031-01-15")

    saras, ruts = (
        open_page(f"/planer/{adopted.plan.pk}/uppfoljning/", cookies=cookies(actor), width=width)
        for actor in (adopted.sara, adopted.rut)
    )
    write(saras, "Jag sover bättre.")
    write(ruts, "Nätterna är lugnare.")
    saras.get_by_role("button", name="Spara uppföljningen").click()
    expect(saras.get_by_text("Uppföljningen är sparad")).to_be_visible()
    ruts.get_by_role("button", name="Spara uppföljningen").click()
    expect(ruts.get_by_role("heading", name="Någon annan har skrivit här")).to_be_visible()
    expect(ruts.locator("del")).to_have_text("Jag sover bättre.")
    expect(ruts.locator("ins")).to_have_text("Nätterna är lugnare.")
    axe(ruts)
    assert fits(ruts)
    shot(ruts, f"plans-follow-up-collided-{width}")
    ruts.get_by_label("Med personens ord").first.fill("Jag sover bättre. Nätterna är lugnare.")
    ruts.get_by_role("button", name="Spara uppföljningen").click()
    expect(ruts.get_by_text("Uppföljningen är sparad")).to_be_visible()
