"""Critical situations (MAL-17): Anders's second year by the handbook, and each finder against the rule told slowly."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.critical import AT_HOME, HELD, LASTING, STAYS, CriticalRule, Happening, Kind, Situation, critical

pytestmark = pytest.mark.requirement("MAL-17")

SINCE = date(2016, 1, 1)
DAY = timedelta(days=1)
ANDERS = Path(__file__).parents[1] / "cases" / "anders.csv"
LEFT = ("avviker", "återfall")


def rule(situation: Situation, days: int = 0, times: int = 0, of: Kind | None = None) -> CriticalRule:
    return CriticalRule(situation=situation, days=days, times=times, of=of, source="Ett prov", since=SINCE)


RULES = {
    Situation.TRANSITION: rule(Situation.TRANSITION, 1),
    Situation.GAP: rule(Situation.GAP, 2),
    Situation.INTERRUPTION: rule(Situation.INTERRUPTION),
    Situation.REPETITION: rule(Situation.REPETITION, 180, 3, Kind.INPATIENT),
    Situation.DOUBLE_WORK: rule(Situation.DOUBLE_WORK, 1),
    Situation.NO_FOLLOW_UP: rule(Situation.NO_FOLLOW_UP, 7),
    Situation.LATE_COORDINATION: rule(Situation.LATE_COORDINATION, 90),
}


def anders(case: Path = ANDERS) -> list[Happening]:
    with case.open(encoding="utf-8") as lines:
        return [
            Happening(
                key=row["start"] + row["unit"] + row["kind"],
                unit=row["unit"],
                organisation=row["actor"],
                kind=Kind(row["kind"]),
                begins=date.fromisoformat(row["start"]),
                ends=date.fromisoformat(row["end"]) if row["end"] else None,
                broken_off=any(word in row["note"] for word in LEFT),
                compulsory=row["compulsory"] == "yes",
                words=row["intervention"],
            )
            for row in csv.DictReader(lines)
        ]


def found(history: Iterable[Happening], *rules: CriticalRule, on: date) -> list[tuple[date, date | None, list[str]]]:
    return [(one.since, one.until, [row.unit for row in one.evidence]) for one in critical(history, rules, on=on)]


#: The last line of his second year in the handbook.
LAST_LINE = date(2016, 11, 30)


def in_2016(month: int, day: int) -> date:
    return date(2016, month, day)


class TestAnders:
    """Each line says which of the handbook's own lines it rests on."""

    def test_the_gaps(self):
        assert found(anders(), RULES[Situation.GAP], on=LAST_LINE) == [
            # 0616-0617 "Anders avviker efter en dag" … 0620 "Vård på BCM akut"
            (in_2016(6, 18), in_2016(6, 19), ["HVB", "BCM akut"]),
            # 0831 "Avviker från behandlingshemmet" … 0903 "Vård på BCM akut, social jour kopplas in"
            (in_2016(9, 1), in_2016(9, 2), ["HVB", "BCM akut"]),
            # 0915 "Avviker från LVM-hem" … 0926 "Vård på BCM akut"
            (in_2016(9, 16), in_2016(9, 25), ["LVM-hem", "BCM akut"]),
            # 1031 "Avviker från behandlingshemmet" … 1128 "Vård på BCM akut"
            (in_2016(11, 1), in_2016(11, 27), ["HVB", "BCM akut"]),
        ]

    def test_the_interruptions(self):
        assert found(anders(), RULES[Situation.INTERRUPTION], on=LAST_LINE) == [
            # 0301 "Utskriven från boendet, återfall"
            (in_2016(3, 1), in_2016(3, 1), ["Boende"]),
            # 0616-0617 "Anders avviker efter en dag"
            (in_2016(6, 17), in_2016(6, 17), ["HVB"]),
            # 0831 "Avviker från behandlingshemmet"
            (in_2016(8, 31), in_2016(8, 31), ["HVB"]),
            # 0915 "Avviker från LVM-hem"
            (in_2016(9, 15), in_2016(9, 15), ["LVM-hem"]),
            # 1031 "Avviker från behandlingshemmet"
            (in_2016(10, 31), in_2016(10, 31), ["HVB"]),
        ]

    def test_the_transitions(self):
        days = {(since, tuple(units)) for since, _, units in found(anders(), RULES[Situation.TRANSITION], on=LAST_LINE)}
        assert days == {
            (in_2016(1, 25), ("Slutenvård psykiatri", "BCM akut")),  # 0119 "Vård enligt LPT", 0125 "BCM akut, vård"
            (in_2016(2, 15), ("BCM akut", "Boende")),  # 0215 "LPT hävs", 160215 "Boende genom socialtjänsten"
            (in_2016(2, 18), ("Slutenvård psykiatri", "Boende")),  # 0218 "Boende genom socialtjänsten"
            (in_2016(6, 6), ("Boende", "LVM-hem")),  # 0606 "vård på SIS/LVM-hem"
            (in_2016(6, 16), ("LVM-hem", "HVB")),  # 0616 "LVM hävs", 0616-0617 "Placering enligt SoL"
            (in_2016(6, 21), ("BCM akut", "LVM-hem")),  # 0621 "Vård enligt LVM på SIS/LVM-hem"
            (in_2016(7, 26), ("LVM-hem", "BCM akut")),  # 0726 "Vård på BCM akut"
            (in_2016(8, 3), ("BCM akut", "HVB")),  # 0803 "Placering enligt 27 § LVM på behandlingshem"
            (in_2016(9, 3), ("BCM akut", "LVM-hem")),  # 0903 "Vård enligt LVM på SIS/LVM-hem"
            (in_2016(9, 27), ("BCM akut", "LVM-hem")),  # 0927 "Vård enligt LVM på SIS/LVM-hem"
            (in_2016(10, 25), ("LVM-hem", "HVB")),  # 1025 "Placering enligt 27 § LVM på behandlingshem"
            (in_2016(11, 30), ("BCM akut", "LVM-hem")),  # 1130 "Vård enligt LVM på SIS/LVM-hem"
        }

    def test_he_is_taken_in_again_and_again(self):
        """The year "präglats av … upprepade och akuta kontakter med psykiatri": eight times, none far from the next."""
        ((since, until, units),) = found(anders(), RULES[Situation.REPETITION], on=LAST_LINE)
        assert (since, until, len(units)) == (in_2016(1, 19), in_2016(11, 28), 8)
        assert set(units) == {"Slutenvård psykiatri", "BCM akut"}

    def test_nobody_at_home_after_a_placement(self):
        """After each of the four that he left: 0617, 0831, 0915, 1031. The others went straight over in another."""
        rows = found(anders(), RULES[Situation.NO_FOLLOW_UP], on=LAST_LINE)
        assert [since for since, _, _ in rows] == [in_2016(6, 17), in_2016(8, 31), in_2016(9, 15), in_2016(10, 31)]

    def test_two_organisations_and_no_plan_the_whole_year(self):
        """0114 "Daglig kontakt med socialtjänsten", 0119 "Vård enligt LPT"; "Samtycke inhämtas" the year after."""
        rows = found(anders(), RULES[Situation.LATE_COORDINATION], on=LAST_LINE)
        assert rows == [(in_2016(1, 19), None, ["Socialtjänsten", "Slutenvård psykiatri"])]

    def test_nobody_investigates_the_same_at_once(self):
        """Only 0307 "Utredning enligt LVM inleds"."""
        assert found(anders(), RULES[Situation.DOUBLE_WORK], on=LAST_LINE) == []

    def test_seen_from_a_day_in_the_year_only_what_had_happened_is_known(self):
        (gap,) = critical(anders(), [RULES[Situation.GAP]], on=in_2016(6, 19))
        assert (gap.since, gap.until, [row.unit for row in gap.evidence]) == (in_2016(6, 18), None, ["HVB"])
        assert critical(anders(), [RULES[Situation.GAP]], on=in_2016(6, 18)) == ()


def happens(key: str, kind: Kind, begins: int, ends: int | None = None, unit: str = "A", **more: object) -> Happening:
    last = None if ends is None else SINCE + ends * DAY
    given_ = {"organisation": unit, "broken_off": False} | more
    return Happening(key=key, unit=unit, kind=kind, begins=SINCE + begins * DAY, ends=last, **given_)  # type: ignore[arg-type]


class TestHardTimes:
    def test_nothing_has_happened(self):
        assert critical([], RULES.values(), on=SINCE) == ()

    def test_a_contact_without_an_end_goes_on(self):
        assert found([happens("1", Kind.CONTACT, 0)], RULES[Situation.GAP], on=SINCE + 900 * DAY) == []

    def test_kim_comes_home_and_nobody_has_booked(self):
        """ "När Kim kommer hem har hen ingen bokad tid på mottagningen": a meeting in time would have been enough."""
        hvb = happens("1", Kind.PLACEMENT, 0, 90, "HVB")
        on = SINCE + 120 * DAY
        assert len(critical([hvb], [RULES[Situation.NO_FOLLOW_UP]], on=on)) == 1
        assert critical([hvb, happens("2", Kind.MEETING, 97)], [RULES[Situation.NO_FOLLOW_UP]], on=on) == ()
        assert len(critical([hvb, happens("2", Kind.MEETING, 98)], [RULES[Situation.NO_FOLLOW_UP]], on=on)) == 1

    def test_there_is_still_time_to_meet_kim(self):
        hvb = happens("1", Kind.PLACEMENT, 0, 90, "HVB")
        assert critical([hvb], [RULES[Situation.NO_FOLLOW_UP]], on=SINCE + 96 * DAY) == ()
        assert len(critical([hvb], [RULES[Situation.NO_FOLLOW_UP]], on=SINCE + 97 * DAY)) == 1

    def test_robin_is_investigated_twice(self):
        one, other = (happens(unit, Kind.INVESTIGATION, day, None, unit) for unit, day in (("A", 0), ("B", 20)))
        assert critical([one, other], [RULES[Situation.DOUBLE_WORK]], on=SINCE + 19 * DAY) == ()
        (seen,) = critical([one, other], [RULES[Situation.DOUBLE_WORK]], on=SINCE + 20 * DAY)
        assert (seen.since, seen.until, seen.evidence) == (SINCE + 20 * DAY, None, (one, other))

    @pytest.mark.parametrize(
        ("areas", "same"),
        [(("housing", "housing"), True), (("housing", "work"), False), (("housing", ""), True), (("", ""), True)],
    )
    def test_two_investigations_of_different_things_are_no_double_work(self, areas, same):
        rows = [
            happens(unit, Kind.INVESTIGATION, 0, None, unit, about=frozenset(filter(None, [area])))
            for unit, area in zip("AB", areas, strict=True)
        ]
        assert bool(critical(rows, [RULES[Situation.DOUBLE_WORK]], on=SINCE + 9 * DAY)) is same

    @pytest.mark.parametrize(("planned", "late"), [(100, True), (110, True), (109, False), (None, True)])
    def test_a_plan_in_time(self, planned, late):
        """The second organisation came on day 20 and has ninety days; day 110 is the ninetieth."""
        rows = [happens("1", Kind.CONTACT, 0, None, "A"), happens("2", Kind.CONTACT, 20, None, "B")]
        rows += [happens("3", Kind.PLAN, planned, None, "A")] if planned is not None else []
        expected = late if planned is None else planned > 110
        assert bool(critical(rows, [RULES[Situation.LATE_COORDINATION]], on=SINCE + 300 * DAY)) is expected

    @pytest.mark.parametrize(("second", "late"), [(14, True), (15, True), (16, False)])
    def test_organisations_far_apart_in_time_need_no_plan_together(self, second, late):
        """The first is there until day 10, though another of its rows ended long before."""
        rows = [happens("1", Kind.CONTACT, 0, 10, "A"), happens("2", Kind.CONTACT, 1, 2, "A")]
        rows.append(happens("3", Kind.CONTACT, second, None, "B"))
        assert bool(critical(rows, [rule(Situation.LATE_COORDINATION, 5)], on=SINCE + 40 * DAY)) is late

    def test_two_visits_on_one_day_are_one_transition(self):
        one, other = (happens(unit, Kind.CONTACT, 4, 4, unit) for unit in "AB")
        (found_,) = critical([other, one], [RULES[Situation.TRANSITION]], on=SINCE + 9 * DAY)
        assert found_.evidence == (one, other)

    def test_the_mark_stays_the_same_as_it_goes_on(self):
        rows = [happens(str(n), Kind.INPATIENT, n * 30, n * 30 + 2) for n in range(6)]
        marks = {critical(rows[:n], [RULES[Situation.REPETITION]], on=SINCE + 400 * DAY)[0].mark for n in (3, 4, 6)}
        assert marks == {"repetition:0"}


@st.composite
def histories(draw: st.DrawFn, *kinds: Kind) -> list[Happening]:
    """Of those kinds and of all; crowded, so that what matters by a day is met."""
    kind = st.sampled_from(kinds) | st.sampled_from(Kind) if kinds else st.sampled_from(Kind)
    length = st.none() | st.integers(0, 8)
    rows = draw(
        st.lists(st.tuples(kind, st.integers(0, 30), length, st.sampled_from("AABC"), st.booleans()), max_size=12)
    )
    return [
        happens(f"{number:02}", kind, begins, None if long is None else begins + long, unit,
                organisation=unit if unit != "C" else "B", broken_off=left)
        for number, (kind, begins, long, unit, left) in enumerate(rows)
    ]  # fmt: skip


DAYS = st.integers(1, 5)
ON = st.integers(0, 45)


def known(history: Iterable[Happening], on: date) -> list[Happening]:
    return sorted((one for one in history if one.begins <= on), key=lambda one: one.order)


@given(histories(*sorted(HELD)), DAYS, ON)
def test_a_gap_is_days_in_a_row_with_nobody_there(history: list[Happening], days: int, on_day: int) -> None:
    on = SINCE + on_day * DAY
    held = [one for one in known(history, on) if one.kind in HELD]
    alone: list[date] = []
    slow: list[tuple[date, date]] = []
    for number in range(on_day + 2):
        day = SINCE + number * DAY
        there = any(one.begins <= day <= one.last_day for one in held)
        begun = any(one.begins <= day for one in held)
        if begun and not there and day <= on:
            alone.append(day)
        elif alone:
            slow += [(alone[0], alone[-1])] if len(alone) >= days else []
            alone = []
    fast = critical(history, [rule(Situation.GAP, days)], on=on)
    assert [(one.since, one.until or on) for one in fast] == slow


@given(
    histories(Kind.INPATIENT),
    st.integers(1, 20),
    st.integers(2, 4),
    st.sampled_from([None, Kind.INPATIENT, Kind.EMERGENCY]),
)
def test_a_repetition_is_so_many_within_so_many_days(
    history: list[Happening], days: int, times: int, of: Kind | None
) -> None:
    on = SINCE + 40 * DAY
    rows = [one for one in known(history, on) if (one.broken_off if of is None else one.kind == of)]
    windows = [
        w for w in zip(*(rows[n:] for n in range(times)), strict=False) if w[-1].begins - w[0].begins <= days * DAY
    ]
    runs: list[list[str]] = []
    for window in windows:
        keys = [one.key for one in window]
        if runs and set(runs[-1]) & set(keys):
            runs[-1] += [key for key in keys if key not in runs[-1]]
        else:
            runs.append(keys)
    fast = critical(history, [rule(Situation.REPETITION, days, times, of)], on=on)
    assert [[one.key for one in run.evidence] for run in fast] == runs


@given(histories(*sorted(HELD)), st.integers(0, 4), ON)
def test_a_transition_is_an_end_here_and_a_beginning_there(history: list[Happening], days: int, on_day: int) -> None:
    on = SINCE + on_day * DAY
    held = [one for one in known(history, on) if one.kind in HELD]

    def slow() -> Iterator[tuple[str, str]]:
        for one in (one for one in held if one.last_day <= on):
            last = one.last_day
            others = [other for other in held if other is not one]
            stays = any(
                other.unit == one.unit
                and (last <= other.begins <= last + days * DAY or other.begins <= last < other.last_day)
                for other in others
            )
            to = [
                o
                for o in others
                if o.unit != one.unit and last <= o.begins <= last + days * DAY and o.order > one.order
            ]
            if to and not stays:
                yield one.key, to[0].key

    fast = critical(history, [rule(Situation.TRANSITION, days)], on=on)
    assert {(one.evidence[0].key, one.evidence[1].key) for one in fast} == set(slow())


@given(histories(Kind.PLACEMENT, Kind.PLACEMENT, Kind.CONTACT), DAYS, ON)
def test_nobody_at_home_is_no_one_met_in_so_many_days(history: list[Happening], days: int, on_day: int) -> None:
    on, limit = SINCE + on_day * DAY, days * DAY
    rows = known(history, on)

    def alone(placement: Happening) -> bool:
        last = placement.last_day
        others = [one for one in rows if one is not placement]
        away = any(
            one.kind in STAYS and (last <= one.begins <= last + DAY or one.begins <= last < one.last_day)
            for one in others
        )
        met = any(one.kind in AT_HOME and one.begins <= last + limit and one.last_day > last for one in others)
        return last + limit <= on and not away and not met

    slow = {one.key for one in rows if one.kind == Kind.PLACEMENT and one.ends is not None and alone(one)}
    fast = critical(history, [rule(Situation.NO_FOLLOW_UP, days)], on=on)
    assert {one.evidence[0].key for one in fast} == slow


@given(histories(Kind.CONTACT, Kind.PLACEMENT), DAYS, ON)
def test_late_is_two_organisations_near_each_other_and_no_plan(
    history: list[Happening], days: int, on_day: int
) -> None:
    on = SINCE + on_day * DAY
    rows = [one for one in known(history, on) if one.kind in LASTING]
    second = next(
        (
            other
            for number, other in enumerate(rows)
            if any(
                one.organisation != other.organisation and other.begins - one.last_day <= days * DAY
                for one in rows[:number]
            )
        ),
        None,
    )
    plan = min((one.begins for one in known(history, on) if one.kind == Kind.PLAN), default=None)
    fast = critical(history, [rule(Situation.LATE_COORDINATION, days)], on=on)
    late = second is not None and (plan or on) - second.begins > days * DAY
    assert bool(fast) is late
    assert not late or (fast[0].since, fast[0].until) == (second.begins, plan)  # type: ignore[union-attr]


@given(histories(Kind.INVESTIGATION), DAYS, ON)
def test_double_work_is_two_investigations_at_once(history: list[Happening], days: int, on_day: int) -> None:
    on = SINCE + on_day * DAY
    rows = [one for one in known(history, on) if one.kind == Kind.INVESTIGATION]
    slow = set()
    for one, other in combinations(rows, 2):
        both = [d for d in range(on_day + 1) if all(w.begins <= SINCE + d * DAY <= w.last_day for w in (one, other))]
        if one.unit != other.unit and len(both) >= days:
            slow.add((one.key, other.key))
    fast = critical(history, [rule(Situation.DOUBLE_WORK, days)], on=on)
    assert {(one.evidence[0].key, one.evidence[1].key) for one in fast} == slow


@given(histories(), ON)
def test_what_is_found_never_reaches_beyond_what_is_known(history: list[Happening], on_day: int) -> None:
    on = SINCE + on_day * DAY
    for one in critical(history, RULES.values(), on=on):
        assert one.since <= on
        assert all(row in history and row.begins <= on for row in one.evidence)
        assert one.rule == RULES[one.situation]
