"""Pictures tell what they draw, and draw the same in every locale."""

import re
from datetime import date, datetime

import pytest
from django.template import Context, Template

from brygga.core import clock
from brygga.ui.components.charts import Bar, Lane, Mark, Stretch


@pytest.fixture(autouse=True)
def _in_november():
    with clock.set_to(datetime(2026, 11, 22, 10, 0, tzinfo=clock.SWEDEN)):
        yield


def drawn(text, **context):
    return Template("{% load ui %}" + text).render(Context(context))


def bars(*rows):
    return drawn('{% bar_chart heading="Möten" bars=bars %}', bars=rows)


def lanes(*rows, first=date(2026, 1, 1), last=date(2026, 12, 31)):
    return drawn('{% lanes heading="Tiden" lanes=rows first=first last=last %}', rows=rows, first=first, last=last)


def test_the_longest_bar_fills_its_row_and_the_others_follow():
    assert re.findall(r'data-color="info" width="([^"]+)"', bars(Bar("A", 3), Bar("B", 1))) == ["100.00%", "33.33%"]


def test_numbers_are_written_in_swedish_or_as_told():
    html = bars(Bar("A", 2.5), Bar("B", 3, "färre än 5"))
    assert ">2,5<" in html
    assert ">färre än 5<" in html


def test_nothing_to_draw_is_said():
    assert "Det finns inget att visa" in bars()
    assert 'width="0.00%"' in bars(Bar("A", 0))


def test_what_is_drawn_is_told_in_order_with_its_days():
    lane = Lane(
        "Psykiatrin", [Stretch("Slutenvård", date(2026, 3, 1), date(2026, 4, 30))], [Mark("Uteblev", date(2026, 2, 2))]
    )
    told = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', lanes(lane))
    assert told == [("Psykiatrin", "2 feb", "Uteblev"), ("Psykiatrin", "1 mars – 30 april", "Slutenvård")]


def test_what_still_goes_on_reaches_the_end_and_says_so():
    html = lanes(Lane("A", [Stretch("Stöd", date(2026, 7, 2))]))
    assert "2 juli – pågår" in html
    assert '<svg x="50.00%" width="50.00%"' in html


def test_what_began_before_and_ended_after_is_cut_at_the_edges():
    html = lanes(Lane("A", [Stretch("Stöd", date(2020, 1, 1), date(2030, 1, 1))]))
    assert '<svg x="0.00%" width="100.00%"' in html


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 15), date(2026, 12, 1), ["okt", "nov", "dec"]),
        (date(2025, 7, 1), date(2026, 10, 31), ["juli", "sep", "nov", "2026", "mars", "maj", "juli", "sep"]),
        (date(2020, 5, 1), date(2026, 5, 1), ["2021", "2022", "2023", "2024", "2025", "2026"]),
        (date(1990, 1, 1), date(2026, 1, 1), ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
        (date(2026, 3, 3), date(2026, 3, 3), []),
    ],
)
def test_the_scale_has_few_even_steps(first, last, words):
    assert (
        re.findall(r'<text class="b-chart__text"[^>]*>(.*?)</text>', lanes(Lane("A"), first=first, last=last)) == words
    )


def test_a_title_of_the_drawing_is_escaped():
    assert "<b>" not in lanes(Lane("<b>", [Stretch("<b>", date(2026, 1, 1))]))
