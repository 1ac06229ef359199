"""An extract of many becomes a batch of histories (MAL-20): persons by pseudonym, all of it or nothing, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from brygga.histories import Histories, Settings
from brygga.histories.reading import (
    Profile,
    Refused,
    Report,
    discard,
    guess,
    importing,
    open_table,
    pseudonym,
    read_into,
)
from brygga.rules.critical import CriticalRule, Kind, Situation
from tests.histories.making import OTHER, PROFILE, STAY, TOLVA, written
from tests.rules.test_critical import ANDERS, LAST_LINE, RULES, anders

pytestmark = pytest.mark.requirement("MAL-20")

KEY = b"a key that lies elsewhere"
GAP = CriticalRule(situation=Situation.GAP, days=30, source="Ett prov", since=date(2026, 1, 1))


class Killed(Exception):
    pass


@pytest.fixture
def histories(tmp_path: Path) -> Histories:
    (tmp_path / "histories").mkdir()
    return Histories(tmp_path / "histories")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PART_ROWS", 10)


def imported(histories: Histories, path: Path, batch: str = "x1", profile: Profile = PROFILE, **more: object) -> Report:
    return read_into(histories, batch, path, profile, key=KEY, **more)  # type: ignore[arg-type]


def stays(folder: Path, number: int, person: str = TOLVA, name: str = "utdrag.csv") -> Path:
    rows = [
        STAY.replace(TOLVA, person).replace("2026-01-07;2026-02-01", f"2026-01-{n:02};2026-01-{n:02}")
        for n in range(1, number + 1)
    ]
    return written(folder, *rows, name=name)


def files(histories: Histories) -> dict[str, bytes]:
    folder = histories.folder
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


class TestAnders:
    def test_of_his_year_the_same_is_found_as_by_hand(self, histories: Histories) -> None:
        profile = replace(guess(open_table(ANDERS, Profile()).headings), constants={"person": "Anders"})
        imported(histories, ANDERS, profile=profile)
        found = sorted(
            (one.situation, one.since, str(one.until))
            for one in histories.situations(list(RULES.values()), on=LAST_LINE)
        )
        histories.write("x1", [("Anders", one) for one in anders()])
        assert found == sorted(
            (one.situation, one.since, str(one.until))
            for one in histories.situations(list(RULES.values()), on=LAST_LINE)
        )
        assert len(found) > 20


class TestWhoItIs:
    def test_the_same_person_however_it_is_written(self, tmp_path: Path, histories: Histories) -> None:
        rows = [STAY.replace(TOLVA, one) for one in (TOLVA, "19121212-1212", "121212+1212", OTHER)]
        report = imported(histories, written(tmp_path, *rows))
        assert report.persons == 2
        assert {one.person for one in histories.situations([GAP], on=date(2026, 6, 1))} == {
            pseudonym(KEY, TOLVA), pseudonym(KEY, OTHER),
        }  # fmt: skip

    def test_another_key_another_pseudonym_and_no_number_a_text(self) -> None:
        assert pseudonym(KEY, TOLVA) != pseudonym(b"another", TOLVA)
        assert pseudonym(KEY, " Kund 7 ") == pseudonym(KEY, "KUND 7") != pseudonym(KEY, "kund 8")
        assert len(pseudonym(KEY, TOLVA)) == 32

    def test_no_number_is_in_what_is_kept_while_it_goes_on_or_after(self, tmp_path: Path, histories: Histories) -> None:
        def stop(rows: int, part: float) -> None:
            raise Killed

        path = stays(tmp_path, 25)
        with pytest.raises(Killed):
            imported(histories, path, progress=stop)
        kept = files(histories)
        assert kept
        imported(histories, path)
        for content in [*kept.values(), *files(histories).values()]:
            assert TOLVA.encode() not in content
            assert b"121212" not in content

    def test_a_file_that_says_of_nobody_is_refused(self, tmp_path: Path, histories: Histories) -> None:
        columns = {name: one for name, one in PROFILE.columns.items() if name != "person"}
        with pytest.raises(Refused, match="vem"):
            imported(histories, stays(tmp_path, 3), profile=replace(PROFILE, columns=columns))


class TestTwice:
    def test_the_same_file_again_changes_nothing(self, tmp_path: Path, histories: Histories) -> None:
        path = stays(tmp_path, 25)
        first, before = imported(histories, path), files(histories)
        assert (first.written, histories.rows) == (25, 25)
        assert imported(histories, path) == first
        assert files(histories) == before

    def test_what_an_earlier_batch_holds_is_not_taken_twice(self, tmp_path: Path, histories: Histories) -> None:
        imported(histories, stays(tmp_path, 12))
        report = imported(histories, stays(tmp_path, 15, name="nytt.csv"), batch="x2")
        assert (report.known, report.written, histories.rows) == (12, 3, 15)

    def test_rows_that_say_the_same_are_taken_once_and_told(self, tmp_path: Path, histories: Histories) -> None:
        report = imported(histories, written(tmp_path, STAY, STAY.replace(TOLVA, OTHER), STAY))
        assert (report.duplicates, report.duplicate_lines, report.written) == (1, [(4, 2)], 2)

    def test_two_at_once_at_the_same_unit_are_told_and_taken(self, tmp_path: Path, histories: Histories) -> None:
        later, after = (
            STAY.replace("2026-01-07;2026-02-01", days) for days in ("2026-01-20;2026-02-09", "2026-02-09;2026-02-10")
        )
        elsewhere = later.replace("Avdelning 3", "Avdelning 4")
        report = imported(histories, written(tmp_path, STAY, later, after, elsewhere))
        assert (report.overlaps, report.overlapping_lines, report.written) == (1, [(3, 2)], 4)

    def test_units_that_nobody_knows_are_told_and_taken(self, tmp_path: Path, histories: Histories) -> None:
        path = written(tmp_path, STAY, STAY.replace("Avdelning 3", "AVD 9"))
        report = imported(histories, path, known_units=["avdelning 3"])
        assert (report.unknown_units, report.written) == ({"AVD 9": 1}, 2)


class TestStopped:
    def stopped(self, histories: Histories, path: Path, at: int) -> None:
        def stop(rows: int, part: float) -> None:
            if rows >= at:
                raise Killed

        with pytest.raises(Killed):
            imported(histories, path, progress=stop)

    def test_it_goes_on_where_it_was(
        self, tmp_path: Path, histories: Histories, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = stays(tmp_path, 31)
        self.stopped(histories, path, at=20)
        seen: list[int] = []
        report = imported(histories, path, progress=lambda rows, part: seen.append(rows))
        assert seen == [30, 31]
        assert (report.resumed_at, report.rows, report.written, histories.rows) == (21, 31, 31, 31)

    def test_nothing_is_seen_of_it_meanwhile_and_what_was_there_is(self, tmp_path: Path, histories: Histories) -> None:
        imported(histories, stays(tmp_path, 5, name="forra.csv"))
        self.stopped(histories, stays(tmp_path, 31), at=20)
        assert Histories(histories.folder).rows == 5

    def test_the_report_is_that_of_an_import_in_one_go(self, tmp_path: Path, histories: Histories) -> None:
        path = stays(tmp_path, 28)
        lines = path.read_text().splitlines()
        lines[7:7] = [STAY.replace("Avdelning 3", ""), lines[3]]
        path.write_text("\n".join(lines))
        whole = imported(histories, path, batch="x2", dry_run=True)
        self.stopped(histories, path, at=10)
        again = imported(histories, path)
        same = {"resumed_at": 0, "dry_run": False, "faults": [], "rows": whole.rows}
        assert replace(again, **same) == replace(whole, **same)
        assert [one.line for one in again.faults] == [8]
        assert again.duplicates == 1

    def test_another_file_begins_anew(self, tmp_path: Path, histories: Histories) -> None:
        self.stopped(histories, stays(tmp_path, 31), at=20)
        report = imported(histories, stays(tmp_path, 30, person=OTHER))
        assert (report.resumed_at, report.written, report.persons) == (0, 30, 1)

    def test_what_will_not_go_on_can_be_thrown_away(self, tmp_path: Path, histories: Histories) -> None:
        self.stopped(histories, stays(tmp_path, 31), at=20)
        discard(histories.folder, "x1")
        assert list(histories.folder.iterdir()) == []

    def test_two_cannot_read_the_same_in_at_once(self, tmp_path: Path, histories: Histories) -> None:
        path = stays(tmp_path, 31)

        def another(rows: int, part: float) -> None:
            with pytest.raises(Refused, match="redan"):
                imported(histories, path)

        assert imported(histories, path, progress=another).written == 31


class TestDryRun:
    def test_it_says_the_same_and_keeps_nothing(self, tmp_path: Path, histories: Histories) -> None:
        path = stays(tmp_path, 25)
        tried = imported(histories, path, dry_run=True)
        assert list(histories.folder.iterdir()) == []
        assert tried == replace(imported(histories, path), dry_run=True)

    def test_it_tells_how_far_it_has_come(self, tmp_path: Path, histories: Histories) -> None:
        told: list[tuple[int, float]] = []
        imported(histories, stays(tmp_path, 25), progress=lambda rows, part: told.append((rows, part)), dry_run=True)
        assert [rows for rows, _ in told] == [10, 20, 25]
        assert all(0 < part <= 1 for _, part in told)


def test_a_batch_that_is_taken_away_is_gone_and_its_neighbour_is_there(tmp_path: Path, histories: Histories) -> None:
    imported(histories, stays(tmp_path, 5))
    imported(histories, stays(tmp_path, 7, person=OTHER), batch="x2")
    histories.remove("x1")
    assert histories.rows == 7
    assert [one.name for one in histories.folder.iterdir()] == ["x2"]


def test_a_folder_whose_persons_are_numbers_takes_no_pseudonyms(tmp_path: Path, histories: Histories) -> None:
    histories.write("numbers", [(1, anders()[0])])
    with pytest.raises(Exception, match="person is VARCHAR"):
        imported(histories, stays(tmp_path, 3))
    assert Histories(histories.folder).rows == 1


def test_kinds_of_all_sorts_are_written_as_the_questions_read_them(tmp_path: Path, histories: Histories) -> None:
    imported(histories, written(tmp_path, *[STAY.replace("slutenvård", kind) for kind in Kind]))
    histories.check()
    assert histories.rows == len(Kind)
    assert Settings().memory
