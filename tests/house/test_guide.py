"""The guide: every picture is taken by the journey and shown, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = [ROOT / "README.md", *sorted(GUIDE.glob("*.md"))]
PICTURES = {picture.name for picture in (GUIDE / "images").iterdir()}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)]+)\)")


def links(page: Path) -> list[tuple[bool, str, str]]:
    return [(mark == "!", text, to) for mark, text, to in LINK.findall(page.read_text())]


def test_every_picture_is_shown_and_every_picture_shown_is_there() -> None:
    shown = {Path(to).name for page in PAGES for is_picture, _, to in links(page) if is_picture}
    assert shown == PICTURES


def test_every_picture_is_taken_by_the_journey() -> None:
    """BRYGGA_SHOTS=docs/guide/images ./brygga test -n 0 tests/journeys takes them anew."""
    told = "\n".join(journey.read_text() for journey in (ROOT / "tests" / "journeys").glob("test_*.py"))
    assert {f"{name}.png" for name in re.findall(r'picture\([\w.]+, "([^"]+)"', told)} == PICTURES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere_and_pictures_say_what_they_show(page: Path) -> None:
    for is_picture, text, to in links(page):
        assert re.match("https?:", to) or (page.parent / to).exists(), to
        assert text or not is_picture, to


def test_every_page_of_the_guide_is_in_its_list() -> None:
    listed = {to for _, _, to in links(GUIDE / "README.md")}
    assert {page.name for page in GUIDE.glob("*.md")} - {"README.md"} <= listed


def test_a_word_that_one_is_told_to_choose_is_in_the_program() -> None:
    """What stands in bold in the guide stands on a screen."""
    sources = [*(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.py"), *(ROOT / "routines").rglob("*.toml")]
    screens = "\n".join(source.read_text() for source in sources if "migrations" not in source.parts)
    told = {word for page in sorted(GUIDE.glob("*.md")) for word in re.findall(r"\*\*([^*]+)\*\*", page.read_text())}
    assert {word for word in told if not word.endswith((".", "?")) and word not in screens} == set()
