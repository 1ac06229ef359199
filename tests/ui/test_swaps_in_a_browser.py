"""A page with a swap in it equals the pages one would have loaded without script."""

import pytest
from django.test import Client
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def part(page, selector):
    return page.locator(selector).evaluate("e => e.innerHTML.replace(/\\s+/g, ' ').replaceAll('> <', '><')")


def test_more_rows_are_appended_as_the_next_page_has_them(open_page, axe):
    page = open_page("/ui/lista/")
    pages = [open_page(f"/ui/lista/{after}", script=False) for after in ("", "?efter=5")]
    page.get_by_role("link", name="Visa fler").click()
    expect(page.locator("#arenden > li")).to_have_count(10)
    assert part(page, "#arenden").strip() == "".join(part(one, "#arenden").strip() for one in pages)
    expect(page.get_by_role("link", name="Visa fler")).to_have_attribute("href", "/ui/lista/?efter=10")
    expect(page.get_by_role("link", name="Visa fler")).to_be_focused()
    axe(page)


def test_all_rows_can_be_shown_and_then_it_is_said(open_page):
    page = open_page("/ui/lista/")
    for rows in (10, 15, 17):
        page.get_by_role("link", name="Visa fler").click()
        expect(page.locator("#arenden > li")).to_have_count(rows)
    expect(page.get_by_text("Totalt 17. Det var alla.")).to_be_visible()
    expect(page.get_by_role("link", name="Visa fler")).to_have_count(0)


def test_more_rows_are_a_page_of_their_own_without_script(open_page):
    page = open_page("/ui/lista/", script=False)
    page.get_by_role("link", name="Visa fler").click()
    expect(page.locator("#arenden > li")).to_have_count(5)
    expect(page.get_by_role("link", name="6", exact=True)).to_be_visible()


@pytest.mark.parametrize("after", ["", "x", "99", "-1", "²"])
def test_any_key_gives_a_page(after):
    assert Client().get("/ui/lista/", {"efter": after}).status_code == 200
