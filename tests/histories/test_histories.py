"""Histories of many persons (MAL-17, MAL-25): DuckDB finds what the pure rules find, and keeps to its folder."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.histories import Days, Histories, HistoryFault, Row, Settings
from brygga.histories.engine import engine
from brygga.histories.files import ORDER
from brygga.rules.critical import CriticalRule, Happening, Kind, Situation, critical
from tests.rules.test_critical import LAST_LINE, RULES, SINCE, anders, happens, histories, rule

pytestmark = pytest.mark.requirement("MAL-17")

DAY = timedelta(days=1)
Told = set[tuple[Situation, Kind | None, object, date, date | None, tuple[str, ...]]]


def pure(rows: Iterable[Row], rules: Iterable[CriticalRule], on: date) -> Told:
    persons: dict[object, list[Happening]] = {}
    for person, one in rows:
        persons.setdefault(person, []).append(one)
    return {
        (one.situation, one.rule.of, person, one.since, one.until, tuple(row.key for row in one.evidence))
        for person, history in persons.items()
        for one in critical(history, rules, on=on)
    }


def columnar(opened: Histories, rules: list[CriticalRule], on: date) -> Told:
    found = [
        (one.situation, one.rule.of, one.person, one.since, one.until, one.evidence)
        for one in opened.situations(rules, on=on)
    ]
    assert len(found) == len(set(found))
    assert sum(one.situations for one in opened.counts(rules, on=on)) == len(found)
    return set(found)


GONE_ON = happens("1", Kind.CONTACT, 0)
OVER = happens("2", Kind.CONTACT, 0, 3)
GAP = RULES[Situation.GAP]

CROWDS: list[tuple[Kind, ...]] = [
    (), (Kind.INPATIENT,), (Kind.CONTACT, Kind.PLACEMENT), (Kind.INVESTIGATION,), (Kind.PLACEMENT,),
]  # fmt: skip


@st.composite
def several(draw: st.DrawFn) -> list[Row]:
    """The rows of some persons, of each kind of crowd. What is said of one is seldom said of a neighbour."""
    name = draw(st.sampled_from([str, int]))
    return [(name(n), one) for n, crowd in enumerate(CROWDS * 3) for one in draw(histories(*crowd))]


ON = st.integers(0, 45).map(lambda day: SINCE + day * DAY)


@settings(max_examples=15, deadline=None)
@given(several(), st.integers(0, 200), st.integers(0, 6), st.integers(1, 4), ON, st.sampled_from([1, 40, 10_000]))
def test_of_many_the_same_is_found_as_of_each(
    rows: list[Row], cut: int, days: int, times: int, on: date, rows_at_once: int
) -> None:
    of = (None, Kind.INPATIENT, Kind.CONTACT)
    rules = [rule(situation, days) for situation in Situation if situation != Situation.REPETITION]
    rules += [rule(Situation.REPETITION, days * 3, times, kind) for kind in of]
    with TemporaryDirectory() as folder:
        opened = Histories(Path(folder), Settings(rows_at_once=rows_at_once))
        opened.write("first", rows[:cut])
        opened.write("second", rows[cut:])
        assert columnar(opened, rules, on) == pure(rows, rules, on)


@settings(max_examples=10, deadline=None)
@given(several(), st.integers(0, 20).map(lambda day: SINCE + day * DAY), ON, st.booleans())
def test_days_that_overlap_are_counted_once(rows: list[Row], since: date, on: date, compulsory: bool) -> None:
    rows = [(person, replace(one, compulsory=one.broken_off)) for person, one in rows]
    lived: dict[Kind, set[tuple[object, date]]] = {}
    for person, one in rows:
        if one.compulsory or not compulsory:
            first, last = max(one.begins, since), min(one.last_day, on)
            days = {(person, first + n * DAY) for n in range((last - first).days + 1)}
            lived[one.kind] = lived.get(one.kind, set()) | days
    slow = [Days(kind, len({who for who, _ in lived[kind]}), len(lived[kind])) for kind in Kind if lived.get(kind)]
    with TemporaryDirectory() as folder:
        opened = Histories(Path(folder))
        opened.write("all", rows)
        assert opened.days(on=on, since=since, compulsory=compulsory) == slow
        assert opened.summary([GAP], on=on, since=since) == (
            opened.counts([GAP], on=on), opened.days(on=on, since=since)
        )  # fmt: skip


def test_a_batch_that_lies_in_order_and_two_that_must_be_sorted_answer_alike(tmp_path: Path) -> None:
    """Many more rows than the engine takes at a time."""
    some, kinds = random.Random(7), list(Kind)
    rows: list[Row] = [
        (some.randrange(900), happens(str(n), some.choice(kinds), some.randrange(400), unit=some.choice("ABC")))
        for n in range(9_000)
    ]
    rows = [
        (person, replace(one, ends=one.begins + some.randrange(30) * DAY, broken_off=some.random() < 0.2))
        for person, one in rows
    ]
    answers = []
    for name, parts in {"one": [rows], "two": [rows[::2], rows[1::2]]}.items():
        (tmp_path / name).mkdir()
        opened = Histories(tmp_path / name, Settings(rows_at_once=2_000))
        for number, part in enumerate(parts):
            opened.write(f"part-{number}", part)
        opened.check()
        answers.append((columnar(opened, list(RULES.values()), LAST_LINE), opened.days(on=LAST_LINE)))
    assert answers[0] == answers[1]
    assert len(answers[0][0]) > 1_000


@pytest.fixture
def opened(tmp_path: Path) -> Histories:
    (tmp_path / "histories").mkdir()
    return Histories(tmp_path / "histories")


class TestAnders:
    def test_among_others_the_same_is_found_of_him(self, opened: Histories) -> None:
        neighbour = [("Robin", happens("1", Kind.CONTACT, 0, 9)), ("Robin", happens("2", Kind.CONTACT, 20))]
        opened.write("anders", [*(("Anders", one) for one in anders()), *neighbour])
        found = columnar(opened, list(RULES.values()), LAST_LINE)
        assert {one for one in found if one[2] == "Anders"} == pure(
            (("Anders", one) for one in anders()), RULES.values(), LAST_LINE
        )
        assert {one[0] for one in found if one[2] == "Robin"} == {Situation.GAP}

    def test_how_many_and_of_how_many(self, opened: Histories) -> None:
        opened.write("anders", [(who, one) for who in ("Anders", "his neighbour") for one in anders()])
        gaps, doubles = opened.counts([RULES[Situation.GAP], RULES[Situation.DOUBLE_WORK]], on=LAST_LINE)
        assert (gaps.situations, gaps.persons, doubles.situations, doubles.persons) == (8, 2, 0, 0)


class TestWriting:
    def test_an_empty_folder_has_no_answers(self, opened: Histories) -> None:
        assert list(opened.situations([GAP], on=LAST_LINE)) == []
        assert [one.situations for one in opened.counts([GAP], on=LAST_LINE)] == [0]
        assert opened.days(on=LAST_LINE) == []

    def test_a_batch_takes_the_place_of_the_one_before_it_and_of_no_other(self, opened: Histories) -> None:
        assert opened.write("spring", [(1, GONE_ON), (2, OVER)]) == 2
        assert opened.write("autumn", [(3, OVER)]) == 1
        assert opened.write("spring", [(1, OVER)]) == 1
        assert {one.person for one in opened.situations([GAP], on=LAST_LINE)} == {1, 3}
        assert opened.write("spring", []) == 0
        assert {one.person for one in Histories(opened.folder).situations([GAP], on=LAST_LINE)} == {3}
        assert [one.name for one in opened.folder.iterdir()] == ["autumn"]

    def test_only_the_batches_that_are_asked_of_are_read(self, opened: Histories) -> None:
        for who, batch in enumerate(["theirs", "ours", "others"]):
            opened.write(batch, [(who, OVER)])
        (opened.folder / "others" / "bucket=0").mkdir(exist_ok=True)
        (opened.folder / "others" / "bucket=0" / "rows.parquet").write_bytes(b"not ours to mind")

        def persons(*batches: str) -> set[object]:
            asked = Histories(opened.folder, batches=batches)
            return {one.person for one in asked.situations([GAP], on=LAST_LINE)}

        assert persons("theirs", "ours") == {0, 1}
        assert persons("ours", "one that is not there") == {1}
        assert persons() == persons("../histories/ours", "ours/bucket=0", ".", "") == set()
        with pytest.raises(HistoryFault, match="Parquet"):
            persons("others")
        (opened.folder / "others" / "bucket=0" / "rows.parquet").unlink()
        ours = Histories(opened.folder, batches=["ours"])
        ours.write("ours", [(3, OVER)])
        assert {one.person for one in ours.situations([GAP], on=LAST_LINE)} == {3}

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ([(1, GONE_ON), (1, OVER), (1, OVER)], "1 of the rows, as '2': is there more than once"),
            ([(1, OVER), (1, replace(GONE_ON, ends=SINCE - DAY))], "1 of the rows, as '1': ends before it begins"),
            ([(1, replace(GONE_ON, unit=None))], "1 of the rows, as '1': lacks a value"),
            ([(1, GONE_ON), ("2", OVER)], "all whole numbers or all text"),
            ([(True, GONE_ON)], "all whole numbers or all text"),
            ([("1", GONE_ON)], "person is VARCHAR, not BIGINT"),
        ],
    )
    def test_a_faulty_row_is_told_and_nothing_is_written(self, opened: Histories, rows: list[Row], why: str) -> None:
        opened.write("before", [(7, OVER)])
        opened.write("spring", [(8, OVER)])
        with pytest.raises(HistoryFault, match=why):
            opened.write("spring", rows)
        assert {one.person for one in Histories(opened.folder).situations([GAP], on=LAST_LINE)} == {7, 8}
        assert {one.name for one in opened.folder.iterdir()} == {"before", "spring"}

    def test_rows_that_stop_halfway_leave_nothing(self, opened: Histories) -> None:
        def rows() -> Iterator[Row]:
            yield 1, GONE_ON
            raise OSError("the file ended")

        with pytest.raises(OSError, match="the file ended"):
            opened.write("spring", rows())
        assert list(opened.folder.iterdir()) == []

    @pytest.mark.parametrize("name", ["", "../spring", "Spring", ".spring", "a/b", "a" * 65])
    def test_a_batch_is_called_something_plain(self, opened: Histories, name: str) -> None:
        with pytest.raises(HistoryFault, match="cannot be called"):
            opened.write(name, [(1, OVER)])

    def test_the_first_and_the_last_day_there_are(self, opened: Histories) -> None:
        whole = Happening(
            key="1", unit="A", organisation="A", kind=Kind.HOUSING, begins=date.min, ends=date.max, compulsory=True
        )
        opened.write("long", [(1, whole), (1, OVER)])
        assert opened.days(on=date.max) == [
            Days(Kind.CONTACT, 1, 4), Days(Kind.HOUSING, 1, (date.max - date.min).days + 1)
        ]  # fmt: skip
        assert opened.days(on=date.max, compulsory=True) == [Days(Kind.HOUSING, 1, (date.max - date.min).days + 1)]


def put(folder: Path, name: str, rows: str, more: str = "") -> None:
    """A file that something else has written."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as other:
        other.execute(f"COPY ({rows}) TO $into (FORMAT parquet{more})", {"into": str(folder / name)})


PLAIN = (
    "SELECT '1' AS key, 1::BIGINT AS person, DATE '2020-01-01' AS begins, NULL::DATE AS ends, 'contact' AS kind,"
    " 'A' AS unit, 'A' AS organisation, false AS broken_off, false AS compulsory"
)
#: Where person 1 is.
PLACE = "theirs/bucket=13/rows.parquet"


class TestFilesOfOthers:
    def test_what_is_as_it_should_be_is_read(self, opened: Histories) -> None:
        put(opened.folder, PLACE, PLAIN)
        read = Histories(opened.folder)
        read.check()
        assert (read.rows, [one.persons for one in read.days(on=LAST_LINE + 2000 * DAY)]) == (1, [1])

    @pytest.mark.parametrize(
        ("name", "rows", "why"),
        [
            (PLACE, PLAIN.replace("'A' AS unit, ", ""), "unit is missing, not VARCHAR"),
            (PLACE, PLAIN.replace("DATE '2020", "TIMESTAMP '2020"), "begins is TIMESTAMP, not DATE"),
            (PLACE, PLAIN.replace("1::BIGINT", "1.5::DOUBLE"), "person is DOUBLE, not BIGINT or VARCHAR"),
            ("bucket=13/rows.parquet", PLAIN, "not where a file of histories is"),
            ("theirs/bucket=32/rows.parquet", PLAIN, "not where a file of histories is"),
        ],
    )
    def test_another_form_is_refused_when_the_folder_is_opened(
        self, opened: Histories, name: str, rows: str, why: str
    ) -> None:
        put(opened.folder, name, rows)
        with pytest.raises(HistoryFault, match=why):
            Histories(opened.folder)

    @pytest.mark.parametrize("content", [b"", b"key;person", b"PAR1" + b"0" * 100 + b"PAR1"])
    def test_a_file_that_is_not_parquet_is_refused(self, opened: Histories, content: bytes) -> None:
        (opened.folder / PLACE).parent.mkdir(parents=True)
        (opened.folder / PLACE).write_bytes(content)
        with pytest.raises(HistoryFault, match="Parquet"):
            Histories(opened.folder)

    @pytest.mark.parametrize(
        ("name", "rows", "why"),
        [
            (PLACE, PLAIN.replace("'contact'", "'kontakt'"), "is of no kind that is known"),
            (PLACE, PLAIN.replace("DATE '2020-01-01'", "NULL::DATE"), "lacks a value"),
            (PLACE, PLAIN.replace("DATE '2020-01-01'", "'infinity'::DATE"), "outside the years 1 to 9999"),
            (PLACE.replace("13", "14"), PLAIN, "in the wrong bucket"),
            (PLACE, f"{PLAIN} UNION ALL {PLAIN}", "is there more than once"),
        ],
    )
    def test_rows_that_cannot_be_are_told_when_they_are_checked(
        self, opened: Histories, name: str, rows: str, why: str
    ) -> None:
        put(opened.folder, name, rows)
        with pytest.raises(HistoryFault, match=why):
            Histories(opened.folder).check()

    def test_rows_that_do_not_lie_in_the_order_that_is_said_are_told(self, opened: Histories) -> None:
        second = PLAIN.replace("'1' AS key", "'2' AS key")
        rows = f"FROM ({second} UNION ALL {PLAIN}) ORDER BY key DESC"
        put(opened.folder, PLACE, rows)
        Histories(opened.folder).check()
        key, order = ORDER
        put(opened.folder, PLACE, rows, f", KV_METADATA {{'{key}': '{order}'}}")
        with pytest.raises(HistoryFault, match="do not lie in the order"):
            Histories(opened.folder).check()


class TestKeepsToItsFolder:
    def test_a_link_out_of_the_folder_is_not_followed(self, opened: Histories, tmp_path: Path) -> None:
        put(tmp_path, "elsewhere/bucket=13/rows.parquet", PLAIN)
        (opened.folder / "theirs").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(HistoryFault, match="Links are not followed"):
            Histories(opened.folder)

    @pytest.mark.parametrize(
        "question",
        [
            "SELECT * FROM read_parquet('{outside}/histories-of-others/rows.parquet')",
            "SELECT * FROM read_parquet('{outside}/histories/../histories-of-others/rows.parquet')",
            "SELECT * FROM read_text('{outside}/histories-of-others/rows.parquet')",
            "COPY (SELECT 1) TO '{outside}/out.csv'",
            "ATTACH '{outside}/other.duckdb'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET allowed_directories = ['{outside}']",
            "SET temp_directory = '{outside}'",
            "SET memory_limit = '100GB'",
        ],
    )
    def test_the_engine_reaches_nothing_else(self, opened: Histories, tmp_path: Path, question: str) -> None:
        put(tmp_path, "histories-of-others/rows.parquet", PLAIN)
        with engine(opened.folder, Settings()) as connection, pytest.raises(duckdb.Error):
            connection.execute(question.format(outside=tmp_path))
        assert {one.name for one in tmp_path.iterdir()} == {"histories", "histories-of-others"}

    def test_no_text_is_taken_for_a_question(self, tmp_path: Path) -> None:
        hostile = "'; DROP TABLE known; --\"$on\n\x00å"
        folder = tmp_path / "'); DROP TABLE known; --"
        folder.mkdir()
        row = replace(OVER, key=hostile, unit=hostile, organisation=hostile)
        opened = Histories(folder)
        opened.write("spring", [(hostile, row)])
        (found,) = opened.situations([GAP], on=LAST_LINE)
        assert (found.person, found.evidence) == (hostile, (hostile,))

    def test_what_is_spilled_is_gone_when_the_question_is_left_in_the_middle(
        self, opened: Histories, tmp_path: Path
    ) -> None:
        spill = tmp_path / "spill"
        spill.mkdir()
        opened = Histories(opened.folder, Settings(spill=spill))
        opened.write("spring", [(person, OVER) for person in range(3)])
        asked = opened.situations([GAP], on=LAST_LINE)
        next(asked)
        (own,) = spill.iterdir()
        assert own.stat().st_mode & 0o077 == 0
        asked.close()
        assert list(spill.iterdir()) == []

    def test_a_rule_that_says_nothing_is_refused(self, opened: Histories) -> None:
        with pytest.raises(HistoryFault, match="how many times"):
            opened.counts([rule(Situation.REPETITION, 30)], on=LAST_LINE)
