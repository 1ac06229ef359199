"""`./brygga timeline`: an extract in, answers and event logs out, each with its end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from brygga.config.env import ROOT
from brygga.histories.cli.progress import Told
from tests.histories.making import HEAD, written

pytestmark = pytest.mark.requirement("MAL-20")

BASIS = "HSL 5 kap. 4 §, systematisk kvalitetsutveckling"
#: Of people who are not: each has a number of the tax agency's for tests, or none at all.
PEOPLE = [f"person {n}" for n in range(6)]
ROWS = [
    row
    for who in PEOPLE
    for row in (
        f"{who};2016-01-14;2016-01-22;kontakt;Socialtjänsten;Kommunen;nej;",
        f"{who};2016-02-01;2016-02-10;slutenvård;BCM akut;Regionen;LPT;",
        f"{who};2016-02-20;2016-02-25;slutenvård;BCM akut;Regionen;nej;",
        f"{who};2016-03-01;;samordning;Socialtjänsten;Kommunen;nej;",
    )
]
ALONE = "den ensamma;2016-02-01;2016-02-03;boende;Lilla hemmet;Stiftelsen;nej;"
PRICES = "organisation,unit,kind,per,amount,since\nRegionen,BCM akut,inpatient,day,9000.50,2016-01-01\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "nyckel").write_text("0123456789abcdef" * 2)
    (tmp_path / "priser.csv").write_text(PRICES)
    return tmp_path


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As somebody writes it who stands in that folder."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "brygga.histories", *arguments]
    return subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False, timeout=300)


IMPORT = ("import", "utdrag.csv", "--into", "historik", "--batch", "kommunen", "--key-file", "nyckel", "--basis", BASIS)


def imported(place: Path, *more: str, rows: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    written(place, *([*ROWS, ALONE] if rows is None else rows), head=HEAD)
    return run(place, *IMPORT, *more)


def answer(done: subprocess.CompletedProcess[str], code: int = 0) -> dict[str, Any]:
    assert (done.returncode, done.stderr) == (code, "")
    read: dict[str, Any] = json.loads(done.stdout)
    return read


class TestImport:
    def test_an_extract_and_its_basis(self, place: Path) -> None:
        report = answer(imported(place, "--json"))
        assert (report["rows"], report["written"], report["persons"], report["faulty"]) == (25, 25, 7, 0)
        basis = json.loads((place / "historik/.basis/kommunen.json").read_text())
        assert (basis["basis"], basis["rows"]) == (BASIS, 25)
        inside = {one.name for one in (place / "historik").iterdir()}
        assert inside == {"kommunen", ".basis"}
        assert stat.S_IMODE((place / "historik").stat().st_mode) == 0o700
        everything = b"".join(file.read_bytes() for file in (place / "historik").rglob("*") if file.is_file())
        assert b"person 1" not in everything

    def test_the_same_again_changes_nothing(self, place: Path) -> None:
        first, again = answer(imported(place, "--json")), answer(imported(place, "--json"))
        assert first == again

    def test_faulty_rows_are_told_and_the_end_says_so(self, place: Path) -> None:
        done = imported(place, rows=[*ROWS, "person 9;i våras;;kontakt;Enheten;Kommunen;nej;"])
        assert done.returncode == 3
        assert "1 rad är felaktig, 0 är dubbletter." in done.stdout
        assert "  1 rad: Datumet går inte att läsa." in done.stdout
        assert "24 rader är sparade" in done.stdout
        assert "person 9" not in done.stdout + done.stderr

    def test_a_dry_run_keeps_nothing(self, place: Path) -> None:
        done = imported(place, "--dry-run")
        assert (done.returncode, "Inget är sparat." in done.stdout) == (0, True)
        assert list((place / "historik").iterdir()) == []

    def test_a_profile_says_what_columns_are(self, place: Path) -> None:
        written(place, "x;2016-01-01;bus", head="Vem;När;Vad")
        (place / "profil.toml").write_text(
            '[columns]\nperson = "Vem"\nbegins = "När"\nkind = "Vad"\n'
            '[constants]\nunit = "Enheten"\norganisation = "Kommunen"\n[kinds]\nbus = "emergency"\n'
        )
        assert answer(run(place, *IMPORT, "--profile", "profil.toml", "--json"))["written"] == 1
        (place / "profil.toml").write_text("[columns\n")
        done = run(place, *IMPORT, "--profile", "profil.toml")
        assert (done.returncode, "Profilen är inte skriven i TOML" in done.stderr) == (1, True)

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            (("--basis", " "), "lagstöd"),
            (("--batch", "../utanför"), "kan inte heta"),
            (("--key-file", "kort"), "för kort"),
            (("--key-file", "finns inte"), "finns inte"),
        ],
    )
    def test_what_cannot_be_done_is_told_and_nothing_is_written(
        self, place: Path, changed: tuple[str, str], why: str
    ) -> None:
        (place / "kort").write_text("hemligt")
        done = imported(place, *changed)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Det gick inte: ")
        assert why in done.stderr
        assert list(place.rglob("*.parquet")) == []

    def test_units_in_a_file_that_is_no_text_are_refused(self, place: Path) -> None:
        (place / "bild").write_bytes(b"\x89PNG\xd0\xff")
        done = imported(place, "--units", "bild")
        assert (done.returncode, "är inte text" in done.stderr, "Traceback" in done.stderr) == (1, True, False)

    def test_an_empty_file_is_refused(self, place: Path) -> None:
        (place / "utdrag.csv").write_bytes(b"")
        done = run(place, *IMPORT)
        assert (done.returncode, done.stderr) == (1, "Det gick inte: Filen är tom.\n")


class TestAnalyse:
    ASKED = ("analyse", "--folder", "historik", "--since", "2016-01-01", "--until", "2016-12-31")

    @pytest.fixture
    def full(self, place: Path) -> Path:
        assert imported(place).returncode == 0
        return place

    def test_the_answers(self, full: Path) -> None:
        told = answer(run(full, *self.ASKED, "--prices", "priser.csv", "--days", "40", "--json"))
        assert told["persons"] == 7
        assert told["returns"] | {"by_days": 0} == {
            "within": 30, "persons": 6, "times": 12, "judged": 12, "came_back": 6, "median_days": 10, "by_days": 0,
            "by_times": [{"first": 2, "last": 2, "persons": 6}], "returned": 6,
        }  # fmt: skip
        assert told["costs"]["amount"] == 6 * 16 * 9000.5
        assert (told["before_after"]["compared"], told["before_after"]["before"]) == (None, None)
        assert told["shares"]["acute"] == {"persons": 6, "rows": 12, "days": 96}

    def test_one_is_said_as_one(self, place: Path) -> None:
        assert imported(place, rows=[row for row in ROWS if "LPT" in row]).returncode == 0
        told = run(place, *self.ASKED, "--within", "1", "--days", "1").stdout
        assert "  1 gång eller fler: 6 personer" in told or "  1 gång: 6 personer" in told
        assert "inom 1 dag\n" in told and "\n1 dag före och efter" in told

    def test_who_is_alone_is_not_seen(self, full: Path) -> None:
        told = answer(run(full, *self.ASKED, "--json"))
        assert told["shares"]["kinds"]["housing"] == {"persons": None, "rows": None, "days": None}
        alone = answer(run(full, *self.ASKED, "--organisation", "Stiftelsen", "--json"))
        assert (alone["persons"], set(alone)) == (None, {"since", "until", "fewest_shown", "persons"})
        assert "färre än 5 personer" in run(full, *self.ASKED, "--organisation", "Stiftelsen").stdout

    def test_before_and_after_of_those_who_are_compared(self, full: Path) -> None:
        told = answer(run(full, *self.ASKED, "--days", "40", "--coordinated", "--json"))["before_after"]
        assert (told["compared"], told["left_out"]["never"]) == (6, 0)
        assert (told["before"]["inpatient_days"], told["after"]["inpatient_days"]) == (96, 0)
        assert (told["before"]["compulsory_days"], told["after"]["compulsory_days"]) == (60, 0)

    def test_a_places_own_rules(self, full: Path) -> None:
        rules = str(ROOT / "routines/borlange/kritiskt.toml")
        told = answer(run(full, *self.ASKED, "--rules", rules, "--json"))["critical"]
        assert {one["rule"]: one["persons"] for one in told}["gap"] == 7
        assert "Ingen insats pågår under minst 2 dagar" in run(full, *self.ASKED, "--rules", rules).stdout

    @pytest.mark.parametrize(
        ("file", "text", "option", "why"),
        [
            ("fel.csv", "organisation,unit\n", "--prices", "saknar kolumner: amount"),
            ("fel.csv", PRICES.replace("9000.50", "gratis"), "--prices", "rad 2 går inte att läsa"),
            ("fel.csv", PRICES + PRICES.splitlines()[1], "--prices", "two prices"),
            ("fel.toml", "[[critical]]\nsituation = 'party'\n", "--rules", "Reglerna går inte att läsa"),
            ("fel.toml", "critical", "--rules", "Reglerna går inte att läsa"),
        ],
    )
    def test_files_that_are_not_as_they_must_be(self, full: Path, file: str, text: str, option: str, why: str) -> None:
        (full / file).write_text(text)
        done = run(full, *self.ASKED, option, file)
        assert (done.returncode, done.stdout, why in done.stderr) == (1, "", True)

    @pytest.mark.parametrize("option", ["--prices", "--rules"])
    def test_a_file_that_is_no_text_is_refused_in_words(self, full: Path, option: str) -> None:
        (full / "bild").write_bytes(b"\x89PNG\xd0\xff")
        done = run(full, *self.ASKED, option, "bild")
        assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
        assert done.stderr.startswith("Det gick inte: ")

    def test_a_history_that_is_broken_inside_is_refused_in_words(self, full: Path) -> None:
        for file in (full / "historik").rglob("*.parquet"):
            whole = file.read_bytes()
            file.write_bytes(whole[:4] + bytes(len(whole) // 2) + whole[4 + len(whole) // 2 :])
        done = run(full, *self.ASKED)
        assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)

    def test_a_folder_that_is_not_there(self, place: Path) -> None:
        done = run(place, "analyse", "--folder", "ingen")
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)

    @pytest.mark.parametrize("arguments", [(), ("räkna",), ("analyse", "--folder", "x", "--since", "i går")])
    def test_what_cannot_be_read(self, place: Path, arguments: tuple[str, ...]) -> None:
        done = run(place, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("usage: ./brygga timeline")


def test_export(place: Path) -> None:
    assert imported(place).returncode == 0
    done = run(place, "export", "--folder", "historik", "--to", "xes", "--out", "logg.xes", "--json")
    assert answer(done) == {"file": "logg.xes", "form": "xes", "persons": 7, "rows": 25, "events": 44}
    text = (place / "logg.xes").read_text()
    assert len(ET.fromstring(text)) > 7
    assert "Lilla hemmet" not in text
    assert "person 1" not in text
    refused = run(place, "export", "--folder", "historik", "--to", "csv", "--out", "l.csv", "--unit", "Lilla hemmet")
    assert (refused.returncode, "för få att exportera" in refused.stderr) == (1, True)


def test_the_launcher_keeps_to_the_folder_one_stands_in(place: Path) -> None:
    written(place, *ROWS, head=HEAD)
    command = [sys.executable, str(ROOT / "brygga"), "timeline", *IMPORT, "--json"]
    assert answer(subprocess.run(command, cwd=place, capture_output=True, text=True, check=False))["written"] == 24


class Terminal:
    def __init__(self, *, watched: bool) -> None:
        self.watched, self.text = watched, ""

    def isatty(self) -> bool:
        return self.watched

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None: ...


@pytest.mark.parametrize(
    ("watched", "quiet", "speaks"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_how_it_goes_is_told_where_somebody_watches(watched: bool, quiet: bool, speaks: bool) -> None:
    terminal = Terminal(watched=watched)
    told = Told(terminal, quiet=quiet)  # type: ignore[arg-type]
    told.rows(500, 0.5)
    told.end()
    assert ("50%" in terminal.text) is speaks
    assert bool(terminal.text) is speaks
