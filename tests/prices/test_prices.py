"""Prices (MAL-20): set from a day by those who lead or follow up, corrected by saying it again, never overwritten."""

from __future__ import annotations

from datetime import date

import pytest

from brygga.core.acts import NotAllowed
from brygga.prices.acts import remove_price
from brygga.prices.models import UnitPrice
from brygga.prices.queries import history_of, in_force, of_organisations, told_by
from tests.prices.making import SINCE, priced

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]
JULY = date(2026, 7, 1)


def amounts(rows):
    return [(row.since, row.ore) for row in rows]


@pytest.mark.parametrize("who", ["chef", "petra"])
def test_whoever_leads_or_follows_up_sets_a_price_of_their_own_organisation(world, who):
    price = priced(world, by=getattr(world, who))
    assert (price.amount, price.set_by) == ("850\xa0kr per gång", getattr(world, who).label)


@pytest.mark.parametrize("who", ["sara", "adam", "fred", "rolf", "ronja", "petter", "amina_herself"])
def test_nobody_else_does(world, who):
    with pytest.raises(NotAllowed, match="Priserna sätts av dem som leder eller följer upp"):
        priced(world, by=getattr(world, who))
    assert not UnitPrice._base_manager.exists()


def test_a_price_holds_from_its_day_until_the_next(world):
    first, second = priced(world), priced(world, 90_000, since=JULY)
    rows = told_by(world.petra)
    assert [in_force(rows, day).get(first.what) for day in (date(2025, 12, 31), SINCE, JULY)] == [None, first, second]


def test_the_same_day_once_more_corrects_and_what_was_said_is_kept(world):
    priced(world, 8_500)
    right = priced(world, 85_000, by=world.petra, source="Det saknades en nolla")
    assert told_by(world.chef) == [right]
    assert amounts(history_of(right)) == [(SINCE, 85_000), (SINCE, 8_500)]


def test_a_price_that_is_removed_was_never_meant_and_what_held_before_goes_on(world):
    first, wrong = priced(world), priced(world, 90_000, since=JULY)
    removed = remove_price(wrong, by=world.chef, source="Fel enhet")
    assert told_by(world.chef) == [first]
    assert amounts(history_of(first)) == [(JULY, None), (JULY, 90_000), (SINCE, 85_000)]
    with pytest.raises(NotAllowed, match="redan borttaget"):
        remove_price(removed, by=world.chef, source="En gång till")
    with pytest.raises(NotAllowed, match="Priserna sätts av"):
        remove_price(first, by=world.ronja, source="Vill inte")


def test_the_same_care_is_paid_by_the_day_or_by_the_time_and_what_is_over_in_a_day_never_by_the_day(world):
    priced(world)
    by_day = priced(world, 10_000, per="day", since=JULY)
    assert list(in_force(told_by(world.chef), JULY).values()) == [by_day]
    with pytest.raises(NotAllowed, match="pris per gång"):
        priced(world, kind="emergency", per="day")


@pytest.mark.parametrize("said", [{"ore": -1}, {"ore": 10**9 + 1}, {"source": "  "}])
def test_an_amount_that_cannot_be_and_one_from_nowhere_are_refused(world, said):
    with pytest.raises(NotAllowed):
        priced(world, **said)


def test_the_neighbour_sees_no_price_and_counts_with_none(world):
    price = priced(world)
    for who in ("ronja", "petter", "rolf", "sara", "adam", "amina_herself"):
        assert told_by(getattr(world, who)) == []
    assert of_organisations([world.region.pk, world.lund.pk]) == []
    assert of_organisations([world.social.pk]) == [price]
