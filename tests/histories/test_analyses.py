"""What is answered of many (MAL-20) is what the pure rules answer of each, added up."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.histories import (
    Among,
    BeforeAfter,
    ByDays,
    ByTimes,
    Comparing,
    Cost,
    Costing,
    Costs,
    Counted,
    Flow,
    Flowing,
    Had,
    Histories,
    HistoryFault,
    Persons,
    Place,
    Returning,
    Row,
    Settings,
    Share,
    Sharing,
)  # fmt: skip
from brygga.rules.before_after import Around, LeftOut, around, side
from brygga.rules.critical import ACUTE, Happening, Kind, Situation, critical
from brygga.rules.moving import moves
from brygga.rules.returning import FIRST_DAYS, group_of, median, times_in
from brygga.rules.spans import Span
from brygga.rules.unit_prices import Per, Price, charges
from tests.histories.test_histories import DAY, several
from tests.rules.test_before_after import ALL_YEARS, LONGEST, anders_and_later
from tests.rules.test_critical import RULES, SINCE, happens, in_2016, rule
from tests.rules.test_unit_prices import prices

pytestmark = pytest.mark.requirement("MAL-20")

Each = dict[object, list[Happening]]


@st.composite
def amongs(draw: st.DrawFn) -> Among:
    since = SINCE + draw(st.integers(-2, 25)) * DAY
    until = since + draw(st.integers(0, 30)) * DAY
    organisations = draw(st.sampled_from([(), (), ("A",), ("A", "B"), ("B",), ("nobody",)]))
    units = draw(st.sampled_from([(), (), ("C",), ("A", "C")]))
    return Among(since, until, organisations, units, draw(st.sampled_from([None, None, True, False])))


def by_person(rows: list[Row]) -> Each:
    persons: Each = {}
    for person, one in rows:
        persons.setdefault(person, []).append(one)
    return persons


def share(each: Each, span: Span, *, kinds: frozenset[Kind] = frozenset(Kind), compulsory: bool = False) -> Share:
    found = [
        span.measured(one for one in history if one.kind in kinds and (one.compulsory or not compulsory))
        for history in each.values()
    ]
    found = [one for one in found if one.rows]
    return Share(
        len(found),
        sum(one.rows for one in found),
        sum(one.begun for one in found),
        sum(one.begun > 0 for one in found),
        sum(one.days for one in found),
    )


def costs(spans: dict[object, Span], each: Each, set_: list[Price]) -> Costs:
    found = [charge for who, span in spans.items() for charge in charges(each[who], set_, span)]
    things = tuple(
        Cost(*thing, len(of), *(sum(getattr(one, name) for one in of) for name in names))
        for thing in sorted({charge.thing for charge in found})
        for of in [[charge for charge in found if charge.thing == thing]]
        for names in [("rows", "without_price", "days", "times", "amount")]
    )
    sums = (sum(getattr(one, name) for one in things) for name in ("amount", "rows", "without_price"))
    return Costs(len(spans), *sums, things)


@settings(max_examples=15, deadline=None)
@given(several(), amongs(), prices(Kind.INPATIENT, Kind.CONTACT), st.integers(1, 12), st.sampled_from([1, 40, 10_000]))
def test_of_many_the_same_is_answered_as_of_each(
    rows: list[Row], among: Among, set_: list[Price], days: int, rows_at_once: int
) -> None:
    rows = [(who, happens_compulsory(one)) for who, one in rows]
    each = {who: history for who, history in by_person(rows).items() if among.takes(history)}
    rules = [rule(Situation.GAP, days), rule(Situation.INTERRUPTION), rule(Situation.DOUBLE_WORK, days)]
    answers: list[Any] = [
        Persons(), Counted(rules, among.until, among.since), Returning(among, days), Flowing(among, days, 1000),
        Sharing(among), Costing(among, set_), Comparing(among, days, set_),
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        opened = Histories(Path(folder), Settings(rows_at_once=rows_at_once))
        opened.write("first", rows[::2])
        opened.write("second", rows[1::2])
        opened.ask_all(among, answers)
    persons, counted, returning, flowing, sharing, costing, comparing = answers
    assert persons.number == len(each)
    for count in counted.told():
        found = [
            [
                one
                for one in critical(history, [count.rule], on=among.until)
                if (one.until or among.until) >= among.since
            ]
            for history in each.values()
        ]
        assert (count.situations, count.persons) == (sum(map(len, found)), sum(map(bool, found)))
    assert_returns(returning.told(), each, among)
    assert_flows(flowing.told(), each, among)
    shares = sharing.told()
    assert shares.persons == len(each)
    assert shares.all == share(each, among.span)
    assert shares.acute == share(each, among.span, kinds=ACUTE)
    assert shares.compulsory == share(each, among.span, compulsory=True)
    of_kinds = {kind: share(each, among.span, kinds=frozenset({kind})) for kind in Kind}
    assert list(shares.kinds.items()) == [(kind, one) for kind, one in of_kinds.items() if one.rows]
    assert costing.told() == costs(dict.fromkeys(each, among.span), each, set_)
    assert_before_after(comparing.told(), each, among, set_)


def happens_compulsory(one: Happening) -> Happening:
    return happens(
        one.key, one.kind, (one.begins - SINCE).days, one.ends and (one.ends - SINCE).days, one.unit,
        organisation=one.organisation, broken_off=one.broken_off, compulsory=one.broken_off,
    )  # fmt: skip


def assert_returns(told: Any, each: Each, among: Among) -> None:
    of_each = [found for history in each.values() if (found := times_in(history, among.span))]
    judged = [[one for one in found if one.is_judged(told.within, on=among.until)] for found in of_each]
    back = [[one for one in found if one.came_back(told.within)] for found in judged]
    later = [[one.days_until_next for one in found if one.days_until_next is not None] for found in of_each]
    for name, found in (("", of_each), ("judged", judged), ("came_back", back), ("returned", later)):
        assert getattr(told, name or "times") == sum(map(len, found))
        assert getattr(told, f"{name}_persons" if name else "persons") == sum(map(bool, found))
    numbers = Counter(map(len, of_each))
    assert told.by_times == tuple(ByTimes(*both) for both in sorted(numbers.items()))
    assert told.median_days == median(Counter(days for found in later for days in found))
    for group, one in enumerate(told.by_days):
        days = [[day for day in found if group_of(day) == group] for found in later]
        assert (one.times, one.persons) == (sum(map(len, days)), sum(map(bool, days)))
    begun = Counter(one.kind for history in each.values() for one in history if among.span.begun(one))
    assert (told.emergencies, told.stays) == (begun[Kind.EMERGENCY], begun[Kind.INPATIENT])


def assert_flows(told: Any, each: Each, among: Among) -> None:
    times: Counter[tuple[Place, Place | None]] = Counter()
    who: dict[tuple[Place, Place | None], set[object]] = {}
    for person, history in each.items():
        for move in moves(history, among.span, within=told.within):
            here = Place(move.here.organisation, move.here.unit)
            flow = here, move.there and Place(move.there.organisation, move.there.unit)
            times[flow] += 1
            who.setdefault(flow, set()).add(person)
    assert set(told.flows) == {Flow(*flow, number, len(who[flow])) for flow, number in times.items()}
    assert (told.moves, told.left_out) == (times.total(), 0)
    assert told.persons == len(set().union(*who.values()))
    assert [one.persons for one in told.flows] == sorted((len(of) for of in who.values()), reverse=True)


def assert_before_after(told: BeforeAfter, each: Each, among: Among, set_: list[Price]) -> None:
    found = {who: around(history, told.days, among.span) for who, history in each.items()}
    assert told.left_out == {reason: sum(one is reason for one in found.values()) for reason in LeftOut}
    assert told.persons == len(each)
    for name in ("before", "after"):
        spans = {who: getattr(one, name) for who, one in found.items() if isinstance(one, Around)}
        sides = [side(each[who], span) for who, span in spans.items()]
        assert told.compared == len(spans)
        for measure in ("emergencies", "stays", "inpatient_days", "compulsory_days", "contacts"):
            numbers = [getattr(one, measure) for one in sides]
            assert getattr(getattr(told, name), measure) == Had(sum(numbers), sum(number > 0 for number in numbers))
        assert getattr(told, name).costs == costs(spans, each, set_)


@pytest.fixture
def opened(tmp_path: Path) -> Histories:
    return Histories(tmp_path)


#: As long as ALL_YEARS.
ALL = Among(ALL_YEARS.since, ALL_YEARS.until)


class TestAnders:
    @pytest.fixture
    def anders_and_a_neighbour(self, opened: Histories) -> Histories:
        """The neighbour has one contact, and no coordination."""
        neighbour = happens("1", Kind.CONTACT, 0, 9, "Robins mottagning", organisation="Regionen")
        opened.write("all", [*(("Anders", one) for one in anders_and_later()), ("Robin", neighbour)])
        return opened

    def test_before_and_after(self, anders_and_a_neighbour: Histories) -> None:
        ward = Price(
            organisation="Psykiatrin", unit="BCM akut", kind=Kind.INPATIENT, per=Per.DAY, amount=900_000,
            since=date(2016, 1, 1),
        )  # fmt: skip
        told = anders_and_a_neighbour.before_after(LONGEST, ALL, [ward])
        assert (told.compared, told.persons, told.left_out[LeftOut.NEVER]) == (1, 2, 1)
        before, after = told.before, told.after
        assert (before.emergencies, before.stays) == (Had(2, 1), Had(8, 1))
        assert (before.inpatient_days, before.compulsory_days) == (Had(48, 1), Had(188, 1))
        assert {after.emergencies, after.stays, after.inpatient_days, after.compulsory_days} == {Had(0, 0)}
        # 0125-0215, 0620-0621, 0726-0803, 0903, 0926-0927, 1128-1130
        assert (before.costs.amount, after.costs.amount) == ((22 + 2 + 9 + 1 + 2 + 3) * 900_000, 0)
        assert (before.costs.without_price, after.costs.without_price) == (before.costs.rows - 6, after.costs.rows)
        longer = anders_and_a_neighbour.before_after(LONGEST + 1, ALL)
        assert (longer.compared, longer.left_out[LeftOut.SHORT_BEFORE]) == (0, 1)

    def test_where_he_comes_from_when_nobody_takes_over(self, anders_and_a_neighbour: Histories) -> None:
        told = anders_and_a_neighbour.flows(Among(in_2016(2, 1), in_2016(11, 30)), within=1, most=2)
        nobody = Flow(Place("Socialtjänsten", "HVB"), None, 3, 1)
        assert nobody in told.flows
        assert (len(told.flows), told.persons) == (2, 1)
        assert told.left_out == told.moves - sum(one.moves for one in told.flows)

    def test_he_comes_back(self, anders_and_a_neighbour: Histories) -> None:
        told = anders_and_a_neighbour.returns(ALL, within=30)
        assert (told.persons, told.times, told.judged, told.came_back) == (1, 8, 8, 3)
        assert (told.median_days, told.by_times) == (31, (ByTimes(8, 1),))
        assert told.by_days[0] == ByDays(1, 7, 2, 1)

    def test_whom_one_asks_about(self, anders_and_a_neighbour: Histories) -> None:
        def persons(**more: Any) -> int:
            return anders_and_a_neighbour.persons(Among(in_2016(1, 1), in_2016(1, 31), **more))

        assert persons() == 2
        assert persons(organisations=("Regionen",)) == persons(organisations=("Psykiatrin",)) == 1
        assert persons(organisations=("Regionen", "Psykiatrin")) == 2
        assert persons(organisations=("Regionen",), units=("BCM akut",)) == 0
        assert persons(coordinated=True) == 0
        assert anders_and_a_neighbour.persons(Among(in_2016(2, 1), date(2017, 1, 1), coordinated=True)) == 1
        assert anders_and_a_neighbour.persons(Among(in_2016(2, 1), date(2017, 1, 1))) == 1

    def test_what_was_critical_in_a_time_is_seen_with_what_led_to_it(self, anders_and_a_neighbour: Histories) -> None:
        """Eight times on a ward from January on; from September what began in January goes on."""
        autumn = Among(in_2016(9, 1), in_2016(11, 30))
        repeated, gaps = anders_and_a_neighbour.critical(autumn, [RULES[Situation.REPETITION], RULES[Situation.GAP]])
        assert (repeated.situations, repeated.persons, gaps.situations) == (1, 1, 3)


def test_nobody_is_asked_about(opened: Histories) -> None:
    assert (opened.persons(ALL), opened.shares(ALL).all, opened.costs(ALL, [])) == (0, Share(), Costs(0, 0, 0, 0, ()))
    assert opened.returns(ALL, within=30).median_days is None
    assert [one.first for one in opened.returns(ALL, within=30).by_days] == list(FIRST_DAYS)
    assert opened.flows(ALL, within=30, most=9).flows == ()
    assert opened.before_after(30, ALL).compared == 0


def test_no_text_is_taken_for_a_question(opened: Histories) -> None:
    hostile = "'); DROP TABLE known; --"
    opened.write("all", [("1", happens("1", Kind.CONTACT, 0, 1, hostile)), ("2", happens("1", Kind.CONTACT, 0))])
    price = Price(organisation=hostile, unit=hostile, kind=Kind.CONTACT, per=Per.DAY, amount=5, since=SINCE)
    among = Among(SINCE, SINCE + 9 * DAY, (hostile,), (hostile,))
    assert opened.costs(among, [price]).amount == 10


@pytest.mark.parametrize(
    "question",
    [
        lambda opened: Among(SINCE, SINCE - timedelta(days=1)),
        lambda opened: opened.returns(ALL, within=0),
        lambda opened: opened.flows(ALL, within=0, most=1),
        lambda opened: opened.before_after(0, ALL),
        lambda opened: opened.costs(ALL, [_price(), _price()]),
    ],
)
def test_a_question_that_says_nothing_is_refused(opened: Histories, question: Any) -> None:
    with pytest.raises(HistoryFault):
        question(opened)


def _price() -> Price:
    return Price(organisation="A", unit="A", kind=Kind.CONTACT, per=Per.DAY, amount=5, since=SINCE)
