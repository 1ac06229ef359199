"""The gallery holds every component: what is right there is right everywhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import fits

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = ["/ui/", "/ui/lista/", "/ui/formular/", "/ui/min-sida/", "/ui/mote/", "/tillganglighet/"]
ERRORS = [f"/ui/fel/?kod={code}" for code in ("400", "403", "404", "500", "403_csrf")]


@pytest.mark.parametrize("path", SAMPLES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible_in_light_and_dark(open_page, axe, shot, path, scheme):
    page = open_page(path, scheme=scheme)
    axe(page)
    shot(page, f"ui{re.sub('[^a-z0-9]+', '-', path)}{scheme}")


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("path", [*SAMPLES, "/ui/fel/?kod=403"])
def test_a_page_fits_a_phone_and_is_accessible_there(open_page, axe, shot, path, width):
    page = open_page(path, width=width)
    assert fits(page)
    axe(page)
    shot(page, f"ui{re.sub('[^a-z0-9]+', '-', path)}{width}")


@pytest.mark.parametrize("path", ERRORS)
def test_an_error_page_is_accessible(open_page, axe, path):
    axe(open_page(path))


@pytest.mark.parametrize("path", SAMPLES)
def test_a_page_is_whole_without_script(open_page, path):
    page = open_page(path, script=False, width=390)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert fits(page)


def test_the_menu_of_a_phone_opens_and_closes_without_script(open_page):
    page = open_page("/ui/", script=False, width=390)
    inbox = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Inkorg")
    expect(inbox).to_be_hidden()
    page.get_by_role("button", name="Meny").click()
    expect(inbox).to_be_visible()
    page.keyboard.press("Escape")
    expect(inbox).to_be_hidden()


def test_the_menu_is_always_there_on_a_wide_screen(open_page):
    page = open_page("/ui/", script=False)
    expect(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Inkorg")).to_be_visible()
    expect(page.get_by_role("button", name="Meny")).to_be_hidden()


def test_the_first_tab_leads_past_the_menu(open_page):
    page = open_page("/ui/formular/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Komponenter")).to_be_focused()


def test_everything_one_can_reach_by_keyboard_shows_where_one_is(open_page):
    page = open_page("/ui/formular/")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const here = document.activeElement;
            const ringed = [here, here.closest("ds-field")].filter(Boolean).map((one) => getComputedStyle(one));
            return [ringed.some((style) => style.outlineStyle !== "none"), here.outerHTML.slice(0, 90)];
        }""")
        assert seen[0], seen[1]


def test_targets_are_at_least_24_pixels(open_page):
    page = open_page("/ui/", width=390)
    small = page.evaluate("""
        [...document.querySelectorAll("button, input:not([type=hidden]), select, summary, nav a, .ds-button")]
        .filter(e => e.checkVisibility() && !e.closest("p"))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
        .map(([html, box]) => html + " " + box.width + "×" + box.height)""")
    assert small == []


def test_a_question_is_asked_in_a_dialog_and_the_way_back_is_kept(open_page, axe):
    page = open_page("/ui/")
    opener = page.get_by_role("link", name="Ta tillbaka", exact=True)
    opener.click()
    expect(page.get_by_role("dialog", name="Ta tillbaka kallelsen?")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_script_the_question_has_its_own_page(open_page):
    page = open_page("/ui/", script=False)
    page.get_by_role("link", name="Ta tillbaka", exact=True).click()
    expect(page).to_have_url(re.compile("/ui/formular/$"))


def test_a_word_of_the_trade_is_explained_on_the_spot(open_page):
    page = open_page("/ui/")
    page.get_by_role("button", name="SIP", exact=True).click()
    expect(page.get_by_text("Samordnad individuell plan: en plan")).to_be_visible()


def test_a_toast_can_be_closed(open_page):
    page = open_page("/ui/")
    toast = page.get_by_text("Kallelsen är skickad till tre mottagare.")
    expect(toast).to_be_visible()
    page.get_by_role("button", name="Stäng meddelandet").first.click()
    expect(toast).to_be_hidden()


def test_larger_text_is_remembered_and_can_be_undone(open_page):
    page = open_page("/ui/min-sida/", script=False)
    page.get_by_role("button", name="Större text").click()
    expect(page).to_have_url(re.compile("/ui/min-sida/$"))
    expect(page.locator("html")).to_have_attribute("data-size", "lg")
    page.goto(page.url.replace("min-sida/", "formular/"))
    expect(page.locator("html")).to_have_attribute("data-size", "lg")
    page.get_by_role("button", name="Anna Berg").click()
    page.get_by_role("button", name="Vanlig text").click()
    expect(page.locator("html")).to_have_attribute("data-size", "sm")


def test_large_text_still_fits_a_phone(open_page, axe):
    page = open_page("/ui/formular/", width=320, cookies={"visning_storlek": "lg"})
    assert fits(page)
    axe(page)


def test_forced_colours_keep_the_borders(open_page, shot):
    page = open_page("/ui/", forced_colors="active")
    assert page.locator(".b-topbar").evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    shot(page, "ui-forced-colors")


def test_paper_shows_the_matter_and_not_the_menu(open_page, shot):
    page = open_page("/ui/")
    page.emulate_media(media="print")
    expect(page.locator(".b-rail")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    shot(page, "ui-print")
