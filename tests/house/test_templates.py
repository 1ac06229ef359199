"""The design system lives in ui/ only, and pages hold words and components: no style, no script, no eval."""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src/brygga"
UI = SRC / "ui/templates"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
#: Classes that a page may write itself; everything else comes from a tag.
FREE_CLASSES = {"b-actions", "b-prose", "b-muted", "b-num", "b-nowrap", "b-stack"}
#: Documents become PDF by WeasyPrint and have style sheets of their own.
ON_PAPER = "documents"


def named(path):
    return str(path.relative_to(SRC))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_holds_style_script_or_eval(path):
    text = path.read_text()
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\shx-on|js:|javascript:|\son[a-z]+=\"", text) == []


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if UI not in path.parents and ON_PAPER not in path.parts], ids=named
)
def test_a_page_knows_nothing_of_the_design_system(path):
    text = path.read_text()
    classes = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    assert not re.search(r"\bds-", text)
    assert classes <= FREE_CLASSES


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_is_short_enough_to_read(path):
    assert len(path.read_text().splitlines()) <= 120
