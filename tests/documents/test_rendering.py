"""Paper that everyone can read, and that fetches nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from copy import deepcopy
from pathlib import Path

import pytest

from brygga import documents
from tests.documents.reading import read

FACTS = {"words": "Åsa, Łukasz och Đorđe möts.", "names": ["Åsa Öberg", "Łukasz Šarić"], "picture": ""}


@pytest.fixture(autouse=True)
def _samples(settings):
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [Path(__file__).with_name("templates")]


def paper(**facts):
    return read(documents.render("sample.html", {**FACTS, **facts}, title="Ett prov"))


@pytest.mark.requirement("ALL-04")
def test_a_document_is_tagged_swedish_titled_and_archivable():
    made = paper()
    assert made.is_accessible
    assert str(made.pdf.docinfo["/Title"]) == "Ett prov"
    assert (made.count("H1"), made.count("H2"), made.count("H3")) == (1, 1, 1)
    assert [made.count(tag) for tag in ("Table", "Caption", "TH", "TD", "LI")] == [1, 1, 4, 2, 2]


def test_a_table_heading_says_what_it_heads():
    made = paper()
    assert [str(heading.A["/Scope"]) for heading in made.table_headings] == ["/Column", "/Column", "/Row", "/Row"]


def test_every_letter_of_a_name_can_be_read_out():
    made = paper()
    assert "Åsa, Łukasz och Đorđe möts." in made.text
    assert "Łukasz Šarić" in made.text


def test_words_are_words_and_never_markup():
    assert "<b>fet</b>" in paper(words="<b>fet</b>").text


OUTSIDE = (
    "https://example.org/spy.png",
    "file:///etc/hostname",
    "font:../../settings.py",
    "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
)


@pytest.mark.parametrize("picture", OUTSIDE)
def test_a_document_fetches_nothing(picture):
    made = paper(picture=picture)
    assert [dict(page.Resources.get("/XObject", {})) for page in made.pdf.pages] == [{}]


def test_a_machine_readable_copy_can_lie_inside():
    attachment = documents.Attachment(name="plan.json", data=b'{"a": 1}', description="Samma innehåll för maskiner")
    made = read(documents.render("sample.html", FACTS, title="Ett prov", attachments=[attachment]))
    assert made.is_accessible
    assert list(made.pdf.attachments) == ["plan.json"]
    assert made.pdf.attachments["plan.json"].get_file().read_bytes() == b'{"a": 1}'


def test_a_warm_document_takes_less_than_two_seconds():
    paper()
    begun = time.perf_counter()
    documents.render("sample.html", FACTS, title="Ett prov")
    assert time.perf_counter() - begun < 2


def test_brygga_starts_without_the_c_libraries_of_paper():
    asked = "import sys, brygga.documents; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], env={"PYTHONPATH": "src"}, check=False).returncode == 0
