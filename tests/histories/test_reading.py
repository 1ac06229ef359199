"""Extracts are read as they are met (MAL-20): their headings, encodings, days and words, in CSV, XLSX and Parquet."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.histories.reading import Profile, Refused, Report, faults, guess, open_table, readings, write_faults
from brygga.histories.reading.values import DATES, NoDate, day, last_day
from brygga.rules.critical import Happening, Kind, critical
from tests.histories.making import HEAD, OTHER, PROFILE, STAY, TOLVA, book, written
from tests.rules.test_critical import ANDERS, LAST_LINE, RULES, anders

pytestmark = pytest.mark.requirement("MAL-20")

WAYS = tuple(DATES)
ALL = "person begins ends kind unit organisation compulsory"


def read(path: Path, profile: Profile = PROFILE) -> tuple[list[Happening], Report]:
    report = Report()
    return [one.happening for one in readings(path, profile, report)], report


class TestDays:
    @pytest.mark.parametrize(
        "text",
        [
            "2016-01-14", "160114", "20160114", "14/1 2016", "14/1/2016", "14.1.2016", "2016-01-14 08:30", "16-01-14",
            "2016-01-14T08:30:00Z", "2016-01-14 08:30:00.000", "2016-01-14T08:30:00+01:00", "42383", "42383,354",
            "2016-1-14", " 2016\u201301\u201314 ", "201601140830", "20160114.0", "14/01-16",
        ],
    )  # fmt: skip
    def test_the_same_day_in_many_ways(self, text: str) -> None:
        assert day(text, WAYS) == date(2016, 1, 14)

    @pytest.mark.parametrize("text", ["0000-01-14", "2016-02-30", "", "igår", "2016", "1234567", "14 1", "0"])
    def test_what_is_no_day_is_said_to_be_none(self, text: str) -> None:
        with pytest.raises(NoDate):
            day(text, WAYS)

    @pytest.mark.parametrize("text", ["0001-01-14", "1899-12-31", "2101-01-01", "1/1 0016"])
    def test_years_in_which_nobody_lives_are_refused(self, text: str) -> None:
        with pytest.raises(NoDate, match="Årtalet"):
            day(text, WAYS)

    @pytest.mark.parametrize("text", ["", "-", "Pågår", "tills vidare", "NULL", "9999-12-31", "2999-12-31"])
    def test_no_end_is_written_in_many_ways(self, text: str) -> None:
        assert last_day(text, WAYS) is None

    def test_only_the_ways_that_the_profile_says(self) -> None:
        with pytest.raises(NoDate):
            day("160114", ("iso",))

    @given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
    def test_a_day_written_is_the_day_read(self, one: date) -> None:
        told = (f"{one:%Y-%m-%d}", f"{one:%Y%m%d}", f"{one:%y%m%d}", f"{one.day}/{one.month} {one.year}")
        assert {day(text, WAYS) for text in told} == {one}

    @given(st.text(max_size=30))
    def test_no_text_breaks_it(self, text: str) -> None:
        with suppress(NoDate):
            assert day(text, WAYS).year >= 1900


class TestAnders:
    def test_the_file_of_his_year_is_his_year(self) -> None:
        rows, report = read(ANDERS, guess(open_table(ANDERS, Profile()).headings))
        assert [replace(one, key="") for one in rows] == [replace(one, key="") for one in anders()]
        assert (report.rows, report.good, report.faulty) == (30, 30, 0)

    def test_the_same_is_critical_in_it(self) -> None:
        rows, _ = read(ANDERS, guess(open_table(ANDERS, Profile()).headings))
        imported, by_hand = (
            [
                (str(one), [replace(row, key="") for row in one.evidence])
                for one in critical(of, RULES.values(), on=LAST_LINE)
            ]
            for of in (rows, anders())
        )
        assert imported == by_hand
        assert len(imported) > 20


class TestText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
    )
    def test_the_encoding_is_found_out(self, tmp_path: Path, encoding: str) -> None:
        path = written(tmp_path, STAY.replace("Avdelning 3", "Vårdavdelning Öst ä"), encoding=encoding)
        rows, report = read(path)
        assert [one.unit for one in rows] == ["Vårdavdelning Öst ä"], report.faults

    def test_an_encoding_that_is_said_and_wrong_is_refused(self, tmp_path: Path) -> None:
        path = written(tmp_path, STAY, encoding="cp1252")
        with pytest.raises(Refused, match="utf-8"):
            read(path, replace(PROFILE, encoding="utf-8"))

    @pytest.mark.parametrize("between", [";", ",", "\t", "|"])
    def test_the_delimiter_is_found_out(self, tmp_path: Path, between: str) -> None:
        path = written(tmp_path, STAY.replace(";", between), head=HEAD.replace(";", between))
        assert len(read(path)[0]) == 1

    def test_a_cell_may_hold_a_delimiter_and_a_line_break(self, tmp_path: Path) -> None:
        path = written(tmp_path, STAY + '"Avviker;\nkom inte"', STAY)
        rows, _ = read(path)
        assert [one.broken_off for one in rows] == [True, False]

    def test_old_and_new_line_ends(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(f"{HEAD}\r{STAY}\r{STAY}".encode())
        assert len(read(path)[0]) == 2

    def test_rows_are_numbered_as_a_spreadsheet_does(self, tmp_path: Path) -> None:
        path = written(tmp_path, "", STAY + '"två\nrader"', STAY.replace("2026-01-07", "nyss"))
        assert [one.line for one in read(path)[1].faults] == [4]

    def test_a_text_that_is_kept_from_being_a_number(self, tmp_path: Path) -> None:
        path = written(tmp_path, STAY.replace("Avdelning 3", '"=""0123"""'))
        assert [one.unit for one in read(path)[0]] == ["0123"]


class TestBooks:
    ROWS = [HEAD.split(";"), [TOLVA, 46029, 46054.5, "slutenvård", "Avdelning 3", "Regionen", "LPT", "avviker"]]

    def test_a_workbook_says_the_same(self, tmp_path: Path) -> None:
        (one,), _ = read(book(tmp_path / "a.xlsx", self.ROWS))
        assert (one.begins, one.ends, one.kind) == (date(2026, 1, 7), date(2026, 2, 1), Kind.INPATIENT)
        assert one.compulsory
        assert one.broken_off

    def test_what_it_is_called_does_not_matter(self, tmp_path: Path) -> None:
        assert len(read(book(tmp_path / "a.csv", self.ROWS))[0]) == 1

    def test_a_sheet_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="Blad7"):
            read(book(tmp_path / "a.xlsx", self.ROWS), replace(PROFILE, sheet="Blad7"))

    def test_rows_are_numbered_as_it_shows_them(self, tmp_path: Path) -> None:
        rows = [self.ROWS[0], self.ROWS[1], [TOLVA, "nyss", "", "slutenvård", "A", "R", "", ""]]
        assert [one.line for one in read(book(tmp_path / "a.xlsx", rows))[1].faults] == [3]


class TestParquet:
    def test_a_file_of_a_warehouse_says_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquet"
        duckdb.sql(
            "SELECT 191212121212 AS Personnummer, DATE '2026-01-07' AS \"Börjar\","
            " TIMESTAMP '2026-02-01 08:30' AS Slutar,"
            " 'slutenvård' AS Slag, 'Avdelning 3' AS Enhet, 'Regionen' AS Organisation, true AS \"Tvång\","
            " NULL AS Anteckning, [1, 2] AS annat"
        ).write_parquet(str(path))
        (one,), report = read(path)
        assert (one.begins, one.ends, one.compulsory) == (date(2026, 1, 7), date(2026, 2, 1), True)
        assert report.faults == []


class TestFaults:
    @pytest.mark.parametrize(
        ("instead", "of", "field"),
        [
            ("", TOLVA, "person"),
            ("", "2026-01-07", "begins"),
            ("i januari", "2026-01-07", "begins"),
            ("2026-01-06", "2026-02-01", "ends"),
            ("mystik", "slutenvård", "kind"),
            ("", "Avdelning 3", "unit"),
            ("", "Regionen", "organisation"),
            ("kanske", "LPT", "compulsory"),
            ("=HYPERLINK(1)", "Avdelning 3", "unit"),
            ("a" * 201, "Avdelning 3", "unit"),
        ],
    )
    def test_each_is_told_with_its_row_and_its_neighbour_is_read(
        self, tmp_path: Path, instead: str, of: str, field: str
    ) -> None:
        rows, report = read(written(tmp_path, STAY, STAY.replace(of, instead), STAY))
        assert len(rows) == 2
        (fault,) = report.faults
        assert (fault.line, fault.field) == (3, field)
        assert report.reasons == {fault.why: 1}

    def test_who_it_is_about_is_never_repeated(self, tmp_path: Path) -> None:
        _, report = read(written(tmp_path, STAY.replace(TOLVA, "=" + OTHER)))
        assert report.faults[0].field == "person"
        assert OTHER not in str(report)

    def test_more_cells_than_headings(self, tmp_path: Path) -> None:
        _, report = read(written(tmp_path, STAY + ";mer"))
        assert "fler celler" in report.faults[0].why

    def test_kinds_that_nobody_has_chosen_are_counted_and_can_be_chosen(self, tmp_path: Path) -> None:
        rows = [STAY.replace("slutenvård", kind) for kind in ("Mobilt team", "Mobilt team", "Uteblivet")]
        path = written(tmp_path, *rows)
        assert read(path)[1].unknown_kinds == {"Mobilt team": 2, "Uteblivet": 1}
        chosen = replace(PROFILE, kinds={"mobilt team": "contact", "uteblivet": ""})
        found, report = read(path, chosen)
        assert [one.kind for one in found] == [Kind.CONTACT] * 2
        assert (report.left_out, report.faulty) == (1, 0)

    def test_all_of_them_as_a_file_without_formulas(self, tmp_path: Path) -> None:
        bad = [STAY.replace("Avdelning 3", '=cmd|"/c calc"'.replace('"', ""))] * 1500
        path = written(tmp_path, *bad)
        assert len(read(path)[1].faults) == 1000
        out = io.StringIO()
        assert write_faults(faults(path, PROFILE), out) == 1500
        lines = out.getvalue().splitlines()
        assert lines[1] == "2;Enhet;Det står en formel i cellen.;'=cmd|/c calc"
        assert len(lines) == 1501


class TestProfiles:
    def test_it_is_the_same_when_it_is_read_again(self) -> None:
        said = replace(PROFILE, name='Melior ”3"', kinds={"ab c": "inpatient", "nej": ""}, constants={"unit": "Å\n"})
        assert Profile.from_toml(said.to_toml()) == said
        assert Profile.from_json(said.to_json()) == said

    @pytest.mark.parametrize(
        "told",
        [
            '{"kolumner": {}}', '{"columns": {"mage": "x"}}', '{"columns": []}', '{"kinds": {"a": "spa"}}', "[]", "{",
            '{"constants": {"begins": "2026"}}', '{"encoding": "rot13"}', '{"dates": ["mayan"]}', '{"delimiter": "a"}',
            '{"yes": "ja"}', '{"columns": {"unit": 3}}', '{"decimal": "x"}',
        ],
    )  # fmt: skip
    def test_one_that_is_wrong_is_refused(self, told: str) -> None:
        with pytest.raises(Refused):
            Profile.from_json(told)

    @pytest.mark.parametrize(
        ("headings", "expected"),
        [
            ("Person-nr;Inskrivningsdatum;Utskrivningsdatum;Vårdform;Klinik;Huvudman;Lagrum", ALL),
            ("patient_id,start_date,end_date,type,ward,organization,involuntary", ALL),
            ("case:concept:name,time:timestamp,concept:name,org:group", "person begins words unit"),
            ("Kulör", ""),
        ],
    )  # fmt: skip
    def test_headings_are_guessed(self, headings: str, expected: str) -> None:
        between = ";" if ";" in headings else ","
        columns = guess(headings.split(between)).columns
        assert set(columns) == set(expected.split())
        assert len(set(columns.values())) == len(columns)

    def test_what_is_missing_is_said_before_anything_is_read(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="slag av vård eller insats, enhet"):
            read(written(tmp_path, STAY), Profile(columns={"begins": "Börjar", "organisation": "Organisation"}))

    def test_what_has_no_column_is_said_once(self, tmp_path: Path) -> None:
        path = written(tmp_path, "2026-01-07", head="Datum")
        said = Profile(columns={"begins": "Datum"}, constants={"kind": "contact", "unit": "A", "organisation": "B"})
        ((one,), _) = read(path, said)
        assert (one.kind, one.unit, one.organisation) == (Kind.CONTACT, "A", "B")

    @pytest.mark.parametrize("heading", ["Finns inte", "Två"])
    def test_a_heading_that_is_not_one(self, tmp_path: Path, heading: str) -> None:
        path = written(tmp_path, "1;2;3", head="Två;Två;Datum")
        with pytest.raises(Refused, match=heading):
            read(path, replace(PROFILE, columns={"begins": heading, "unit": "Datum", "kind": "Datum"},
                               constants={"organisation": "A"}))  # fmt: skip
