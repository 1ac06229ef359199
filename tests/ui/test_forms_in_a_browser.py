"""Faults, drafts and double posts, with and without script."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False])
def test_faults_are_listed_linked_and_nothing_typed_is_lost(open_page, script):
    page = open_page("/ui/formular/", script=script)
    page.get_by_label("Bakgrund").fill("Folke har flyttat.")
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page).to_have_title("Fel: Formulär – Brygga")
    expect(page.get_by_label("Bakgrund")).to_have_value("Folke har flyttat.")
    page.get_by_role("link", name="Hur ska ni ses? Välj ett alternativ.").click()
    expect(page.get_by_label("På plats")).to_be_focused()


def test_the_list_of_faults_takes_the_focus(open_page, axe, shot):
    page = open_page("/ui/formular/", width=390)
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page.locator("ds-error-summary")).to_be_focused()
    axe(page)
    shot(page, "ui-forms-faults-390")


def test_each_fault_is_tied_to_its_field(open_page):
    page = open_page("/ui/formular/")
    page.get_by_role("button", name="Skicka kallelsen").click()
    field = page.get_by_label("Vad ska mötet handla om?")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Skriv kort.*Skriv ett svar"))


def test_a_draft_saves_itself_and_says_when(open_page):
    page = open_page("/ui/formular/")
    with page.expect_request("**/ui/utkast/") as sent:
        page.get_by_label("Bakgrund").fill("Folke har flyttat.")
    assert "Folke har flyttat." in (sent.value.post_data_buffer or b"").decode()
    assert "_once" not in (sent.value.post_data_buffer or b"").decode()
    expect(page.get_by_text(re.compile(r"^Utkast sparat \d\d\.\d\d$"))).to_be_visible()


def test_a_draft_that_cannot_be_saved_says_so_and_tries_again(open_page):
    page = open_page("/ui/formular/")
    page.context.set_offline(True)
    page.get_by_label("Bakgrund").fill("Folke har flyttat.")
    expect(page.get_by_text("Ingen kontakt med Brygga.")).to_be_visible()
    expect(page.get_by_label("Bakgrund")).to_have_value("Folke har flyttat.")
    page.context.set_offline(False)
    expect(page.get_by_text(re.compile("^Utkast sparat"))).to_be_visible()


def test_one_who_has_been_signed_out_is_told(open_page):
    page = open_page("/ui/formular/")
    page.route("**/ui/utkast/", lambda route: route.fulfill(status=302, headers={"Location": "/logga-in/"}))
    page.get_by_label("Bakgrund").fill("Folke har flyttat.")
    expect(page.get_by_text("du är inte längre inloggad")).to_be_visible()


def test_leaving_is_warned_about_only_when_the_draft_failed(open_page):
    page = open_page("/ui/formular/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Bakgrund").fill("Ett")
    expect(page.get_by_text(re.compile("^Utkast sparat"))).to_be_visible()
    page.goto(page.url)
    assert asked == []
    page.route("**/ui/utkast/", lambda route: route.fulfill(status=500))
    page.get_by_label("Bakgrund").fill("Två")
    expect(page.get_by_text("Utkastet kunde inte sparas.")).to_be_visible()
    page.goto(page.url)
    assert asked == ["beforeunload"]


def test_without_script_the_draft_has_a_button(open_page):
    page = open_page("/ui/formular/", script=False)
    page.get_by_label("Bakgrund").fill("Folke har flyttat.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_text("Utkast sparat.")).to_be_visible()


def test_two_presses_send_once(open_page):
    page = open_page("/ui/formular/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Skicka kallelsen").evaluate("button => { button.click(); button.click(); }")
    expect(page).to_have_title("Fel: Formulär – Brygga")
    assert len(sent) == 1


def test_a_form_that_came_back_can_be_sent_again(open_page):
    page = open_page("/ui/formular/")
    page.get_by_role("button", name="Skicka kallelsen").click()
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page).to_have_title("Fel: Formulär – Brygga")


def test_something_else_written_after_going_back_is_another_matter(open_page):
    page = open_page("/ui/formular/")
    key = page.locator("main input[name=_once]")
    first = key.input_value()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert key.input_value() == first
    page.get_by_label("Bakgrund").fill("Något annat.")
    second = key.input_value()
    assert second != first and UUID(second).version == 4
    page.get_by_label("Bakgrund").fill("Något helt annat.")
    assert key.input_value() == second
