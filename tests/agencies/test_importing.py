"""Many units and staff at once: every faulty row is told, nothing is loaded by half, what is there is left alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.agencies.acts import FaultyRows, import_sheet
from brygga.agencies.models import Assignment, Staff, Unit
from brygga.agencies.sheets import (
    HEADINGS,
    LARGEST,
    MOST_ROWS,
    UNPACKED,
    NotASheet,
    as_text,
    lines,
    read_file,
    read_text,
)
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow

HEAD = "Enhet\tSlag av enhet\tLigger under\tNamn\tE-post\tFunktion\tTitel\tFrån\tSkyddade uppgifter\n"
WHOLE = (
    HEAD
    + "Team Öst\tVuxen, beroende\t\tAnna Öst\tanna.ost@malmo.example\tHandläggare\tSocialsekreterare\t2026-01-01\tja\n"
    + "Team Väst\tVuxen, beroende\tTeam Öst\t\t\t\t\t\t\n"
    + "Vuxen Innerstaden\t\t\tBo Nilsson\tbo@malmo.example\thandläggare\t\t\t\n"
)


@pytest.fixture
def words(world: Any) -> dict[str, str]:
    """The routine's own terms, whatever they are called."""
    from brygga.routines.loading import routine

    rows = routine(world.social.place)
    kind = next(k.term for k in rows.unit_kinds if k.key == world.innerstaden.kind)
    return {"Vuxen, beroende": kind, "Handläggare": rows.function("social_worker").term}


def sheet(text: str, words: dict[str, str]) -> list[Any]:
    for said, term in words.items():
        text = text.replace(said, term).replace(said.lower(), term.lower())
    return lines(read_text(text))


def faults(world: Any, rows: list[Any]) -> dict[int, str]:
    with pytest.raises(FaultyRows) as refused:
        import_sheet(world.social, by=world.adam, lines=rows)
    return {fault.row: fault.words for fault in refused.value.faults}


@pytest.mark.requirement("BOR-06")
def test_units_and_staff_are_loaded_in_one_go(world: Any, words: dict[str, str]) -> None:
    done = import_sheet(world.social, by=world.adam, lines=sheet(WHOLE, words))
    assert (done.units, done.staff, done.known) == (2, 2, 0)
    east, west = Unit.objects.get(name="Team Öst"), Unit.objects.get(name="Team Väst")
    assert west.parent == east and east.organisation == world.social
    anna = Assignment.objects.get(staff__name="Anna Öst")
    assert (anna.unit, anna.function, str(anna.since), anna.staff.protected) == (
        east,
        "social_worker",
        "2026-01-01",
        True,
    )
    bo = Assignment.objects.get(staff__name="Bo Nilsson")
    assert bo.unit == world.innerstaden and bo.title == words["Handläggare"] and not bo.staff.protected


def test_the_same_sheet_again_adds_nothing(world: Any, words: dict[str, str]) -> None:
    import_sheet(world.social, by=world.adam, lines=sheet(WHOLE, words))
    before = (Unit.objects.count(), Staff.objects.count(), Assignment.objects.count())
    done = import_sheet(world.social, by=world.adam, lines=sheet(WHOLE, words))
    assert (done.units, done.staff, done.known) == (0, 0, 3)
    assert (Unit.objects.count(), Staff.objects.count(), Assignment.objects.count()) == before


def test_every_faulty_row_is_told_and_nothing_is_loaded(world: Any, words: dict[str, str]) -> None:
    text = (
        WHOLE
        + "Team Syd\t\t\t\t\t\t\t\t\n"
        + "Team Nord\tNågot annat\t\t\t\t\t\t\t\n"
        + "\t\t\tUlf Berg\t\tHandläggare\t\t\t\n"
        + "Team Öst\t\t\tEva Berg\tingen adress\tHandläggare\t\t\t\n"
        + "Team Öst\t\t\tEva Ek\teva@malmo.example\tTrollkarl\t\t\t\n"
        + "Team Öst\t\t\tEva Lind\teva@malmo.example\tHandläggare\t\ti går\t\n"
        + "Team Öst\t\t\tEva Gran\teva@malmo.example\tHandläggare\t\t\tkanske\n"
        + "Team Kust\tVuxen, beroende\tFinns Inte\t\t\t\t\t\t\n"
        + f"Team Öst\t\t\t{'E' * 201}\t\tHandläggare\t\t\t\n"
        + "Team Öst\t\t\tAnna Annan\tanna.ost@malmo.example\tHandläggare\t\t\t\n"
    )
    before = (Unit.objects.count(), Staff.objects.count(), Assignment.objects.count())
    told = faults(world, sheet(text, words))
    assert sorted(told) == [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert "Skriv ”Slag av enhet”" in told[5] and "”Något annat” finns inte" in told[6] and "enhetens namn" in told[7]
    assert "e-post" in told[8].lower() and "”Trollkarl” finns inte" in told[9] and "ingen dag" in told[10]
    assert "ja eller nej" in told[11] and "”Finns Inte” finns inte" in told[12] and "200" in told[13]
    assert "används redan" in told[14]
    assert (Unit.objects.count(), Staff.objects.count(), Assignment.objects.count()) == before


def test_only_the_own_administrator_loads(world: Any, words: dict[str, str]) -> None:
    for other in (world.sara, world.greta, world.chef):
        with pytest.raises(NotAllowed):
            import_sheet(world.social, by=other, lines=sheet(WHOLE, words))
    assert not Unit.objects.filter(name="Team Öst").exists()
    with pytest.raises(NotAllowed):
        import_sheet(world.lund_vuxen.organisation, by=world.adam, lines=sheet(WHOLE, words))


def test_who_is_loaded_stands_in_no_log(world: Any, words: dict[str, str]) -> None:
    import_sheet(world.social, by=world.adam, lines=sheet(WHOLE, words))
    row = AuditRow.objects.get(act="agencies.import_sheet")
    assert "Anna" not in str(row.facts) and "anna.ost" not in str(row.facts)


@pytest.mark.parametrize("between", ["\t", ";", ","])
def test_a_csv_is_read_however_it_is_divided(between: str) -> None:
    text = (
        between.join(["Enhet", "Namn"]) + "\r\n" + between.join(["Åsbo", '"Bo, den äldre"' if between == "," else "Bo"])
    )
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("cp1252")):
        assert lines(read_file("rader.csv", data))[0].get("unit") == "Åsbo"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "inga rader"),
        ("\n\n", "inga rader"),
        ("Enhet\tNamn\n", "inga rader under"),
        ("Enhet\tLön\nA\t1", "”Lön” finns inte"),
        ("Namn\nAnna", "”Enhet” saknas"),
        ("Enhet\tenhet\nA\tB", "två gånger"),
        ("Enhet\n" + "A\n" * (MOST_ROWS + 1), "Dela upp"),
    ],
)
def test_what_is_no_sheet_is_said(text: str, told: str) -> None:
    with pytest.raises(NotASheet, match=told):
        lines(read_text(text))


def _packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, _packed("xl/workbook.xml", b"<a"), b"a" * (LARGEST + 1)],
)
def test_a_broken_workbook_is_refused_in_swedish(data: bytes) -> None:
    with pytest.raises(NotASheet, match="Filen"):
        read_file("bok.xlsx", data)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused() -> None:
    trap = _packed("xl/worksheets/sheet1.xml", b"0" * (UNPACKED + 1))
    assert len(trap) < LARGEST
    with pytest.raises(NotASheet, match="packas upp"):
        read_file("bok.xlsx", trap)


@pytest.mark.parametrize("name", ["medarbetare.xlsx", "medarbetare.ods"])
def test_a_workbook_is_read_as_its_cells_are_shown(name: str) -> None:
    """Two rows written by a spreadsheet program: a telephone number as a number, a day as a day, a truth as a truth."""
    first, second = lines(read_file(name, (Path(__file__).parent / "sheets" / name).read_bytes()))
    assert first.words == {
        "unit": "Team Öst", "name": "Anna Öst", "phone": "40123", "since": "2026-01-01", "protected": "ja",
    }  # fmt: skip
    assert (second.number, second.words) == (4, {"unit": "Team Väst"})


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x00"), max_size=20).map(str.strip)


@given(st.lists(st.lists(cells, min_size=2, max_size=2).filter(any), min_size=1, max_size=8))
def test_rows_written_to_mend_are_read_as_they_were(rows: list[list[str]]) -> None:
    table = [["Enhet", "Namn"], *rows]
    again = lines(read_text(as_text(table)))
    assert [[line.get("unit"), line.get("name")] for line in again] == rows


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        found = lines(read_text(text))
    except NotASheet:
        return
    assert all(set(line.words) <= set(HEADINGS) for line in found)
