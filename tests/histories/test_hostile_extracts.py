"""Files that mean harm, or are none at all (MAL-20): a clear no in Swedish, and nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brygga.histories import Histories
from brygga.histories.reading import Profile, Refused, Report, open_table, read_into, readings
from brygga.histories.reading.books import UNPACKED
from tests.histories.making import HEAD, PROFILE, STAY, book, sheet, written

pytestmark = pytest.mark.requirement("MAL-20")

Made = Callable[[Path], Path]
HARMLESS = [HEAD.split(";"), STAY.split(";")]


def raw(content: bytes) -> Made:
    def made(folder: Path) -> Path:
        (folder / "utdrag").write_bytes(content)
        return folder / "utdrag"

    return made


def of_book(**more: str) -> Made:
    return lambda folder: book(folder / "utdrag.xlsx", HARMLESS, **more)


def of_sheet(rows: str) -> Made:
    return lambda folder: book(folder / "utdrag.xlsx", HARMLESS, **{"xl/worksheets/sheet1.xml": sheet(rows)})


def parquet(folder: Path) -> bytes:
    path = folder / "made.parquet"
    columns = ", ".join(f"'{value}' AS \"{name}\"" for name, value in zip(*HARMLESS, strict=True))
    duckdb.sql(f"SELECT {columns} FROM range(2000)").write_parquet(str(path))
    return path.read_bytes()


def lying(footer: Callable[[bytes], bytes]) -> Made:
    def made(folder: Path) -> Path:
        (folder / "utdrag").write_bytes(footer(parquet(folder)))
        return folder / "utdrag"

    return made


def zip_bomb(folder: Path) -> Path:
    return book(folder / "utdrag.xlsx", HARMLESS, **{"xl/sharedStrings.xml": "0" * (UNPACKED + 1)})


def lying_zip(folder: Path) -> Path:
    """Says that the sheet is small."""
    path = book(folder / "utdrag.xlsx", HARMLESS, **{"xl/worksheets/sheet1.xml": sheet(" " * 1_000_000)})
    content = path.read_bytes()
    size = len(sheet(" " * 1_000_000)).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (100).to_bytes(4, "little")))
    return path


def no_workbook(folder: Path) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("utdrag.csv", f"{HEAD}\n{STAY}")
    return raw(out.getvalue())(folder)


def rows_of(*rows: str) -> Made:
    return lambda folder: written(folder, *rows)


HOSTILE: dict[str, tuple[Made, str]] = {
    "nothing": (raw(b""), "tom"),
    "only line breaks": (raw(b"\n\n\n"), "rubriker"),
    "NUL bytes": (raw(HEAD.encode() + b"\n" + STAY.encode().replace(b"A", b"\0") + b"\n" * 9), "hör hemma"),
    "a picture": (raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9), "hör hemma"),
    "an old workbook": (raw(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "lösenord"),
    "ten million columns": (raw(b";" * 10_000_000 + b"\n"), "för lång"),
    "six hundred columns": (raw(b"a;" * 600 + b"\n"), "500 kolumner"),
    "an enormous cell": (rows_of(STAY + "a" * 200_000), "för stor"),
    "an enormous line": (rows_of(STAY + ("a" * 1000 + ";") * 2000), "för lång"),
    "quotes that never close": (rows_of(STAY, STAY + '"avv', *[STAY] * 50), "citattecken"),
    "quotes that never close, and much after": (rows_of(STAY + '"avv', *[STAY] * 5000), "citattecken"),
    "a zip that is no workbook": (no_workbook, "ingen xlsx"),
    "a zip cut off": (raw(b"PK\x03\x04"), "går inte att läsa"),
    "a zip bomb": (zip_bomb, "för stort"),
    "a zip that lies about its size": (lying_zip, "går inte att läsa"),
    "thousands of parts": (of_book(**{f"xl/media/{n}": "" for n in range(1001)}), "för stort"),
    "links to other files": (of_book(**{"xl/externalLinks/externalLink1.xml": "<a/>"}), "andra filer"),
    "macros": (of_book(**{"xl/vbaProject.bin": "a"}), "andra filer"),
    "a formula": (of_sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'), "formler"),
    "one cell far away": (of_sheet('<c r="A1"><v>1</v></c><row r="1048576"><c r="AA1048576"/></row>'), "för stort"),
    "sixteen thousand columns": (of_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "500 kolumner"),
    "cells that say no place": (of_sheet("<row><c><v>1</v></c></row>"), "går inte att läsa"),
    "no XML": (of_sheet('<row r="1"><c r="A1">'), "går inte att läsa|rubriker"),
    "a sheet in another encoding": (of_sheet('<row r="1">\0</row>'), "går inte att läsa"),
    "a parquet cut off": (raw(b"PAR1"), "går inte att läsa"),
    "a footer longer than the file": (lying(lambda one: one[:-8] + b"\xff\xff\xff\x00PAR1"), "går inte att läsa"),
    "a footer too short": (lying(lambda one: one[:-8] + b"\x05\0\0\0PAR1"), "går inte att läsa"),
    "a footer of something else": (lying(lambda one: one[:-200] + bytes(192) + one[-8:]), "går inte att läsa"),
    "columns that are not where the footer says": (
        lying(lambda one: one[:4] + b"\xff" * 300 + one[304:]), "går inte att läsa",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("dry_run", [True, False])
def test_it_is_refused_in_swedish_and_nothing_is_written(tmp_path: Path, case: str, dry_run: bool) -> None:
    made, words = HOSTILE[case]
    folder = tmp_path / "histories"
    folder.mkdir()
    path = made(tmp_path)
    with pytest.raises(Refused, match=words):
        read_into(Histories(folder), "x1", path, PROFILE, key=b"key", dry_run=dry_run)
    assert list(folder.iterdir()) == []


def test_the_harmless_ones_that_these_are_made_of_are_read(tmp_path: Path) -> None:
    for path in (book(tmp_path / "a.xlsx", HARMLESS), written(tmp_path, STAY), raw(parquet(tmp_path))(tmp_path)):
        assert list(readings(path, PROFILE, Report()))


def test_days_in_year_0_are_faults_of_their_rows(tmp_path: Path) -> None:
    report = Report()
    path = written(tmp_path, STAY.replace("2026-01-07", "0000-01-07"), STAY.replace("2026-02-01", "0000-00-00"), STAY)
    assert len(list(readings(path, PROFILE, report))) == 1
    assert [(one.line, one.field) for one in report.faults] == [(2, "begins"), (3, "ends")]


def test_a_heading_is_never_a_part_of_the_question(tmp_path: Path) -> None:
    heading = 'x" FROM range(9); DROP TABLE kinds; --'
    quoted = heading.replace('"', '""')
    path = tmp_path / "a.parquet"
    duckdb.sql(f"SELECT '2026-01-07' AS \"{quoted}\"").write_parquet(str(path))
    said = Profile(columns={"begins": heading}, constants={"kind": "contact", "unit": "A", "organisation": "B"})
    assert len(list(readings(path, said, Report()))) == 1


def test_a_nul_in_a_cell_is_kept_nowhere(tmp_path: Path) -> None:
    """Not even in what is told of the row: PostgreSQL cannot hold it."""
    path, report = tmp_path / "a.parquet", Report()
    row = "'2026-01-07' AS Start, 'slut' || chr(0) AS Typ, 'A' || chr(0) || 'vd' AS Enhet, 'B' AS Org"
    duckdb.sql(f"SELECT {row}").write_parquet(str(path))
    said = Profile(columns={"begins": "Start", "kind": "Typ", "unit": "Enhet", "organisation": "Org"})
    assert list(readings(path, said, report)) == []
    assert "\0" not in "".join(report.unknown_kinds)
    known = replace(said, columns={**said.columns, "kind": ""}, constants={"kind": "contact"})
    assert [one.happening.unit for one in readings(path, known, Report())] == ["A vd"]


def test_a_name_that_the_engine_would_take_as_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "*.parquet"
    path.write_bytes(parquet(tmp_path))
    with pytest.raises(Refused, match="Byt namn"):
        open_table(path, PROFILE)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\x03\x04", b"PAR1", HEAD.encode() + b"\n"]))
def test_no_bytes_break_the_reading(tmp_path: Path, content: bytes, begins: bytes) -> None:
    path = raw(begins + content)(tmp_path)
    try:
        assert list(readings(path, PROFILE, Report())) is not None
    except Refused as refusal:
        assert str(refusal).endswith(".")


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(4, 1500), st.binary(min_size=1, max_size=8))
def test_a_parquet_with_other_bytes_somewhere_is_read_or_refused(tmp_path: Path, at: int, instead: bytes) -> None:
    content = parquet(tmp_path)
    at = at % len(content)
    path = raw(content[:at] + instead + content[at + len(instead) :])(tmp_path)
    with suppress(Refused):
        assert len(list(readings(path, PROFILE, Report()))) <= 2000
