"""Pictures tell what they draw, and draw the same in every locale."""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.template import Context, Template

from brygga.core import clock
from brygga.ui.components.charts import Bar
from brygga.ui.components.lanes import Lane, Mark, Stretch


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
        (date(2026, 3, 3), date(2026, 3, 3), ["3 mars"]),
        (date(2026, 3, 2), date(2026, 3, 29), ["2 mars", "9 mars", "16 mars", "23 mars"]),
    ],
)
def test_the_scale_has_few_even_steps(first, last, words):
    assert (
        re.findall(r'<text class="b-chart__text"[^>]*>(.*?)</text>', lanes(Lane("A"), first=first, last=last)) == words
    )


def test_what_goes_on_at_once_stands_in_rows_of_its_own():
    both = [Stretch("Boende", date(2026, 1, 1), date(2026, 6, 30)), Stretch("Vård", date(2026, 3, 1), date(2026, 4, 1))]
    after = Stretch("Stöd", date(2026, 7, 1))
    assert re.findall(r' y="(\d+)" height="34"', lanes(Lane("A", [*both, after]))) == ["0", "30", "0"]


def test_too_many_to_be_told_apart_are_drawn_as_the_times_when_something_went_on():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(100)]
    gone = [Stretch(str(day), day, day) for day in days] + [Stretch("Sist", date(2026, 9, 1), date(2026, 9, 2))]
    html = lanes(Lane("A", gone))
    assert re.findall(r"<title>(.*?)</title>", html) == ["100 insatser", "Sist"]
    assert html.count('<th scope="row">A</th>') == 101


def test_marks_stand_above_what_goes_on_and_near_ones_are_one():
    html = lanes(
        Lane("A", [Stretch("Stöd", date(2026, 1, 1))], [Mark("Möte", date(2026, 5, day)) for day in (4, 5, 30)])
    )
    assert ' y="30" height="34"' in html
    assert re.findall(r'class="b-chart__at"[^>]*><title>(.*?)</title>', html) == [
        "4 maj: Möte, och 1 till",
        "30 maj: Möte",
    ]


@pytest.mark.parametrize(("number", "least"), [(9, 8), (30, 16), (200, 16)])
def test_figures_have_room_beside_their_marks(number, least):
    days = [date(2026, 1, 1) + timedelta(days=day * 360 // number) for day in range(number)]
    html = lanes(Lane("A", [], [Mark("Glapp", day, label=str(no)) for no, day in enumerate(days, 1)]))
    drawn = re.findall(r'class="b-chart__at" x="([\d.]+)%" y="17".*?text-anchor="(\w+)">([\d–]+)<', html)
    places = [float(place) for place, *_ in drawn]
    assert all(after - before >= least for before, after in pairwise(places))
    beside = [side for place, side, figures in drawn if len(figures) > 1 and float(place) <= 80]
    assert set(beside) <= {"start"} and (beside or number < 10)
    assert drawn[0][2].startswith("1") and drawn[-1][2].endswith(str(number))


def test_what_was_broken_off_and_what_is_compulsory_is_seen_without_colour():
    html = lanes(Lane("A", [Stretch("Vård", date(2026, 1, 1), date(2026, 2, 1), hatched=True, broken=True)]))
    assert "b-chart__hatch" in html and "b-chart__broken" in html and "Vård (avbröts)" in html


def test_what_is_outside_the_time_is_left_out_and_what_is_too_much_is_counted():
    rows = [Stretch(str(day), date(2026, 1, day), date(2026, 1, day)) for day in range(1, 29)]
    html = drawn(
        '{% lanes heading="Tiden" lanes=rows first=first last=last most=5 %}',
        rows=[Lane("A", [Stretch("Förr", date(2020, 1, 1), date(2020, 2, 1)), *rows])],
        first=date(2026, 1, 1), last=date(2026, 12, 31),
    )  # fmt: skip
    assert "Förr" not in html
    assert "23 till" in html


def test_a_title_of_the_drawing_is_escaped():
    assert "<b>" not in lanes(Lane("<b>", [Stretch("<b>", date(2026, 1, 1))]))
