"""A flow draws the ways and tells the same in a table, without script and without a decimal comma in the drawing."""

import re

import pytest
from django.template import Context, Template

from brygga.ui.components.flow import HIGHEST, LOWEST, Way

pytestmark = pytest.mark.requirement("MAL-20")


def flow(*ways, most=12):
    text = '{% load ui %}{% flow heading="Vägar" ways=ways unit="Personer" most=most %}'
    return Template(text).render(Context({"ways": ways, "most": most}))


def thick(path):
    """How high a band is where it begins."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return round(numbers[-1] - numbers[1], 1)


def bands(html):
    return [thick(path) for path in re.findall(r'class="b-flow__band"[^>]* d="([^"]+)"', html)]


def test_the_widest_band_is_the_way_that_most_have_gone_and_a_few_are_still_seen():
    assert bands(flow(Way("A", "B", 100), Way("A", "C", 50), Way("C", "B", 1))) == [HIGHEST, HIGHEST / 2, LOWEST]


def test_the_table_tells_every_way_the_picture_only_the_widest_and_says_so():
    html = flow(*(Way(f"Enhet {n}", "Ingen tog över", 20 - n, lost=True) for n in range(9)), most=4)
    assert (len(bands(html)), html.count("<tr><th scope=")) == (4, 1 + 9)
    assert "De 4 vanligaste vägarna är ritade. Alla står i tabellen." in html


def test_where_nobody_took_over_is_said_in_words_and_drawn_in_another_way_than_by_colour():
    html = flow(Way("A", "Ingen tog över", 5, lost=True), Way("A", "B", 9))
    assert html.count("data-lost") == 1 and "A → Ingen tog över: 5" in html


def test_a_unit_that_takes_in_and_sends_on_stands_on_both_sides():
    html = flow(Way("A", "B", 5), Way("B", "C", 5))
    assert html.count("<span>B</span>") == 2


def test_the_drawing_has_no_decimal_comma_and_no_style():
    html = flow(Way("A", "B", 7), Way("A", "C", 3), Way("D", "B", 2))
    drawing = html.partition("<svg")[2].partition("</div><details")[0]
    assert not re.search(r'="[^"]*\d,\d', drawing)
    assert "style=" not in html and "<script" not in html


def test_what_is_written_is_text_and_never_markup():
    assert "<b>" not in flow(Way("<b>A</b>", '"><script>', 5))


def test_no_way_is_said():
    assert "Det finns inget att visa" in flow()
