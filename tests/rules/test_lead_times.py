"""KAR-13: how long from enrolment to the first collaboration meeting."""

from __future__ import annotations

from datetime import date

import pytest

from brygga.rules.lead_times import LeadTime, Measured, figures

ENROLLED, TODAY = date(2026, 11, 2), date(2026, 11, 25)


@pytest.mark.requirement("KAR-13")
@pytest.mark.parametrize(
    ("met", "said"),
    [
        (date(2026, 11, 25), "Första samverkansmötet hölls 23 dagar efter inskrivningen."),
        (date(2026, 11, 3), "Första samverkansmötet hölls en dag efter inskrivningen."),
        (ENROLLED, "Första samverkansmötet hölls samma dag som inskrivningen."),
        (date(2026, 11, 1), "Första samverkansmötet hölls samma dag som inskrivningen."),
        (None, "Inget samverkansmöte har hållits. 23 dagar sedan inskrivningen."),
    ],
)
def test_one_is_told_in_a_sentence(met: date | None, said: str) -> None:
    assert LeadTime(ENROLLED, met).sentence(TODAY) == said


def measured(*days: int | None, limit: int | None = 30) -> list[Measured]:
    last = date.fromordinal(ENROLLED.toordinal() + limit) if limit is not None else None
    return [Measured(LeadTime(ENROLLED, d and date.fromordinal(ENROLLED.toordinal() + d)), last) for d in days]


@pytest.mark.requirement("KAR-13")
def test_many_have_a_median_and_a_share() -> None:
    found = figures(measured(10, 20, 40, None), TODAY)
    assert (found.met, found.median, found.within, found.due, found.waiting) == (3, 20, 2, 3, 1)
    assert (found.share, found.median_words) == (66, "20 dagar")


def test_who_waits_counts_against_the_share_when_the_day_has_passed() -> None:
    assert figures(measured(10, None, limit=30), date(2026, 12, 2)).share == 100
    assert figures(measured(10, None, limit=30), date(2026, 12, 3)).share == 50


def test_the_median_of_an_even_number_lies_between() -> None:
    assert figures(measured(1, 2), TODAY).median_words == "1,5 dagar"
    assert figures(measured(1), TODAY).median_words == "1 dag"
    assert figures([], TODAY).median_words == "–"


def test_without_a_day_in_the_routine_there_is_no_share() -> None:
    assert figures(measured(1, 2, limit=None), TODAY).share is None
