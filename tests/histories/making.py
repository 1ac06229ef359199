"""Files as the parties' systems write them, made here."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from brygga.histories.reading import Profile

HEAD = "Personnummer;Börjar;Slutar;Slag;Enhet;Organisation;Tvång;Anteckning"
TOLVA, OTHER = "191212121212", "198507099805"
STAY = f"{TOLVA};2026-01-07;2026-02-01;slutenvård;Avdelning 3;Regionen;LPT;"
PROFILE = Profile(
    columns={
        "person": "Personnummer", "begins": "Börjar", "ends": "Slutar", "kind": "Slag", "unit": "Enhet",
        "organisation": "Organisation", "compulsory": "Tvång", "note": "Anteckning",
    }
)  # fmt: skip
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(folder: Path, *rows: str, head: str = HEAD, name: str = "utdrag.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join([head, *rows, ""]).encode(encoding))
    return path


def book(path: Path, rows: Sequence[Sequence[str | float]], **more: str) -> Path:
    """A workbook of one sheet. `more`: parts of it by another name or instead of these."""
    cells = "".join(
        f'<row r="{n}">{"".join(_cell(f"{chr(65 + m)}{n}", value) for m, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet(cells),
    }
    parts |= more
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return path


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
