"""The generated page is the one that the data gives."""

from brygga.routines.document import PAGE, document, write
from brygga.routines.loading import all_routines


def test_the_stored_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == document(all_routines()), (
        "Skriv om sidan: PYTHONPATH=src python -m brygga.routines.document"
    )


def test_writing_it_gives_the_same_page(tmp_path):
    write(tmp_path / "routines.md")
    assert (tmp_path / "routines.md").read_text(encoding="utf-8") == document(all_routines())


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    heads = None
    for line in document(all_routines()).splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else None
        if cells is not None and heads is not None:
            assert cells == heads, line
        heads = cells


def test_each_place_tells_its_meetings_times_and_law():
    page = document(all_routines())
    for words in ("## Malmö", "GFI-möte", "Vuxenpsykiatrimottagning beroende: fördelas tisdag och torsdag", "7 dagar"):
        assert words in page
    assert "## Rättsliga grunder att lämna ut utan samtycke" in page
