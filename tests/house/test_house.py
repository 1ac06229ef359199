"""The house about itself: each test says what it protects."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from brygga.core.acts import ACTS
from brygga.core.models import AuditRow, ReadRow, Seal, Submission
from brygga.core.visibility import GuardedQuerySet

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "brygga"
#: Rows that are not about a person who gets help.
OPEN_MODELS = {"Organisation", "Unit", "Staff", "Assignment", "StandIn", "Succession"}
LOGS = {AuditRow, ReadRow, Seal, Submission}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield file, ast.parse(file.read_text())


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("brygga.")]


def test_rows_about_persons_are_guarded() -> None:
    """A model that holds personal data refuses to be read without saying for whom."""
    guarded = {m for m in our_models() if isinstance(m._default_manager.all(), GuardedQuerySet)}
    open_doors = {m.__name__ for m in our_models() if m not in LOGS and m not in guarded}
    assert open_doors == OPEN_MODELS


def test_every_guarded_model_says_who_sees_it() -> None:
    """A guarded model without an answer would be closed to all, or worse, inherit a wider answer."""
    guarded = [m for m in our_models() if isinstance(m._default_manager.all(), GuardedQuerySet)]
    assert [
        m.__name__ for m in guarded if type(m._default_manager.all()).visibility is GuardedQuerySet.visibility
    ] == []


def test_every_act_can_be_told_and_asks_first() -> None:
    """The feed and the audit read from the register of acts."""
    assert [name for name, act in ACTS.items() if not act.told_as.strip()] == []
    assert [name for name, act in ACTS.items() if act.may is None] == []
    assert [name for name in ACTS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", name)] == []


def test_only_acts_write() -> None:
    """The second net under the connection: no save, create, update or delete outside acts and the core."""
    writers = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    allowed = re.compile(r"/(acts(_\w+)?|core|demo|telling)(/|\.py|$)|/acts/")
    faults = []
    for file, tree in modules():
        if allowed.search(str(file.relative_to(SOURCE.parent))) or "/acts" in str(file):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writers:
                if ast.unparse(node.func.value) in {"session", "request.session", "pdf"}:
                    continue
                faults.append(f"{file.relative_to(ROOT)}:{node.lineno} .{node.func.attr}")
    assert faults == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    """Old cases keep old dates, and the demo can live at its own time."""
    asking = re.compile(r"\b(date\.today|datetime\.now|timezone\.now|timezone\.localdate|localtime\(\))")
    found = [str(f.relative_to(SOURCE)) for f, _ in modules() if f.name != "clock.py" and asking.search(f.read_text())]
    assert found == []


def test_reads_without_a_reader_carry_their_reason() -> None:
    """`unrestricted` is the only other door; its reason is a sentence, not a word."""
    faults = []
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "unrestricted":
                reason = next((k.value for k in node.keywords if k.arg == "because"), None)
                if reason is None or (isinstance(reason, ast.Constant) and len(str(reason.value).split()) < 3):
                    faults.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert faults == []


def test_pages_read_for_their_reader() -> None:
    """Delivery never goes round the guard."""
    going_round = re.compile(r"_base_manager|_default_manager|\.raw\(|connection\.cursor|\.unrestricted\(")
    found = []
    for room in ("web", "portal"):
        for file in (SOURCE / room).rglob("*.py"):
            found += [
                f"{file.relative_to(SOURCE)}:{n}"
                for n, line in enumerate(file.read_text().splitlines(), 1)
                if going_round.search(line)
            ]
    assert found == []


def test_no_signals_and_no_saves_that_do_more() -> None:
    """What happens is in the act, where it can be read."""
    faults = []
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(b, ast.FunctionDef) and b.name in {"save", "delete"} for b in node.body
            ):
                faults.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name}")
        if "@receiver" in file.read_text() or "post_save" in file.read_text():
            faults.append(str(file.relative_to(ROOT)))
    assert faults == []


def test_files_fit_and_functions_fit_a_hand() -> None:
    """Small rooms. A story of the demo is told from its beginning to its end."""
    long_files = [f"{f.relative_to(ROOT)}: {n}" for f, _ in modules() if (n := len(f.read_text().splitlines())) > 500]
    long_functions = [
        f"{f.relative_to(ROOT)}:{node.lineno} {node.name}"
        for f, tree in modules()
        if "stories" not in f.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 50
    ]
    assert (long_files, long_functions) == ([], [])


def test_no_drawers() -> None:
    """A file is named for what it holds."""
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py", "services.py", "signals.py"}
    assert [str(f.relative_to(ROOT)) for f, _ in modules() if f.name in drawers] == []


def test_templates_hold_words_and_components_only() -> None:
    """The design system lives in ui; no style or script stands in a page; htmx stays within the CSP."""
    forbidden = re.compile(r'\bds-[a-z]|<style|<script(?![^>]*\bsrc=)|\sstyle="|hx-on|javascript:|js:')
    faults = []
    for file in SOURCE.rglob("*.html"):
        inside_ui = "ui" in file.relative_to(SOURCE).parts[:1]
        for number, line in enumerate(file.read_text().splitlines(), 1):
            found = forbidden.search(line)
            if found and not (inside_ui and found[0].startswith("ds-")) and "documents" not in file.parts:
                faults.append(f"{file.relative_to(ROOT)}:{number} {found[0]}")
    assert faults == []


def test_templates_fit_a_screen_or_three() -> None:
    long = [
        f"{f.relative_to(ROOT)}: {n}" for f in SOURCE.rglob("*.html") if (n := len(f.read_text().splitlines())) > 150
    ]
    assert long == []


@pytest.fixture(scope="module")
def glossary() -> list[dict[str, object]]:
    words: list[dict[str, object]] = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text())["word"]
    return words


def test_every_model_is_in_the_glossary_by_the_name_people_read(glossary: list[dict[str, object]]) -> None:
    """One word per concept, in code and on screen."""
    terms = {word["identifier"]: word["term"] for word in glossary}
    told = [m for m in our_models() if m.__module__.split(".")[1] != "core"]
    snake = {re.sub(r"(?<!^)(?=[A-Z])", "_", m.__name__).lower(): str(m._meta.verbose_name) for m in told}
    assert {name: term for name, term in snake.items() if terms.get(name) != term} == {}


def test_words_to_avoid_are_avoided(glossary: list[dict[str, object]]) -> None:
    avoid = [str(word) for entry in glossary for word in entry.get("avoid", [])]  # type: ignore[attr-defined]
    pattern = re.compile(rf"\b({'|'.join(avoid)})(en|ar|arna|ens|s)?\b", re.IGNORECASE)
    found = [
        f"{f.relative_to(ROOT)}: {m[0]}" for f in SOURCE.rglob("*.html") for m in [pattern.search(f.read_text())] if m
    ]
    assert found == []


def test_suppressions_say_why() -> None:
    """A `noqa` or `type: ignore` names the rule that it silences."""
    bare = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)\s*$", re.MULTILINE)
    assert [str(f.relative_to(ROOT)) for f, _ in modules() if bare.search(f.read_text())] == []


def test_nothing_points_at_a_machine() -> None:
    """No path of somebody's machine and no registry's address is in the project."""
    pattern = re.compile("/" + "work/(main|wt|shared|scratch)|/" + "root/|py" + "pi\\.org|registry\\.npm" + "js")
    kinds = {".py", ".toml", ".md", ".html", ".css", ".json", ".txt", ".yml", ""}
    faults = []
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if (
            hidden
            or parts[0] == "var"
            or {"__pycache__", "node_modules"} & set(parts)
            or not file.is_file()
            or file.suffix not in kinds
        ):
            continue
        if pattern.search(file.read_text(errors="ignore")):
            faults.append(str(file.relative_to(ROOT)))
    assert faults == []
