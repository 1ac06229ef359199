"""Which rows of the requirements have which tests."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shown:
    """A test that says which row it shows."""

    row: str
    file: str
    test: str

    @property
    def sentence(self) -> str:
        return self.test.removeprefix("test_").replace("_", " ")


def rows(root: Path) -> dict[str, str]:
    """The rows by their ID, with what the document asks."""
    found = re.findall(
        r"^\| ((?:STO|MAL|KAR|BOR|VAR|ALL)-\d\d) \| ([^|]+)", (root / "docs/requirements.md").read_text(), re.MULTILINE
    )
    return {row: text.strip() for row, text in found}


def shown(root: Path) -> list[Shown]:
    found = []
    for file in sorted((root / "tests").rglob("test_*.py")):
        if "journeys" in file.parts:
            continue  # under way: not walked by every run (tests/journeys/conftest.py)
        tree = ast.parse(file.read_text())
        whole_file = list(_marks_of_file(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                marks = [*whole_file, *_marks(node.decorator_list)]
                found += [Shown(row, str(file.relative_to(root)), node.name) for row in marks]
    return sorted(found, key=lambda s: (s.row, s.file, s.test))


def _marks_of_file(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets):
            yield from _marks([node.value, *ast.walk(node.value)])


def _marks(nodes: list[ast.expr] | list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.requirement"):
            yield from (str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))


def page(root: Path) -> str:
    by_row: dict[str, list[Shown]] = defaultdict(list)
    for one in shown(root):
        by_row[one.row].append(one)
    lines = [
        "# Rows and their tests",
        "",
        "Made by `manage.py document`. A row without tests is not met yet.",
        "",
        "| row | the document asks | tests |",
        "|---|---|---|",
    ]
    for row, text in rows(root).items():
        tests = "<br>".join(dict.fromkeys(f"{one.sentence} (`{one.file}`)" for one in by_row[row]))
        lines.append(f"| {row} | {text} | {tests or '–'} |")
    return "\n".join(lines) + "\n"
