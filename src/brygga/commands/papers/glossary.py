"""The word list, as a page."""

from __future__ import annotations

import tomllib
from pathlib import Path


def page(root: Path) -> str:
    words = tomllib.loads((root / "docs/glossary.toml").read_text())["word"]
    lines = [
        "# Ordlista",
        "",
        "Gjord av `manage.py document` ur `docs/glossary.toml`.",
        "",
        "| ord | i koden | betyder | källa |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {word['term']} | `{word['identifier']}` | {word['definition']} | {word.get('source', '')} |"
        for word in sorted(words, key=lambda word: str(word["term"]).lower())
    ]
    return "\n".join(lines) + "\n"
