"""Components fail loudly, say in words what they show in colour, and all stand in the gallery."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from brygga.core import clock
from brygga.ui.components.register import register

UI = Path(__file__).parents[2] / "src/brygga/ui"
TODAY = date(2026, 11, 22)
#: Said by the bases, not by pages.
OF_THE_BASES = {"page_size", "colour_scheme", "error_prefix"}


@pytest.fixture(autouse=True)
def _in_november():
    with clock.set_to(datetime(2026, 11, 22, 10, 0, tzinfo=clock.SWEDEN)):
        yield


def shown(text, **context):
    request = RequestFactory().get("/")
    return Template("{% load ui %}" + text).render(Context({"request": request, "today": TODAY, **context}))


@pytest.mark.parametrize("tag", sorted(set(register.tags) - OF_THE_BASES))
def test_every_component_is_shown_in_the_gallery(tag):
    gallery = "".join(page.read_text() for page in (UI / "templates/ui/gallery").glob("*.html"))
    assert f"{{% {tag} " in gallery


@pytest.mark.parametrize("tag", sorted(register.tags))
def test_every_component_is_in_the_list_for_those_who_build_pages(tag):
    listed = (UI.parents[2] / "docs/components.md").read_text()
    assert f"`{tag}`" in listed


@pytest.mark.parametrize("tag", sorted(register.tags))
def test_every_component_has_a_sentence_about_what_it_is_for(tag):
    assert getattr(register.tags[tag], "__doc__", "")


@pytest.mark.parametrize(
    "text",
    [
        '{% status txt="Pågår" %}',
        '{% status text="Pågår" tune="good" %}',
        '{% status "Pågår" %}',
        "{% status %}",
        '{% panel headin="Mål" %}{% endpanel %}',
        "{% empty %}{% endempty %}",
    ],
)
def test_a_misspelt_or_missing_argument_stops_the_template_when_it_is_compiled(text):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}" + text)


@pytest.mark.parametrize(
    "text",
    [
        '{% status text="Pågår" tone="green" %}',
        '{% icon name="unicorn" %}',
        '{% button text="Spara" weight="big" %}',
        '{% step text="Plan" state="finished" %}',
        "{% panel level=7 %}{% endpanel %}",
    ],
)
def test_a_misspelt_value_stops_the_page(text):
    with pytest.raises(TemplateSyntaxError):
        shown(text)


def test_what_a_page_is_given_is_escaped_and_what_it_writes_is_not():
    html = shown("{% panel heading=name %}<em>{{ name }}</em>{% endpanel %}", name="<b>Ek</b>")
    assert "<em>&lt;b&gt;Ek&lt;/b&gt;</em>" in html
    assert html.count("<b>") == 0


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 12, 22), "om 30 dagar"),
        (date(2026, 11, 25), "om 3 dagar"),
        (date(2026, 11, 23), "i morgon"),
        (TODAY, "i dag"),
        (date(2026, 11, 21), "1 dag sen"),
        (date(2026, 11, 18), "4 dagar sen"),
    ],
)
def test_a_clock_says_in_words_how_near_it_is(due, words):
    assert words in shown("{% clock due=due %}", due=due)


@pytest.mark.parametrize(
    ("due", "tone"),
    [
        (date(2026, 11, 26), "neutral"),
        (date(2026, 11, 25), "warning"),
        (TODAY, "warning"),
        (date(2026, 11, 21), "bad"),
    ],
)
def test_a_clock_changes_tone_at_the_border(due, tone):
    assert f'data-tone="{tone}"' in shown("{% clock due=due %}", due=due)


def test_a_clock_near_midnight_counts_swedish_days():
    just_past = datetime(2026, 11, 22, 23, 30, tzinfo=clock.SWEDEN)
    assert "i dag" in shown("{% clock due=due %}", due=just_past.astimezone(tz=None))


def test_a_clock_that_has_stopped_says_when():
    assert "Klart 20 nov" in shown("{% clock due=today done=done %}", done=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("value", "filter_name", "words"),
    [
        (date(2026, 11, 12), "day", "12 november 2026"),
        (date(2026, 3, 1), "short_day", "1 mars"),
        (date(2027, 1, 4), "short_day", "4 jan 2027"),
        (date(2026, 11, 12), "weekday", "torsdag 12 november"),
        (datetime(2026, 11, 12, 14, 5, tzinfo=clock.SWEDEN), "moment", "12 november 2026 kl. 14.05"),
        (datetime(2026, 11, 12, 14, 5, tzinfo=clock.SWEDEN), "short_moment", "12 nov kl. 14.05"),
        (date(2026, 11, 12), "moment", "12 november 2026"),
        (None, "day", ""),
        (None, "weekday", ""),
        (None, "short_day", ""),
        (None, "clock_time", ""),
        (None, "short_moment", ""),
    ],
)
def test_dates_are_written_as_in_swedish(value, filter_name, words):
    assert shown("{{ value|" + filter_name + " }}", value=value) == words


def test_the_last_four_digits_stay_hidden_also_in_the_source():
    html = shown('{% person_banner name="Folke" identity_number="19910416-2384" %}{% endperson_banner %}')
    assert "2384" not in html
    assert "de fyra sista siffrorna är dolda" in html


def test_the_whole_number_is_shown_to_one_who_asked():
    html = shown('{% person_banner name="Folke" identity_number="19910416-2384" shown=True %}{% endperson_banner %}')
    assert "19910416-2384" in html


def test_what_is_hidden_is_said_and_nothing_is_said_about_nothing():
    assert "2 andra kontakter som du inte får se." in shown('{% hidden_from_you number=2 what="andra kontakter" %}')
    assert shown('{% hidden_from_you number=0 what="andra kontakter" %}').strip() == ""
    assert shown('{% count number=0 label="olästa" %}').strip() == ""


def test_a_list_without_rows_is_not_said_to_be_all():
    assert "Det var alla." in shown('{% pager next_url="" shown=2 %}')
    assert shown('{% pager next_url="" shown=0 %}').strip() == ""
    assert "Visa fler" in shown('{% pager next_url="?efter=x" shown=0 %}')


def test_a_full_stop_stands_close_after_a_link():
    assert shown('{% link text="Läs planen" url="/p/" %}.').endswith("</a>.")


def test_the_same_key_is_never_written_twice():
    assert shown("{% once %}") != shown("{% once %}")


def test_a_text_that_is_gone_is_said_to_be_gone():
    assert "Borttaget." in shown('{% diff label="Mål" old="Studera" new="" %}')
    assert "<ins>Studera</ins>" in shown('{% diff label="Mål" old="" new="Studera" %}')
    assert "oförändrat" in shown('{% diff label="Mål" old="Studera" new="Studera" %}')


def test_a_cell_says_its_column_for_those_who_see_the_table_folded():
    head = '<thead><tr><th scope="col">Vad</th><th scope="col" class="b-num">Hur <b>ofta</b></th></tr></thead>'
    rows = '<tr><th scope="row">Samtal</th><td>Varje vecka</td></tr><tr><th scope="row">Besök</th><td></td></tr>'
    page = shown('{% table caption="Insatser" %}' + f"{head}<tbody>{rows}</tbody>" + "{% endtable %}")
    assert page.count('<td data-label="Hur ofta">') == 2
    assert '<th data-label="Vad" scope="row">Samtal</th>' in page
    assert '<th scope="col">Vad</th>' in page
