"""What care costs (MAL-20), against prices and days gone through one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.critical import Happening, Kind
from brygga.rules.spans import Span
from brygga.rules.unit_prices import MOST, Charge, Per, Price, Thing, charges
from tests.rules.test_critical import SINCE, happens, histories
from tests.rules.test_spans import days_of, spans

pytestmark = pytest.mark.requirement("MAL-20")

DAY = timedelta(days=1)
PRICED = [("A", "A"), ("B", "B"), ("B", "C")]


@st.composite
def prices(draw: st.DrawFn, *kinds: Kind) -> list[Price]:
    thing = st.tuples(st.sampled_from(PRICED), st.sampled_from(kinds), st.integers(-5, 40))
    set_ = st.dictionaries(thing, st.tuples(st.sampled_from(Per), st.integers(0, 9)), max_size=12)
    return [
        Price(organisation=who, unit=unit, kind=kind, per=per, amount=amount, since=SINCE + day * DAY)
        for ((who, unit), kind, day), (per, amount) in draw(set_).items()
    ]


def in_force(set_: list[Price], thing: Thing, day: date) -> Price | None:
    begun = [one for one in set_ if one.thing == thing and one.since <= day]
    return max(begun, key=lambda one: one.since, default=None)


@given(histories(Kind.INPATIENT, Kind.CONTACT), prices(Kind.INPATIENT, Kind.CONTACT), spans())
def test_each_day_costs_what_it_costs_that_day(history: list[Happening], set_: list[Price], span: Span) -> None:
    slow: dict[Thing, list[int]] = {}
    paid: set[tuple[Thing, date]] = set()
    for one in history:
        thing = (one.organisation, one.unit, one.kind)
        days = days_of(one, span)
        if not days:
            continue
        sums = slow.setdefault(thing, [0, 0, 0, 0, 0])
        sums[0] += 1
        sums[1] += any(in_force(set_, thing, day) is None for day in days)
        for day in days:
            price = in_force(set_, thing, day)
            if price and price.per == Per.DAY and (thing, day) not in paid:
                paid.add((thing, day))
                sums[2] += 1
                sums[4] += price.amount
            if price and price.per == Per.TIME and day == one.begins:
                sums[3] += 1
                sums[4] += price.amount
    assert charges(history, set_, span) == [Charge(thing, *sums) for thing, sums in sorted(slow.items())]


def test_a_stay_that_began_before_the_time_is_not_paid_by_the_time_again() -> None:
    price = Price(organisation="A", unit="A", kind=Kind.INPATIENT, per=Per.TIME, amount=700, since=SINCE)
    (charge,) = charges([happens("1", Kind.INPATIENT, 0, 9)], [price], Span(SINCE + DAY, SINCE + 9 * DAY))
    assert (charge.times, charge.amount, charge.without_price) == (0, 0, 0)


def test_two_prices_from_one_day_are_refused() -> None:
    twice = [Price(organisation="A", unit="A", kind=Kind.INPATIENT, per=per, amount=1, since=SINCE) for per in Per]
    with pytest.raises(ValueError, match="two prices"):
        charges([], twice, Span(SINCE, SINCE))


@pytest.mark.parametrize("amount", [-1, MOST + 1])
def test_a_price_is_an_amount_that_can_be(amount: int) -> None:
    with pytest.raises(ValueError, match="A price is from 0"):
        Price(organisation="A", unit="A", kind=Kind.INPATIENT, per=Per.DAY, amount=amount, since=SINCE)
